"""What visitors were told is kept, earlier days are learned from, and a told wait does not jump."""

import asyncio
from datetime import date
from typing import Any

import pytest

from host.core.pace_learned import Learned
from host.hall import Hall
from host.measures.period import Period, measure
from host.pace import give, keep_learning, learn
from host.settings import read
from host.store import StoreBusy
from host.views.waits import left_to_wait
from host.wishes import told_of
from tests.builders import a_hall, at
from tests.town import FRIDAY, PIN, Clock, a_town, new_id, settings_file
from wire.commands import CallNext, EndVisit, Meet, OpenDesk, SignIn, TakeTicket

MONDAY = date(2026, 11, 23)


async def a_morning(town, clock, visitors=6, minutes=4):
    """Everybody comes at once and is helped in so many minutes."""
    kiosk = await town.screen("kiosk")
    desk = await town.screen("desk", desk="1")
    await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
    await desk.done(OpenDesk(id=new_id(), desk="1"))
    for _ in range(visitors):
        clock.now += 1000
        await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
    for _ in range(visitors):
        await desk.done(CallNext(id=new_id(), desk="1"))
        clock.now += 20_000
        await desk.done(Meet(id=new_id(), desk="1"))
        clock.now += minutes * 60_000
        await desk.done(EndVisit(id=new_id(), desk="1"))


async def until(condition):
    for _ in range(400):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to be")


def as_told(row: Any) -> bool:
    return bool(row.told_from * 60 <= row.felt_seconds <= row.told_to * 60)


# -- what was told ---------------------------------------------------------------------------------


async def test_what_was_told_stands_beside_the_visit_and_a_rebuild_gives_the_same(tmp_path):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        await a_morning(town, clock)
        store = town.host.store
        rows = store.visits("hall", FRIDAY, FRIDAY)
        assert [row.told_to for row in rows][:2] == [5, 15]
        assert all(row.told_from is not None for row in rows)
        await asyncio.to_thread(store.rebuild)
        assert store.visits("hall", FRIDAY, FRIDAY) == rows


async def test_the_hit_rate_of_a_period_is_that_of_its_visits(tmp_path):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        await a_morning(town, clock, minutes=7)
        store = town.host.store
        found = measure(store, town.host.settings, Period.day(date.fromisoformat(FRIDAY)))
        rows = store.visits("hall", FRIDAY, FRIDAY)
    within = [as_told(row) for row in rows]
    assert 0 < sum(within) < 6
    assert (found.cell("told").part, found.cell("told").whole) == (sum(within), 6)


async def test_the_kiosk_says_what_is_kept(tmp_path):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        kiosk = await town.screen("kiosk")
        desk = await town.screen("desk", desk="1")
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        clock.now += 1000
        await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
        clock.now += 1000
        answer = await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
        day = town.host.office.halls["hall"].day
        assert day is not None
        assert answer.visit is not None
        visit = day.visits[answer.visit]
        assert (answer.wait_from_minutes, answer.wait_to_minutes) == told_of(visit) == (5, 15)


# -- what earlier days teach -----------------------------------------------------------------------


async def test_the_next_morning_the_host_knows_how_long_serving_took(tmp_path):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        await a_morning(town, clock)
        learned = town.host.office.halls["hall"].learned
        assert learned is not None
        assert learned.n == 0, "nothing is learned of today"
    clock.now += 3 * 24 * 3_600_000
    async with a_town(tmp_path, clock) as town:
        hall = town.host.office.halls["hall"]
        await until(lambda: hall.learned is not None and hall.learned.n)
        assert hall.learned is not None
        assert hall.learned.n == 6
        assert hall.day is not None
        assert hall.day.learned is hall.learned
        usual = hall.learned.durations.millis("passport", 0, 9 * 60, 10 * 60_000)
        assert usual < 8 * 60_000


