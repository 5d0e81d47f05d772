"""Rounds (bulky waste) that must move, and all of a closed location that move to its successor."""

import pytest

from host import agenda_tools
from host.agenda.records import Contact
from host.agenda.rounds import Rounds
from host.store import Store
from tests.agenda_town import (
    BEFORE,
    CLOSED,
    HEAD,
    LAST_DAY,
    agenda_town,
    hall,
    iso,
    kept,
    lines,
    settings_of,
    tool,
    write,
)
from tests.town import at

TUESDAY, WEDNESDAY = "2026-11-24", "2026-11-25"
NOW = at("09:00", BEFORE)
WASTE = """
[services.waste]
names = { nl = "Grofvuil", en = "Bulky waste", de = "Sperrmüll" }
group = "D"
routes = ROUTES

"""


def text(closed: bool, routes="{ north = 2, south = 2 }", more="", hours="09:00-17:00") -> str:
    """Two locations from which the lorries drive, before and after one closes."""
    waste = WASTE.replace("ROUTES", routes)
    return (
        HEAD + waste + hall("old", more=CLOSED if closed else "") + hall("centre", 1, more, hours)
    )


async def ask(town, day=TUESDAY, route="north", location="old"):
    return await Rounds(town.host.doors.agenda).book(
        location,
        "waste",
        route,
        iso(day),
        contact=Contact("Ada Groen", "ada@testdam.example", note="Dorpsstraat 1"),
        channel="web",
        by="test",
    )


def move_all(folder, dry_run=False):
    return tool(agenda_tools.move_all, folder / "balie.toml", "old", "centre", "", dry_run, NOW)


def must_move(folder):
    return tool(agenda_tools.tell_must_move, folder / "balie.toml", "", NOW)


async def test_rounds_of_a_closed_location_move_on_their_own_day_with_number_link_and_person(
    tmp_path, capsys
):
    async with agenda_town(tmp_path, text(False)) as town:
        stays = await ask(town, LAST_DAY)
        one, other = await ask(town), await ask(town, WEDNESDAY, "south")
    write(tmp_path, text(True))
    assert await move_all(tmp_path, dry_run=True) == 0
    assert lines(capsys)[-2].startswith("2 at the visitors' own addresses would move from old")
    assert await move_all(tmp_path) == 0
    assert lines(capsys)[-2].startswith("2 at the visitors' own addresses moved from old to centre")
    async with agenda_town(tmp_path, text(True)) as town:
        rounds = Rounds(town.host.doors.agenda)
        for before in (one, other):
            now = await rounds.find(before.round)
            assert (now.location, now.day, now.state) == ("centre", before.day, "open")
            assert (now.code, now.link) == (before.code, before.link)
            assert (await rounds.contact(now)).note == "Dorpsstraat 1"
        assert (await rounds.find(stays.round)).location == "old"
    assert await move_all(tmp_path) == 0
    assert "addresses" not in "\n".join(lines(capsys))


async def test_a_round_without_room_at_the_successor_stays_and_is_listed(tmp_path, capsys):
    async with agenda_town(tmp_path, text(False)) as town:
        mine = await ask(town)
        for _ in range(2):
            await ask(town, location="centre")
    write(tmp_path, text(True))
    assert await move_all(tmp_path) == 1
    told = lines(capsys)
    assert f"2026-11-24        {mine.code:8}  waste north  must move: There is no room" in told[-3]
    assert "0 at the visitors' own addresses moved" in told[-2]
    assert "1 could not" in told[-2]
    assert await must_move(tmp_path) == 0
    assert any(mine.code in line and "the doors stay closed" in line for line in lines(capsys))


async def test_a_successor_that_does_not_do_it_takes_no_rounds(tmp_path, capsys):
    async with agenda_town(tmp_path, text(False)) as town:
        await ask(town)
    write(tmp_path, text(True, more='services = ["passport"]'))
    assert await move_all(tmp_path) == 1
    assert "must move: No such service at this location." in "\n".join(lines(capsys))


@pytest.mark.parametrize(
    ("routes", "more", "why"),
    [
        ("{ south = 2 }", "", "nobody drives this route any more"),
        ("{ north = 1, south = 2 }", "", "the route takes fewer that day"),
        ("{ north = 2 }", 'services = ["passport"]', "this is not done from here any more"),
        ("{ north = 2 }", "closures = [{ date = 2026-11-24 }]", "the doors stay closed that day"),
    ],
)
async def test_a_round_that_cannot_stand_must_move(tmp_path, capsys, routes, more, why):
    async with agenda_town(tmp_path, text(False)) as town:
        for _ in range(2):
            last = await ask(town, location="centre")
    write(tmp_path, text(False, routes, more))
    assert await must_move(tmp_path) == 0
    told = lines(capsys)
    only = "fewer" in why
    assert told[-1].startswith(f"{1 if only else 2} appointment")
    assert last.code in told[-2]
    assert told[-2].endswith(why)


async def test_whoever_keeps_the_day_is_told_nothing_and_reminded_once(tmp_path):
    async with agenda_town(tmp_path, text(False)) as town:
        await ask(town)
    mail = '[messages.mail]\nhost = "mail.testdam.example"\nsender = "balie@testdam.example"\n'
    write(tmp_path, text(True) + mail)
    for _ in range(2):
        assert await move_all(tmp_path) == 0
    store = Store(settings_of(tmp_path).server.database)
    found = store.read(
        lambda line: line.exec_driver_sql("SELECT location, kind FROM message").all()
    )
    store.close()
    assert found == [("centre", "reminder")]
    assert any(type(fact).__name__ == "RoundMovedAway" for fact in kept(tmp_path, "old", [TUESDAY]))
