"""How long the desks were open and how full they were, and when the last visitor was gone. From the
facts of desks in the log and the visits that were served; per location and day, never per person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from host.core.indicators import Ratio
from host.measures.tally import HALF_HOUR, PlaceDay
from host.store.lean import Fact

CHANGEOVER_MILLIS = 60_000
"""A longer pause between two visitors is no changeover: nobody was there to be called."""

Place = tuple[str, str]
"""Location and service day."""


@dataclass(slots=True)
class DeskDay:
    """The desks of one location on one day. Moments in milliseconds UTC."""

    closes: int | None = None
    """When the doors closed, as the day's own plan said."""
    spans: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Desk, "" or the reason of the pause, from, until."""

    def open_spans(self, served: PlaceDay) -> Iterator[tuple[str, int, int]]:
        """Desk, from, until; pauses out. After closing a desk counts until its own last visitor was
        gone: nobody serves at a desk that was forgotten.
        """
        for desk, reason, since, until in self._until_the_end(served):
            if not reason and since < until:
                yield desk, since, until

    def paused_millis(self, served: PlaceDay) -> Counter[str]:
        """By reason."""
        found: Counter[str] = Counter()
        for _, reason, since, until in self._until_the_end(served):
            if reason:
                found[reason] += max(0, until - since)
        return found

    def _until_the_end(self, served: PlaceDay) -> Iterator[tuple[str, str, int, int]]:
        closes, ends = self.closes or 0, served.ends
        for desk, reason, since, until in self.spans:
            yield desk, reason, since, min(until, max(closes, ends.get(desk, 0)))


def desk_days(facts: Iterable[Fact], now: int | None = None) -> dict[Place, DeskDay]:
    """From the log's facts of desks, each day in order. A desk that is open still counts until
    `now`.
    """
    found: dict[Place, DeskDay] = defaultdict(DeskDay)
    running: dict[tuple[str, str, str], tuple[str, int]] = {}

    def turn(place: Place, desk: str, state: str | None, at: int) -> None:
        before = running.pop((*place, desk), None)
        if before is not None and at > before[1]:
            found[place].spans.append((desk, before[0], before[1], at))
        if state is not None:
            running[*place, desk] = (state, at)

    for fact in facts:
        place = (fact.location, fact.day)
        if fact.kind in ("day_opened", "plan_changed"):
            found[place].closes = fact.body["plan"].get("closes")
        elif fact.kind == "desk_opened":
            turn(place, fact.body["desk"], "", fact.at)
        elif fact.kind == "desk_paused":
            turn(place, fact.body["desk"], fact.body["reason"], fact.at)
        elif fact.kind == "desk_closed":
            turn(place, fact.body["desk"], None, fact.at)
        elif fact.kind == "step_undone":
            for former in fact.body.get("desks", ()):
                turn(place, former["desk"], _state(former), fact.at)
    for location, day, desk in list(running):
        turn((location, day), desk, None, running[location, day, desk][1] if now is None else now)
    return dict(found)


def _state(former: Mapping[str, str]) -> str | None:
    if former["state"] == "closed":
        return None
    return former["reason"] if former["state"] == "paused" else ""


def occupancy(
    days: Mapping[Place, DeskDay],
    served: Mapping[Place, PlaceDay],
    desks: Mapping[str, frozenset[str]] | None = None,
) -> Ratio:
    """The indicator oc, in milliseconds: served and changing over, of the time that desks were
    open. Never over 1: a desk is not busier than it is open. `desks`: of each location only these.
    """
    part = whole = 0
    for place, own in days.items():
        only = None if desks is None else desks.get(place[0], frozenset())
        there = served.get(place, PlaceDay())
        opened: Counter[str] = Counter()
        for desk, since, until in own.open_spans(there):
            if only is None or desk in only:
                opened[desk] += until - since
        busy = _busy(there.served, only)
        known = sum(min(opened[desk], millis) for desk, millis in busy.items())
        if only is None:
            known += round(there.earlier * 1000)
        whole += sum(opened.values())
        part += min(known, sum(opened.values()))
    return Ratio(part, whole)


def _busy(served: Sequence[tuple[str, int, int]], only: frozenset[str] | None) -> Counter[str]:
    """Milliseconds per desk: with a visitor, and between two that came right after each other."""
    busy: Counter[str] = Counter()
    ended: dict[str, int] = {}
    for desk, began, until in sorted(served, key=lambda each: each[1]):
        if only is not None and desk not in only:
            continue
        gap = began - ended.get(desk, began)
        busy[desk] += until - began + (gap if 0 < gap <= CHANGEOVER_MILLIS else 0)
        ended[desk] = until
    return busy


def overtime(
    days: Mapping[Place, DeskDay], served: Mapping[Place, PlaceDay], running: Set[Place]
) -> list[float]:
    """The indicator ot: of each day with visits, seconds from closing to the end of the last one;
    below zero it was done earlier. A day that is `running` has no last one yet.
    """
    return [
        (served[place].last_end - own.closes) / 1000
        for place, own in sorted(days.items())
        if own.closes is not None
        and place not in running
        and place in served
        and served[place].last_end
    ]


def open_by_half_hour(own: DeskDay, served: PlaceDay, midnight: int) -> Counter[int]:
    """Milliseconds that the desks of one day were open, by half hour of the local day."""
    found: Counter[int] = Counter()
    for _, since, until in own.open_spans(served):
        start, end = since - midnight, until - midnight
        for half in range(start // HALF_HOUR, -(-end // HALF_HOUR)):
            first = max(start, half * HALF_HOUR)
            found[half] += min(end, (half + 1) * HALF_HOUR) - first
    return found
