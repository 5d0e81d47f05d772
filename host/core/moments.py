"""Things that are due at a moment, in order of it: expected visits by appointment, parked ones by
return. Holds no rule.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice


@dataclass(slots=True)
class Moments:
    """A moment per visit, readable as a mapping; iterates earliest first. Each change costs O(log
    n).
    """

    _at: dict[str, int] = field(default_factory=dict)
    _order: list[tuple[int, str]] = field(default_factory=list)

    def put(self, visit: str, at: int) -> None:
        """Adds a visit that is not here yet."""
        assert visit not in self._at
        self._at[visit] = at
        insort(self._order, (at, visit))

    def drop(self, visit: str) -> None:
        """Takes a visit away; it must be here."""
        at = self._at.pop(visit)
        del self._order[bisect_left(self._order, (at, visit))]

    def first(self) -> int | None:
        """The earliest moment, None when there is nothing."""
        return self._order[0][0] if self._order else None

    def until(self, moment: int) -> list[str]:
        """The visits whose moment is `moment` or earlier."""
        end = bisect_right(self._order, moment, key=lambda place: place[0])
        return [visit for _, visit in self._order[:end]]

    def between(self, first: int, last: int) -> Iterator[str]:
        """The visits whose moment is not before `first` and not after `last`, earliest first."""
        start = bisect_left(self._order, (first,))
        end = bisect_right(self._order, last, key=lambda place: place[0])
        return (visit for _, visit in islice(self._order, start, end))

    def ahead(self, number: int, offset: int = 0) -> list[str]:
        """The first `number` visits after `offset` of them."""
        return [visit for _, visit in islice(self._order, offset, offset + number)]

    def __getitem__(self, visit: str) -> int:
        return self._at[visit]

    def __contains__(self, visit: object) -> bool:
        return visit in self._at

    def __iter__(self) -> Iterator[str]:
        return (visit for _, visit in self._order)

    def __len__(self) -> int:
        return len(self._at)
