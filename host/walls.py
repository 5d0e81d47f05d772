"""Whether each display of a hall shows and may sound what it is told: by what it tells of itself,
not by its line alone. `host.chores` looks every two seconds.

A display tells after each new call which ring stands on it, and every ten seconds that it is there.
"""

from collections.abc import Iterable, Mapping

import structlog

from host.hall import Hall
from host.settings.displays import Display
from host.views.board import calls_of
from host.wall import State
from wire.rows import BoardCall, DeviceRow

log = structlog.get_logger()
GRAVITY: tuple[State, ...] = ("ok", "silent", "deaf", "stale")
HALL = Display()


def look(hall: Hall, now: float, at: int) -> bool:
    """Judges the displays of a hall, and notes and logs what changed; whether anything did. `now`:
    of the clock of the walls; `at`: the host's time.
    """
    if hall.day is None or hall.day.plan is None or not hall.walls:
        return False
    calls = calls_of(hall.day) if hall.day.plan.mode == "tickets" else []
    displays = hall.settings.locations[hall.location].displays
    states: dict[str, State] = {}
    for wall in hall.walls:
        state = wall.state(_rung(calls, displays, wall.device), hall.day.day, now)
        states[wall.device] = max(state, states.get(wall.device, "ok"), key=GRAVITY.index)
    changed = [name for name, state in states.items() if _is_news(hall, name, state)]
    for name in changed:
        hall.health[name] = DeviceRow(device=name, role="display", state=states[name], since=at)
        _tell(hall, name, states[name])
    return bool(changed)


def _rung(calls: Iterable[BoardCall], displays: Mapping[str, Display], device: str) -> int:
    """The highest ring of the calls that belong on a display."""
    desks = displays.get(device, HALL).desks
    return max((call.ring for call in calls if not desks or call.key in desks), default=0)


def _is_news(hall: Hall, name: str, state: State) -> bool:
    known = hall.health.get(name)
    return known is not None and known.state != state


def _tell(hall: Hall, name: str, state: State) -> None:
    if state == "ok":
        log.info("display_well", device=name, location=hall.location)
    elif state == "silent":
        log.warning("display_silent", device=name, location=hall.location)
    elif state == "deaf":
        log.warning("display_deaf", device=name, location=hall.location)
    else:
        log.warning("display_stale", device=name, location=hall.location)
