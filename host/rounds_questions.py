"""Answers to what staff ask of the rounds of the town: those that stand or that fit what was typed,
one of them, and the days with room. Changes nothing, and judges nothing that the agenda judges.
"""

from functools import partial

import structlog

from host.agenda.agenda import Agenda
from host.agenda.records import Contact
from host.agenda.rounds import Rounds
from host.agenda.searching import Search
from host.agenda_questions import confirms
from host.hall import Hall
from host.settings import route_name
from host.store import RoundRow as Kept
from host.store import StoreBusy
from host.store.round_rows import RoundPerson, rounds_ahead, rounds_like
from wire.agenda import FOUND_MAX
from wire.frames import No
from wire.refusals import Refused
from wire.rounds import (
    ROUND_DAYS_MAX,
    AskRoundDays,
    AskRounds,
    RoundAnswer,
    RoundDay,
    RoundDays,
    RoundList,
    RoundQuestion,
    RoundRow,
)

log = structlog.get_logger()


async def answer(agenda: Agenda, hall: Hall, question: RoundQuestion) -> RoundAnswer | No:
    """For a greeter or a desk of this hall; who may ask is the line's to know."""
    rounds = Rounds(agenda)
    try:
        if isinstance(question, AskRoundDays):
            return await _days(rounds, hall, question)
        if question.round is not None:
            return await _one(rounds, question, question.round)
        return await _list(rounds, hall, question)
    except Refused as no:
        return No(id=question.id, word=no.word, detail=no.detail)
    except StoreBusy:
        return No(id=question.id, word="busy")
    except Exception:
        log.exception("question_failed", kind=question.kind)
        return No(id=question.id, word="busy")


async def _list(rounds: Rounds, hall: Hall, question: AskRounds) -> RoundList:
    today = hall.today(rounds.agenda.clock())
    places, since = tuple(rounds.agenda.office.halls), today.isoformat()
    if not question.text.strip():
        found, total = await rounds.agenda.ask(
            partial(rounds_ahead, locations=places, since=since, most=FOUND_MAX)
        )
        return _told(rounds, question, found, total)
    search = Search.of(question.text, today)
    if not (search.words or search.days):
        return RoundList(id=question.id, rows=(), total=0)
    looked = partial(
        rounds_like, locations=places, since=since, words=search.words, days=search.days
    )
    found = await rounds.agenda.ask(looked)
    return _told(rounds, question, found[:FOUND_MAX], len(found))


def _told(rounds: Rounds, question: AskRounds, found: list[RoundPerson], total: int) -> RoundList:
    """Of each its visitor's name alone: how to reach somebody is for whoever opens one."""
    rows = (_row(rounds, each.round, Contact(name=each.name)) for each in found)
    return RoundList(id=question.id, rows=tuple(rows), total=total)


async def _one(rounds: Rounds, question: AskRounds, name: str) -> RoundList:
    """One round as it stands now, with its address and how to reach its visitor."""
    try:
        known = await rounds.find(name)
    except Refused as no:
        if no.word != "visit_unknown":
            raise
        return RoundList(id=question.id, rows=(), total=0)
    row = _row(rounds, known, await rounds.contact(known))
    return RoundList(id=question.id, rows=(row,), total=1)


async def _days(rounds: Rounds, hall: Hall, question: AskRoundDays) -> RoundDays:
    first = question.location or hall.location
    free = await rounds.free_anywhere(question.service, question.route, first)
    days = list(free.items())[:ROUND_DAYS_MAX]
    return RoundDays(
        id=question.id,
        days=tuple(RoundDay(day=day.isoformat(), location=place) for day, place in days),
        confirms=confirms(hall),
    )


def _row(rounds: Rounds, known: Kept, contact: Contact) -> RoundRow:
    return RoundRow(
        round=known.round,
        service=known.service,
        route=known.route,
        route_name=route_name(rounds.agenda.settings, known.service, known.route),
        day=known.day,
        location=known.location,
        code=known.code,
        state=known.state,  # type: ignore[arg-type]
        channel=known.channel,
        language=known.language,
        may_change=rounds.may_change(known),
        name=contact.name,
        phone=contact.phone,
        mail=contact.mail,
        note=contact.note,
    )
