"""Commands decided one after another on the days in memory, and gathered for one transaction.

Nothing here waits, writes or tells; the office keeps the batch, or throws it away with the days on
which it was decided.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from host import room, turning
from host.agenda import pick_ups
from host.agenda.wishes import completed
from host.ahead import Ahead
from host.answers import digest_of, done_of
from host.core.booking import move_between
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.events import AnyEvent
from host.core.keep import keep
from host.core.rounds import move_between as move_round_between
from host.hall import Hall
from host.messages.due import messages_of
from host.messages.rounds import round_messages
from host.store import Kept, PersonChange, PersonRow
from host.wishes import (
    erase_on,
    forget_person,
    person_of,
    remember_person,
    take_along,
    touched_by,
    who_moves,
    with_rights,
    with_staff,
    with_wait,
)
from wire.commands import AgendaCommand, AnyCommand, CloseDesk, MoveAppointment, MoveRound
from wire.frames import Done, No
from wire.refusals import Refused

Reply = Callable[[Done | No], None]
TICKS_MAX = 10
Following = tuple[Hall | Ahead, str, list[AnyEvent]]
"""A day, how the log calls what happens on it, and the facts."""


@dataclass(slots=True)
class Said:
    """One command on its way. `reply` is called once."""

    hall: Hall
    command: AnyCommand
    sender: Sender
    reply: Reply
    looked_elsewhere: bool = False
    """Its code was looked for at other places and days."""
    person: PersonRow | None = None
    """Whom an appointment belongs to that moves to another day."""


@dataclass(slots=True)
class Batch:
    """What one turn of the office has decided and not yet kept."""

    now: int
    halls: Mapping[str, Hall]
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
        page = page_of(hall, day_named(command))
        digest = digest_of(command)
        before = page.answered.get(command.id) or hall.refused.get(command.id)
        if before is not None:
            if before[0] != digest:
                raise Refused("id_reused")
            answer = before[1]
            return room.with_place(hall, answer) if isinstance(answer, Done) else answer
        if page.day is None:
            raise Refused("busy")
        now = max(self.now, page.at)
        sender = with_rights(hall, said.sender)
        command = self._completed(hall, page, command, sender)
        if isinstance(command, MoveAppointment | MoveRound):
            there = page_of(self._hall_of(hall, command.to_location), _day_of_move(command))
            if there is not page:
                return self._move_between(said, command, page, there, digest)
        pick_ups.judge(hall, command)
        room.judge(hall, command)
        events = decide(page.day, command, sender, now)
        if not events:
            return Done(id=command.id, seq=page.day.seq, at=now)
        others = self._others(hall, page, command, sender, events, now)
        own = [fact for there, _, facts in others if there is page for fact in facts]
        entry = _entry(command, sender, now, [*own, *events], digest)
        self._apply(page, entry, person_of(hall, page.day.day, entry, command))
        self._apply_others(others, entry, page)
        done = done_of(entry, page.day)
        if isinstance(page, Hall):
            done = room.with_place(hall, with_wait(done, entry.what, hall, now))
        page.answered[entry.id] = digest, done
        if isinstance(command, CloseDesk):
            hall.signed_in.pop(command.desk, None)
        return done

    def _completed(
        self, hall: Hall, page: Hall | Ahead, command: AnyCommand, sender: Sender
    ) -> AnyCommand:
        if not isinstance(command, AgendaCommand):
            return with_staff(hall, command)
        assert page.day is not None
        return cast(AnyCommand, completed(hall.settings, page.day, command, sender))

    def _hall_of(self, hall: Hall, location: str | None) -> Hall:
        if location is None:
            return hall
        if location not in self.halls:
            raise Refused("other_location")
        return self.halls[location]

    def _move_between(
        self,
        said: Said,
        command: MoveAppointment | MoveRound,
        page: Hall | Ahead,
        there: Hall | Ahead,
        digest: str,
    ) -> Done | No:
        """A promise leaves one day for another; both are kept together."""
        if page.day is None or there.day is None:
            raise Refused("busy")
        now = max(self.now, page.at, there.at)
        if isinstance(command, MoveRound):
            away, booked = move_round_between(page.day, there.day, command, now)
        else:
            away, booked = move_between(page.day, there.day, command, now)
        others = self._others(said.hall, there, command, said.sender, booked, now)
        away += [fact for other, _, facts in others if other is page for fact in facts]
        booked += [fact for other, _, facts in others if other is there for fact in facts]
        left = _entry(command, said.sender, now, away, digest)
        arrived = _entry(command, said.sender, now, booked, digest)
        forgotten = forget_person(who_moves(command), erase_on(said.hall, page.day.day))
        if said.person is None:
            self._apply(page, left)
            self._apply(there, arrived)
        else:
            self._apply(page, left, forgotten)
            kept_until = erase_on(said.hall, there.day.day)
            self._apply(there, arrived, take_along(said.person, kept_until))
        self._apply_others(others, arrived, page, there)
        done = done_of(arrived, there.day)
        page.answered[command.id] = there.answered[command.id] = digest, done
        return done

    def _others(
        self,
        hall: Hall,
        page: Hall | Ahead,
        command: AnyCommand,
        sender: Sender,
        events: list[AnyEvent],
        now: int,
    ) -> list[Following]:
        """What follows on other days, or beside it on this one, and is kept together with it."""
        gone = pick_ups.given_up(hall, command)
        if gone is not None and gone.location in self.halls:
            there = page_of(self.halls[gone.location], gone.day)
            if there.day is None:
                raise Refused("busy")
            at = max(now, there.at)
            facts = pick_ups.cancelled(there.day, gone, command.id, sender, at)
            return [(there, "cancel_appointment", facts)] if facts else []
        assert page.day is not None
        place = page.location, page.day.day
        found = pick_ups.followed(self.halls, hall, place, command, events, now)
        return [(self.halls[name], "follow_pick_up", facts) for name, facts in found.items()]

    def _apply_others(self, others: list[Following], entry: Entry, *done: Hall | Ahead) -> None:
        for page, what, facts in others:
            if not any(page is each for each in done):
                at = max(entry.at, page.at)
                self._apply(page, replace(entry, what=what, at=at, events=tuple(facts)))

    def _apply(self, page: Hall | Ahead, entry: Entry, person: PersonChange | None = None) -> None:
        day = page.day
        assert day is not None
        seq = day.seq + 1
        keep(day, entry)
        page.at = entry.at
        visits = [day.visits[visit] for visit in touched_by(entry.events)]
        settings = self.halls[page.location].settings
        messages = messages_of(settings, entry, page.location, day.day, visits)
        messages += round_messages(settings, entry, day)
        self.kept.append(Kept(page.location, day.day, seq, entry, visits, person, messages))
        if person is not None and isinstance(page, Hall):
            remember_person(page, person)


def day_named(command: AnyCommand) -> str | None:
    """The service day that a wish is about; None: today."""
    return command.day if isinstance(command, AgendaCommand) else None


def page_of(hall: Hall, name: str | None) -> Hall | Ahead:
    """Today's hall, or another day of it. Refuses day_closed for days that are over, and busy for
    one that was not read.
    """
    if name is None or (hall.day is not None and name == hall.day.day):
        return hall
    if hall.day is None:
        raise Refused("busy")
    if name < hall.day.day:
        raise Refused("day_closed")
    if name not in hall.ahead:
        raise Refused("too_far")
    return hall.ahead[name]


def _day_of_move(command: MoveAppointment | MoveRound) -> str | None:
    return command.day if command.to_day is None else command.to_day


def _entry(
    command: AnyCommand, sender: Sender, now: int, events: list[AnyEvent], digest: str
) -> Entry:
    """`digest` is of the command as it was said, whatever the shell added to it."""
    return Entry(
        id=command.id,
        what=command.kind,
        by=sender.device,
        at=now,
        events=tuple(events),
        desk=sender.desk,
        digest=digest,
    )
