"""Everything that can be asked of a host, by everyone who could ask it: each route and each
command, with the token of each role and the key of each scope. What is not listed is refused.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from host.access import ROLES_PAIRED, NotAllowed
from host.core.entry import Sender
from host.keys import SCOPES, Keys
from host.web.app import ROUTES
from host.web.asked import ASKERS
from host.web.kiosk.stands import COOKIE
from host.web.rights import DEVICES, calls, right_of
from tests import wire_examples
from tests.town import a_town, new_id
from wire.codec import encode, from_host
from wire.commands import COMMAND, ROLES
from wire.frames import Hello

NOBODY = "nobody"
DENIED = {401, 403}
FAR = {"host": "balie.example"}
"""Asked from somewhere else than the host's own computer."""
PAGE_ROLES = frozenset({"visitor", "system"})
"""Roles without a token: a visitor's own page, and the house itself."""
COMMANDS = {wire_examples.name_of(each): each for each in wire_examples.COMMANDS}
QUESTIONS = {
    wire_examples.name_of(each): each
    for each in wire_examples.QUESTIONS
    if wire_examples.name_of(each) not in ("hello", "health")
}


@dataclass
class Matrix:
    """A town with a token for each role and a key for each scope."""

    town: object
    tokens: dict[str, str]
    """By role, scope, or nobody."""


@pytest.fixture
async def matrix(tmp_path, monkeypatch):
    monkeypatch.setattr("host.web.conversation.CODES_PER_MINUTE", 100_000)
    async with a_town(tmp_path) as town:
        doors = town.host.doors
        tokens = {NOBODY: ""}
        for role in sorted(ROLES_PAIRED):
            desk = "1" if role == "desk" else None
            tokens[role] = await asyncio.to_thread(town.token, role, f"{role}-1", desk=desk)
        keys = Keys(doors.store, doors.settings, doors.clock)
        for scope in SCOPES:
            name = scope.replace(":", "-")
            made = await asyncio.to_thread(keys.add, name, [scope], (), 10_000)
            tokens[scope] = made[1]
        yield Matrix(town, tokens)


def routes(town):
    """Method and path of everything that the application serves; WS for a line."""

    def walk(found, prefix=""):
        for route in found:
            inner = getattr(route, "original_router", None)
            if inner is not None:
                yield from walk(inner.routes, prefix)
            elif getattr(route, "routes", None):
                yield from walk(route.routes, prefix + route.path)
            elif type(route).__name__ == "Mount":
                yield "GET", prefix + route.path + "/{file}"
            elif hasattr(route, "path"):
                for method in sorted(getattr(route, "methods", None) or {"WS"}):
                    yield method, prefix + route.path

    return sorted(set(walk(town.host.app.routes)) - {("HEAD", path) for path in ROUTES})


def address(path):
    """A path with something in each of its places."""
    named = {"location": "hall", "file": "main.js", "language": "nl", "rest:path": "v1/branches"}
    for name in ("rest:path", "location", "file", "language"):
        path = path.replace("{" + name + "}", named[name])
    while "{" in path:
        path = path[: path.index("{")] + "no-such-one" + path[path.index("}") + 1 :]
    return path + ("?location=hall" if path.endswith("/figures") else "")


def told(method):
    return {} if method in ("GET", "DELETE") else {"content": b"{}"}


def bearer(token):
    return {**FAR, **({"authorization": f"Bearer {token}"} if token else {})}


async def status(web, method, path, token, **more):
    answer = await web.request(method, path, headers=bearer(token), **told(method), **more)
    return answer.status_code


def client(matrix):
    return httpx.AsyncClient(timeout=60, base_url=matrix.town.web, trust_env=False)


async def test_every_route_that_is_served_says_who_may_use_it_and_no_other_is_listed(matrix):
    served = routes(matrix.town)
    assert {path for _, path in served} == set(ROUTES)
    ways = [right_of(method, path).way for method, path in served]
    assert len(ways) == len(served) >= 100
    assert DEVICES == ROLES_PAIRED


async def test_a_guarded_route_opens_to_who_is_listed_and_to_nobody_else(matrix, capsys):
    tried = 0
    async with client(matrix) as web:
        for method, path in routes(matrix.town):
            right = right_of(method, path)
            if right.way != "key":
                continue
            for who, token in matrix.tokens.items():
                found = await status(web, method, address(path), token)
                may = who in right.scopes or who in right.roles
                assert (found not in DENIED) == may, (method, path, who, found)
                tried += 1
    with capsys.disabled():
        print(f"\nR14: guarded routes, {tried} tries")
    assert tried >= 20 * len(matrix.tokens)


