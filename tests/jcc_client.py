"""What a JCC client does to book and to cancel."""

from typing import Any
from uuid import UUID

from tests.other_systems import MONDAY, Line, query

NOBODY = str(UUID(int=0))
PERSON = {
    "gender": 0,
    "firstName": "",
    "lastName": "Vries",
    "lastNamePrefix": "de",
    "emailAddress": "jael@example.org",
    "phoneNumber": "0612345678",
    "id": None,
    "isMainCustomer": True,
}


async def wish(
    line: Line,
    start: str = "08:00:00+00:00",
    services: tuple[tuple[str, int], ...] = (("Paspoort", 1),),
    day: str = MONDAY,
    **person: Any,
) -> dict[str, Any]:
    """The body as clients send it; production sends UTC."""
    known = {one["description"]: one["id"] for one in await line.get("activity/listforappointment")}
    places = {one["description"]: one["id"] for one in await line.get("location")}
    return {
        "id": None,
        "activityList": [{"activityId": known[name], "amount": many} for name, many in services],
        "customerList": [PERSON | person],
        "fromDateTime": f"{day}T{start}",
        "toDateTime": f"{day}T23:00:00+00:00",
        "locationId": places["Stadhuis"],
        "message": "",
        "fieldList": None,
    }


async def booked(line: Line, body: Any = None) -> str:
    """The id of an appointment."""
    heard = await line.call("POST", "appointment", body or await wish(line))
    assert heard.status == 200
    assert heard.json["acknowledgeIsSuccess"] is True, heard.json
    assert set(heard.json) == {"id", "acknowledgeIsSuccess"}
    return str(heard.json["id"])


async def refused(line: Line, body: Any) -> int:
    """The code of a booking that is refused, in an answer that is 200 all the same."""
    heard = await line.call("POST", "appointment", body)
    assert heard.status == 200
    assert heard.json["acknowledgeIsSuccess"] is False
    assert heard.json["id"] == NOBODY
    assert isinstance(heard.json["code"], int)
    assert heard.json["message"]
    return int(heard.json["code"])


async def gone(line: Line, name: str) -> dict[str, Any]:
    """What a cancellation is answered with."""
    heard = await line.call("DELETE", query("appointment", ("id", name)))
    assert heard.status == 200
    answer: dict[str, Any] = heard.json
    return answer
