"""What goes back to a JCC client when the answer is no. To a question that is a problem document;
to a wish it is an ordinary answer that says so, for clients fall over a fault there.
"""

from typing import Any

from fastapi.responses import JSONResponse, Response

from wire.refusals import REFUSALS

CODES = {
    "unreadable": 100,
    "text_unfit": 101,
    "id_reused": 102,
    "service_unknown": 200,
    "other_location": 201,
    "not_bookable": 202,
    "not_together": 203,
    "too_many_persons": 204,
    "slot_taken": 300,
    "too_soon": 301,
    "too_far": 302,
    "day_closed": 303,
    "visit_unknown": 400,
    "appointment_cancelled": 401,
    "move_not_possible": 402,
    "too_late": 403,
    "busy": 500,
}
"""Numbers of our own for each refusal, for these clients want one; they stay what they are."""
OTHER_CODE = 999


class Fault(Exception):
    """The question cannot be answered: an HTTP status and a text that says why."""

    def __init__(self, status: int, text: str, word: str = "unreadable") -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.word = word


def problem(fault: Fault, instance: str) -> Response:
    """As a problem document, with the parts that these clients know."""
    code = CODES.get(fault.word, OTHER_CODE)
    told = {
        "type": "about:blank",
        "title": "The request cannot be answered",
        "detail": fault.text,
        "instance": instance,
        "status": fault.status,
        "code": code,
        "errors": [{"code": code, "name": fault.word, "detail": fault.text}],
    }
    headers = {"www-authenticate": "Bearer"} if fault.status == 401 else None
    return JSONResponse(told, fault.status, headers, media_type="application/problem+json")


def no(word: str) -> dict[str, Any]:
    """The part of an ordinary answer that says no."""
    return {"code": CODES.get(word, OTHER_CODE), "message": REFUSALS[word]}
