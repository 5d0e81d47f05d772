"""Commands decided one after another on the days in memory, and gathered for one transaction.

Nothing here waits, writes or tells; the office keeps the batch, or throws it away with the days on
which it was decided.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from host import turning
from host.answers import digest_of, done_of
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.keep import keep
from host.hall import Hall
from host.store import Kept, PersonChange
from host.wishes import person_of, remember_person, touched_by, with_rights, with_staff, with_wait
from wire.commands import AnyCommand, CloseDesk
from wire.frames import Done, No
from wire.refusals import Refused

Reply = Callable[[Done | No], None]
TICKS_MAX = 10


@dataclass(slots=True)
class Said:
    """One command on its way. `reply` is called once."""

    hall: Hall
    command: AnyCommand
    sender: Sender
    reply: Reply
    looked_elsewhere: bool = False
    """Its code was looked for at other places and days."""


@dataclass(slots=True)
class Batch:
    """What one turn of the office has decided and not yet kept."""

    now: int
    kept: list[Kept] = field(default_factory=list)
    answers: list[tuple[Said, Done | No]] = field(default_factory=list)
    elsewhere: list[Said] = field(default_factory=list)
    """Check-ins whose code this day does not know."""

    def hear(self, said: Said) -> None:
        """Decides one command; a refusal is an answer too."""
        try:
            answer = self._decide(said)
        except Refused as no:
            if no.word == "code_unknown" and not said.looked_elsewhere:
                self.elsewhere.append(said)
                return
            answer = No(id=said.command.id, word=no.word, detail=no.detail)
        self.answers.append((said, answer))

    def let_time_pass(self, hall: Hall) -> None:
        """Opens the day where it is not open, and lets happen what has become due."""
        if hall.day is None:
            return
        now = max(self.now, hall.at)
        opening = turning.entry_of_plan(hall, now)
        if opening is not None:
            self._apply(hall, opening)
        for _ in range(TICKS_MAX):
            passed = turning.entry_of_time(hall.day, now)
            if passed is None:
                return
            self._apply(hall, passed)

    def _decide(self, said: Said) -> Done | No:
        hall, command = said.hall, said.command
        digest = digest_of(command)
        before = hall.answered.get(command.id) or hall.refused.get(command.id)
        if before is not None:
            if before[0] != digest:
                raise Refused("id_reused")
            return before[1]
        if hall.day is None:
            raise Refused("busy")
        now = max(self.now, hall.at)
        sender = with_rights(hall, said.sender)
        events = decide(hall.day, with_staff(hall, command), sender, now)
        if not events:
            return Done(id=command.id, seq=hall.day.seq, at=now)
        entry = Entry(
            id=command.id,
            what=command.kind,
            by=sender.device,
            at=now,
            events=tuple(events),
            desk=sender.desk,
            digest=digest,
        )
        self._apply(hall, entry, person_of(hall, entry, command))
        done = with_wait(done_of(entry, hall.day), entry.what, hall, now)
        hall.answered[entry.id] = digest, done
        if isinstance(command, CloseDesk):
            hall.signed_in.pop(command.desk, None)
        return done

    def _apply(self, hall: Hall, entry: Entry, person: PersonChange | None = None) -> None:
        day = hall.day
        assert day is not None
        seq = day.seq + 1
        keep(day, entry)
        hall.at = entry.at
        visits = [day.visits[visit] for visit in touched_by(entry.events)]
        self.kept.append(Kept(hall.location, day.day, seq, entry, visits, person))
        if person is not None:
            remember_person(hall, person)
