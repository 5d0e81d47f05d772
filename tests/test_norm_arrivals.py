"""Walk-ins to come: by what was learned of the same weekday, and by the rate of today until enough
is known.
"""

import asyncio
from datetime import date

import pytest

from host.core.demand import Arrivals
from host.hall import Hall
from host.norms import arrivals
from host.norms.arrivals import Profile, profile_of
from host.store import Store
from host.store.arrivals import Came, walk_ins_of
from tests.norm_files import FIRST
from tests.test_norm_alarm import Enough
from tests.test_norm_breaches import helped
from tests.town import SETTINGS, ZONE, Clock, a_town, at

pytest_plugins = ["tests.stores"]

FRIDAYS = ("2026-10-16", "2026-10-30", "2026-11-06", "2026-11-13")
TODAY = date(2026, 11, 20)


async def once(seconds):
    raise Enough


def came(day, *clocks):
    return Came(day, tuple(at(clock, day) for clock in clocks))


def learned_from(days: list[Came]) -> Profile:
    profile = profile_of(ZONE, TODAY, days)
    assert profile is not None
    return profile


def arrivals_of(hall: Hall) -> Arrivals:
    assert hall.arrivals is not None
    return hall.arrivals


def test_half_hours_of_the_same_weekday_are_learned_by_local_time():
    """One of these days lies before the end of summer time."""
    days = [came(day, "10:05", "10:25", "11:00") for day in FRIDAYS]
    days.append(came("2026-11-12", *["10:05"] * 40))
    profile = learned_from(days)
    assert profile(at("10:00"), at("10:30")) == 2.0
    assert profile(at("10:30"), at("11:00")) == 0.0
    assert profile(at("09:00"), at("17:00")) == 3.0


def test_a_part_of_a_half_hour_has_its_part_of_the_walk_ins():
    profile = Profile(at("00:00"), (0.0,) * 20 + (3.0, 6.0))
    assert profile(at("10:20"), at("10:40")) == pytest.approx(1.0 + 2.0)
    assert profile(at("16:00"), at("17:00")) == 0.0
    assert profile(at("10:00", "2026-11-21"), at("11:00", "2026-11-21")) == 0.0


def test_a_day_without_walk_ins_counts_as_a_day():
    days = [came(FRIDAYS[0], "10:05", "10:10", "10:15"), came(FRIDAYS[1]), came(FRIDAYS[2])]
    assert learned_from(days)(at("10:00"), at("10:30")) == 1.0


def test_from_two_days_nothing_is_learned():
    assert profile_of(ZONE, TODAY, [came(day, "10:05") for day in FRIDAYS[:2]]) is None


def test_days_are_read_with_who_came_without_an_appointment(store: Store):
    helped(store, "2026-11-13", 60.0, arrived=at("10:05", "2026-11-13"), by_appointment=False)
    helped(store, "2026-11-06", 60.0, arrived=at("10:05", "2026-11-06"))
    helped(store, "2026-11-12", 60.0, arrived=None)
    helped(store, "2026-11-20", 60.0, arrived=at("10:05"))
    found = store.read(lambda line: walk_ins_of(line, "hall", "2026-11-01", "2026-11-19"))
    assert found == [came("2026-11-06"), came("2026-11-13", "10:05")]


async def test_a_host_learns_when_it_starts_and_staff_read_by_it(tmp_path):
    async with a_town(tmp_path, Clock("09:05"), text=SETTINGS + FIRST) as town:
        for day in FRIDAYS:
            moment = at("10:05", day)
            await asyncio.to_thread(
                helped, town.host.store, day, 60.0, arrived=moment, by_appointment=False
            )
        hall = town.host.office.halls["hall"]
        hall.arrivals = None
        with pytest.raises(Enough):
            await arrivals.keep_learning(town.host.office, once)
        assert arrivals_of(hall)(at("09:05"), at("17:00")) == 1.0
