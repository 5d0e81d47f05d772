"""Which printer a slip goes to, where a device has more than one: the first that can print. What
another printer may have on paper already says KOPIE there.
"""

from dataclasses import dataclass

from host.core.day import SlipState
from host.hall import Hall

PRINTS = frozenset({"ok", "near_end"})


@dataclass(frozen=True, slots=True)
class Way:
    """Where a slip goes. `printer` None: to any of the location. `in_doubt`: another printer was
    given it before, and may have printed it while it could not say so.
    """

    printer: str | None
    in_doubt: bool = False


ANY = Way(None)


def way_of(hall: Hall, slip: SlipState) -> Way:
    """Where this slip goes now; remembered, so that a slip stays with a printer that can print and
    is doubted once it has been with another.
    """
    names = hall.settings.locations[hall.location].printers_of(slip.device)
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
    way = hall.ways[slip.slip] = Way(chosen, moved)
    return way


def _prints(hall: Hall, printer: str | None) -> bool:
    """A printer of which nothing was heard since the start of the host may just be coming back."""
    if printer is None:
        return True
    known = hall.health.get(printer)
    return known is None or known.state in PRINTS
