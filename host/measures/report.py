"""The report of a period: every location and all together, as a document. What it looks like is
`host.measures.outputs`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from host.measures import busy, tables
from host.measures.devices import devices
from host.measures.document import Part, Report, Table
from host.measures.period import Measures, Period, measure
from host.settings import Settings
from host.store import Store
from wire.words import say


def make(
    settings: Settings,
    store: Store,
    period: Period,
    now: int,
    locations: Sequence[str] = (),
    language: str = "",
) -> Report:
    """Reads the period once. `now`: when it is made, milliseconds UTC. Raises StoreBusy, and
    KeyError for an unknown location.
    """
    tongue = language or settings.town.languages[0]
    found = measure(store, settings, period, locations, now=now)
    until = found.found.data_until
    built = max(now, until or now)  # what came in while it was read is in it
    zone = settings.zone(found.locations[0])
    moments = [
        "" if at is None else datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="seconds")
        for at in (until, built)
    ]
    return Report(
        town=settings.town.name,
        language=tongue,
        period=period.written,
        label=period.label(tongue),
        parts=tuple(_parts(found, tongue)),
        data_until=moments[0],
        built_at=moments[1],
    )


def _parts(found: Measures, language: str) -> Iterator[Part]:
    """All locations together first, where there are several."""
    loads = busy.loads_of(found)
    if len(found.locations) > 1:
        everywhere = say(language, "report.everywhere")
        yield Part("", everywhere, tuple(_tables(found, busy.together(loads.values()), language)))
    for location in found.locations:
        name = found.settings.locations[location].name
        own = found if len(found.locations) == 1 else found.only(location=location)
        yield Part(location, name, tuple(_tables(own, loads[location], language)))


def _tables(found: Measures, load: busy.Load, language: str) -> Iterator[Table]:
    yield tables.in_short(found, language)
    yield tables.waits(found, language, walk_in=False)
    yield tables.waits(found, language, walk_in=True)
    yield tables.access(found, language)
    yield devices(found, language)
    yield tables.documents(found, language)
    yield tables.demand(found, language)
    yield tables.channels(found, language)
    yield busy.blocks(load, language)
    yield busy.weekdays(load, language)
    yield busy.half_hours(load, language)
    yield busy.pauses(load, language)
    groups = busy.desk_groups(found, language)
    if groups is not None:
        yield groups
