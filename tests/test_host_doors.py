"""The host's doors: who may come in, what cannot be read, and that the line stays open all the
same.
"""

import asyncio
import contextlib

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.town import a_town, new_id
from wire.base import FRAME_BYTES_MAX
from wire.codec import encode, from_host
from wire.commands import CallNext, TakeTicket
from wire.frames import Find, FindAppointment, Hello


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def told(line, *kinds):
    """The next frame of these kinds; views and beats between are passed over."""
    async with asyncio.timeout(20):
        while True:
            message = from_host(await line.recv())
            if message.kind in kinds:
                return message


@contextlib.asynccontextmanager
async def paired(town, role="kiosk", **more):
    token = await asyncio.to_thread(town.token, role, f"{role}-{new_id()[:6]}", **more)
    async with connect(town.url, proxy=None, compression=None, max_size=None) as line:
        desk = "1" if role == "desk" else None
        await line.send(encode(Hello(token=token, desk=desk)))
        await told(line, "welcome")
        yield line


@pytest.mark.parametrize(
    ("frame", "word"),
    [
        ("", "unreadable"),
        ("{", "unreadable"),
        ("[]", "unreadable"),
        ("null", "unreadable"),
        ('{"kind":"no_such_thing","id":"12345678"}', "unreadable"),
        ('{"kind":"call_next","id":"12345678"}', "unreadable"),
        ('{"kind":"call_next","id":"12345678","desk":"1","more":1}', "unreadable"),
        ("[" * 50_000, "unreadable"),
        (b"\x00\x01", "unreadable"),
        ('{"kind":"hello","token":"again"}', "unreadable"),
        ("x" * (FRAME_BYTES_MAX + 1), "too_large"),
        ("x" * 900_000, "too_large"),
        (
            '{"kind":"take_ticket","id":"12345678","services":["passport"],"name":"111222333"}',
            "text_unfit",
        ),
    ],
    ids=range(13),
)
async def test_a_frame_that_cannot_be_used_is_refused_and_the_line_stays_open(town, frame, word):
    async with paired(town) as line:
        await line.send(frame)
        assert (await told(line, "no")).word == word
        await line.send(encode(TakeTicket(id=new_id(), services=("passport",))))
        assert (await told(line, "done", "no")).kind == "done"


async def test_the_refusal_of_a_frame_finds_its_sender_by_the_id_in_it(town):
    async with paired(town) as line:
        await line.send('{"kind":"call_next","id":"my-own-id-1"}')
        assert (await told(line, "no")).id == "my-own-id-1"


@pytest.mark.parametrize(
    ("hello", "word"),
    [
        (encode(Hello(token="nobody's")), "not_paired"),
        (encode(Hello(token="")), "not_paired"),
        (encode(Hello(token="x", protocol=99)), "protocol_unknown"),
        (encode(CallNext(id=new_id(), desk="1")), "not_paired"),
        ("{", "unreadable"),
        (b"\x01", "unreadable"),
    ],
    ids=range(6),
)
async def test_who_says_no_good_hello_hears_why_and_is_shown_out(town, hello, word):
    async with connect(town.url, proxy=None) as line:
        await line.send(hello)
        assert (await told(line, "no")).word == word
        with pytest.raises(ConnectionClosed):
            await line.recv()


async def test_who_says_nothing_is_shown_out(town, monkeypatch):
    monkeypatch.setattr("host.web.line.HELLO_SECONDS", 0.05)
    async with connect(town.url, proxy=None) as line:
        assert from_host(await line.recv()).kind == "no"
        with pytest.raises(ConnectionClosed):
            await line.recv()


async def test_a_desk_speaks_for_the_desk_that_it_is_paired_with(town):
    token = await asyncio.to_thread(town.token, "desk", "fixed", desk="2")
    for desk, word in (("1", "other_desk"), ("2", None), (None, None)):
        async with connect(town.url, proxy=None) as line:
            await line.send(encode(Hello(token=token, desk=desk)))
            heard = await told(line, "no", "welcome")
            assert getattr(heard, "word", None) == word
    free = await asyncio.to_thread(town.token, "desk", "free")
    async with connect(town.url, proxy=None) as line:
        await line.send(encode(Hello(token=free, desk="99")))
        assert (await told(line, "no")).word == "desk_unknown"


async def test_a_device_of_one_location_sees_nothing_of_another(town):
    annex = await town.screen("greeter", location="annex")
    hall = await town.screen("greeter")
    taken = await hall.done(TakeTicket(id=new_id(), services=("passport",)))
    await hall.sees(lambda view: view.waiting)
    found = await annex.say(Find(id=new_id(), text=taken.ticket))
    assert found.total == 0
    assert annex.view.waiting == ()


async def test_a_revoked_device_is_out_within_five_seconds_and_stays_out(town):
    screen = await town.screen("kiosk")
    access = town.host.doors.access
    assert await asyncio.to_thread(access.revoke, "hall/kiosk")
    async with asyncio.timeout(5):
        while not any(getattr(one, "word", "") == "not_paired" for one in screen.heard):
            screen.news.clear()
            await screen.news.wait()
    await asyncio.sleep(0.5)
    assert not screen.link.up.is_set()


async def test_commands_beyond_sixty_four_at_once_are_too_fast(town, monkeypatch):
    monkeypatch.setattr("host.web.conversation.AT_ONCE_MAX", 0)
    async with paired(town) as line:
        await line.send(encode(TakeTicket(id=new_id(), services=("passport",))))
        assert (await told(line, "no")).word == "too_fast"


async def test_codes_cannot_be_guessed_quickly(town):
    async with paired(town) as line:
        words = []
        for _ in range(61):
            await line.send(encode(FindAppointment(id=new_id(), code="GUESS1")))
            words.append((await told(line, "no")).word)
        assert set(words[:60]) == {"code_unknown"}
        assert words[60] == "too_fast"


async def test_beats_come_every_two_seconds(town):
    async with paired(town) as line:
        async with asyncio.timeout(4):
            assert (await told(line, "beat")).at == town.clock.now
