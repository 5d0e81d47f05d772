"""Hilversum plans for an outage. With the line to the world cut nobody in the hall notices; with
the host gone kiosks go on by themselves (`test_continuity_whole`); and Gooise Meren, the back-up,
gets a list of who is still due (`test_fallback`)."""

import re
import socket
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from host.core.invariants import violations
from host.web.app import ROUTES
from tests.town import PIN, SETTINGS, Clock, a_town, at, new_id
from wire.commands import CallNext, EndVisit, Meet, OpenDesk, SignIn, TakeTicket
from wire.setup import Setup

HILVERSUM = SETTINGS.replace('"Testdam"', '"Hilversum"\nbackup = "de balie van Gooise Meren"', 1)
MAILS = '\n[messages.mail]\nhost = "mail.hilversum.example"\nsender = "balie@hilversum.example"\n'
LOADS = re.compile(
    r"<(?:script|img|iframe|link|audio|video|source|object|embed)\b[^>]*?\b(?:src|href|data)="
    r"[\"']([^\"']+)|url\(\s*[\"']?([^)\"']+)|\bimport\b[^;]*?[\"']([^\"']+)[\"']"
)


@contextmanager
def the_world_cut_off(monkeypatch):
    """No name is found, and no address but this computer's own is reached."""
    connect, tried = socket.socket.connect, []

    def only_here(line, address):
        if line.family in (socket.AF_INET, socket.AF_INET6) and address[0] != "127.0.0.1":
            tried.append(address)
            raise OSError(101, "Network is unreachable")
        return connect(line, address)

    find = socket.getaddrinfo

    def no_names(host, *rest, **more):
        if host not in ("127.0.0.1", "localhost", None):
            tried.append(host)
            raise socket.gaierror(-3, "Temporary failure in name resolution")
        return find(host, *rest, **more)

    with monkeypatch.context() as cut:
        cut.setattr(socket.socket, "connect", only_here)
        cut.setattr(socket, "getaddrinfo", no_names)
        yield tried


def begins_with(ticket: str) -> Callable[[Any], bool]:
    """Whether a board's newest call is this one."""
    return lambda view: bool(view.calls) and view.calls[0].ticket == ticket


@pytest.mark.parametrize("more", ["", MAILS], ids=["", "mail"])
async def test_half_an_hour_without_the_world_loses_no_number_and_desks_keep_calling(
    tmp_path, monkeypatch, more
):
    clock = Clock("09:05")
    with the_world_cut_off(monkeypatch):
        async with a_town(tmp_path, clock, text=HILVERSUM + more) as town:
            kiosk, board = await town.screen("kiosk"), await town.screen("display")
            desk = await town.screen("desk", desk="1")
            await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
            await desk.done(OpenDesk(id=new_id(), desk="1"))
            told: list[tuple[str, str]] = []
            called: list[str] = []
            for minute in range(30):
                clock.now = at("09:05") + minute * 60_000
                done = await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
                assert done.visit is not None
                told.append((done.visit, done.ticket))
                called.append((await desk.done(CallNext(id=new_id(), desk="1"))).ticket)
                await board.sees(begins_with(called[-1]))
                await desk.done(Meet(id=new_id(), desk="1"))
            await desk.done(EndVisit(id=new_id(), desk="1"))
            day = town.host.office.halls["hall"].day
            assert day is not None
            log = town.host.store.load("hall", day.day)
    assert [ticket for _, ticket in told] == called == [f"A{n:03d}" for n in range(1, 31)]
    assert violations(log, day, told) == []


async def test_no_page_of_the_host_loads_anything_from_elsewhere(tmp_path):
    """Also what each page loads is looked into: its style sheets and its scripts."""
    async with (
        a_town(tmp_path, text=HILVERSUM) as town,
        httpx.AsyncClient(timeout=60, trust_env=False) as web,
    ):
        wanted = [route for route in ROUTES if "{" not in route and route != "/ws"]
        seen: set[str] = set()
        while wanted:
            path = wanted.pop()
            seen.add(path)
            answer = await web.get(town.web + path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy, path
            assert "://" not in policy.partition("frame-ancestors")[0], path
            if not re.search("html|css|javascript", answer.headers.get("content-type", "")):
                continue
            for found in LOADS.findall(answer.text):
                target = next(filter(None, found))
                if target.startswith("data:"):
                    continue
                assert not re.match(r"[a-z]+:|//", target), (path, target)
                there = str(httpx.URL(town.web + path).join(target).path)
                wanted += [there] if there not in seen and "{" not in there else []
        assert {"/display", "/display/main.js", "/pages.css"} <= seen


async def test_every_screen_of_the_town_names_its_back_up(tmp_path):
    async with a_town(tmp_path, text=HILVERSUM) as town:
        for role in ("kiosk", "display"):
            screen = await town.screen(role)
            await screen.sees(lambda view: True)
            assert screen.one(Setup).backup == "de balie van Gooise Meren"
