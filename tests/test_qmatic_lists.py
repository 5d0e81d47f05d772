"""A Qmatic client asks what can be booked: services, branches, dates and times, in the shapes and
with the matrix parameters of the public appointment API.
"""

from tests.other_systems import (
    FRIDAY,
    MONDAY,
    a_qmatic_line,
    ids,
    the_line,
    the_town,
)

FULL = {
    "publicId",
    "name",
    "active",
    "publicEnabled",
    "duration",
    "additionalCustomerDuration",
    "created",
    "updated",
    "custom",
}


town = the_town()
line = the_line(a_qmatic_line)


async def test_1_all_services_that_the_public_may_book(line):
    told = await line.get("v1/services")
    assert ids(told["serviceList"]) == ["passport", "licence", "talk"]
    first = told["serviceList"][0]
    assert set(first) == FULL
    assert (first["name"], first["active"], first["publicEnabled"]) == ("Paspoort", True, True)
    assert (first["duration"], first["additionalCustomerDuration"]) == (10, 5)
    assert told["notifications"] == []
    assert told["meta"] == {
        "start": "",
        "end": "",
        "totalResults": 3,
        "offset": None,
        "limit": None,
        "fields": "",
        "arguments": {},
    }


async def test_2_the_services_of_a_branch(line):
    assert ids((await line.get("v1/branches/annex/services"))["serviceList"]) == ["licence"]
    assert await line.status("GET", "v1/branches/nowhere/services") == 404


async def test_3_what_combines_anywhere_is_a_bare_list_with_one_entry_per_branch(line):
    told = await line.get("v1/services/groups;servicePublicId=licence")
    assert [(entry["branchPublicId"], entry["branchName"]) for entry in told] == [
        ("hall", "Stadhuis"),
        ("annex", "Bijkantoor"),
    ]
    found = [[ids(group["services"]) for group in entry["serviceGroups"]] for entry in told]
    assert found == [[["licence", "passport"]], [["licence"]]]
    both = await line.get("v1/services/groups;servicePublicId=passport;servicePublicId=licence")
    assert [entry["branchPublicId"] for entry in both] == ["hall"]
    assert await line.status("GET", "v1/services/groups;servicePublicId=nothing") == 404


async def test_4_what_combines_at_a_branch_holds_the_asked_service_itself(line):
    path = "v2/branches/hall/services/groups;servicePublicId="
    told = await line.get(path + "passport")
    assert [ids(group["services"]) for group in told] == [["passport", "licence"]]
    assert set(told[0]["services"][0]) == {
        "publicId",
        "name",
        "duration",
        "additionalCustomerDuration",
        "custom",
    }
    alone = await line.get(path + "talk")
    assert [ids(group["services"]) for group in alone] == [["talk"]], "never an empty list"


async def test_5_all_branches_in_the_one_time_zone_that_works_for_these_clients(line):
    told = await line.get("v1/branches")
    assert ids(told["branchList"]) == ["hall", "annex"]
    hall = told["branchList"][0]
    assert hall["name"] == "Stadhuis"
    assert (hall["timeZone"], hall["fullTimeZone"]) == ("Europe/Amsterdam",) * 2
    assert hall["addressLine1"] == "Grote Markt 1a"
    assert (hall["addressZip"], hall["addressCity"]) == ("1234 AB", "Testdam")
    assert {"addressLine2", "addressState", "addressCountry", "phone", "email"} <= set(hall)
    assert {"branchPrefix", "custom", "latitude", "longitude", "created", "updated"} <= set(hall)


async def test_5_a_branch_without_a_postal_code_is_not_dropped_by_the_client(line):
    annex = (await line.get("v1/branches"))["branchList"][1]
    assert annex["addressZip"]


async def test_6_the_branches_of_a_service(line):
    assert ids((await line.get("v1/services/passport/branches"))["branchList"]) == ["hall"]
    assert ids((await line.get("v1/services/licence/branches"))["branchList"]) == ["hall", "annex"]
    assert await line.status("GET", "v1/services/back/branches") == 404, "staff books that"


async def test_7_one_branch_and_its_time_zone(line):
    told = await line.get("v1/branches/hall")
    assert told["branch"]["publicId"] == "hall"
    assert told["branch"]["timeZone"] == "Europe/Amsterdam"
    assert {"meta", "notifications"} <= set(told)
    assert await line.status("GET", "v1/branches/island") == 404


async def test_7_never_fails_as_long_as_the_settings_are_there(town, line, monkeypatch):
    from host.store import StoreBusy

    await line.get("v1/branches/hall")

    async def away(work):
        raise StoreBusy("away")

    monkeypatch.setattr(town.host.store, "ask", away)
    monkeypatch.setattr(town.host.store, "change_soon", away)
    town.clock.now += 600_000
    assert (await line.get("v1/branches/hall"))["branch"]["publicId"] == "hall"


async def test_8_the_days_with_room_over_the_whole_horizon(line):
    told = await line.get("v2/branches/hall/dates;servicePublicId=passport")
    days = [FRIDAY, MONDAY, "2026-11-27", "2026-11-30", "2026-12-04"]
    assert told["dates"] == [f"{day}T00:00:00" for day in days]
    assert told["meta"]["arguments"] == {"servicePublicId": "[passport]"}


async def test_9_start_times_as_local_hours_and_minutes(line):
    path = f"v2/branches/hall/dates/{MONDAY}/times;servicePublicId=passport"
    times = (await line.get(path))["times"]
    assert times[:3] == ["09:00", "09:05", "09:10"]
    assert times[-1] == "11:50", "ten minutes before the doors close"
    assert (await line.get(path.replace(MONDAY, "2026-11-24")))["times"] == [], "a closed day"
    assert (await line.get(path.replace(MONDAY, "2027-06-07")))["times"] == [], "too far"
    assert await line.status("GET", path.replace(MONDAY, "monday")) == 400


async def test_9_further_people_and_services_make_it_longer(line):
    """(10+5)+(5+5) = 25 minutes, so the last start is 11:35."""
    path = f"v2/branches/hall/dates/{MONDAY}/times"
    both = ";servicePublicId=passport;servicePublicId=licence"
    told = await line.get(f"{path}{both};numberOfCustomers=1")
    assert told["times"][-1] == "11:35"
    assert told["meta"]["arguments"] == {
        "servicePublicId": "[passport, licence]",
        "numberOfCustomers": "[1]",
    }
    assert (await line.get(path + both))["times"][-1] == "11:45", "one person: 15 minutes"


async def test_more_people_than_a_service_takes_find_no_room_and_no_fault(line):
    for path in ("v2/branches/hall/dates", f"v2/branches/hall/dates/{MONDAY}/times"):
        key = path.rsplit("/", 1)[1]
        told = await line.get(f"{path};servicePublicId=passport;numberOfCustomers=3")
        assert told[key]
        for more in (4, 12, 99):
            told = await line.get(f"{path};servicePublicId=passport;numberOfCustomers={more}")
            assert told[key] == []
    assert (await line.get("v2/branches/hall/dates;servicePublicId=passport;servicePublicId=talk"))[
        "dates"
    ] == [], "no desk can do both"


async def test_a_number_of_customers_that_is_none_is_refused(line):
    for said in ("-1", "x", "", "1e3", "99999999999"):
        path = f"v2/branches/hall/dates;servicePublicId=passport;numberOfCustomers={said}"
        assert await line.status("GET", path) == 400, said
