"""What a Qmatic client is told of an appointment, and what is kept of the person in it: little, to
whom may know, and never a citizen service number.
"""

import structlog

from tests.other_systems import (
    ALL,
    BSN,
    MONDAY,
    PERSON,
    QMATIC,
    SENT,
    SLOT,
    Line,
    a_key,
    a_qmatic_line,
    booked,
    kept_texts,
    slots,
    the_line,
    the_town,
    wish,
)
from tests.town import at

town = the_town()
line = the_line(a_qmatic_line, scopes=(*ALL, "contact:read"))


# -- 11: details, and what is kept -----------------------------------------------------------------


async def test_11_details_for_the_mail(line):
    name = await booked(line)
    told = await line.get(f"v1/appointments/{name}")
    assert {"meta", "notifications"} <= set(told)
    found = told["appointment"]
    assert found["publicId"] == name
    assert found["start"] == f"{MONDAY}T08:00:00.000+0000"
    assert found["services"][0]["name"] == "Paspoort"
    assert found["branch"]["name"] == "Stadhuis"
    assert "notes" in found
    customer = found["customers"][0]
    assert customer["name"] == "Jaël de Vries"
    assert (customer["email"], customer["phone"]) == ("jael@example.org", "0612345678")
    assert customer["retentionPolicy"] == "default"
    assert customer["deletionTimestamp"] > at("09:00", MONDAY)


async def test_11_an_appointment_that_moved_is_told_as_it_stands_now(town, line):
    name = await booked(line)
    await town.host.doors.agenda.move(name, at("11:00", "2026-11-27"), channel="web", by="web")
    told = await line.get(f"v1/appointments/{name}")
    assert told["appointment"]["start"] == "2026-11-27T10:00:00.000+0000"
    assert await line.status("DELETE", f"v1/appointments/{name}") == 204


async def test_11_an_unknown_appointment_is_not_there(line):
    for name in ("nobodys", "0" * 32, "%00", "x%2F..", "%C3%A9", "%FF", "a" * 2000):
        path = f"v1/appointments/{name}"
        assert await line.status("GET", path) == 404, name
        assert await line.status("DELETE", path) == 404, name


async def test_who_an_appointment_is_for_is_told_to_a_key_that_may_know_it_only(town, line):
    name = await booked(line)
    _, secret = await a_key(town, "other")
    other = Line(town.port, QMATIC, SENT | {"X-Api-Key": secret})
    heard = await other.call("GET", f"v1/appointments/{name}")
    assert heard.status == 200
    assert heard.json["appointment"]["services"]
    assert "Vries" not in heard.body.decode()
    assert "jael" not in heard.body.decode()
    other.close()


async def test_a_key_for_another_location_does_not_see_an_appointment(town, line):
    name = await booked(line)
    _, secret = await a_key(town, "annex", locations=["annex"])
    other = Line(town.port, QMATIC, SENT | {"X-Api-Key": secret})
    assert await other.status("GET", f"v1/appointments/{name}") == 404
    assert await other.status("DELETE", f"v1/appointments/{name}") == 404
    other.close()
    assert await line.status("GET", f"v1/appointments/{name}") == 200


async def test_a_citizen_service_number_in_its_own_field_is_dropped(town, line):
    with structlog.testing.capture_logs() as logs:
        name = await booked(line, body=wish(identificationNumber=BSN))
        told = await line.call("GET", f"v1/appointments/{name}")
    assert told.json["appointment"]["customers"][0]["identificationNumber"] is None
    texts = await kept_texts(town)
    assert "Vries" in texts
    assert BSN not in texts + repr(logs) + told.body.decode()
    assert await booked(line, body=wish(identificationNumber="111222333")) == name, "a repeat"


async def test_a_citizen_service_number_in_any_other_text_is_refused(town, line):
    said = f"nr {BSN[:4]} {BSN[4:]} x"
    bodies = [wish() | {"notes": said}]
    for field in ("firstName", "lastName", "email", "phone", "addressLine1"):
        bodies.append(wish() | {"customers": [PERSON | {field: said}]})
    told = b""
    with structlog.testing.capture_logs() as logs:
        for body in bodies:
            heard = await line.call("POST", SLOT, body)
            assert heard.status == 400, body
            assert "citizen service number" in heard.headers["error_message"]
            told += heard.body
    assert (await slots(line))[0] == "09:00"
    words = [said["event"] for said in logs]
    assert words.count("qmatic_refused") == words.count("number_refused") == len(bodies)
    assert BSN[4:] not in repr(logs) + await kept_texts(town) + told.decode()


async def test_a_phone_number_is_no_citizen_service_number(line):
    """+31 6xxxxxxxx holds nine digits in a row, and one in eleven of those passes the test."""
    await booked(line, body=wish(phone="+31 612345610"))


async def test_what_is_not_needed_is_not_kept_and_logs_know_nobody(town, line):
    with structlog.testing.capture_logs() as logs:
        name = await booked(
            line,
            body=wish(addressLine1="Kerkstraat 9", externalId="klant-77", lastName="Zonderman"),
        )
        await line.call("DELETE", f"v1/appointments/{name}")
    texts = await kept_texts(town)
    for word in ("Kerkstraat", "klant-77", "1990-05-01"):
        assert word not in texts
    assert "Zonderman" not in repr(logs)


async def test_names_of_two_hundred_letters_and_odd_signs_are_cut_and_cleaned(line):
    odd = wish(firstName="A" * 200, lastName="B\u202e\x1b[31m" * 60, email="x" * 250 + "@y.nl")
    name = await booked(line, body=odd)
    customer = (await line.get(f"v1/appointments/{name}"))["appointment"]["customers"][0]
    assert len(customer["name"]) == 200
    assert "\u202e" not in customer["name"]
    assert customer["email"] is None


async def test_a_body_may_spell_letters_as_escapes_or_as_utf8(line):
    raw = b'{"customers":[{"lastName":"Ren\\u00e9e"}],"services":[{"publicId":"talk"}],"notes":""}'
    name = await booked(line, body=raw)
    customer = (await line.get(f"v1/appointments/{name}"))["appointment"]["customers"][0]
    assert customer["name"] == "Renée"
