"""How the REST interface says no: RFC 9457, `application/problem+json`, with one stable `word` and
its status.

Programs decide by the word. Title and detail are for whoever reads along; nothing that was sent is
repeated.
"""

import json
from collections.abc import Mapping
from typing import Any

from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from wire.refusals import REFUSALS

MEDIA_TYPE = "application/problem+json"
OWN: dict[str, str] = {
    "key_unknown": "There is no valid key with this request.",
    "scope_missing": "The key is not good for this.",
    "location_unknown": "No location is called so.",
    "path_unknown": "Nothing stands at this address; an address never ends in a slash.",
    "method_unknown": "This cannot be done here; Allow says what can.",
    "fault": "A fault of the host.",
    "unreadable": "The request cannot be read.",
    "too_large": "The request is larger than 64 KiB.",
    "too_fast": "More requests in a minute than the key has; Retry-After says when to go on.",
    "visit_unknown": "No such appointment.",
    "id_reused": "This Idempotency-Key came before with another request.",
    "busy": "Nothing can be kept at this moment; the same request may be sent again.",
}
"""Words of this interface alone, and those of `wire.refusals` that it says in its own way."""
STATUS: dict[str, int] = {
    "unreadable": 400,
    "key_unknown": 401,
    "not_paired": 401,
    "scope_missing": 403,
    "role_may_not": 403,
    "other_location": 403,
    "path_unknown": 404,
    "visit_unknown": 404,
    "callback_unknown": 404,
    "hold_unknown": 404,
    "method_unknown": 405,
    "too_large": 413,
    "id_reused": 422,
    "text_unfit": 422,
    "service_unknown": 422,
    "route_unknown": 422,
    "department_unknown": 422,
    "term_unknown": 422,
    "callback_empty": 422,
    "callback_ahead": 422,
    "location_unknown": 422,
    "too_soon": 422,
    "too_far": 422,
    "day_closed": 422,
    "too_many_persons": 422,
    "not_together": 422,
    "not_bookable": 422,
    "too_fast": 429,
    "fault": 500,
    "busy": 503,
}
"""Every other word is 409: understood and allowed, but not as things stand now."""
CONFLICT = 409


class ProblemPart(BaseModel):
    """What is wrong with one part of a request."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    where: str
    """`body.services.0.persons`, `query.from`."""
    what: str


class Problem(BaseModel):
    """RFC 9457: why a request was refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    type: str
    """Address of a description of the word."""
    title: str
    status: int
    word: str
    """Stable: programs decide by this."""
    detail: str | None = None
    errors: list[ProblemPart] | None = None
    """With `unreadable`: each part that cannot be read."""
    facts: dict[str, int | str] | None = None
    """Plain values that belong to the word."""


class Words(BaseModel):
    """What one word means."""

    word: str
    title: str
    status: int


def title_of(word: str) -> str:
    return OWN.get(word) or REFUSALS[word]


def status_of(word: str) -> int:
    return STATUS.get(word, CONFLICT)


def known(word: str) -> bool:
    return word in OWN or word in REFUSALS


def problem(
    word: str,
    base: str,
    *,
    detail: str | None = None,
    errors: list[ProblemPart] | None = None,
    facts: dict[str, int | str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer. `base`: the interface's own address, for `type`."""
    told = Problem(
        type=f"{base}/problems/{word}",
        title=title_of(word),
        status=status_of(word),
        word=word,
        detail=detail,
        errors=errors,
        facts=facts,
    )
    return Response(as_bytes(told), told.status, dict(headers or {}), MEDIA_TYPE)


def as_bytes(told: BaseModel) -> bytes:
    """ASCII, since half a surrogate pair in the name of an unknown field is no UTF-8."""
    said: dict[str, Any] = told.model_dump(exclude_none=True)
    return json.dumps(said).encode("ascii")
