"""Messages about somebody who comes by at the visitor's address: which are due, and whether they
are still true. What they say stands in `host.messages.round_texts`.
"""

from collections.abc import Iterator
from datetime import date, time

from host.core import events as ev
from host.core.day import Day, Round
from host.core.entry import Entry
from host.messages.due import message, reminder_due, sends
from host.settings import Settings, moment
from host.store import MessageRow, RoundRow

ABOUT_ROUNDS = frozenset({"book_round", "cancel_round", "move_round"})
REMINDED = "reminder"
"""The cause of a reminder: one for a round and a day, also when it was elsewhere in between."""
MORNING = time(9)
"""When a day begins that has no hours."""


def round_messages(settings: Settings, entry: Entry, day: Day) -> list[MessageRow]:
    """The messages that an entry gives rise to, to be kept with it. `day` as it is after it.

    A town that sends no messages keeps none.
    """
    if entry.what not in ABOUT_ROUNDS or not sends(settings):
        return []
    found: list[MessageRow] = []
    for fact in entry.events:
        if isinstance(fact, ev.RoundBooked | ev.RoundCancelled):
            found += _of_fact(settings, entry, fact, day, day.rounds[fact.round])
    return found


def untrue_of_round(message: MessageRow, known: RoundRow, now: int) -> str:
    """Why a message must not go out any more, in a word; empty: it may."""
    if message.appointed is not None and now >= message.appointed:
        return "over"
    if (message.location, message.day) != (known.location, known.day):
        return "changed"
    wanted = "cancelled" if message.kind == "cancellation" else "open"
    return "" if known.state == wanted else "changed"


def _of_fact(
    settings: Settings,
    entry: Entry,
    fact: ev.RoundBooked | ev.RoundCancelled,
    day: Day,
    known: Round,
) -> Iterator[MessageRow]:
    begins = _begins(settings, day)
    if begins <= entry.at:
        return
    for kind in _kinds(settings, fact, day):
        due: int | None = entry.at
        if kind == "reminder":
            due = reminder_due(settings, day.location, entry.at, begins)
        if due is not None:
            yield message(
                day.location,
                day.day,
                fact.round,
                kind,
                REMINDED if kind == "reminder" else entry.id,
                language=known.language,
                due=due,
                appointed=begins,
            )


def _begins(settings: Settings, day: Day) -> int:
    """From when nothing about this day can be changed any more."""
    plan = day.plan or day.draft
    if plan is not None and plan.opens is not None:
        return plan.opens
    return moment(settings.zone(day.location), date.fromisoformat(day.day), MORNING)


def _kinds(settings: Settings, fact: ev.RoundBooked | ev.RoundCancelled, day: Day) -> Iterator[str]:
    """Another location on the same day is no news: nobody is told from where the lorry comes."""
    told = settings.messages
    if isinstance(fact, ev.RoundCancelled):
        if fact.channel not in told.no_confirmation_for:
            yield "cancellation"
        return
    if fact.moved_from is not None:
        if fact.moved_from[1] != day.day:
            yield "change"
    elif fact.channel not in told.no_confirmation_for:
        yield "confirmation"
    if fact.channel not in told.no_reminder_for:
        yield "reminder"
