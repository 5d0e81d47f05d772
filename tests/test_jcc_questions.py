"""A JCC client asks what can be booked: activities, locations, days and times, in the shapes of the
WARP REST interface, behind an access token.
"""

from uuid import UUID

from tests.other_systems import (
    FRIDAY,
    MONDAY,
    a_jcc_line,
    a_town_for_others,
    descriptions,
    query,
    the_line,
    the_town,
)

town = the_town()
line = the_line(a_jcc_line)


async def activities(line):
    """Id of each service by its Dutch name."""
    told = await line.get("activity/listforappointment", language="nl")
    return {one["description"]: one["id"] for one in told}


async def places(line):
    return {one["description"]: one["id"] for one in await line.get("location")}


# -- the rows of the contract ----------------------------------------------------------------------


async def test_version_is_json_for_the_health_check(line):
    assert set(await line.get("version")) == {"warpApiVersion", "afsprakenVersion"}


async def test_activities_that_the_public_may_book(line):
    told = await line.get("activity/listforappointment")
    assert descriptions(told) == ["Paspoort", "Rijbewijs", "Gesprek"]
    passport = told[0]
    assert passport["appointmentDuration"] == 600, "seconds"
    assert passport["maxCountForEvent"] == 4
    assert isinstance(passport["number"], int)
    assert passport["necessities"] == "<ul><li>uw oude &lt;pas&gt;</li><li>een pasfoto</li></ul>"
    assert told[1]["necessities"] == ""
    assert {"activityGroupId", "synonyms"} <= set(passport)
    for one in told:
        assert str(UUID(one["id"])) == one["id"]


async def test_activities_of_a_location(line):
    annex = (await places(line))["Bijkantoor"]
    told = await line.get(query("activity/listforappointment", ("locationId", annex)))
    assert descriptions(told) == ["Rijbewijs"]


async def test_texts_are_in_the_citizens_language_where_the_town_speaks_it(line):
    async def said(language):
        return (await line.get("activity/listforappointment", language=language))[1]["description"]

    assert await said("en") == "Driving licence"
    assert await said("de-DE") == "Führerschein"
    assert await said("fr") == await said("") == "Rijbewijs"


async def test_additional_activities_are_those_that_combine_without_the_chosen_ones(line):
    known = await activities(line)
    path = "activity/listforappointment/additional"
    chosen = ("selectedActivityId", known["Paspoort"])
    without = await line.get(query(path, chosen, ("includeSelectedActivities", "False")))
    assert descriptions(without) == ["Rijbewijs"]
    both = await line.get(query(path, chosen, ("includeSelectedActivities", "True")))
    assert descriptions(both) == ["Paspoort", "Rijbewijs"]
    second = ("selectedActivityId", known["Rijbewijs"])
    assert await line.get(query(path, chosen, second)) == []
    annex = ("locationId", (await places(line))["Bijkantoor"])
    assert await line.get(query(path, second, annex)) == []


async def test_locations_with_their_address(line):
    told = await line.get("location")
    assert descriptions(told) == ["Stadhuis", "Bijkantoor"], "the island has another time zone"
    hall = told[0]
    assert {key: hall["address"][key] for key in ("streetName", "houseNumber")} == {
        "streetName": "Grote Markt",
        "houseNumber": "1",
    }
    assert hall["address"]["houseNumberSuffix"] == "a"
    assert (hall["address"]["postalCode"], hall["address"]["city"]) == ("1234 AB", "Testdam")
    assert set(hall["address"]["country"]) == {"id", "isoCode", "name"}
    assert (hall["isDefault"], hall["isActive"]) == (True, True)
    assert str(UUID(hall["id"])) == hall["id"]
    assert "null" not in (await line.call("GET", "location")).body.decode()


async def test_locations_for_all_of_the_chosen_activities(line):
    known = await activities(line)
    path = "location/forappointment"
    one = query(path, ("selectedActivityId", known["Rijbewijs"]))
    assert descriptions(await line.get(one)) == ["Stadhuis", "Bijkantoor"]
    two = query(
        path, ("selectedActivityId", known["Rijbewijs"]), ("selectedActivityId", known["Paspoort"])
    )
    assert descriptions(await line.get(two)) == ["Stadhuis"]


async def test_one_location(line):
    hall = (await line.get("location"))[0]
    assert await line.get(f"location/{hall['id']}") == hall
    assert await line.get(f"location/{hall['id'].upper()}") == hall
    assert await line.status("GET", f"location/{UUID(int=1)}") == 404


async def test_the_days_between_which_can_be_booked(line):
    known = await activities(line)
    told = await line.get(query("activity/appointmentdaterange", ("activityId", known["Paspoort"])))
    assert told == {"minDate": f"{FRIDAY}T00:00:00", "maxDate": "2026-12-04T00:00:00"}
    two = [("activityId", known["Paspoort"]), ("activityId", known["Gesprek"])]
    assert await line.status("GET", query("activity/appointmentdaterange", *two)) == 404


async def free(line, first, until, *pairs, place="Stadhuis"):
    where = ("locationId", (await places(line))[place])
    path = "appointment/availabletimelist"
    return await line.get(query(path, where, ("fromDate", first), ("toDate", until), *pairs))


async def test_free_times_up_to_a_day_that_is_not_included(line):
    passport = ("activityId", (await activities(line))["Paspoort"]), ("amount", 1)
    told = await free(line, FRIDAY, "2026-11-27", *passport)
    times = told["availableTimesList"]
    assert times == sorted(times)
    assert {time[:10] for time in times} == {FRIDAY, MONDAY}
    assert f"{MONDAY}T09:00:00" in times, "local, without an offset"
    assert told["appointmentDuration"] == 600
    assert (await free(line, MONDAY, MONDAY, *passport))["availableTimesList"] == []
    assert (await free(line, "2026-11-27", MONDAY, *passport))["availableTimesList"] == []
    far = await free(line, "2020-01-01", "2036-01-01", *passport)
    assert far["availableTimesList"][-1] == "2026-12-04T11:50:00"


