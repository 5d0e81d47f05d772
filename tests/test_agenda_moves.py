"""Four halls give way to one: every appointment moves once, at its own time where there is room,
and a tool never sells what the host has sold.
"""

import pytest

from host import agenda_tools
from host.agenda.beside import Beside, new_id
from host.core.events import Booked, MovedAway
from host.store import Store
from tests.agenda_town import (
    BEFORE,
    OLD,
    agenda_town,
    book,
    five_halls,
    iso,
    kept,
    lines,
    settings_of,
    tool,
    write,
)
from tests.town import at
from wire.commands import MoveAppointment
from wire.refusals import Refused

TUESDAY, WEDNESDAY = "2026-11-24", "2026-11-25"
NOW = at("09:00", BEFORE)


def move_all(folder, old, new="", since="", dry_run=False):
    return tool(agenda_tools.move_all, folder / "balie.toml", old, new, since, dry_run, NOW)


async def test_four_halls_give_way_to_one_and_every_appointment_moves_once(tmp_path, capsys):
    """Helmond, 9 April 2024: one house, four old locations moved over."""
    booked = {}
    async with agenda_town(tmp_path, five_halls(closed=False)) as town:
        for name in OLD:
            for day, clock in ((BEFORE, "16:00"), (TUESDAY, "10:00"), (WEDNESDAY, "11:30")):
                one = await book(town, name, day, clock, name=f"{name}-{day}")
                booked[one.visit] = one
        write(tmp_path, five_halls(closed=True))
        for name in OLD:
            assert await move_all(tmp_path, name) == 0
        out = "\n".join(lines(capsys))
        assert out.count("2 moved from") == 4
        assert out.count("0 at another time, 0 could not; appointments since 2026-11-24") == 4
        agenda = town.host.doors.agenda
        for visit, before in booked.items():
            now = await agenda.find(visit)
            assert now is not None
            stays = before.day == BEFORE
            assert now.location == (before.location if stays else "centre")
            assert (now.appointed, now.code, now.link) == (
                before.appointed,
                before.code,
                before.link,
            )
            assert now.changes == (0 if stays else 1)
            assert (await agenda.contact(now)).name == f"{before.location}-{before.day}"
    for name in OLD:
        facts = kept(tmp_path, name, (TUESDAY, WEDNESDAY))
        assert len([fact for fact in facts if isinstance(fact, MovedAway)]) == 2
    told = [
        fact for fact in kept(tmp_path, "centre", (TUESDAY, WEDNESDAY)) if isinstance(fact, Booked)
    ]
    assert len(told) == len({fact.visit for fact in told}) == 8


async def test_each_visitor_of_a_closed_hall_gets_one_message(tmp_path):
    async with agenda_town(tmp_path, five_halls(closed=False)) as town:
        booked = [await book(town, name, TUESDAY, "10:00", name=name) for name in OLD]
    mail = '[messages.mail]\nhost = "mail.testdam.example"\nsender = "balie@testdam.example"\n'
    write(tmp_path, five_halls(closed=True) + mail)
    for name in (*OLD, *OLD):
        assert await move_all(tmp_path, name) == 0
    store = Store(settings_of(tmp_path).server.database)
    told = store.read(
        lambda line: line.exec_driver_sql(
            "SELECT location, visit FROM message WHERE kind != 'reminder' ORDER BY visit"
        ).all()
    )
    store.close()
    assert told == [("centre", visit) for visit in sorted(one.visit for one in booked)]


async def test_moving_all_once_more_moves_nobody(tmp_path, capsys):
    async with agenda_town(tmp_path, five_halls(closed=False)) as town:
        await book(town, "north", TUESDAY, "10:00")
    write(tmp_path, five_halls(closed=True))
    assert await move_all(tmp_path, "north", dry_run=True) == 0
    assert "1 would move from north to centre at the same time" in lines(capsys)[-1]
    assert not any(isinstance(f, MovedAway) for f in kept(tmp_path, "north", [TUESDAY]))
    assert await move_all(tmp_path, "north") == 0
    assert await move_all(tmp_path, "north") == 0
    told = lines(capsys)
    assert [line.split(" moved")[0] for line in told] == ["1", "0"]
    assert len([f for f in kept(tmp_path, "north", [TUESDAY]) if isinstance(f, MovedAway)]) == 1


