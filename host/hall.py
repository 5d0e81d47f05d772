"""One location in the host's memory: its service day, who is who, who has signed in, which devices
are well.

The day is the log replayed; the rest is either beside the log (people) or forgotten at a restart
(health).
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import orjson

from host.ahead import Ahead
from host.answers import done_of
from host.core.day import Day
from host.core.demand import Arrivals
from host.core.entry import Entry
from host.core.keep import replay
from host.core.norms import Norm
from host.core.pace_learned import Learned
from host.core.plan import Plan
from host.messages.numbers import mobile
from host.settings import Settings, plan_of, service_day
from host.speech.calls import Speech
from host.store.access import StaffRow
from host.tokens import page_token
from host.wall import Wall
from wire.frames import Done, No
from wire.rows import DeviceRow

if TYPE_CHECKING:
    from host.paper_ways import Way

REFUSALS_KEPT = 1000
"""Refused ids remembered per location, newest first, so that the same wish gets the same no."""


@dataclass(slots=True)
class Person:
    """What staff know of a visitor beside the log. Erased with the retention period."""

    name: str = ""
    look: str = ""
    seat: str = ""
    note: str = ""
    phone: str = ""


@dataclass
class Hall:
    """One location. `day` is None while its log cannot be read."""

    location: str
    settings: Settings
    day: Day | None = None
    stale: bool = False
    """Another process has kept something; the log is read again before anything else is decided."""
    at: int = 0
    """Moment of the newest entry; time does not run backwards within a day."""
    people: dict[str, Person] = field(default_factory=dict)
    answered: dict[str, tuple[str, Done]] = field(default_factory=dict)
    """Digest and answer of each command kept today."""
    refused: OrderedDict[str, tuple[str, No]] = field(default_factory=OrderedDict)
    signed_in: dict[str, str] = field(default_factory=dict)
    """Staff member at each desk."""
    wanted: Plan | None = None
    """What the settings say of this day, until the day itself says the same."""
    ahead: dict[str, Ahead] = field(default_factory=dict)
    """Other service days that were asked for, by ISO date."""
    health: dict[str, DeviceRow] = field(default_factory=dict)
    """Newest word of each device that is or was on the line."""
    walls: list[Wall] = field(default_factory=list)
    """The lines of its displays, and what each has told."""
    greeters: int = 0
    """Greeters' screens that are on the line."""
    staff: dict[str, StaffRow] = field(default_factory=dict)
    """Who may sign in by the store, beside those of the settings."""
    secret: bytes = b""
    """Of the host: signs the addresses of visits' pages."""
    speech: Speech | None = None
    """The host's voice; None: calls are not spoken."""
    opens_next: int | None = None
    """Cached answer of `host.views.hours.next_opening`."""
    pages: dict[str, str] = field(default_factory=dict)
    """Visit by the token of its own page."""
    choices: tuple[tuple[int, int], list[orjson.Fragment]] = ((-1, 0), [])
    """What kiosks offer, and the sequence and moment for which it was worked out."""
    norms: tuple[Norm, ...] | None = None
    """The norms of the settings, worked out when first asked."""
    foreseen: tuple[tuple[int, int], dict[str, object]] = ((-1, 0), {})
    """How the norms stand, and the sequence and moment for which it was worked out."""
    arrivals: Arrivals | None = None
    """How many come without an appointment, as it was learned; None: by the rate of today."""
    keys_on: dict[str, tuple[object, list[str]]] = field(default_factory=dict)
    """Keys that are on at each desk, and the state for which they were worked out."""
    can_be_said: dict[tuple[object, ...], tuple[str, ...]] = field(default_factory=dict)
    """What a greeter may say of visits that are alike."""
    rows: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """Encoded rows by visit, good for one version of the visit."""
    waits_shown: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Moments between which visitors read on their own page that they will be called."""
    learned: Learned | None = None
    """What earlier days taught of waits; each day of the hall gets it."""
    callbacks_soon: int | None = None
    """Promises to call back that are about to be late, or are; None: nobody promises any."""
    settings_faulty: bool = False
    """The newest settings are not taken."""
    own_letters: dict[str, str] = field(default_factory=dict)
    """By kiosk: the letter of the numbers that it gives while the host is away."""
    slips: dict[str, bytes] = field(default_factory=dict)
    """Encoded documents of slips that are not printed yet."""
    ways: dict[str, "Way"] = field(default_factory=dict)
    """Where each of them was sent."""
    slips_found: frozenset[str] = frozenset()
    """Those that were asked for before this process knew the day: a printer may have them."""
    slips_late: frozenset[tuple[str, str]] = frozenset()
    """Those that do not come, and why; as it was at the last look."""
    without_slip: frozenset[str] = frozenset()
    """Visits whose newest slip did not come: a greeter should know."""

    @property
    def name(self) -> str:
        return self.settings.locations[self.location].name

    def today(self, now: int) -> date:
        return service_day(self.settings.zone(self.location), now)

    def is_over(self, now: int) -> bool:
        """Whether another service day has begun than the one in memory."""
        day = self.day
        if day is None or day.plan is None:
            return True
        return now >= day.plan.ends

    def remember(self, day: str, entries: Iterable[Entry], people: dict[str, Person]) -> None:
        """Makes the log of a day the truth in memory; what was in memory before is forgotten."""
        kept = list(entries)
        self.ahead = {name: ahead for name, ahead in self.ahead.items() if name > day}
        self.day = replay(Day(location=self.location, day=day, learned=self.learned), kept)
        self.day.reached = self.reaches
        self.stale = False
        self.at = kept[-1].at if kept else 0
        self.people = people
        self.rows.clear()
        self.can_be_said.clear()
        self.pages.clear()
        self.keys_on.clear()
        self.foreseen = (-1, 0), {}
        self.slips.clear()
        self.slips_found = frozenset(self.day.slips)
        self.waits_shown.clear()
        self.refused.clear()
        self.answered = {entry.id: (entry.digest, done_of(entry, self.day)) for entry in kept}
        self.signed_in = {
            desk.desk: desk.staff
            for desk in self.day.desks.values()
            if desk.state != "closed" and desk.staff
        } | {desk: staff for desk, staff in self.signed_in.items() if self._is_closed(desk)}

    def _is_closed(self, desk: str) -> bool:
        assert self.day is not None
        known = self.day.desks.get(desk)
        return known is None or known.state == "closed"

    def take(self, settings: Settings, now: int) -> None:
        """New settings hold; the day hears of its new plan in the next turn."""
        self.settings = settings
        self.wanted = plan_of(settings, self.location, self.today(now))
        self.opens_next = None
        self.ahead.clear()
        self.rows.clear()
        self.can_be_said.clear()
        self.slips.clear()
        self.keys_on.clear()
        self.choices = (-1, 0), []
        self.norms = None
        self.foreseen = (-1, 0), {}

    def reaches(self, visit: str) -> bool:
        """Whether a text would go to a number that is known."""
        known, sms = self.people.get(visit), self.settings.messages.sms
        return known is not None and bool(sms.provider) and mobile(sms, known.phone) is not None

    def visit_of_page(self, token: str) -> str | None:
        """The visit whose own page has this token. Each visit's token is worked out once."""
        if self.day is None:
            return None
        for visit in islice(self.day.visits, len(self.pages), None):
            self.pages[page_token(self.secret, self.day, visit)] = visit
        return self.pages.get(token)

    def forget(self) -> None:
        """The day in memory cannot be trusted; it is read again before anything else is decided."""
        self.day = None
        self.answered.clear()

    def refuse(self, identity: str, digest: str, no: No) -> None:
        self.refused[identity] = digest, no
        while len(self.refused) > REFUSALS_KEPT:
            self.refused.popitem(last=False)
