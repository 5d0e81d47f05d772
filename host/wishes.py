"""What the shell adds to a command before the rules see it, and what it takes out: staff in,
personal data out.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from host.answers import PERSONAL
from host.core.day import Visit
from host.core.entry import Entry, Sender
from host.core.events import AnyEvent, RoundBooked, StepUndone, VisitEvent
from host.core.expect import expected_wait
from host.hall import Hall, Person
from host.store import PersonChange, PersonRow
from wire.commands import Annotate, AnyCommand, MoveAppointment, MoveRound, OpenDesk
from wire.commands.command import Command
from wire.frames import Done

TOLD_A_WAIT = frozenset({"check_in", "take_ticket"})


def with_staff(hall: Hall, command: AnyCommand) -> AnyCommand:
    """A desk opens under whoever signed in there; what the frame itself says of staff counts for
    nothing.
    """
    if not isinstance(command, OpenDesk):
        return command
    return command.model_copy(update={"staff": hall.signed_in.get(command.desk)})


def person_of(hall: Hall, day: str, entry: Entry, command: Command) -> PersonChange | None:
    """The personal part of a command, for the one table that may hold it; None when it says nothing
    personal.
    """
    parts = _personal_parts(type(command))
    if not parts:
        return None
    said = {part: text for part in parts if (text := getattr(command, part)) is not None}
    if not isinstance(command, Annotate):  # an empty field of another command says nothing
        said = {part: text for part, text in said.items() if text}
    visit = next(filter(None, map(_about, entry.events)), None)
    if not said or visit is None:
        return None
    return PersonChange(visit=visit, erase_on=erase_on(hall, day), **said)


def _about(event: AnyEvent) -> str | None:
    """Whose personal data an event may come with: of a visit, or of an address."""
    if isinstance(event, RoundBooked):
        return event.round
    return event.visit if isinstance(event, VisitEvent) else None


def erase_on(hall: Hall, day: str) -> str:
    """The ISO date on which what is known of a visitor of this day is erased."""
    kept_days = max(1, hall.settings.town.retention_days)
    return (date.fromisoformat(day) + timedelta(days=kept_days)).isoformat()


@cache
def _personal_parts(kind: type[Command]) -> tuple[str, ...]:
    """Asked of the class once: most commands have none."""
    return tuple(part for part in sorted(PERSONAL) if part in kind.model_fields)


def with_rights(hall: Hall, sender: Sender) -> Sender:
    """A desk's screen speaks with the rights of whoever signed in there."""
    staff = hall.signed_in.get(sender.desk) if sender.desk is not None else None
    known = hall.settings.locations[hall.location].staff.get(staff) if staff is not None else None
    if known is None or not known.rights:
        return sender
    return replace(sender, rights=frozenset(known.rights))


def who_moves(command: MoveAppointment | MoveRound) -> str:
    """Under which id the person of a move is known."""
    return command.round if isinstance(command, MoveRound) else command.visit


def take_along(person: PersonRow, erase_on: str) -> PersonChange:
    """What is known of a person, for another day."""
    return PersonChange(
        visit=person.visit,
        erase_on=erase_on,
        name=person.name,
        note=person.note,
        phone=person.phone,
        mail=person.mail,
    )


def forget_person(visit: str, erase_on: str) -> PersonChange:
    """Nothing stays of a person here."""
    return PersonChange(visit, erase_on, name="", look="", seat="", note="", phone="", mail="")


def remember_person(hall: Hall, change: PersonChange) -> None:
    """What was said of a person, in memory; a None says nothing."""
    known = hall.people.setdefault(change.visit, Person())
    for part in ("name", "look", "seat", "note", "phone"):
        if (text := getattr(change, part)) is not None:
            setattr(known, part, text)
    hall.rows.pop(change.visit, None)


def with_wait(done: Done, what: str, hall: Hall, now: int) -> Done:
    """The answer with the wait that is to be expected, for those who have just come."""
    if what not in TOLD_A_WAIT or done.visit is None:
        return done
    assert hall.day is not None
    visit = hall.day.visits[done.visit]
    found = told_of(visit)
    if visit.arrived != now:  # back in line: what was told when it came does not hold any more
        booked = None if visit.late else visit.appointed
        found = expected_wait(hall.day, visit.services, now, booked)
    if found is None:
        return done
    return done.model_copy(update={"wait_from_minutes": found[0], "wait_to_minutes": found[1]})


def told_of(visit: Visit) -> tuple[int, int] | None:
    """Minutes of waiting that a visitor was told on coming in."""
    if visit.told_from is None or visit.told_to is None:
        return None
    return visit.told_from, visit.told_to


def touched_by(events: tuple[AnyEvent, ...]) -> list[str]:
    """The visits that events say something about, each once."""
    found: dict[str, None] = {}
    for event in events:
        if isinstance(event, VisitEvent):
            found[event.visit] = None
        elif isinstance(event, StepUndone):
            found.update((str(former["visit"]), None) for former in event.visits)
    return list(found)
