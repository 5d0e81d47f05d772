"""Whatever is sent to the doors for other systems, the host does not fail: requests at random, put
together from what stands in the contracts and from what should stand nowhere. The same seed sends
the same.
"""

import random
from urllib.parse import quote
from uuid import UUID

from tests.jcc_client import wish as jcc_wish
from tests.other_systems import (
    MONDAY,
    a_jcc_line,
    a_qmatic_line,
    query,
    the_town,
    wish,
)

ODD = (
    "",
    "0",
    "-1",
    "1e309",
    "9" * 400,
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "00:00",
    "24:00",
    "٣",
    "\x00",
    "😀",
    "../..",
    "a;b=c",
    "%",
    "null",
    "x" * 3000,
    str(UUID(int=0)),
)
MOMENTS = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "1970-01-01T00:00:00",
    "2026-11-23T09:00:00.000000001+00:00",
    "2026-11-23",
    5e300,
    -1,
)
SERVICES = ("passport", "licence", "talk", "nothing")
QMATIC = (
    "v1/services",
    "v1/branches/{place}/services",
    "v1/services/groups",
    "v2/branches/{place}/services/groups",
    "v1/services/{service}/branches",
    "v1/branches/{place}",
    "v2/branches/{place}/dates",
    "v2/branches/{place}/dates/{day}/times",
    "v1/appointments/{odd}",
    "v1/{odd}",
)
JCC = (
    "activity/listforappointment",
    "activity/listforappointment/additional",
    "activity/appointmentdaterange",
    "location",
    "location/forappointment",
    "appointment/availabletimelist",
    "appointment/calculateduration",
    "customer/customerfields/required",
    "appointment",
    "appointment/qrcode",
)
NAMES = (
    "locationId",
    "activityId",
    "activityId",
    "amount",
    "fromDate",
    "toDate",
    "selectedActivityId",
    "id",
)


town = the_town()


def put_in_place(body, chance, odd):
    """The body with one of its values replaced by something odd."""
    if isinstance(body, dict) and body:
        key = chance.choice(list(body))
        return body | {key: put_in_place(body[key], chance, odd)}
    if isinstance(body, list) and body and chance.random() < 0.8:
        return [put_in_place(body[0], chance, odd), *body[1:]]
    return chance.choice(odd)


async def test_a_qmatic_client_gets_an_answer_whatever_it_sends(town):
    chance = random.Random(3)
    line = await a_qmatic_line(town)

    def word(*usual):
        return quote(chance.choice(usual if chance.random() < 0.7 else ODD), safe="")

    for _ in range(250):
        path = chance.choice(QMATIC).format(
            place=word("hall", "annex"),
            service=word(*SERVICES),
            day=word(MONDAY, "2026-11-20"),
            odd=word("x"),
        )
        for _ in range(chance.randrange(3)):
            path += f";servicePublicId={word(*SERVICES)}"
        if chance.random() < 0.5:
            path += f";numberOfCustomers={word('0', '1', '5')}"
        method = chance.choice(("GET", "GET", "GET", "DELETE", "PUT"))
        heard = await line.call(method, path)
        assert heard.status < 500, (method, path, heard.body)
    for _ in range(80):
        body = put_in_place(wish("talk"), chance, (*ODD[:-2], None, [], {}, 5, 1e300, True))
        path = f"v2/branches/hall/dates/{word(MONDAY)}/times/{word('09:00')}/book"
        heard = await line.call("POST", path, body)
        assert heard.status < 500 or heard.headers["error_code"] == "440", (path, body)
    assert await line.status("GET", "v1/services") == 200
    line.close()


async def test_a_jcc_client_gets_an_answer_whatever_it_sends(town):
    chance = random.Random(4)
    line = await a_jcc_line(town)
    places = [one["id"] for one in await line.get("location")]
    services = [one["id"] for one in await line.get("activity/listforappointment")]
    usual = {
        "locationId": places,
        "activityId": services,
        "selectedActivityId": services,
        "amount": ["1", "2", "5"],
        "fromDate": [MONDAY, "2026-11-20"],
        "toDate": ["2026-11-24", "2027-01-01"],
        "id": [str(UUID(int=0))],
    }
    for _ in range(250):
        pairs = [
            (name, chance.choice(usual[name] if chance.random() < 0.8 else ODD))
            for name in NAMES
            if chance.random() < 0.8
        ]
        method = chance.choice(("GET", "GET", "GET", "DELETE"))
        path = query(chance.choice(JCC), *pairs)
        heard = await line.call(method, path)
        assert heard.status < 500, (method, path, heard.body)
    body = await jcc_wish(line)
    odd: tuple[object, ...] = (*ODD[:-2], *MOMENTS, None, [], {}, 1e300, True)
    for _ in range(80):
        sent = put_in_place(body, chance, odd)
        heard = await line.call("POST", "appointment", sent)
        assert heard.status == 200, sent
    for moment in MOMENTS:
        heard = await line.call("POST", "appointment", body | {"fromDateTime": moment})
        assert heard.status == 200, moment
    assert await line.status("GET", "version") == 200
    line.close()