async def test_an_open_route_gives_a_token_nothing_that_it_does_not_give_everybody(matrix, capsys):
    tried = 0
    async with client(matrix) as web:
        for method, path in routes(matrix.town):
            if right_of(method, path).way not in ("everyone", "secret") or method == "WS":
                continue
            as_nobody = await status(web, method, address(path), "")
            for who, token in matrix.tokens.items():
                found = await status(web, method, address(path), token)
                assert found in (as_nobody, 429), (method, path, who, found)
                tried += 1
    with capsys.disabled():
        print(f"\nR14: open routes, {tried} tries")


async def test_each_call_of_another_system_opens_to_keys_of_its_scope_alone(matrix, capsys):
    tried = 0
    async with client(matrix) as web:
        for method, path, scope in calls():
            for who, token in matrix.tokens.items():
                found = await status(web, method, address(path.replace("*", "{one}")), token)
                assert (found not in DENIED) == (who == scope), (method, path, who, found)
                tried += 1
    with capsys.disabled():
        print(f"\nR14: calls of other systems, {tried} tries")


async def test_a_kiosk_in_a_browser_opens_to_a_kiosks_cookie_alone(matrix):
    async with client(matrix) as web:
        for method, path in routes(matrix.town):
            if right_of(method, path).way != "cookie" or method != "GET":
                continue
            for who, token in matrix.tokens.items():
                web.cookies.clear()
                web.cookies.set(COOKIE, token)
                answer = await web.get(path, headers=FAR)
                assert (answer.status_code == 200) == (who == "kiosk"), (path, who)


async def test_the_line_opens_to_devices_alone_and_a_visitors_line_to_its_address(matrix):
    for who, token in matrix.tokens.items():
        async with connect(matrix.town.url, proxy=None) as line:
            await line.send(encode(Hello(token=token, desk="1" if who == "desk" else None)))
            heard = from_host(await line.recv())
            assert (heard.kind == "welcome") == (who in DEVICES), who
    url = matrix.town.url.replace("/ws", "/v/no-such-visit/ws")
    with pytest.raises((InvalidStatus, ConnectionClosed)):
        async with connect(url, proxy=None) as line:
            await line.recv()


async def _answer(line, message):
    """The answer to this message; views and beats between are passed over."""
    said = json.loads(encode(message)) | {"id": new_id()}
    await line.send(json.dumps(said))
    async with asyncio.timeout(20):
        while True:
            heard = from_host(await line.recv())
            if getattr(heard, "id", None) == said["id"]:
                return heard


def kinds_of_commands():
    return set(COMMAND.core_schema["choices"])


def test_every_command_and_every_question_is_tried():
    assert set(ROLES) == set(COMMANDS) == kinds_of_commands()
    assert set(ASKERS) == set(QUESTIONS)


@pytest.mark.parametrize("role", sorted(ROLES_PAIRED))
async def test_a_device_says_and_asks_what_its_role_may_and_nothing_else(matrix, role, capsys):
    wanted = ROLES | ASKERS
    async with connect(matrix.town.url, proxy=None, max_size=None) as line:
        desk = "1" if role == "desk" else None
        await line.send(encode(Hello(token=matrix.tokens[role], desk=desk)))
        assert from_host(await line.recv()).kind == "welcome"
        for kind, message in (COMMANDS | QUESTIONS).items():
            heard = await _answer(line, message)
            refused = heard.kind == "no" and heard.word == "role_may_not"
            assert refused == (role not in wanted[kind]), (role, kind, heard)
    with capsys.disabled():
        print(f"\nR14: {role}, {len(wanted)} commands and questions")


@pytest.mark.parametrize("role", sorted(PAGE_ROLES))
async def test_roles_without_a_token_are_held_to_the_same_table(matrix, role):
    office = matrix.town.host.office
    hall = office.halls["hall"]
    with pytest.raises(NotAllowed):
        await asyncio.to_thread(matrix.town.token, role, "intruder")
    for kind, message in COMMANDS.items():
        if role in ROLES[kind]:
            continue
        answers: list[Any] = []
        office.say(hall, message, Sender(device="x", role=role), answers.append)
        assert [answer.word for answer in answers] == ["role_may_not"], kind
