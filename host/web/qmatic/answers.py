"""What goes back to a Qmatic client: JSON in its envelope, or a fault that it can read."""

from collections.abc import Mapping, Sequence

from fastapi.responses import JSONResponse, PlainTextResponse, Response

from wire.refusals import REFUSALS, Refused

SHOWN = {"access-control-expose-headers": "error_code, error_message"}
NO_ROOM_CODE = 440
NO_ROOM = "No resource is available for the selected date and time"
TAKEN = frozenset({"slot_taken", "too_soon", "too_far", "day_closed", "closed_now"})
"""Refusals of a moment: another one may do."""
STATUS = {
    "other_location": 404,
    "service_unknown": 404,
    "visit_unknown": 404,
    "appointment_cancelled": 404,
    "busy": 503,
    "too_fast": 503,
}
"""How other refusals are answered; what is not listed is 400."""


class Fault(Exception):
    """The call cannot be answered: an HTTP status, a number and a text that say why."""

    def __init__(self, status: int, text: str, code: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.code = status if code is None else code


def fault_of(no: Refused) -> Fault:
    """A refusal as these clients know it."""
    if no.word in TAKEN:
        return Fault(500, NO_ROOM, NO_ROOM_CODE)
    return Fault(STATUS.get(no.word, 400), REFUSALS[no.word])


def faulty(fault: Fault) -> Response:
    """The text stands in a header, where clients look after a 500, and in the body, where they look
    else.
    """
    told = {"error_code": str(fault.code), "error_message": fault.text}
    return PlainTextResponse(fault.text, fault.status, {**SHOWN, **told})


def wrapped(
    key: str, value: object, given: Mapping[str, Sequence[str]], count: int | None = None
) -> Response:
    """An answer in its envelope. `count`: how many things it holds, where it is not a list."""
    total = len(value) if isinstance(value, list) else 1
    meta = {
        "start": "",
        "end": "",
        "totalResults": total if count is None else count,
        "offset": None,
        "limit": None,
        "fields": "",
        "arguments": {name: f"[{', '.join(values)}]" for name, values in given.items()},
    }
    return JSONResponse({key: value, "meta": meta, "notifications": []})