async def test_amounts_belong_to_activities_by_their_place(line):
    """Passport for 2 and a licence for 1: (10+5)+5 = 20; the other way 10+(5+5) = 20; both for 3:
    (10+10)+(5+10) = 35.
    """
    known = await activities(line)
    passport, licence = ("activityId", known["Paspoort"]), ("activityId", known["Rijbewijs"])

    async def minutes(*pairs):
        day = ("dateTime", MONDAY)
        shown = await line.get(query("appointment/calculateduration", *pairs, day))
        told = await free(line, MONDAY, "2026-11-24", *pairs)
        assert told["appointmentDuration"] == shown * 60
        return shown

    two, one, three = ("amount", 2), ("amount", 1), ("amount", 3)
    assert await minutes(passport, licence, two, one) == 20
    assert await minutes(passport, two, licence, one) == 20
    assert await minutes(passport, three, licence, three) == 35
    assert await minutes(passport, passport, one, one) == 15, "named twice: one for two people"
    assert await minutes(licence) == 5


async def test_duration_is_a_bare_number(line):
    passport = ("activityId", (await activities(line))["Paspoort"])
    path = query("appointment/calculateduration", passport, ("amount", 1), ("dateTime", MONDAY))
    assert (await line.call("GET", path)).body == b"10"


async def test_more_people_than_allowed_and_what_does_not_combine_find_no_times(line):
    known = await activities(line)
    passport = ("activityId", known["Paspoort"])
    week = MONDAY, "2026-11-30"
    for amount in (5, 13, 999):
        told = await line.call(
            "GET",
            query(
                "appointment/availabletimelist",
                ("locationId", (await places(line))["Stadhuis"]),
                ("fromDate", MONDAY),
                ("toDate", "2026-11-30"),
                passport,
                ("amount", amount),
            ),
        )
        assert told.status == 200
        assert told.json["availableTimesList"] == [], amount
    talk = ("activityId", known["Gesprek"])
    assert (await free(line, *week, passport, talk))["availableTimesList"] == []


async def test_fields_that_a_form_shows_are_few_and_none_is_required(line):
    known = await activities(line)
    told = await line.get(
        query("customer/customerfields/required", ("selectedActivityId", known["Paspoort"]))
    )
    assert 2 not in [said for said in told.values() if said is not True]
    assert "lastName" not in told, "always asked by the client; it would stand there twice"
    assert {name for name, said in told.items() if said == 0 and said is not False} == {
        "lastNamePrefix",
        "emailAddress",
        "mainPhoneNumber",
    }
    assert {name for name, said in told.items() if said == 1} == {
        "gender",
        "firstName",
        "initials",
        "birthDate",
        "socialSecurityNumber",
        "nationality",
        "language",
        "mobilePhoneNumber",
        "streetName",
        "houseNumber",
        "houseNumberSuffix",
        "postalCode",
        "city",
        "country",
    }
    assert told["areFirstNameOrInitialsRequired"] is False
    assert told["isAnyPhoneNumberRequired"] is False


UNANSWERABLE = [
    "location/x",
    f"location/{UUID(int=1)}",
    "activity/listforappointment?locationId=x",
    "location/forappointment?selectedActivityId=x",
    "activity/listforappointment/additional?selectedActivityId=x",
    "activity/appointmentdaterange?activityId=x",
    "activity/appointmentdaterange",
    "appointment/availabletimelist",
    "appointment/availabletimelist?locationId=LOC&fromDate=2026-11-23&toDate=2026-11-24",
    "appointment/availabletimelist?locationId=LOC&fromDate=x&toDate=2026-11-24&activityId=ACT",
    "appointment/availabletimelist?locationId=LOC&fromDate=2026-11-23&activityId=ACT",
    "appointment/calculateduration?activityId=ACT&amount=0",
    "appointment/calculateduration?activityId=ACT&amount=-1",
    "appointment/calculateduration?activityId=ACT&amount=x",
    "appointment/calculateduration?activityId=ACT&amount=1&amount=2",
    "appointment/calculateduration?activityId=ACT&amount=9",
    "appointment/calculateduration",
    "appointment?id=x",
    "appointment",
    f"appointment/qrcode?id={UUID(int=1)}",
]


async def test_a_question_that_cannot_be_answered_gets_a_problem_document(line):
    place, service = (await places(line))["Stadhuis"], (await activities(line))["Paspoort"]
    for path in UNANSWERABLE:
        heard = await line.call("GET", path.replace("LOC", place).replace("ACT", service))
        assert heard.status in (400, 404), path
        assert heard.headers["content-type"] == "application/problem+json"
        assert {"title", "detail", "instance", "type", "status", "code", "errors"} == set(
            heard.json
        )
        assert set(heard.json["errors"][0]) == {"code", "name", "detail"}


async def test_ids_stay_what_they_are_because_forms_keep_them(tmp_path):
    found: list[tuple[dict[str, str], dict[str, str]]] = []
    for _ in range(2):
        async with a_town_for_others(tmp_path) as town:
            line = await a_jcc_line(town, name=f"forms-{len(found)}")
            found.append((await activities(line), await places(line)))
            line.close()
    assert found[0] == found[1]
    assert found[0][0]["Paspoort"] == "046b36bd-0680-5e68-9ed0-eeefe7232aee"
