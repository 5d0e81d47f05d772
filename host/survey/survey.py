"""Who may answer about which visit, and keeping an answer. Knows no page, no kiosk and no figure.

Two things are kept of an answer, and nothing joins them: what was said, by week; and that the visit
has answered, as a keyed hash, until nobody can answer about it any more.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Literal

from host.core.day import Day, Visit
from host.hall import Hall
from host.settings import Settings
from host.store import MessageRow, Store, StoreBusy
from host.store import survey as rows
from host.survey.links import day_of, given_of, token_of
from host.survey.weeks import erased_on, last_day, week_of
from wire.refusals import Refused
from wire.text import clean, has_bsn

SAID_MAX = 500
"""Letters of a written answer."""
DAYS_KEPT = 64
"""So many past days' addresses are remembered, each of one location."""
MARKS_KEPT = 200
"""So many answers just kept are remembered by their ids."""
TICKET = re.compile(r"([A-F])(\d{1,3})")

Channel = Literal["page", "mail", "kiosk"]
State = Literal["open", "given", "not_yet", "over"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit that somebody wants to answer about. `over`: too long ago to be looked up."""

    location: str
    day: str
    visit: str
    language: str
    fetched: bool
    """Had no number: somebody came to get the visitor."""
    state: State


@dataclass(frozen=True, slots=True)
class Said:
    """What a visitor answered, as it came in."""

    mark: int
    greeter_mark: int | None = None
    choice: str = ""
    party: str = ""
    text: str = ""


@dataclass(slots=True)
class _Live:
    """The addresses of a day that is in memory."""

    day: Day
    known: set[str] = field(default_factory=set)
    addresses: dict[str, str] = field(default_factory=dict)


class Survey:
    """One host's. `settings` is asked each time, so that new ones hold at once; `halls` is the
    office's.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        store: Store,
        halls: Mapping[str, Hall],
        clock: Callable[[], int],
        secret: bytes,
    ) -> None:
        self._settings = settings
        self._store = store
        self._halls = halls
        self._clock = clock
        self._secret = secret
        self._past: OrderedDict[tuple[str, str], dict[str, rows.Served]] = OrderedDict()
        self._today: dict[str, _Live] = {}
        self._kept: OrderedDict[str, None] = OrderedDict()

    # -- finding -----------------------------------------------------------------------------------

    async def by_token(self, token: str) -> Asked | None:
        """The visit of an address; None when there is none. Raises StoreBusy."""
        day = day_of(token)
        if day is None or not self._settings().survey.counts(day):
            return None
        over = True
        for location, hall in self._halls.items():
            today = hall.today(self._clock())
            if not day <= today <= self._last_day(day):
                over = over and today > self._last_day(day)
                continue
            over = False
            found = await self._by_token(location, hall, day.isoformat(), token)
            if found is not None:
                return found
        return Asked("", day.isoformat(), "", "", False, "over") if over else None

    async def by_slip(self, location: str, text: str) -> Asked | None:
        """The visit of today that was typed or scanned: a number, the code of an appointment, or
        the last part of the address on a slip. Raises StoreBusy.
        """
        hall = self._halls[location]
        day = self._day(hall)
        if not self._settings().survey.counts(date.fromisoformat(day.day)):
            return None
        name = hall.visit_of_page(text) or _typed(day, text.strip().upper())
        return None if name is None else await self._asked(location, day, day.visits[name])

    def address(self, location: str, day: str, visit: str) -> str:
        """Where a visit can be answered about; empty when nobody is asked about that day."""
        at = date.fromisoformat(day)
        hall = self._halls.get(location)
        if hall is None or not self._settings().survey.counts(at):
            return ""
        if hall.today(self._clock()) > self._last_day(at):
            return ""
        return f"/mening/{token_of(self._secret, location, day, visit)}"

    def address_in_mail(self, message: MessageRow) -> str:
        """The same for a mail, which tells the page where the visitor comes from."""
        path = self.address(message.location, message.day, message.visit)
        return f"{self._settings().server.url.rstrip('/')}{path}?via=mail" if path else ""

    async def _by_token(self, location: str, hall: Hall, day: str, token: str) -> Asked | None:
        live = self._day(hall)
        if live.day == day:
            name = self._addresses(location, live).get(token)
            return None if name is None else await self._asked(location, live, live.visits[name])
        if live.day < day:  # has not begun in memory: what is read of it now would not last
            return None
        found = (await self._past_day(location, day)).get(token)
        if found is None:
            return None
        state: State = "given" if await self._has_given(location, day, found.visit) else "open"
        return Asked(location, day, found.visit, found.language, not found.has_ticket, state)

    async def _asked(self, location: str, day: Day, visit: Visit) -> Asked | None:
        if visit.stage in ("left", "no_show", "cancelled"):
            return None
        state: State = "not_yet"
        if visit.stage == "done":
            given = await self._has_given(location, day.day, visit.visit)
            state = "given" if given else "open"
        fetched = not visit.ticket
        return Asked(location, day.day, visit.visit, visit.language, fetched, state)

    def _day(self, hall: Hall) -> Day:
        if hall.day is None:
            raise StoreBusy("the day is being read")
        return hall.day

    def _addresses(self, location: str, day: Day) -> dict[str, str]:
        """Visit by address, of a day in memory; each is worked out once."""
        live = self._today.get(location)
        if live is None or live.day is not day:
            live = self._today[location] = _Live(day)
        for visit in day.visits.keys() - live.known:
            live.known.add(visit)
            live.addresses[token_of(self._secret, location, day.day, visit)] = visit
        return live.addresses

    async def _past_day(self, location: str, day: str) -> dict[str, rows.Served]:
        key = location, day
        if key not in self._past:
            served = await self._store.ask(partial(rows.served, location=location, day=day))
            self._past[key] = {
                token_of(self._secret, location, day, one.visit): one for one in served
            }
            while len(self._past) > DAYS_KEPT:
                self._past.popitem(last=False)
        return self._past[key]

    async def _has_given(self, location: str, day: str, visit: str) -> bool:
        given = given_of(self._secret, location, day, visit)
        return await self._store.ask(partial(rows.has_given, given=given))

    def _last_day(self, day: date) -> date:
        return last_day(day, self._settings().survey.open_days)

    # -- keeping -----------------------------------------------------------------------------------

    def asks_greeter(self, asked: Asked) -> bool:
        """Whether the welcome gets a mark of its own."""
        wanted = self._settings().survey.greeter_mark
        return wanted == "always" or (wanted == "fetched" and asked.fetched)

    async def give(self, asked: Asked, said: Said, channel: Channel, identity: str = "") -> bool:
        """Keeps an answer about an open visit; what the town does not ask is left out. False: the
        visit has answered meanwhile. `identity`: remembered for `kept_just_now`.

        Raises StoreBusy, and Refused `text_unfit` for a text with a citizen service number.
        """
        assert asked.state == "open", asked.state
        told = self._settings().survey
        text = clean(said.text)[:SAID_MAX] if told.question and not told.choices else ""
        if has_bsn(text):
            raise Refused("text_unfit")
        day = date.fromisoformat(asked.day)
        week = week_of(day)
        until = week + timedelta(days=7 + told.keep_texts_days)
        answer = rows.Answer(
            location=asked.location,
            week=week.isoformat(),
            channel=channel,
            mark=said.mark,
            greeter_mark=said.greeter_mark if self.asks_greeter(asked) else None,
            choice=said.choice if said.choice in told.choices else "",
            party=said.party if said.party in told.groups else "",
            said=text,
            said_until=until if text else None,
        )
        given = given_of(self._secret, asked.location, asked.day, asked.visit)
        erase_on = erased_on(day, told.open_days)
        keep = partial(rows.keep, answer=answer, given=given, erase_on=erase_on)
        kept = await self._store.change_soon(keep)
        if kept and identity:
            self._kept[identity] = None
            while len(self._kept) > MARKS_KEPT:
                self._kept.popitem(last=False)
        return kept

    def kept_just_now(self, identity: str) -> bool:
        """Whether this very answer was kept a moment ago. It stands in memory only."""
        return identity in self._kept

    async def silent(self, visits: Iterable[rows.Reachable]) -> list[rows.Reachable]:
        """Of these visits the ones that may answer and have not. Raises StoreBusy."""
        open_ = {
            given_of(self._secret, one.location, one.day, one.visit): one
            for one in visits
            if self.address(one.location, one.day, one.visit)
        }
        given = await self._store.ask(partial(rows.those_given, given=list(open_)))
        return [one for name, one in open_.items() if name not in given]


def _typed(day: Day, text: str) -> str | None:
    """The visit of a number, with or without its noughts, or of an appointment's code."""
    if match := TICKET.fullmatch(text):
        ticket = f"{match[1]}{match[2]:0>3}"
        for name, visit in day.visits.items():
            if visit.ticket == ticket:
                return name
    return day.codes.get(text)
