"""What the store keeps, and that it keeps it whole or not at all: the same on both engines."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from host.core.day import Day
from host.core.figures import service_millis
from host.core.keep import replay
from host.core.plan import MINUTE
from host.core.waits import felt_millis, wait_millis
from host.store import PersonChange, RaceLost, Store
from host.store.queries import appointments
from tests.logs import DAY, KIOSK, OPENS, Hall, a_whole_day, an_open_hall
from wire import commands as say

pytest_plugins = ["tests.stores"]


def test_a_day_that_was_kept_replays_to_the_same_day(store: Store):
    hall = a_whole_day()
    store.keep(hall.hand_out())
    assert replay(Day("centrum", DAY), store.load("centrum", DAY)) == hall.day


def test_entries_kept_one_by_one_load_as_those_kept_in_one_transaction(store: Store):
    hall = a_whole_day()
    batch = hall.hand_out()
    for kept in batch:
        store.keep([kept])
    assert store.load("centrum", DAY) == [kept.entry for kept in batch]


def test_only_what_came_later_is_loaded_after_a_sequence(store: Store):
    hall = an_open_hall()
    store.keep(hall.hand_out())
    seen = hall.day.seq
    hall.take(1)
    later = hall.hand_out()
    store.keep(later)
    assert store.load("centrum", DAY, after_seq=seen) == [kept.entry for kept in later]


def test_days_and_locations_do_not_mix(store: Store):
    centrum, haren = a_whole_day("centrum"), an_open_hall("haren")
    store.keep([*centrum.hand_out(), *haren.hand_out()])
    assert replay(Day("haren", DAY), store.load("haren", DAY)) == haren.day
    assert store.load("haren", "2026-11-21") == []


def test_the_same_command_on_another_day_or_place_is_another_command(store: Store):
    store.keep(an_open_hall("centrum").hand_out())
    store.keep(an_open_hall("haren").hand_out())
    assert store.load("centrum", DAY)[0].id == store.load("haren", DAY)[0].id


def test_of_two_hosts_that_decided_at_once_the_later_one_loses_and_nothing_of_it_is_kept(
    store: Store,
):
    ours, theirs = an_open_hall(), an_open_hall()
    store.keep(ours.hand_out())
    theirs.hand_out()
    ours.prefix, theirs.prefix = "ours-here", "theirs-here"
    ours.take(1)
    theirs.take(1)
    theirs.take(2)
    store.keep(ours.hand_out())
    with pytest.raises(RaceLost):
        store.keep(theirs.hand_out())
    assert replay(Day("centrum", DAY), store.load("centrum", DAY)) == ours.day
    assert {row.visit for row in store.visits("centrum", DAY, DAY)} == set(ours.day.visits)


def test_a_command_that_was_kept_before_is_not_kept_again(store: Store):
    hall = an_open_hall()
    hall.take(1)
    batch = hall.hand_out()
    store.keep(batch)
    again = replace(batch[-1], seq=hall.day.seq + 1)
    with pytest.raises(RaceLost):
        store.keep([again])


def test_a_fault_late_in_a_batch_leaves_nothing_of_its_beginning(store: Store):
    hall = an_open_hall()
    store.keep(hall.hand_out())
    before = store.load("centrum", DAY)
    hall.take(1)
    taken = hall.hand_out()
    with pytest.raises(RaceLost):
        store.keep([*taken, replace(taken[0], seq=1)])
    assert store.load("centrum", DAY) == before
    store.keep(taken)


def test_a_visit_has_one_row_and_it_says_what_the_day_says(store: Store):
    hall = a_whole_day()
    store.keep(hall.hand_out())
    rows = {row.visit: row for row in store.visits("centrum", DAY, DAY)}
    assert rows.keys() == hall.day.visits.keys()
    for visit in hall.day.visits.values():
        row = rows[visit.visit]
        for name in ("stage", "services", "persons", "ticket", "appointed", "arrived", "outcome"):
            assert getattr(row, name) == getattr(visit, name), name
        for name in ("first_called", "met", "ended", "late", "auto", "times_wrong", "away"):
            assert getattr(row, name) == getattr(visit, name), name
        for name in ("language", "desk", "waited_for", "served", "by_appointment"):
            assert getattr(row, name) == getattr(visit, name), name


def test_a_row_waits_as_long_as_the_core_says_and_the_core_reads_the_row(store: Store):
    hall = a_whole_day()
    store.keep(hall.hand_out())
    for row in store.visits("centrum", DAY, DAY):
        visit = hall.day.visits[row.visit]
        for formula, seconds in (
            (wait_millis, row.wait_seconds),
            (felt_millis, row.felt_seconds),
            (service_millis, row.service_seconds),
        ):
            millis = formula(visit)
            assert seconds == (None if millis is None else millis / 1000)
        assert wait_millis(row) == wait_millis(visit)
    assert any(row.wait_seconds for row in store.visits("centrum", DAY, DAY))


def test_an_appointment_is_found_by_its_code_until_it_is_used(store: Store):
    hall = Hall()
    hall.book("CODE-7", 30, persons=2, channel="web")
    hall.open()
    store.keep(hall.hand_out())
    (found,) = store.find_appointment("CODE-7", "2026-11-19")
    assert (found.location, found.day, found.services) == ("centrum", DAY, ("paspoort",))
    assert (found.persons, found.channel, found.state) == (2, "web", "open")
    assert found.appointed == OPENS + 30 * MINUTE
    assert store.find_appointment("CODE-7", "2026-11-21") == []
    hall.say(say.CheckIn(id="check-in-1", code="CODE-7"), KIOSK, at=OPENS + 25 * MINUTE)
    store.keep(hall.hand_out())
    assert store.find_appointment("CODE-7", DAY) == []


def test_what_became_of_each_appointment_stands_beside_it(store: Store):
    store.keep(a_whole_day().hand_out())
    states = {a.code: a.state for a in store.read(lambda line: appointments(line, "centrum", DAY))}
    assert states == {
        "CODE-ON-TIME": "used",
        "CODE-NOT-COMING": "no_show",
        "CODE-CANCELLED": "cancelled",
    }


def test_personal_data_is_kept_beside_the_log_and_a_later_change_leaves_the_rest(store: Store):
    hall = an_open_hall()
    visit = "visit-000001"
    first = PersonChange(visit, "2026-11-27", name="Sjoukje Wiarda", look="rode jas")
    wish = say.TakeTicket(id=visit, services=("paspoort",))
    hall.say(wish, KIOSK, OPENS, person=first)
    second = PersonChange(visit, "2026-11-27", seat="bij het raam", look="")
    hall.say(say.Annotate(id="note-0001", visit=visit, seat="raam"), KIOSK, OPENS, person=second)
    store.keep(hall.hand_out())
    person = store.people("centrum", DAY)[visit]
    assert (person.name, person.look, person.seat) == ("Sjoukje Wiarda", "", "bij het raam")
    log = store.read(lambda line: "".join(line.execute(text("SELECT body FROM event")).scalars()))
    assert "Sjoukje" not in log


async def test_asyncio_goes_on_while_a_batch_is_written_and_later_changes_do_not_reach_it(
    store: Store,
):
    hall = an_open_hall()
    visit = hall.take(1)
    keeping = asyncio.ensure_future(store.keep_soon(hall.hand_out()))
    await asyncio.sleep(0)
    hall.day.visits[visit].persons = 9
    await keeping
    (row,) = await store.ask(lambda line: store.visits("centrum", DAY, DAY))
    assert row.persons == 1


def test_a_refused_change_of_other_tables_leaves_nothing_half_done(store: Store):
    def half(line):
        line.execute(text("INSERT INTO setting VALUES ('half', 'done')"))
        raise KeyError("stop")

    with pytest.raises(KeyError):
        store.change(half)
    assert store.read(lambda line: line.execute(text("SELECT * FROM setting")).all()) == []
