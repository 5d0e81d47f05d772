"""Where commands become facts: decide, keep, tell, in that order, so that nobody is told what is not kept.

Commands that came meanwhile are decided one after another and kept in one transaction. Knows the rules only through
`host.core`, the database only through `host.store`, and the world only through the callbacks that it is given.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from host.answers import PERSONAL, digest_of, done_of
from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.expect import expected_wait
from host.core.keep import keep
from host.core.opening import change_plan, open_day
from host.core.ticks import due
from host.hall import Hall, Person
from host.settings import Settings, plan_of
from host.store import Kept, PersonChange, RaceLost, Store, StoreBusy
from wire.commands import ROLES, AnyCommand, CloseDesk, OpenDesk, Tick
from wire.commands.command import Command
from wire.frames import Done, No
from wire.refusals import Refused

log = structlog.get_logger()

Reply = Callable[[Done | No], None]
Clock = Callable[[], int]
BATCH_MAX = 256
"""Commands kept together at most."""
QUEUE_MAX = 10_000
RACES_MAX = 20
"""How often a batch is decided again after another process was first."""
SYSTEM = Sender(device="system", role="system")
NOT_REMEMBERED = frozenset({"busy", "too_fast", "code_unknown"})
"""Refusals that say nothing of the wish itself; the same command may fare better a moment later."""


@dataclass(slots=True)
class Said:
    """One command on its way."""

    hall: Hall
    command: Command
    sender: Sender
    reply: Reply
    looked_elsewhere: bool = False


@dataclass(slots=True)
class Batch:
    """What one turn of the loop has decided and not yet kept."""

    now: int
    kept: list[Kept]
    answers: list[tuple[Said, Done | No]]
    pending: dict[tuple[str, str], tuple[str, Done]]
    """Answers of this batch by location and command id, for a command that came twice in it."""
    elsewhere: list[Said]
    """Check-ins whose code this day does not know."""


class Office:
    """All locations of a host. `shown` is called with each hall whose day has moved on."""

    def __init__(
        self, settings: Settings, store: Store, clock: Clock, shown: Callable[[Hall], None] = lambda hall: None
    ) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self.shown = shown
        self.halls = {name: Hall(name, settings) for name in settings.locations}
        self.elsewhere: Callable[[Said], None] | None = None
        """Looks for a code at other places and days; without it the refusal stands."""
        self._queue: deque[Said] = deque()
        self._wake = asyncio.Event()
        self._unkept = False
        self._later: list[Callable[[], None]] = []

    # -- what the doors call -------------------------------------------------------------------

    def say(self, hall: Hall, command: Command, sender: Sender, reply: Reply) -> None:
        """Puts a command in line. `reply` is called once, in the loop, when its facts are on disk."""
        kind: str = command.kind  # type: ignore[attr-defined]
        if sender.role not in ROLES[kind]:
            return reply(No(id=command.id, word="role_may_not"))
        if len(self._queue) >= QUEUE_MAX:
            return reply(No(id=command.id, word="busy"))
        self._queue.append(Said(hall, command, sender, reply))
        self._wake.set()
        return None

    def again(self, said: Said) -> None:
        """Puts a command in line once more, after its hall was read again."""
        said.looked_elsewhere = True
        self._queue.append(said)
        self._wake.set()

    def when_kept(self, work: Callable[[], None]) -> None:
        """Does something that reads a day: now, or as soon as the day in memory is the day on disk."""
        if self._unkept:
            self._later.append(work)
        else:
            work()

    def wake(self) -> None:
        """Time has passed, or another process was busy: look whether something is due."""
        self._wake.set()

    # -- the loop ------------------------------------------------------------------------------

    async def start(self) -> None:
        """Reads every location's day and opens it. Raises StoreBusy when the log cannot be read."""
        for hall in self.halls.values():
            await self._finish_old_days(hall)
            await self.read_again(hall)
        await self._turn()

    async def run(self) -> None:
        """Keeps commands until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._turn()
            if self._queue:
                self._wake.set()
                await asyncio.sleep(0)  # lets others speak between two batches

    async def _turn(self) -> None:
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), BATCH_MAX))]
        self._unkept = True
        try:
            done = await self._keep(batch)
        finally:
            self._unkept = False
        for said, answer in done.answers:
            said.reply(answer)
        for hall in {kept.location: self.halls[kept.location] for kept in done.kept}.values():
            self.shown(hall)
        later, self._later = self._later, []
        for work in later:
            work()
        for said in done.elsewhere:
            if self.elsewhere is not None:
                self.elsewhere(said)

    async def _keep(self, saids: list[Said]) -> Batch:
        """Decides all and keeps all, or nothing. A lost race is decided again on what the winner kept."""
        for _ in range(RACES_MAX):
            batch = Batch(self.clock(), [], [], {}, [])
            try:
                await self._read_what_is_missing(batch.now)
                self._decide_all(saids, batch)
                if batch.kept:
                    await self.store.keep_soon(batch.kept)
                for said, answer in batch.answers:
                    self._remember_no(said, answer)
                return batch
            except RaceLost:
                log.info("race_lost", entries=len(batch.kept))
                self._forget(batch)
            except StoreBusy as fault:
                log.warning("store_busy", fault=str(fault), commands=len(saids))
                self._forget(batch)
                break
        return Batch(self.clock(), [], [(said, No(id=said.command.id, word="busy")) for said in saids], {}, [])

    def _forget(self, batch: Batch) -> None:
        for kept in batch.kept:
            self.halls[kept.location].forget()

    def _decide_all(self, saids: list[Said], batch: Batch) -> None:
        for hall in self.halls.values():
            self._open(hall, batch)
            self._catch_up(hall, batch)
        for said in saids:
            try:
                answer = self._decide(said, batch)
            except Refused as no:
                if no.word == "code_unknown" and not said.looked_elsewhere and self.elsewhere:
                    batch.elsewhere.append(said)
                    continue
                answer = No(id=said.command.id, word=no.word, detail=no.detail)
            batch.answers.append((said, answer))

    def _decide(self, said: Said, batch: Batch) -> Done | No:
        """The answer to one command; its facts, if any, go into the batch."""
        hall, command = said.hall, said.command
        digest = digest_of(command)
        before = (
            batch.pending.get((hall.location, command.id))
            or hall.answered.get(command.id)
            or hall.refused.get(command.id)
        )
        if before is not None:
            if before[0] != digest:
                raise Refused("id_reused")
            return before[1]
        if hall.day is None:
            raise Refused("busy")
        wish = _with_staff(hall, command)
        sender = self._with_rights(hall, said.sender)
        now = max(batch.now, hall.at)
        events = decide(hall.day, wish, sender, now)
        entry = Entry(
            id=command.id,
            what=command.kind,  # type: ignore[attr-defined]
            by=sender.device,
            at=now,
            events=tuple(events),
            desk=sender.desk,
            digest=digest,
        )
        if not events:
            return Done(id=command.id, seq=hall.day.seq, at=now)
        self._apply(hall, entry, batch, _person(hall, entry, command))
        done = _with_wait(done_of(entry, hall.day), hall.day, now)
        hall.answered[entry.id] = batch.pending[hall.location, entry.id] = digest, done
        if isinstance(command, CloseDesk):
            hall.signed_in.pop(command.desk, None)
        return done

    def _apply(self, hall: Hall, entry: Entry, batch: Batch, person: PersonChange | None = None) -> None:
        day = hall.day
        assert day is not None
        seq = day.seq + 1
        hall.day = day = keep(day, entry)
        hall.at = entry.at
        hall.entries += 1
        touched = dict.fromkeys(
            name for event in entry.events for name in _visits_of(event) if name in day.visits
        )
        batch.kept.append(
            Kept(
                location=hall.location,
                day=day.day,
                seq=seq,
                entry=entry,
                visits=[day.visits[name] for name in touched],
                person=person,
            )
        )
        if person is not None:
            known = hall.people.setdefault(person.visit, Person())
            for part in ("name", "look", "seat", "note"):
                if (text := getattr(person, part)) is not None:
                    setattr(known, part, text)
            hall.rows.pop(person.visit, None)

    def _with_rights(self, hall: Hall, sender: Sender) -> Sender:
        if sender.desk is None:
            return sender
        staff = self.settings.locations[hall.location].staff.get(hall.signed_in.get(sender.desk, ""))
        if staff is None or not staff.rights:
            return sender
        return Sender(sender.device, sender.role, sender.desk, frozenset(staff.rights))

    def _remember_no(self, said: Said, answer: Done | No) -> None:
        if isinstance(answer, No) and answer.word not in NOT_REMEMBERED:
            said.hall.refuse(said.command.id, digest_of(said.command), answer)
