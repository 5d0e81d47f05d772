"""How long a visit waited and was served, by each definition. Pure formulas over moments in
milliseconds.
"""

from typing import Protocol


class Moved(Protocol):
    """Anything that has a visit's moments: a visit of today, or a row of an older day."""

    @property
    def appointed(self) -> int | None: ...
    @property
    def arrived(self) -> int | None: ...
    @property
    def first_called(self) -> int | None: ...
    @property
    def away(self) -> int: ...


def wait_millis(visit: Moved) -> int | None:
    """The indicators wt_a and wt_w: from max(appointed, arrived) to the first call, never negative;
    None while it is not known.

    An early visitor's wait starts at the appointment, a late one's at the arrival, a walk-in's at
    the arrival. A pause that the visitor asked for is no waiting (municipal norm sheets count
    "after the time of the appointment").
    """
    if visit.arrived is None or visit.first_called is None:
        return None
    start = max(visit.appointed or 0, visit.arrived + visit.away)
    return max(0, visit.first_called - start)


def felt_millis(visit: Moved) -> int | None:
    """The indicator wt_a_felt: what the visitor felt, from the arrival to the first call, own
    earliness included.
    """
    if visit.arrived is None or visit.first_called is None:
        return None
    return max(0, visit.first_called - visit.arrived - visit.away)
