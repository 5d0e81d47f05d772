"""What a sender hears: the answer to a command from the facts that followed it, and the digest of
what was said.

An answer is derived, never kept: the log holds all that it says, so the same command hears the same
after a restart.
"""

from hashlib import blake2b

from host.core.day import Day, Visit
from host.core.entry import Entry
from host.core.events import BadgeGiven, Called, CheckedIn, Missed, Recalled, SlipAsked, VisitEvent
from host.core.guards import is_fetched
from wire.base import Message
from wire.frames import Done

PERSONAL = frozenset({"name", "look", "seat", "note", "phone", "mail"})
"""Fields of commands that belong to the person: kept apart from the log, and left out of digests.
"""
_LEFT_OUT = set(PERSONAL)


def digest_of(command: Message) -> str:
    """A short fingerprint of what was said, personal fields left out: a guess at a name cannot be
    tried against it.
    """
    said = command.model_dump_json(exclude=_LEFT_OUT, exclude_defaults=True)
    return blake2b(said.encode(), digest_size=12).hexdigest()


def done_of(entry: Entry, day: Day) -> Done:
    """The answer to an entry's command. `seq` is the day's at the time of asking, which is never
    less.
    """
    visit: str | None = None
    word = ""
    slip: str | None = None
    badge: int | None = None
    for event in entry.events:
        if isinstance(event, SlipAsked):
            slip = event.slip
        elif isinstance(event, CheckedIn):
            word = _how_timely(day.visits[event.visit], event)
        elif isinstance(event, Recalled):
            word = "recalled" if entry.what == "not_here" else ""
        elif isinstance(event, Missed):
            word = "missed"
        elif isinstance(event, BadgeGiven):
            badge = event.badge
        if isinstance(event, Called) or (isinstance(event, VisitEvent) and not _calls(entry)):
            visit = event.visit
    known = day.visits.get(visit) if visit is not None else None
    return Done(
        id=entry.id,
        seq=day.seq,
        at=entry.at,
        visit=visit,
        ticket=known.ticket if known else "",
        word=word,
        fetch=known is not None and known.arrived is not None and is_fetched(known),
        slip=slip,
        badge=badge,
    )


def _calls(entry: Entry) -> bool:
    """The one key names whom it calls, not whom it lets go."""
    return entry.what in ("call_next", "call_visit")


def _how_timely(visit: Visit, event: CheckedIn) -> str:
    if event.late:
        return "late"
    came = event.arrived or event.at
    return "early" if visit.appointed is not None and came < visit.appointed else "on_time"
