"""What listeners see: the newest view once, quickly after a quiet time, seldom under load, and
nobody waits for another.
"""

import asyncio
import socket

import orjson

from host.hub import Hub, Listener
from host.web.protocol import LineProtocol, framed
from tests.town import a_town, new_id
from wire.codec import encode, from_host
from wire.commands import TakeTicket
from wire.frames import Hello, Shown


class Paper:
    """A line that writes down what it gets; `reads` says whether the peer does."""

    def __init__(self):
        self.got = []
        self.reads = True

    def send_frame(self, frame):
        if self.reads:
            self.got.append(orjson.loads(frame))
        return self.reads


async def a_hall(town):
    return town.host.office.halls["hall"]


def a_hub(town):
    return Hub(town.clock, lambda work: work(), lambda text: text)


async def moved(town, hall):
    """Something happens that the wall shows."""
    town.clock.now += 1
    heard = asyncio.get_running_loop().create_future()
    from host.core.entry import Sender

    command = TakeTicket(id=new_id(), services=("passport",), slip=False)
    town.host.office.say(hall, command, Sender("greeter", "greeter"), heard.set_result)
    return await heard


async def test_after_a_quiet_time_news_goes_at_once_and_then_at_most_once_per_rest(tmp_path):
    async with a_town(tmp_path) as town:
        hall, hub, paper = await a_hall(town), a_hub(town), Paper()
        hub.join(Listener(hall, ("greeter", "greeter"), paper, "one"))
        assert [frame["view"]["waiting_count"] for frame in paper.got] == [0]
        await moved(town, hall)
        hub.show(hall)
        assert len(paper.got) == 2
        for _ in range(20):
            await moved(town, hall)
            hub.show(hall)
        await asyncio.sleep(0.3)
        assert len(paper.got) < 22, "views were made together"
        assert paper.got[-1]["view"]["waiting_count"] == 21


async def test_a_view_that_is_the_same_is_not_sent_again(tmp_path):
    async with a_town(tmp_path) as town:
        hall, hub, paper = await a_hall(town), a_hub(town), Paper()
        hub.join(Listener(hall, ("board",), paper, "one"))
        for _ in range(3):
            await moved(town, hall)
            hub.show(hall)
            await asyncio.sleep(0.1)
        assert len(paper.got) == 1


async def test_a_listener_that_does_not_read_gets_the_newest_when_it_does_and_no_other_waits(
    tmp_path,
):
    async with a_town(tmp_path) as town:
        hall, hub, slow, quick = await a_hall(town), a_hub(town), Paper(), Paper()
        stalled = Listener(hall, ("greeter", "greeter"), slow, "slow")
        hub.join(stalled)
        hub.join(Listener(hall, ("greeter", "greeter"), quick, "quick"))
        slow.reads = False
        for _ in range(3):
            await moved(town, hall)
            hub.show(hall)
            await asyncio.sleep(0.15)
        assert [frame["view"]["waiting_count"] for frame in quick.got] == [0, 1, 2, 3]
        assert [frame["view"]["waiting_count"] for frame in slow.got] == [0]
        slow.reads = True
        hub.caught_up(stalled)
        hub.caught_up(stalled)
        assert [frame["view"]["waiting_count"] for frame in slow.got] == [0, 3]


async def test_who_has_left_is_forgotten(tmp_path):
    async with a_town(tmp_path) as town:
        hall, hub = await a_hall(town), a_hub(town)
        listeners = [Listener(hall, ("board",), Paper(), str(number)) for number in range(3)]
        for listener in listeners:
            hub.join(listener)
        assert len(hub) == 3
        for listener in listeners:
            hub.leave(listener)
        assert len(hub) == 0
        assert hub.audiences["hall"].frames == {}


async def test_a_peer_that_stops_reading_its_socket_delays_nobody(tmp_path):
    """The host writes large views to a peer whose receive buffer is tiny and never emptied."""
    async with a_town(tmp_path) as town:
        token = await asyncio.to_thread(town.token, "greeter", "stuck")
        stuck = await asyncio.to_thread(_open_and_never_read, town.port, token)
        greeter = await town.screen("greeter")
        kiosk = await town.screen("kiosk")
        lines = [one.line for one in town.host.hub.listeners() if one.key == ("greeter", "stuck")]
        line = lines[0]
        assert isinstance(line, LineProtocol)
        transport = line.transport
        sent = transport.get_extra_info("socket")
        sent.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        for _ in range(150):
            town.clock.now += 1
            await kiosk.done(TakeTicket(id=new_id(), services=("passport",), slip=False))
        await greeter.sees(lambda view: view.waiting_count == 150)
        assert not line.writable.is_set(), "the peer does not read"
        assert transport.get_write_buffer_size() < 200_000, "at most a view or two wait for it"
        stuck.close()


def _open_and_never_read(port, token):
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    peer.connect(("127.0.0.1", port))
    peer.sendall(
        b"GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    assert peer.recv(12) == b"HTTP/1.1 101"
    hello = encode(Hello(token=token)).encode()
    peer.sendall(bytes([0x81, 0x80 | len(hello)]) + b"\0\0\0\0" + hello)
    return peer


def test_a_frame_is_framed_as_the_standard_says():
    for size, head in (
        (5, b"\x81\x05"),
        (300, b"\x81\x7e\x01\x2c"),
        (70_000, b"\x81\x7f" + (70_000).to_bytes(8, "big")),
    ):
        assert framed(b"x" * size) == head + b"x" * size


async def test_every_view_is_a_message_of_the_wire_also_when_the_hall_is_full(tmp_path):
    from host.views import view_of

    async with a_town(tmp_path) as town:
        hall = await a_hall(town)
        for _ in range(60):
            await moved(town, hall)
        for key in (("board",), ("kiosk", "k"), ("greeter", "g"), ("desk", "1"), ("printer",)):
            body = view_of(hall, key, town.clock.now)
            frame = b'{"kind":"view","seq":1,"at":1,"view":' + body + b"}"
            shown = from_host(frame.decode())
            assert isinstance(shown, Shown)
            assert orjson.loads(encode(shown.view)) == _plain(orjson.loads(body), shown.view)


def _plain(body, view):
    """The view with every default in it, as the models write it."""
    return orjson.loads(encode(type(view).model_validate(body)))
