"""Which printer a slip goes to, where a device has more than one: the first that can print. A slip
in doubt goes to another after seconds; what a second printer prints says KOPIE. `host.paper_watch`
looks when the time has come.
"""

from dataclasses import dataclass
from typing import Literal

from host.core.day import SlipState
from host.hall import Hall

PRINTS = frozenset({"ok", "near_end"})
DOUBT_MILLIS = 5_000
"""A printer that did not confirm a slip gets so long to print it again by itself: it looks every
three seconds."""
PATIENCE_MILLIS = 20_000
"""A printer that is well gets so long: 15 seconds for the slowest slip, and its claim."""
COPY_MILLIS = 10 * 60_000
"""So long a slip that was begun is still wanted; later nobody waits for it."""
WAITS_MILLIS = 2 * 60_000
"""So long a slip that a kiosk asked for and no printer began is wanted. Its visitor was told to
take a photo of the number and is gone; the slip would fall into the next one's hand."""

AT_KIOSK = frozenset({"kiosk", ""})
"""Whose slips wait no longer than that. Where an older version did not keep who asked, as well."""
OVER = frozenset({"done", "left", "no_show", "cancelled"})

Fate = Literal["coming", "waits", "missing"]


@dataclass(frozen=True, slots=True)
class Way:
    """Where a slip goes. `printer` None: to any of the location. `in_doubt`: another printer was
    given it before, and may have printed it while it could not say so.
    """

    printer: str | None
    in_doubt: bool = False
    since: int = 0
    """When it went to this printer because another left it in doubt."""
    tried: tuple[str, ...] = ()
    """All that were given it in doubt, the first one included."""


ANY = Way(None)


def way_of(hall: Hall, slip: SlipState, now: int) -> Way:
    """Where this slip goes now; remembered, so that a slip stays with a printer that can print and
    is doubted once it has been with another.
    """
    names = hall.settings.locations[hall.location].printers_of(slip.device)
    if slip.state != "new" and slip.by:
        return _remember(hall, slip, _of_begun(hall, slip, now))
    if not names:
        return ANY
    before = hall.ways.get(slip.slip)
    if before is None and slip.slip in hall.slips_found:
        before = Way(names[0])
    if before is not None and (slip.state != "new" or _prints(hall, before.printer)):
        chosen = before.printer
    else:
        fallback = before.printer if before is not None else names[0]
        chosen = next((name for name in names if _prints(hall, name)), fallback)
    moved = before is not None and (before.in_doubt or before.printer != chosen)
    return _remember(hall, slip, Way(chosen, moved))


def _remember(hall: Hall, slip: SlipState, way: Way) -> Way:
    """What was written for another printer does not say KOPIE yet."""
    before = hall.ways.get(slip.slip)
    if before is None or before.in_doubt != way.in_doubt:
        hall.slips.pop(slip.slip, None)
    hall.ways[slip.slip] = way
    return way


def is_wanted(hall: Hall, slip: SlipState, now: int) -> bool:
    """Whether somebody still waits for this slip on paper. At a desk or a greeter's they do, but
    nobody does for the first slip of a visit that is over.
    """
    if slip.state == "sending":
        return now - slip.moved < COPY_MILLIS
    if slip.what == "ticket" and slip.number == 1 and _is_over(hall, slip):
        return False
    if slip.state == "unknown":
        return now - slip.moved < COPY_MILLIS
    at_kiosk = slip.what == "ticket" and slip.role in AT_KIOSK
    return not at_kiosk or now - slip.asked < WAITS_MILLIS


def _is_over(hall: Hall, slip: SlipState) -> bool:
    assert hall.day is not None
    return hall.day.visits[slip.visit].stage in OVER


def fate_of(hall: Hall, slip: SlipState, now: int) -> Fate:
    """Whether a slip that is not printed is still to be expected. `waits`: none of its printers can
    print now. `missing`: it was begun and did not come, and no other printer took it over in time;
    or it waited for so long that nobody prints it any more.
    """
    if not is_wanted(hall, slip, now):
        return "missing"
    if slip.state == "new" or not slip.by:
        names = _printers_of(hall, slip)
        return "coming" if any(_prints(hall, name) for name in names) else "waits"
    way = way_of(hall, slip, now)
    return "coming" if now - max(slip.moved, way.since) < _patience(hall, slip, way) else "missing"


def _of_begun(hall: Hall, slip: SlipState, now: int) -> Way:
    """With the printer that began it, until that has had its time; then with each other once."""
    before = hall.ways.get(slip.slip)
    doubted = before is not None and before.in_doubt
    way = before if before is not None and before.since else Way(slip.by, doubted, 0, (slip.by,))
    if now - max(slip.moved, way.since) < _patience(hall, slip, way):
        return way
    others = (name for name in _printers_of(hall, slip) if name not in way.tried)
    other = next((name for name in others if _is_seen_to_print(hall, name)), None)
    return way if other is None else Way(other, True, now, (*way.tried, other))


def _patience(hall: Hall, slip: SlipState, way: Way) -> int:
    """A printer that said itself that it does not know gets less time."""
    at_work = slip.state == "sending" or way.since
    well = way.printer is not None and _is_seen_to_print(hall, way.printer)
    return PATIENCE_MILLIS if at_work and well else DOUBT_MILLIS


def _printers_of(hall: Hall, slip: SlipState) -> tuple[str, ...]:
    place = hall.settings.locations[hall.location]
    return place.printers_of(slip.device) or place.printers


def _is_seen_to_print(hall: Hall, printer: str) -> bool:
    return printer in hall.health and _prints(hall, printer)


def _prints(hall: Hall, printer: str | None) -> bool:
    """A printer of which nothing was heard since the start of the host may just be coming back."""
    if printer is None:
        return True
    known = hall.health.get(printer)
    return known is None or known.state in PRINTS