async def test_days_that_are_too_old_or_not_over_teach_nothing(tmp_path):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        await a_morning(town, clock)
        store, settings = town.host.store, town.host.settings
        assert (await learn(store, settings, "hall", MONDAY)).n == 6
        assert (await learn(store, settings, "hall", date.fromisoformat(FRIDAY))).n == 0
        assert (await learn(store, settings, "hall", date(2027, 3, 1))).n == 0


async def test_a_busy_store_is_asked_again_and_nobody_is_told_anything_worse_meanwhile(
    tmp_path, monkeypatch
):
    class Office:
        def __init__(self, settings):
            self.settings, self.store, self.tried = settings, self, 0
            self.halls = {"hall": Hall("hall", settings)}

        def clock(self):
            return Clock().now

        async def ask(self, work):
            self.tried += 1
            if self.tried == 1:
                raise StoreBusy("locked")
            return []

    monkeypatch.setattr("host.pace.LOOK_SECONDS", 0.01)
    office: Any = Office(read(settings_file(tmp_path)))
    task = asyncio.create_task(keep_learning(office))
    await until(lambda: office.halls["hall"].learned is not None)
    assert office.tried == 2
    await asyncio.sleep(0.05)
    task.cancel()
    assert office.tried == 2, "once a day is enough"


# -- on the visitor's own page ---------------------------------------------------------------------


@pytest.fixture
def known(tmp_path):
    """A hall of the host around a day of the builders."""
    return lambda hall: Hall("hall", read(settings_file(tmp_path)), day=hall.day)


def waiting(people=3):
    hall = a_hall("1")
    for _ in range(people):
        hall.walk_in("9:00")
    visit = hall.walk_in("9:01")
    return hall, visit


def minutes(told: tuple[int, int] | None) -> tuple[int, int]:
    assert told is not None
    return told


def test_while_all_goes_as_told_the_range_only_grows_shorter(known):
    hall, visit = waiting()
    page = known(hall)
    first, last = minutes(told_of(visit))
    assert left_to_wait(page, visit, at("9:01")) == (first, last)
    assert left_to_wait(page, visit, at("9:03")) == (first - 2, last - 2)


def test_a_small_change_does_not_move_what_was_told_and_a_large_one_does(known):
    hall, visit = waiting()
    page = known(hall)
    before = minutes(left_to_wait(page, visit, at("9:01")))
    hall.call_next("9:01")
    assert left_to_wait(page, visit, at("9:01")) == before
    hall.open_desk("2", "9:01")
    hall.call_next("9:01", "2")
    moved = minutes(left_to_wait(page, visit, at("9:01")))
    assert moved[1] < before[1]
    assert left_to_wait(page, visit, at("9:02")) == (max(0, moved[0] - 1), moved[1] - 1)


def test_who_waits_longer_than_told_reads_a_new_range_and_never_less_than_nothing(known):
    hall, visit = waiting(1)
    page = known(hall)
    left_to_wait(page, visit, at("9:01"))
    late = minutes(left_to_wait(page, visit, at("9:59")))
    assert 0 <= late[0] < late[1]


def test_nothing_is_said_to_who_does_not_wait_or_whom_no_desk_can_help(known):
    hall, visit = waiting(0)
    page = known(hall)
    hall.call_next("9:02")
    assert left_to_wait(page, visit, at("9:02")) is None
    lonely = a_hall()
    nobody = lonely.walk_in("9:00")
    assert left_to_wait(known(lonely), nobody, at("9:01")) is None


def test_an_early_appointment_reads_no_less_than_the_time_until_it(known):
    hall = a_hall("1")
    visit = hall.appointment("9:30", came="9:15")
    hall.walk_in("9:16")
    shown = minutes(left_to_wait(known(hall), visit, at("9:16")))
    assert shown[0] <= 14 <= shown[1]


def test_what_was_learned_reaches_the_day_that_is_open(known):
    hall, _ = waiting()
    page = known(hall)
    learned = Learned()
    give(page, learned)
    assert hall.day.learned is learned
