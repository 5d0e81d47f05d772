"""The addresses of a period as a list for the crew that comes by: day, route, code. Who and where
only where it is asked for.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from functools import partial

from host.agenda.export import OF_PEOPLE, People, of_person, people_of
from host.settings import Settings
from host.store import RoundRow, Store
from host.store.queries import rounds_of_period

COLUMNS = ("location", "date", "route", "route_name", "service", "code", "channel", "id")


def read_rounds(
    store: Store, location: str, first: date, last: date, *, with_people: bool
) -> tuple[list[RoundRow], People]:
    """The rounds that stand on these days, both included, by day and route. And who they are when
    that is asked for.
    """
    days = partial(
        rounds_of_period, location=location, first=first.isoformat(), last=last.isoformat()
    )
    found = store.read(days)
    return found, people_of(store, location, {row.day for row in found} if with_people else ())


def as_csv(
    settings: Settings, rows: Sequence[RoundRow], people: People, *, with_people: bool
) -> str:
    """With a header; commas, one line an address; the note is the address, then what will stand
    there. Text of people cannot become a formula.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow((*COLUMNS, *OF_PEOPLE) if with_people else COLUMNS)
    for row in rows:
        service = settings.services.get(row.service)
        name = service.route_names.get(row.route, row.route) if service else row.route
        cells = [row.location, row.day, row.route, name, row.service]
        cells += [row.code, row.channel, row.round]
        if with_people:
            cells += of_person(people.get((row.day, row.round)))
        table.writerow(cells)
    return written.getvalue()
