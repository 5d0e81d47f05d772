"""Frames to text and back. The one place where what came in is judged before anybody reads it."""

import json
from functools import cache

from pydantic import BaseModel, ValidationError

from wire.base import FRAME_BYTES_MAX
from wire.frames import FROM_CLIENT, FROM_HOST, FromClient, FromHost
from wire.refusals import Refused
from wire.text import clean, has_bsn


def encode(message: BaseModel) -> str:
    """One frame of JSON. Fields that are None are left out: None is the default wherever it is
    allowed."""
    return message.model_dump_json(exclude_none=True)


def from_client(frame: str | bytes) -> FromClient:
    """What a client said. Raises Refused: `too_large`, `unreadable`, `text_unfit`."""
    if len(frame) > FRAME_BYTES_MAX:
        raise Refused("too_large")
    try:
        message = FROM_CLIENT.validate_json(frame)
    except (ValidationError, ValueError) as fault:
        raise Refused("unreadable") from fault
    return _cleaned(message)


def from_host(frame: str | bytes) -> FromHost:
    """What the host said. Raises ValidationError: the host and this client do not match."""
    return FROM_HOST.validate_json(frame)


def id_of(frame: str | bytes) -> str:
    """The id in a frame that could not be read as a message, so that the refusal finds its sender;
    else empty."""
    try:
        found = json.loads(frame).get("id", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return found if isinstance(found, str) and len(found) <= 64 and found.isascii() else ""


_FREE_TEXTS = ("name", "look", "seat", "note", "text", "phone", "mail")


@cache
def _free_texts_of(kind: type[BaseModel]) -> tuple[str, ...]:
    """Asked of the class once: asking each message for fields that it has not costs as much as
    reading it."""
    return tuple(field for field in _FREE_TEXTS if field in kind.model_fields)


def _cleaned(message: FromClient) -> FromClient:
    """The message with its free texts cleaned; a citizen service number in one is refused."""
    changes: dict[str, str] = {}
    for field in _free_texts_of(type(message)):
        said: str | None = getattr(message, field)
        if not said:
            continue
        text = clean(said)
        if has_bsn(text):
            raise Refused("text_unfit")
        if text != said:
            changes[field] = text
    return message.model_copy(update=changes) if changes else message
