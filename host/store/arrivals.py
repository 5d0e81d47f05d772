"""When visitors without an appointment came on earlier days. Functions over a connection."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from host.store.tables import VISIT


@dataclass(frozen=True, slots=True)
class Came:
    """One day on which somebody came. Moments in milliseconds UTC."""

    day: str
    """ISO date."""
    moments: tuple[int, ...]
    """Arrivals without an appointment."""


def walk_ins_of(line: Connection, location: str, first: str, last: str) -> list[Came]:
    """Each day from `first` to `last` on which anybody came, with or without an appointment."""
    rows = select(VISIT.c.day, VISIT.c.by_appointment, VISIT.c.arrived).where(
        VISIT.c.location == location,
        VISIT.c.day >= first,
        VISIT.c.day <= last,
        VISIT.c.arrived.is_not(None),
    )
    found: dict[str, list[int]] = {}
    for day, by_appointment, arrived in line.execute(rows):
        moments = found.setdefault(day, [])
        if not by_appointment:
            moments.append(arrived)
    return [Came(day, tuple(moments)) for day, moments in sorted(found.items())]
