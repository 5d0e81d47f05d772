"""Sends what is due: looks, checks that it is still true, claims it, hands it over, and writes down
what came of it. The host's own task; several hosts on one database share the work.

Each message is claimed in the database before it leaves, so that two hosts never send the same one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Protocol

import structlog

from host.agenda.records import Appointment
from host.messages.checks import OF_A_PROMISE, untrue, way
from host.messages.due import sends
from host.messages.hours import next_within
from host.messages.letter import fit_address, letter
from host.messages.mail import Post
from host.messages.numbers import mobile
from host.messages.outcome import GIVE_UP_AFTER, MINUTE, Outcome, pause_after
from host.messages.round_texts import round_sms
from host.messages.rounds import untrue_of_round
from host.messages.sms import ForNow, Provider, provider_of
from host.messages.texts import Told, sms_text
from host.settings import Settings
from host.store import MessageRow, PersonRow, RoundRow, Store, StoreBusy, outbox
from host.store.queries import person, rounds_where
from wire.refusals import Refused

log = structlog.get_logger()

LOOK_SECONDS = 2.0
AT_ONCE = 50
"""So many messages in one look; more follow at once."""
LEASE = 5 * MINUTE
"""Whoever claimed a message and said nothing for so long is lost. Longer than any server may take
to answer.
"""
BUSY_PAUSES = (1, 2, 5, 10, 30)
"""Seconds, while the store is busy; together shorter than the lease."""
IN_HOURS = frozenset({"reminder", "ready", "survey"})


About = tuple[Appointment | None, RoundRow | None]
HandOver = Callable[[Told, PersonRow, int], Awaitable[tuple[str, Outcome]]]
"""To a server: who took it, and what came of it."""


class Finding(Protocol):
    """What is asked of the agenda."""

    async def find(self, visit: str) -> Appointment | None: ...


class Sender:
    """All messages of one host process. `settings` is asked each time, so that new ones hold at
    once. `survey` gives the address at which the visit of a message can be answered about.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        store: Store,
        agenda: Finding,
        clock: Callable[[], int],
        survey: Callable[[MessageRow], str] = lambda message: "",
    ) -> None:
        self._settings = settings
        self._store = store
        self._agenda = agenda
        self._clock = clock
        self._survey = survey

    async def run(self) -> None:
        """Sends until cancelled. A slow mail server does not hold up texts, nor the other way."""
        await asyncio.gather(self._forever(self.post_mail), self._forever(self.post_sms))

    async def _forever(self, work: Callable[[], Awaitable[int]]) -> None:
        while True:
            done = 0
            with suppress(StoreBusy, Refused):
                done = await work()
            await asyncio.sleep(0 if done >= AT_ONCE else LOOK_SECONDS)

    async def post_mail(self) -> int:
        """Chooses a way for what has none yet, and sends the mail that is due; how many messages
        were looked at.
        """
        settings = self._settings()
        if not sends(settings):
            return 0
        chosen = await self._choose(settings)
        due = await self._due("mail")
        async with Post(settings.messages.mail) as post:
            for message in due:
                await self._send(settings, message, partial(self._mail, settings, post))
        return max(chosen, len(due))

    async def post_sms(self) -> int:
        """Sends the texts that are due; how many."""
        settings = self._settings()
        if not settings.messages.sms.provider:
            return 0
        due = await self._due("sms")
        if due:
            try:
                provider = ForNow(provider_of(settings.messages.sms, self._clock))
            except OSError as fault:
                log.error("sms_key_unreadable", fault=type(fault).__name__)
                return 0
            for message in due:
                await self._send(settings, message, partial(self._text, settings, provider))
        return len(due)

    async def _due(self, channel: str) -> list[MessageRow]:
        now = self._clock()
        return await self._store.ask(lambda line: outbox.due(line, now, (channel,), AT_ONCE))

    # -- choosing --------------------------------------------------------------------------------

    async def _choose(self, settings: Settings) -> int:
        """Gives each message that has come due the way by which its visitor can be reached."""
        due = await self._due("any")
        for message in due:
            whom = await self._person(message)
            channel = way(settings, message, whom) if whom is not None else ""
            if channel:
                await self._say(message, channel=channel)
            elif whom is None:
                await self._drop(message, "erased")
            else:
                _, why = await self._truth(message)
                await self._drop(message, why or "no_address")
        return len(due)

    # -- sending ---------------------------------------------------------------------------------

    async def _send(
        self,
        settings: Settings,
        message: MessageRow,
        hand_over: HandOver,
    ) -> None:
        now = self._clock()
        if message.state == "sending" and message.channel == "sms":
            await self._finish(message, Outcome("unknown", why="lost"), "", now)
            return
        wait = self._wait(settings, message, now)
        if wait > now:
            await self._say(message, next_try=wait)
            return
        whom = await self._person(message)
        about, why = await self._truth(message)
        asked = self._survey(message) if message.kind == "survey" else ""
        if message.kind == "survey" and not asked:
            why = "over"
        if whom is None:
            why = "erased"
        if message.location not in settings.locations:
            why = "no_location"
        if why or whom is None:
            await self._drop(message, why)
            return
        claimed = replace(message, state="sending", tries=message.tries + 1, next_try=now + LEASE)
        said = {"state": "sending", "tries": claimed.tries, "next_try": claimed.next_try}
        if await self._say(message, **said):
            told = Told(settings, claimed, *about, asked)
            provider, outcome = await self._safely(hand_over, told, whom, now)
            await self._finish(claimed, outcome, provider, self._clock())

    async def _truth(self, message: MessageRow) -> tuple[About, str]:
        """The appointment or the round that it speaks of, if it does, and why it is no longer
        true.
        """
        if message.kind not in OF_A_PROMISE:
            return (None, None), untrue(message, None, self._clock())
        appointment = await self._agenda.find(message.visit)
        if appointment is None:
            rounds = await self._store.ask(partial(rounds_where, number=message.visit))
            if rounds:
                return (None, rounds[0]), untrue_of_round(message, rounds[0], self._clock())
        return (appointment, None), untrue(message, appointment, self._clock())

    async def _safely(
        self, hand_over: HandOver, told: Told, whom: PersonRow, now: int
    ) -> tuple[str, Outcome]:
        """A message that cannot be made is one message that fails, not the end of all others. Of
        the fault only its kind is kept: its words might hold an address.
        """
        try:
            return await hand_over(told, whom, now)
        except Exception as fault:
            log.error("message_broken", message=told.message.id, fault=type(fault).__name__)
            return "", Outcome("never", why=type(fault).__name__)

    async def _mail(
        self, settings: Settings, post: Post, told: Told, whom: PersonRow, now: int
    ) -> tuple[str, Outcome]:
        to = fit_address(whom.mail)
        if to is None:
            return "", Outcome("never", why="no_address")
        written = letter(told, to, now)
        return settings.messages.mail.host, await post.send(written, to)

    async def _text(
        self, settings: Settings, provider: Provider, told: Told, whom: PersonRow, now: int
    ) -> tuple[str, Outcome]:
        to = mobile(settings.messages.sms, whom.phone)
        if to is None:
            return "", Outcome("never", why="no_address")
        text = sms_text(told) if told.round is None else round_sms(told)
        return provider.name, await provider.send(to, text, told.message.id)

    def _wait(self, settings: Settings, message: MessageRow, now: int) -> int:
        """Until when nobody may be woken by it: `now` or earlier when it may go."""
        if message.kind not in IN_HOURS or message.location not in settings.locations:
            return now
        return next_within(settings.zone(message.location), settings.messages.hours, now)

    # -- writing down ----------------------------------------------------------------------------

    async def _finish(self, message: MessageRow, outcome: Outcome, provider: str, now: int) -> None:
        """What came of a message that was claimed."""
        said: dict[str, object] = {"provider": provider, "why": outcome.why}
        if outcome.what == "later" and now - message.due < GIVE_UP_AFTER:
            said |= {"state": "waiting", "next_try": now + pause_after(message.tries)}
        elif outcome.what == "sent":
            said |= {"state": "sent", "sent": now, "receipt": outcome.receipt}
        else:
            said["state"] = "unknown" if outcome.what == "unknown" else "failed"
        await self._say_surely(message, **said)
        about = {
            "message": message.id,
            "kind": message.kind,
            "channel": message.channel,
            "why": outcome.why,
            "tries": message.tries,
        }
        if said["state"] == "sent":
            log.info("message_sent", **about)
        elif said["state"] == "waiting":
            log.info("message_waits", **about)
        elif said["state"] == "failed":
            log.warning("message_failed", **about)
        else:
            log.warning("message_unknown", **about)

    async def _drop(self, message: MessageRow, why: str) -> None:
        await self._say(message, state="dropped", why=why)
        log.info("message_dropped", message=message.id, kind=message.kind, why=why)

    async def _say(self, message: MessageRow, **said: object) -> bool:
        return await self._store.change_soon(lambda line: outbox.change(line, message, **said))

    async def _say_surely(self, message: MessageRow, **said: object) -> None:
        """A message that has left and is not written down would leave again."""
        for pause in BUSY_PAUSES:
            try:
                await self._say(message, **said)
                return
            except StoreBusy:
                await asyncio.sleep(pause)
        await self._say(message, **said)

    async def _person(self, message: MessageRow) -> PersonRow | None:
        key = (message.location, message.day, message.visit)
        return await self._store.ask(lambda line: person(line, *key))
