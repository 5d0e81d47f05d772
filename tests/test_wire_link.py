"""The one line to the host, against a host of twenty lines on a real socket."""

import asyncio
import contextlib
import json
import time

import pytest
from websockets.asyncio.server import ServerConnection, serve

import wire.link
from wire.codec import encode
from wire.commands import Tick
from wire.frames import Answer, Beat, Done, Hello, No, Rows, Welcome
from wire.link import Link, Lost, Silence

HELLO = Hello(token="a-token")
WELCOME = Welcome(device="desk-1", role="desk", location="hall", at=1)
WISH = Tick(id="command-1")


class FakeHost:
    """Answers each frame by what stands in `answers` for its kind; None hangs up."""

    def __init__(self) -> None:
        self.answers: dict[str, list[str] | None] = {"hello": [encode(WELCOME)]}
        self.heard: list[str] = []
        self.news = asyncio.Event()
        self.lines: set[ServerConnection] = set()

    async def __aenter__(self):
        self.server = await serve(self._line, "127.0.0.1", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *fault):
        self.server.close()
        await self.server.wait_closed()

    async def _line(self, connection):
        self.lines.add(connection)
        async for frame in connection:
            kind = json.loads(frame)["kind"]
            self.heard.append(kind)
            self.news.set()
            answers = self.answers.get(kind, [])
            if answers is None:
                await connection.close()
                return
            for answer in answers:
                await connection.send(answer)

    async def hears_hello(self, times):
        async with asyncio.timeout(20):
            while self.heard.count("hello") < times:
                self.news.clear()
                await self.news.wait()

    async def say(self, frame):
        for line in self.lines:
            with contextlib.suppress(Exception):
                await line.send(frame)


class Client:
    """A link that runs, and what it heard."""

    def __init__(self, port):
        self.heard: list[object] = []
        self.news = asyncio.Event()
        self.link = Link(f"ws://127.0.0.1:{port}", HELLO, self._hear)

    def _hear(self, message):
        self.heard.append(message)
        self.news.set()

    async def __aenter__(self):
        self.task = asyncio.create_task(self.link.run())
        return self

    async def __aexit__(self, *fault):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    async def hears(self, what):
        """Waits until something of this type was heard."""
        async with asyncio.timeout(20):
            while not any(isinstance(heard, what) for heard in self.heard):
                self.news.clear()
                await self.news.wait()


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(wire.link, "SILENCE_SECONDS", 0.3)
    monkeypatch.setattr(wire.link, "NOTICE_SECONDS", 0.3)
    monkeypatch.setattr(wire.link, "PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(wire.link, "PAUSE_SECONDS_MAX", 0.1)


async def test_a_line_says_hello_and_hands_on_what_it_hears():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        await host.say(encode(Beat(at=2)))
        await client.hears(Beat)
        assert client.heard[:2] == [WELCOME, Beat(at=2)]
        assert host.heard == ["hello"]


async def test_who_was_kept_from_running_looks_for_what_waits_before_calling_the_line_dead():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        await host.say(encode(Beat(at=2)))
        time.sleep(0.4)  # noqa: ASYNC251 - longer than the silence that is noticed
        await client.hears(Beat)
        await asyncio.sleep(0.1)
        assert not any(isinstance(heard, Silence) for heard in client.heard)


async def test_an_answer_goes_to_the_one_who_asked_and_to_nobody_else():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        for answer in (
            Done(id=WISH.id, seq=1, at=1),
            No(id=WISH.id, word="busy"),
            Rows(id=WISH.id, rows=(), total=0),
        ):
            host.answers["tick"] = [encode(answer)]
            assert await client.link.ask(WISH) == answer
        assert not any(isinstance(heard, Answer | Done) for heard in client.heard)


async def test_an_answer_that_nobody_asked_for_or_that_comes_twice_does_no_harm():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        answer = encode(Done(id=WISH.id, seq=1, at=1))
        host.answers["tick"] = [answer, answer]
        await client.link.ask(WISH)
        await host.say(encode(Done(id="unasked-1", seq=2, at=2)))
        await client.hears(Done)


async def test_no_answer_in_time_is_lost():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        with pytest.raises(Lost, match="no answer"):
            await client.link.ask(WISH, timeout_seconds=0.05)


async def test_without_a_line_nothing_can_be_said():
    link = Link("ws://127.0.0.1:9", HELLO, lambda heard: None)
    with pytest.raises(Lost, match="no line"):
        await link.tell(WISH)


async def test_a_line_that_falls_loses_what_was_asked_says_so_and_comes_back():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        host.answers["tick"] = None
        with pytest.raises(Lost, match="line fell"):
            await client.link.ask(WISH)
        await client.hears(Silence)
        await client.link.up.wait()
        assert host.heard.count("hello") == 2


async def test_a_line_that_falls_while_something_is_said_is_lost():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        connection = client.link._connection
        assert connection is not None
        await connection.close()
        client.link._connection = connection
        with pytest.raises(Lost, match="line fell"):
            await client.link.tell(WISH)


async def test_a_silent_host_is_told_once_and_asked_again():
    async with FakeHost() as host, Client(host.port) as client:
        await client.hears(Silence)
        assert [h.reason for h in client.heard if isinstance(h, Silence)] == ["silent"]
        await host.hears_hello(2)


async def test_a_host_that_is_away_is_tried_until_it_is_there():
    async with FakeHost() as host:
        port = host.port
    async with Client(port) as client:
        await client.hears(Silence)
        assert len(client.heard) == 1


async def test_a_device_that_the_host_refuses_hears_why_and_does_not_hammer():
    async with FakeHost() as host:
        host.answers["hello"] = [encode(No(word="not_paired"))]
        async with Client(host.port) as client:
            await client.hears(No)
            assert not client.link.up.is_set()


async def test_a_host_that_refuses_is_asked_ever_more_slowly():
    async with FakeHost() as host:
        host.answers["hello"] = None
        async with Client(host.port):
            await asyncio.sleep(0.6)
        assert 2 <= len(host.heard) <= 9


async def test_a_host_of_another_version_does_not_end_the_program():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        await host.say('{"kind": "new_in_version_2"}')
        await client.hears(Silence)
        assert client.heard[-1] == Silence("unreadable")
        await host.hears_hello(2)
        assert not client.task.done()


async def test_an_answer_after_the_asker_gave_up_is_for_nobody():
    async with FakeHost() as host, Client(host.port) as client:
        await client.link.up.wait()
        asking = asyncio.create_task(client.link.ask(WISH))
        await asyncio.sleep(0.05)
        client.link._asked[WISH.id].cancel()
        assert client.link._connection is not None
        client.link._hear(client.link._connection, Done(id=WISH.id, seq=1, at=1))
        client.link._drop()
        with pytest.raises(asyncio.CancelledError):
            await asking
