"""The choice of a day and of a time, for a new appointment and for one that moves; and what is said
when there is no room, or no longer.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from host.web.booking.draft import Fields
from host.web.booking.parts import button, choice, choices, form, link_button
from host.web.booking.texts import day_text, local, moment_text, time_text
from host.web.html import Html, join, tag
from wire.words import say

DAYS_SHOWN = 8
NEAREST_SHOWN = 6
TIMES_SHOWN = 24
HALF_HOUR_MILLIS = 30 * 60_000
NOON, EVENING = 12, 17
Free = Mapping[date, Sequence[int]]


@dataclass(frozen=True)
class Picking:
    """How the pages of one choice hang together."""

    language: str
    zone: ZoneInfo
    day_url: Callable[[date], str]
    """The page with the times of a day."""
    since_url: Callable[[date], str]
    """The list of days from this one on."""
    action: str
    """Takes the field `tijd`."""
    method: str
    fields: Fields
    """What goes along with it."""
    day_fields: Fields = field(default_factory=list)
    """What goes along to another day, where its address may not hold it; else empty."""

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"booking.{key}", **values)

    def times(self, *contents: str) -> Html:
        """A form in which every button is a time."""
        return form(self.action, *contents, method=self.method, fields=self.fields)

    def days(self, *contents: str) -> Html:
        """What leads to days: a form where no address can."""
        if not self.day_fields:
            return join(*contents)
        return form(self.action, *contents, method=self.method, fields=self.day_fields)

    def day(self, day: date, more: str) -> Html:
        text = _capital(day_text(self.language, day))
        if not self.day_fields:
            return choice(text, self.day_url(day), more)
        label = tag("span", text, tag("small", more))
        return tag("button", label, class_="choice", name="dag", value=day.isoformat())

    def since(self, text: str, day: date) -> Html:
        if not self.day_fields:
            return link_button(text, self.since_url(day))
        return button(text, primary=False, name="vanaf", value=day.isoformat())

    def time(self, at: int, text: str, look: str = "time") -> Html:
        return tag("button", text, class_=look, name="tijd", value=at)


def days_list(picking: Picking, free: Free, since: date | None) -> Html:
    """Days with room, earlier and later ones a page away; the first free time at the top."""
    days = sorted(day for day, times in free.items() if times)
    first = next((at for at, day in enumerate(days) if since is not None and day >= since), 0)
    if since is not None and days and days[-1] < since:
        first = max(0, len(days) - DAYS_SHOWN)
    shown = days[first : first + DAYS_SHOWN]
    links = [picking.day(day, _room(picking, free[day])) for day in shown]
    soonest = _soonest(picking, min(free[days[0]])) if first == 0 else Html()
    pager = []
    if first > 0:
        earlier = days[max(0, first - DAYS_SHOWN)]
        pager.append(picking.since(picking.say("day.earlier"), earlier))
    if first + DAYS_SHOWN < len(days):
        later = days[first + DAYS_SHOWN]
        pager.append(picking.since(picking.say("day.later"), later))
    ways = tag("nav", *pager, class_="pager", aria_label=picking.say("day.pages"))
    return join(soonest, picking.days(choices(*links), ways if pager else Html()))


def times_list(picking: Picking, times: Sequence[int]) -> Html:
    """The times of one day. Of many first one in each half hour, and all of them behind "more"."""
    if len(times) <= TIMES_SHOWN:
        return picking.times(*_parts_of_day(picking, times))
    few = [next(those) for _, those in groupby(times, lambda at: at // HALF_HOUR_MILLIS)]
    hours = [
        _rows(picking, found, "times hour", aria_label=f"{hour}:00")
        for hour, found in _by_hour(picking, times)
    ]
    more = tag("details", tag("summary", picking.say("time.more")), *hours)
    return picking.times(*_parts_of_day(picking, few), more)


def _by_hour(picking: Picking, times: Sequence[int]) -> list[tuple[int, list[int]]]:
    hours = groupby(times, lambda at: local(at, picking.zone).hour)
    return [(hour, list(found)) for hour, found in hours]


def _rows(picking: Picking, times: Iterable[int], look: str, **label: str) -> Html:
    those = (picking.time(at, time_text(at, picking.zone)) for at in times)
    return tag("div", *those, class_=look, role="group", **label)


def _parts_of_day(picking: Picking, times: Iterable[int]) -> list[Html]:
    """Morning, afternoon, evening."""
    parts: dict[str, list[int]] = {"morning": [], "afternoon": [], "evening": []}
    for at in times:
        hour = local(at, picking.zone).hour
        part = "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"
        parts[part].append(at)
    return [
        join(
            tag("h2", picking.say(f"time.{part}"), id=part),
            _rows(picking, found, "times", aria_labelledby=part),
        )
        for part, found in parts.items()
        if found
    ]


def nearest_list(picking: Picking, free: Free, wanted: int) -> Html:
    """The free times that lie nearest to the one that is gone; empty when there are none."""
    every = [at for times in free.values() for at in times]
    near = sorted(sorted(every, key=lambda at: (abs(at - wanted), at))[:NEAREST_SHOWN])
    if not near:
        return Html()
    rows = [
        picking.time(
            at, tag("span", _capital(moment_text(picking.language, at, picking.zone))), "choice"
        )
        for at in near
    ]
    return picking.times(choices(*rows))


def _soonest(picking: Picking, at: int) -> Html:
    moment = _capital(moment_text(picking.language, at, picking.zone))
    label = tag("span", moment, tag("small", picking.say("day.soonest")))
    return picking.times(picking.time(at, label, "choice"))


def _room(picking: Picking, times: Sequence[int]) -> str:
    first = time_text(min(times), picking.zone)
    if len(times) == 1:
        return picking.say("day.room.one", tijd=first)
    return picking.say("day.room.many", aantal=len(times), tijd=first)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