async def test_without_room_at_the_same_time_the_nearest_time_of_that_day_or_the_next_is_taken(
    tmp_path, capsys
):
    async with agenda_town(tmp_path, five_halls(closed=False, desks=1)) as town:
        for name in OLD:
            await book(town, name, TUESDAY, "10:00")
        await book(town, "centre", TUESDAY, "10:30")
    write(tmp_path, five_halls(closed=True, desks=1))
    for name in OLD:
        assert await move_all(tmp_path, name) == 0
    moved = [line.split("-> ")[1] for line in lines(capsys) if "->" in line]
    assert moved == [f"{TUESDAY} 09:30", f"{TUESDAY} 09:00", f"{TUESDAY} 11:00"]


async def test_when_that_day_is_full_the_next_day_with_open_doors_is_taken(tmp_path, capsys):
    friday, monday = "2026-11-27", "2026-11-30"
    async with agenda_town(tmp_path, five_halls(closed=False, desks=1)) as town:
        await book(town, "north", friday, "10:00", "talk")
        for hour in range(9, 17):
            await book(town, "centre", friday, f"{hour:02}:30")
        await book(town, "centre", monday, "10:00")
    write(tmp_path, five_halls(closed=True, desks=1))
    assert await move_all(tmp_path, "north") == 0
    assert lines(capsys)[0].endswith(f"-> {monday} 10:30")


async def test_who_can_keep_the_time_goes_before_who_cannot(tmp_path, capsys):
    async with agenda_town(tmp_path, five_halls(closed=False, desks=1)) as town:
        for clock in ("09:00", "10:00", "11:00"):
            await book(town, "north", TUESDAY, clock, "talk")
        await book(town, "centre", TUESDAY, "09:00", "talk")
    write(tmp_path, five_halls(closed=True, desks=1))
    assert await move_all(tmp_path, "north") == 0
    told = lines(capsys)
    assert told[-1].startswith("2 moved from north to centre at the same time, 1 at another time")
    assert told[0].endswith(f"-> {TUESDAY} 12:00")


async def test_who_finds_no_room_is_told_of_and_stays_where_it_was(tmp_path, capsys):
    async with agenda_town(tmp_path, five_halls(closed=False, desks=1)) as town:
        stays = await book(town, "north", TUESDAY, "10:00", "talk")
        for day in (TUESDAY, WEDNESDAY):
            for hour in range(9, 17):
                await book(town, "centre", day, f"{hour:02}:30")
    full = five_halls(closed=True, desks=1)
    write(tmp_path, full)
    assert await move_all(tmp_path, "north") == 1
    told = lines(capsys)
    assert stays.code in told[0]
    assert "stays: There is no room at this moment" in told[0]
    assert told[-1].startswith(
        "0 moved from north to centre at the same time, 0 at another time, 1"
    )
    write(
        tmp_path,
        full.replace(
            "[locations.centre.desks.1]", "[locations.centre.desks.1]\n[locations.centre.desks.2]"
        ),
    )
    assert await move_all(tmp_path, "north") == 0


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (("north", "nowhere"), "there is no 'nowhere' in the settings"),
        (("nowhere",), "there is no 'nowhere' in the settings"),
        (("centre",), "has no successor"),
        (("centre", "north"), "say --since"),
        (("north", "north"), "the same location"),
        (("north", "", "soon"), "is not a date"),
    ],
)
async def test_a_move_that_says_too_little_is_refused_in_a_sentence(tmp_path, capsys, given, fault):
    write(tmp_path, five_halls(closed=True))
    assert await move_all(tmp_path, *given) == 1
    assert fault in capsys.readouterr().err


async def test_a_tool_that_comes_second_decides_again_on_what_the_host_has_kept(tmp_path):
    """Both found 10:00 free at the same desk; only one of them gets it."""
    async with agenda_town(tmp_path, five_halls(closed=False, desks=1)) as town:
        moves = await book(town, "north", TUESDAY, "10:00")
        store = Store(settings_of(tmp_path).server.database)
        beside = Beside(settings_of(tmp_path), store, NOW, "test")
        assert beside.page("centre", iso(TUESDAY)).day.seq == 0
        await book(town, "centre", TUESDAY, "10:00")
        wish = MoveAppointment(
            id=new_id(),
            day=TUESDAY,
            visit=moves.visit,
            to_location="centre",
            appointed=moves.appointed,
            channel="desk",
        )
        with pytest.raises(Refused) as no:
            await tool(beside.say, "north", wish)
        assert no.value.word == "slot_taken"
        later = wish.model_copy(update={"id": new_id(), "appointed": at("10:30", TUESDAY)})
        await tool(beside.say, "north", later)
        store.close()
        found = await town.host.doors.agenda.find(moves.visit)
        assert found is not None
        assert (found.location, found.appointed) == ("centre", at("10:30", TUESDAY))
