"""Which messages follow from what happened, and when each is due. Knows no address: whether a
visitor can be reached is asked when the message is sent.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from host.core import events as ev
from host.core.day import Visit
from host.core.entry import Entry
from host.messages.hours import days_before, next_within
from host.settings import Settings
from host.store import MessageRow

HOUR = 3_600_000
REMINDER_AFTER = 12 * HOUR
"""A reminder that would come so soon after the booking reminds of nothing."""
UNDONE_BY = frozenset({"greeter", "desk", "phone"})
"""Doors of colleagues: their steps can be taken back for a moment; so long nobody is told."""


def messages_of(
    settings: Settings, entry: Entry, location: str, day: str, visits: Sequence[Visit]
) -> list[MessageRow]:
    """The messages that an entry gives rise to, to be kept with it. `visits`: those that it
    touched, as they are after it.

    A town that sends no messages keeps none.
    """
    if not sends(settings):
        return []
    known = {visit.visit: visit for visit in visits}
    found: list[MessageRow] = []
    for fact in entry.events:
        if isinstance(fact, ev.Booked | ev.Moved | ev.Cancelled) and fact.visit in known:
            visit = known[fact.visit]
            found += _of_fact(settings, entry, fact, location, day, visit)
        elif isinstance(fact, ev.AskedIn) and fact.visit in known:
            found.append(turn(location, day, known[fact.visit], entry.at))
    return found


def sends(settings: Settings) -> bool:
    """Whether there is anybody to send messages by."""
    return bool(settings.messages.mail.host or settings.messages.sms.provider)


def message(
    location: str,
    day: str,
    visit: str,
    kind: str,
    cause: str,
    *,
    language: str,
    due: int,
    appointed: int | None = None,
) -> MessageRow:
    """A message that waits. Its id follows from its cause, so that the same one twice is one."""
    said = f"{location} {day} {visit} {kind} {cause}"
    return MessageRow(
        id=sha256(said.encode()).hexdigest()[:32],
        location=location,
        day=day,
        visit=visit,
        kind=kind,
        language=language,
        cause=cause,
        due=due,
        next_try=due,
        appointed=appointed,
    )


def turn(location: str, day: str, visit: Visit, now: int) -> MessageRow:
    """ "It is nearly your turn. Come in": once for a visit, whatever it follows from."""
    language = visit.language
    return message(location, day, visit.visit, "turn", "turn", language=language, due=now)


def ready(
    settings: Settings, location: str, day: str, visit: str, language: str, now: int
) -> MessageRow:
    """ "Your document is ready": once for a visit, in the hours in which nobody is woken by it."""
    due = next_within(settings.zone(location), settings.messages.hours, now)
    return message(location, day, visit, "ready", "ready", language=language, due=due)


def _of_fact(
    settings: Settings,
    entry: Entry,
    fact: ev.Booked | ev.Moved | ev.Cancelled,
    location: str,
    day: str,
    visit: Visit,
) -> Iterator[MessageRow]:
    appointed = visit.appointed if isinstance(fact, ev.Cancelled) else fact.appointed
    if appointed is None or appointed <= entry.at:
        return
    kinds = _kinds(settings, fact)
    for kind in kinds:
        if kind == "reminder":
            due = reminder_due(settings, location, entry.at, appointed)
        else:
            due = entry.at + _patience(settings, fact.channel)
        if due is not None:
            yield message(
                location,
                day,
                fact.visit,
                kind,
                entry.id,
                language=visit.language,
                due=due,
                appointed=appointed,
            )


def _kinds(settings: Settings, fact: ev.Booked | ev.Moved | ev.Cancelled) -> Iterable[str]:
    told = settings.messages
    if isinstance(fact, ev.Booked) and fact.moved_from is not None:
        yield "change"
    elif fact.channel not in told.no_confirmation_for:
        if isinstance(fact, ev.Booked):
            yield "confirmation"
        else:
            yield "change" if isinstance(fact, ev.Moved) else "cancellation"
    if isinstance(fact, ev.Moved) or (
        isinstance(fact, ev.Booked) and fact.channel not in told.no_reminder_for
    ):
        yield "reminder"


def _patience(settings: Settings, channel: str) -> int:
    """How long a step through this door may still be taken back, in milliseconds."""
    return (settings.timings.undo_seconds + 1) * 1000 if channel in UNDONE_BY else 0


def reminder_due(settings: Settings, location: str, now: int, appointed: int) -> int | None:
    """None: no reminder, or too soon after what it would remind of."""
    told = settings.messages
    if not told.reminder_days:
        return None
    zone = settings.zone(location)
    due = days_before(zone, told.hours, told.reminder_days, appointed)
    return due if due - now >= REMINDER_AFTER else None
