"""What staff see of caring for who is in the building: how full the waiting room is, who is inside,
whom a desk is asked to fetch.
"""

from collections.abc import Iterable

from host.core.building import persons_in, visits_in
from host.core.day import Day, Visit
from host.hall import Hall, Person
from host.room import room_of
from host.views.rows import encoded, row_of, without_nothing

INSIDE_MAX = 200
NOBODY = Person()


def care_fields(hall: Hall, day: Day) -> dict[str, object]:
    """What a greeter's view says of it."""
    room = room_of(day)
    return {"room": None if room is None else encoded(room)[0], "building": building(hall, day)}


def building(hall: Hall, day: Day) -> dict[str, object]:
    """Who is inside."""
    found = visits_in(day, INSIDE_MAX)
    rows = [_inside(hall.people.get(visit.visit, NOBODY), place, visit) for place, visit in found]
    return {"persons": persons_in(day), "rows": rows}


def _inside(known: Person, place: str, visit: Visit) -> dict[str, object]:
    return without_nothing(
        visit=visit.visit,
        persons=visit.persons,
        place=place,
        ticket=visit.ticket,
        name=known.name,
        look=known.look,
        desk=visit.desk if place in ("called", "serving") else None,
        badge=visit.badge,
        since=visit.arrived,
    )


def alert(hall: Hall, found: list[Visit], now: int) -> dict[str, object] | None:
    """The most urgent of those whom a desk is asked to fetch."""
    if not found:
        return None
    first = found[0]
    return {
        "visit": row_of(hall, first, now),
        "escalated": first.escalated is not None,
        "count": len(found),
    }


def with_badge(day: Day) -> Iterable[str]:
    """Visits that are over, and whose badge is not back."""
    return (name for name in day.badges if day.visits[name].stage == "done")
