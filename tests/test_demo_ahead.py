"""The weeks after the demo's day are booked before it begins, fuller the nearer they are."""

import datetime

import pytest

from demo.ahead import promise
from demo.town import DAY, LOCATION, make_town
from host.core.events import Booked
from host.core.invariants import violations
from host.serve import open_store
from host.settings import read


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    """How many were promised, and the log of each location and day."""
    folder = tmp_path_factory.mktemp("demo")
    town = make_town(folder, 1, 8300, 8400, live=False)
    number = promise(town)
    settings = read(town.settings)
    store = open_store(settings)
    days = [DAY + datetime.timedelta(days=n) for n in range(22)]
    found = {
        (place, day): store.load(place, day.isoformat())
        for place in settings.locations
        for day in days
    }
    store.close()
    return number, found


def booked(logs, day, location=LOCATION):
    return len(logs[1][location, DAY + datetime.timedelta(days=day)])


def test_every_day_of_the_week_has_appointments_and_later_weeks_have_fewer(logs):
    week = [booked(logs, day) for day in range(1, 5)]
    assert min(week) >= 40
    assert max(booked(logs, day) for day in range(7, 12)) < min(week) / 2
    assert 0 < booked(logs, 15) < booked(logs, 8)
    assert booked(logs, 5) == booked(logs, 6) == 0


def test_the_demos_own_day_is_as_it_was_and_the_other_halls_are_booked_too(logs):
    assert booked(logs, 0) == 0
    assert booked(logs, 1, "haren") > 5
    assert booked(logs, 1, "kreupelstraat") > 20


def test_no_time_is_promised_twice_and_the_answer_counts_what_is_kept(logs):
    number, found = logs
    assert number == sum(map(len, found.values()))
    assert all(violations(log) == [] for log in found.values())
    facts = [fact for log in found.values() for entry in log for fact in entry.events]
    assert all(isinstance(fact, Booked) and fact.desk for fact in facts)
    channels = {fact.channel for fact in facts}
    assert channels == {"web", "phone", "desk"}
