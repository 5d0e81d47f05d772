"""One line from its hello to its end: who is there, and whether what is sent can be read. What is
said on it: `host.web.conversation`.
"""

import asyncio
from collections.abc import Callable

import structlog
from fastapi import WebSocket, WebSocketDisconnect

from host.own_letters import learn_letter
from host.store import StoreBusy
from host.store.access import DeviceRow
from host.web.conversation import Conversation, Open, say
from host.web.doors import Doors
from host.web.protocol import LineProtocol, line_of
from host.web.setting_up import setup_for
from wire.base import PROTOCOL
from wire.codec import from_client
from wire.frames import SILENCE_SECONDS, Hello, No
from wire.refusals import Refused

log = structlog.get_logger()
HELLO_SECONDS = SILENCE_SECONDS
CLOSED_REFUSED = 4403


async def converse(websocket: WebSocket, doors: Doors, opened: Open) -> None:
    """The whole life of one line."""
    await websocket.accept()
    line = line_of(websocket.scope)
    conversation = await _hello(websocket, doors, line)
    if conversation is None:
        return
    setup = await setup_for(doors, conversation.hall, conversation.device)
    opened.setdefault(conversation.device.id, set()).add(conversation)
    log.info("line_opened", device=conversation.device.name, role=conversation.device.role)
    try:
        conversation.begin(setup)
        await _listen(websocket, line, conversation.hear)
    except WebSocketDisconnect:
        pass
    finally:
        others = opened[conversation.device.id]
        others.discard(conversation)
        if not others:
            del opened[conversation.device.id]
        conversation.end(is_last=not others)
        log.info("line_closed", device=conversation.device.name, role=conversation.device.role)


async def _listen(websocket: WebSocket, line: LineProtocol, hear: Callable[[str], None]) -> None:
    """Until the line ends. What came during the hello waits in the queue; once that is empty the
    line brings each text itself.
    """
    while True:
        await line.writable.wait()  # who does not read its answers is not heard
        if line.queue.empty():
            line.hear = hear
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if text is None:
            say(line, No(word="unreadable"))
        else:
            hear(text)


async def _hello(websocket: WebSocket, doors: Doors, line: LineProtocol) -> Conversation | None:
    """Who is there; None when nobody who may come in, and the line is closed."""
    try:
        async with asyncio.timeout(HELLO_SECONDS):
            message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            return None
        hello = from_client(message.get("text") or "")
        if not isinstance(hello, Hello):
            raise Refused("not_paired")
        if hello.protocol != PROTOCOL:
            raise Refused("protocol_unknown", protocol=PROTOCOL)
        device = await asyncio.to_thread(doors.access.device_of, hello.token)
        if device is None or device.location not in doors.settings.locations:
            raise Refused("not_paired")
        conversation = Conversation(doors, line, device, _desk_of(doors, device, hello))
        conversation.version = hello.version
        await asyncio.to_thread(learn_letter, doors.store, conversation.hall, device)
        return conversation
    except TimeoutError:
        word = "unreadable"
    except StoreBusy:
        word = "busy"
    except Refused as no:
        word = no.word
    log.info("hello_refused", word=word)
    say(line, No(word=word))
    await websocket.close(CLOSED_REFUSED, word)
    return None


def _desk_of(doors: Doors, device: DeviceRow, hello: Hello) -> str | None:
    """Which desk a desk's screen speaks for: its own, or the one it names when it is paired with
    none.
    """
    if device.role != "desk":
        return None
    if device.desk is not None and hello.desk not in (None, device.desk):
        raise Refused("other_desk")
    desk = device.desk or hello.desk
    if desk is None or desk not in doors.settings.locations[device.location].desks:
        raise Refused("desk_unknown")
    return desk
