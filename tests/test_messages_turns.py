""" "It is nearly your turn": told once, to those at the head of a line, and to nobody who has just
come.
"""

from typing import Any

from host.core.plan import MINUTE
from host.messages.turns import WAITED_MILLIS, Turns, about_to_be_called
from host.store import Store, outbox
from tests.logs import OPENS, Hall, an_open_hall
from tests.messages_town import town

pytest_plugins = ["tests.stores"]

LATER = OPENS + 60 * MINUTE


def waiting(count: int) -> tuple[Hall, list[str]]:
    """A hall in which so many wait, in order."""
    hall = an_open_hall()
    before = set(hall.day.visits)
    for minute in range(count):
        hall.take(minute)
    came = [visit for visit in hall.day.visits if visit not in before]
    return hall, came[:count]


def told(hall: Hall, ahead: int, now: int = LATER) -> list[str]:
    return [row.visit for row in about_to_be_called(hall.day, ahead, now)]


def test_whoever_has_at_most_so_many_before_them_is_told():
    hall, came = waiting(6)
    line = [place[2] for line in hall.day.lines.by_need.values() for place in line.walk_in]
    assert len(line) >= len(came)
    assert told(hall, 2) == line[:3]
    assert told(hall, 0) == line[:1]


def test_whoever_has_just_come_was_told_at_the_door():
    hall, _ = waiting(1)
    line = [place for line in hall.day.lines.by_need.values() for place in line.walk_in]
    arrived = line[0][1]
    assert told(hall, 5, now=arrived + WAITED_MILLIS - 1) == []
    assert told(hall, 5, now=arrived + WAITED_MILLIS) == [line[0][2]]


def test_who_waits_outside_is_told_when_asked_in_and_not_before():
    hall, _ = waiting(3)
    first = told(hall, 0)
    hall.day.visits[first[0]].outside = True
    assert told(hall, 0) == []


class Room:
    """What the watcher sees of a hall."""

    def __init__(self, day: Any) -> None:
        self.day = day
        self.stale = False


async def test_it_is_told_once_also_after_a_restart(store: Store):
    hall, _ = waiting(3)
    settings = town(messages={"almost_turn_ahead": 1})

    def watcher() -> Turns:
        return Turns(lambda: settings, store, [Room(hall.day)], lambda w: w(), lambda: LATER)  # type: ignore[list-item]

    first = watcher()
    await first.look()
    await first.look()
    await watcher().look()
    rows = store.read(outbox.messages)
    assert len(rows) == 2
    assert {row.kind for row in rows} == {"turn"}
    assert all(row.due == LATER for row in rows)


async def test_a_town_that_does_not_want_it_tells_nobody(store: Store):
    hall, _ = waiting(3)
    rooms: Any = [Room(hall.day)]
    await Turns(town, store, rooms, lambda work: work(), lambda: LATER).look()
    assert store.read(outbox.messages) == []


async def test_a_day_that_is_being_read_again_is_left_alone(store: Store):
    hall, _ = waiting(3)
    settings = town(messages={"almost_turn_ahead": 1})
    stale = Room(hall.day)
    stale.stale = True
    rooms: Any = [stale, Room(None)]
    await Turns(lambda: settings, store, rooms, lambda work: work(), lambda: LATER).look()
    assert store.read(outbox.messages) == []
