"""Who kept a slot free, by the log. What became of it the day itself knows."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from host.store.tables import EVENT


@dataclass(frozen=True, slots=True)
class Holding:
    """A hold as it was made."""

    location: str
    day: str
    sender: str


def hold_made(
    connection: Connection, locations: tuple[str, ...], first: str, hold: str
) -> Holding | None:
    """The hold of this id on a day from `first` (ISO date) on. Goes by the index of the log, so
    through the days to come only.
    """
    found = select(EVENT.c.location, EVENT.c.day, EVENT.c.sender).where(
        EVENT.c.location.in_(locations),
        EVENT.c.day >= first,
        EVENT.c.entry == hold,
        EVENT.c.part == 0,
        EVENT.c.kind == "held",
    )
    row = connection.execute(found).first()
    return Holding(*row) if row is not None else None
