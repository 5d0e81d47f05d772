"""The tools for the agenda, beside a running host: which appointments must move, and a desk that
nobody serves at.
"""

import pytest

from host import agenda_tools
from tests.agenda_town import (
    BEFORE,
    agenda_town,
    book,
    five_halls,
    iso,
    kept,
    lines,
    one_hall,
    tool,
    write,
)
from tests.town import at

SATURDAY, TUESDAY, WEDNESDAY = "2026-11-21", "2026-11-24", "2026-11-25"
NOW = at("09:00", BEFORE)


def must_move(folder, location=""):
    return tool(agenda_tools.tell_must_move, folder / "balie.toml", location, NOW)


def shut(folder, desk="1", day=TUESDAY, hours=("", ""), last=""):
    file = folder / "balie.toml"
    return tool(agenda_tools.shut_desk, file, "north", desk, (day, last), hours, "sick", NOW)


def reopen(folder, day=TUESDAY):
    return tool(agenda_tools.reopen_desk, folder / "balie.toml", "north", "1", day, NOW)


@pytest.mark.parametrize(
    ("more", "hours", "why"),
    [
        ("closures = [{ date = 2026-11-24 }]", "09:00-17:00", "the doors stay closed that day"),
        ("valid_until = 2026-11-23", "09:00-17:00", "the doors stay closed that day"),
        ("", "09:00-13:00", "the doors are closed at that time"),
        ('services = ["talk"]', "09:00-17:00", "no desk does this any more"),
    ],
)
async def test_an_appointment_that_has_no_room_any_more_must_move(
    tmp_path, capsys, more, hours, why
):
    async with agenda_town(tmp_path, one_hall()) as town:
        booked = await book(town, "north", TUESDAY, "16:00")
        await book(town, "north", BEFORE, "10:00", "talk")
    write(tmp_path, one_hall(more, 1, hours))
    assert await must_move(tmp_path) == 0
    told = lines(capsys)
    assert told[-1].startswith("1 appointment must move")
    assert told[-2] == f"  2026-11-24 16:00  {booked.code:8}  passport  {why}"


async def test_one_desk_less_moves_only_those_for_whom_no_desk_is_left(tmp_path, capsys):
    async with agenda_town(tmp_path, one_hall(desks=2)) as town:
        for clock in ("09:00", "09:00", "10:00"):
            await book(town, "north", TUESDAY, clock)
    assert await must_move(tmp_path) == 0
    assert lines(capsys) == ["0 appointments must move, from 2026-11-20 09:00 on"]
    write(tmp_path, one_hall(desks=1))
    assert await must_move(tmp_path, "north") == 0
    told = lines(capsys)
    assert told[-1].startswith("1 appointment must move")
    assert "2026-11-24 09:00" in told[-2]
    assert "no desk is free at that time" in told[-2]


async def test_appointments_of_a_hall_that_left_the_settings_are_not_forgotten(tmp_path, capsys):
    async with agenda_town(tmp_path, five_halls(closed=False)) as town:
        await book(town, "east", TUESDAY, "09:00")
        gone = await book(town, "west", TUESDAY, "09:00")
        await town.host.doors.agenda.cancel(gone.visit, channel="phone", by="test")
    write(tmp_path, one_hall())
    assert await must_move(tmp_path) == 0
    told = lines(capsys)
    assert told[-1].startswith("1 appointment must move")
    assert any('1 appointment at "east", which is not in the settings' in line for line in told)
    assert not any("west" in line for line in told)


async def test_a_shut_desk_sells_no_slots_at_a_running_host_until_it_is_reopened(tmp_path, capsys):
    async with agenda_town(tmp_path, one_hall()) as town:
        agenda = town.host.doors.agenda
        asked = (await book(town, "north", TUESDAY, "09:00")).asked
        assert await agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY))
        assert await shut(tmp_path) == 0
        assert lines(capsys)[-1].startswith("1 appointment must move")
        assert await agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY)) == {}
        assert await agenda.free("north", asked, iso(WEDNESDAY), iso(WEDNESDAY))
        assert await reopen(tmp_path) == 0
        assert lines(capsys)[-1] == "0 appointments must move"
        assert await agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY))
        assert await reopen(tmp_path) == 1
        assert "desk 1 was not shut on 2026-11-24" in capsys.readouterr().err


async def test_a_desk_that_is_shut_in_the_morning_sells_the_afternoon(tmp_path, capsys):
    async with agenda_town(tmp_path, one_hall()) as town:
        asked = (await book(town, "north", TUESDAY, "15:00")).asked
        assert await shut(tmp_path, hours=("09:00", "12:30")) == 0
        found = await town.host.doors.agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY))
        assert min(found[iso(TUESDAY)]) == at("12:30", TUESDAY)
    assert lines(capsys)[-1] == "0 appointments must move"


