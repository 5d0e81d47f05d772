"""Tells those who fetch visitors that somebody waits: a mail where the town wants one, and a line
in the log when nobody came. No name leaves the house by it; an alert that cannot be sent now is not
sent later, for it would not be true any more.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import structlog

from host.core import events as ev
from host.core.guards import is_fetched
from host.settings import Settings
from host.store import Kept
from wire.words import say

log = structlog.get_logger()
QUEUE_MAX = 200
"""So many alerts wait to be mailed; more are dropped, for the screens have them all."""
Why = Literal["arrived", "escalated"]


@dataclass(frozen=True, slots=True)
class Alert:
    """A mail to be sent: about a visit of a location that waits since a moment."""

    location: str
    since: int
    why: Why


class Alerts:
    """Hears what was kept, and mails. `settings` is asked each time, so that new ones hold."""

    def __init__(self, settings: Callable[[], Settings], clock: Callable[[], int]) -> None:
        self._settings = settings
        self._clock = clock
        self._mails: asyncio.Queue[Alert] = asyncio.Queue(QUEUE_MAX)

    def hear(self, kept: Iterable[Kept]) -> None:
        """What was kept; called once for each, after it is on disk."""
        for one in kept:
            for fact in one.entry.events:
                if isinstance(fact, ev.Escalated):
                    log.warning("alert_escalated", location=one.location, visit=fact.visit)
                    self._put(one, fact, "escalated")
                elif isinstance(fact, ev.WalkedIn | ev.CheckedIn | ev.AskedIn):
                    self._put(one, fact, "arrived")

    def _put(self, one: Kept, fact: ev.VisitEvent, why: Why) -> None:
        visit = next((each for each in one.visits if each.visit == fact.visit), None)
        if visit is None or visit.stage != "waiting" or visit.outside or not is_fetched(visit):
            return
        if self._address(one.location, why) and not self._mails.full():
            self._mails.put_nowait(Alert(one.location, visit.queued or fact.at, why))

    def _address(self, location: str, why: Why) -> str:
        settings = self._settings()
        if not settings.messages.mail.host or location not in settings.locations:
            return ""
        told = settings.locations[location].fetching
        return told.mail if why == "arrived" else told.escalate_mail

    async def run(self) -> None:
        """Mails until cancelled."""
        while True:
            await self.post(await self._mails.get())

    async def post(self, alert: Alert) -> None:
        """One mail, once."""
        to = self._address(alert.location, alert.why)
        if not to:
            return
        outcome = await _send(self._settings(), alert, to, self._clock())
        if outcome.what == "sent":
            log.info("alert_mailed", location=alert.location)
        else:
            log.warning("alert_not_mailed", location=alert.location, why=outcome.why)


async def _send(settings: Settings, alert: Alert, to: str, now: int) -> Any:
    """Mail takes a quarter of a second to import: not before a town needs it."""
    from host.messages.mail import Post

    async with Post(settings.messages.mail) as post:
        return await post.send(letter(settings, alert, to, now), to)


def letter(settings: Settings, alert: Alert, to: str, now: int) -> Any:
    """The mail: where and since when; who it is stands on the screens."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    from host.calendar.appointment import moment_of

    language = settings.town.languages[0]
    place = settings.locations[alert.location].name
    since = datetime.fromtimestamp(alert.since / 1000, settings.zone(alert.location))
    key = "mail.alert.text" if alert.why == "arrived" else "mail.alert.escalated"
    written = EmailMessage(policy=SMTP)
    written["From"], written["To"] = settings.messages.mail.sender, to
    written["Subject"] = say(language, "mail.alert.subject", locatie=place)
    written["Date"] = format_datetime(moment_of(now))
    written["Auto-Submitted"] = "auto-generated"
    written.set_content(say(language, key, locatie=place, tijd=f"{since:%H:%M}") + "\n")
    return written