async def test_a_second_absence_on_a_day_comes_beside_the_first(tmp_path, capsys):
    async with agenda_town(tmp_path, one_hall()) as town:
        agenda = town.host.doors.agenda
        asked = (await book(town, "north", WEDNESDAY, "15:00")).asked
        for hours in (("09:00", "10:00"), ("12:00", "14:00"), ("13:00", "17:00")):
            assert await shut(tmp_path, hours=hours) == 0
        found = await agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY))
        free = found[iso(TUESDAY)]
        assert (min(free), max(free)) == (at("10:00", TUESDAY), at("11:30", TUESDAY))
        assert await shut(tmp_path, hours=("12:30", "16:00")) == 1, "said already"
        assert await shut(tmp_path) == 0
        assert await shut(tmp_path, hours=("09:00", "10:00")) == 1, "a part of a day that is shut"
        assert await agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY)) == {}
        assert await reopen(tmp_path) == 0
        found = await agenda.free("north", asked, iso(TUESDAY), iso(TUESDAY))
        assert min(found[iso(TUESDAY)]) == at("09:00", TUESDAY), "reopened is the whole day"


async def test_a_desk_is_shut_for_days_and_closed_days_between_are_passed_over(tmp_path, capsys):
    async with agenda_town(tmp_path, one_hall()) as town:
        asked = (await book(town, "north", TUESDAY, "15:00")).asked
        assert await shut(tmp_path, day=SATURDAY, last=TUESDAY) == 0
        found = await town.host.doors.agenda.free("north", asked, iso(SATURDAY), iso(WEDNESDAY))
        assert list(found) == [iso(WEDNESDAY)]
    told = lines(capsys)
    assert [line.split(" on ")[1] for line in told if " on " in line] == [
        "2026-11-23",
        TUESDAY,
    ]
    assert told[-1].startswith("1 appointment must move")
    assert await shut(tmp_path, day=TUESDAY, last=WEDNESDAY) == 0
    assert f"desk 1 gives no appointments on {WEDNESDAY}" in lines(capsys)
    assert await shut(tmp_path, day=WEDNESDAY, last=TUESDAY) == 1
    assert "is before" in capsys.readouterr().err


async def test_days_that_are_passed_over_are_told_and_none_left_is_a_fault(tmp_path, capsys):
    write(tmp_path, one_hall())
    assert await shut(tmp_path, day=SATURDAY, last=TUESDAY) == 0
    told = lines(capsys)
    assert told[0].startswith(f"{SATURDAY} is passed over: ")
    assert "not open" in told[0]
    assert await shut(tmp_path, day=SATURDAY, last=TUESDAY) == 1
    said = capsys.readouterr()
    assert [line[:10] for line in said.out.splitlines()] == [
        SATURDAY,
        "2026-11-22",
        "2026-11-23",
        TUESDAY,
    ]
    already = f"desk 1 gives no appointments on {TUESDAY} already"
    assert f"{TUESDAY} is passed over: {already}" in said.out
    assert "desk 1 was shut on none of these days" in said.err
    assert await shut(tmp_path, day="2026-11-18", last="2026-11-19") == 1
    said = capsys.readouterr()
    assert said.out.count("is passed over: ") == 2, "days that are over"


async def test_a_desk_of_today_is_shut_beside_the_host_and_the_host_hears_of_it(tmp_path):
    async with agenda_town(tmp_path, one_hall()) as town:
        hall = town.host.office.halls["north"]
        assert await shut(tmp_path, day=BEFORE) == 0
        while hall.day is None or "1" not in hall.day.shut:
            town.host.office.wake()
            await town.host.office.settle()
            await town.host.chores.look_at_log()
        assert [type(fact).__name__ for fact in kept(tmp_path, "north", [BEFORE])].count(
            "DayOpened"
        ) == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (("9", TUESDAY, ("", "")), "desk"),
        (("1", "2026-11-22", ("", "")), "not open"),
        (("1", "tomorrow", ("", "")), "is not a date"),
        (("1", TUESDAY, ("nine", "")), "is not a time"),
        (("1", TUESDAY, ("12:00", "11:00")), "11:00 is not after 12:00"),
    ],
)
async def test_what_cannot_be_shut_is_said_in_a_sentence(tmp_path, capsys, given, fault):
    write(tmp_path, one_hall())
    assert await shut(tmp_path, *given) == 1
    assert fault in capsys.readouterr().err.lower()
