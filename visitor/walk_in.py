"""The way of a visitor without an appointment, and of one who comes to collect: what for, how long
it takes, what to bring, how many, and a number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitor.alone import take
from visitor.appointment import look_up
from visitor.booking import book_options
from visitor.entrance import call_greeter
from visitor.hall import Hall, minutes
from visitor.outside import after_coming
from visitor.page import MORE_KEY, Ask, Option, Page, Session, Then
from visitor.tongues import together
from wire.words import say

if TYPE_CHECKING:
    from wire.base import Message
    from wire.commands.command import Need
    from wire.frames import Answer, Done, No
    from wire.rows import Choice

PERSONS_FIRST = 7
"""Persons that have a key of their own on the first page; the next key leads to the larger ones."""
PERSONS_MAX = 12

NEEDS: tuple[Need, ...] = ("wheelchair", "hearing", "sight", "quiet", "interpreter")


def services(hall: Hall, session: Session) -> Page:
    """A handful at a time; back goes one handful back. The wait stands above them where it is the
    same for all, else beside each."""
    tongue = session.language
    choices = hall.choices(session.collect)
    parts = max(1, -(-len(choices) // hall.handful))
    part = session.part % parts
    shown = choices[part * hall.handful : (part + 1) * hall.handful]
    shared = _shared_wait(tongue, shown)
    lines = [say(tongue, "walkin.wait", min=shared) + "."] if shared else []
    if not choices:
        lines = [say(tongue, "walkin.none"), say(tongue, "walkin.ask")]
    title = say(tongue, "pickup.what" if session.collect else "walkin.what")
    more = None
    if parts > 1:
        title = f"{title} ({part + 1}/{parts})"
        more = _more(session, part, part + 1 == parts)
    return Page(
        step="services",
        language=tongue,
        title=title,
        lines=tuple(lines),
        options=tuple(
            _service(hall, session, str(number), each, told=bool(shared))
            for number, each in enumerate(shown, start=1)
        ),
        more=more,
    )


def _more(session: Session, part: int, is_last: bool) -> Option:
    """On to the next handful; from the last one to the first, and it says so."""
    if not is_last:
        further = replace(session, part=part + 1, before=session)
        return Option(MORE_KEY, say(session.language, "key.more"), further)
    first = session
    while first.part and first.before is not None:
        first = first.before
    return Option(MORE_KEY, say(session.language, "key.first"), first)


def _shared_wait(tongue: str, shown: list[Choice]) -> str:
    """The one wait of all that can be chosen now; empty for one alone, or where they differ."""
    waits = [minutes(tongue, e.wait_from_minutes, e.wait_to_minutes) for e in shown if e.open]
    return waits[0] if len(waits) > 1 and len(set(waits)) == 1 else ""


def _service(hall: Hall, session: Session, key: str, choice: Choice, told: bool) -> Option:
    """`told`: the wait stands elsewhere on the page."""
    tongue = session.language
    chosen = replace(session, service=choice.service, persons=1, needs=())
    if choice.open:
        wait = minutes(tongue, choice.wait_from_minutes, choice.wait_to_minutes)
        detail = say(tongue, "wait.short", min=wait) if wait and not told else ""
        then = _begin(hall, chosen)
    else:
        detail = say(tongue, "walkin.over" if choice.over else "walkin.not")
        if choice.opens_at is not None:
            detail = say(tongue, "walkin.opens", tijd=hall.time(choice.opens_at))
        then = chosen.to("service_closed")
    return Option(key, hall.label(choice.service, tongue), then, detail)


def _begin(hall: Hall, session: Session) -> Session:
    if hall.bring(session.service, session.language):
        return session.to("bring")
    return session.to("offer" if session.collect else "persons")


def service_closed(hall: Hall, session: Session) -> Page:
    """When this can be done without an appointment; and always a person to ask."""
    tongue = session.language
    choice = hall.choice(session.service)
    over = choice is not None and choice.over
    line = say(tongue, "walkin.over.long" if over else "walkin.not.long")
    if choice is not None and choice.opens_at is not None:
        line = say(tongue, "walkin.opens.long", tijd=hall.time(choice.opens_at))
    label = hall.service(session.service)
    if label is not None and label.urgent:
        line = say(tongue, "walkin.urgent")
    return Page(
        step="service_closed",
        language=tongue,
        title=hall.label(session.service, tongue),
        lines=(line, say(tongue, "walkin.ask")),
        options=(
            Option("1", say(tongue, "start.help"), call_greeter(hall, session, "closed")),
            Option("2", say(tongue, "key.done"), Session()),
            *book_options(hall, session),
        ),
    )


def bring(hall: Hall, session: Session) -> Page:
    tongue = session.language
    return Page(
        step="bring",
        language=tongue,
        title=say(tongue, "bring.check", lijst="").strip(),
        points=hall.bring(session.service, tongue),
        options=(
            Option("1", say(tongue, "bring.all"), _after_bring(session)),
            Option("2", say(tongue, "bring.missing"), session.to("missing")),
        ),
    )


def _after_bring(session: Session) -> Session:
    return session.to("offer" if session.collect else "persons")


def missing(hall: Hall, session: Session) -> Page:
    """Something was forgotten: ask a person, or go on all the same. Never the end of the way."""
    tongue = session.language
    return Page(
        step="missing",
        language=tongue,
        title=say(tongue, "bring.missing.title"),
        lines=(say(tongue, "walkin.ask"),),
        options=(
            Option("1", say(tongue, "bring.missing.ask"), call_greeter(hall, session, "other")),
            Option("2", say(tongue, "bring.missing.on"), _after_bring(session)),
        ),
    )


def persons(hall: Hall, session: Session) -> Page:
    """One to seven at once, eight to twelve on the next page."""
    tongue = session.language
    if session.part == 0:
        options = [_persons(session, str(n), n, str(n)) for n in range(1, PERSONS_FIRST + 1)]
        many = say(tongue, "walkin.persons.many")
        larger = replace(session, part=1, before=session)
        options.append(Option(MORE_KEY, many, larger, face=f"{PERSONS_FIRST + 1}+"))
    else:
        options = [
            _persons(session, str(key), n, say(tongue, "walkin.persons.count", aantal=n))
            for key, n in enumerate(range(PERSONS_FIRST + 1, PERSONS_MAX + 1), start=1)
        ]
    return Page(
        step="persons",
        language=tongue,
        title=say(tongue, "checkin.persons"),
        options=tuple(options),
        tiles=session.part == 0,
    )


def _persons(session: Session, key: str, count: int, label: str) -> Option:
    return Option(key, label, session.to("offer", persons=count))


def offer(hall: Hall, session: Session) -> Page:
    """How long it takes, before the visitor decides; and what happens to what they told."""
    tongue = session.language
    choice = hall.choice(session.service)
    lines: list[str] = []
    if choice is not None and choice.open:
        wait = minutes(tongue, choice.wait_from_minutes, choice.wait_to_minutes)
        lines += [say(tongue, "walkin.wait", min=wait) + "."] if wait else []
    if hall.view.room_full:
        lines.append(say(tongue, "outside.offer"))
    if hall.alone and session.code:
        lines.append(say(tongue, "alone.code"))
    if session.needs:
        lines.append(say(tongue, "need.noted"))
    numbered = hall.alone or not hall.ticketless
    wish = "walkin.take" if numbered else "walkin.register"
    return Page(
        step="offer",
        language=tongue,
        title=_offered(hall, session),
        lines=tuple(lines),
        options=(
            Option("1", say(tongue, wish), _take(hall, session)),
            Option("2", say(tongue, "need.option"), session.to("needs")),
            *book_options(hall, session),
        ),
        note=say(tongue, "privacy.note", dagen=hall.setup.retention_days),
    )


def _offered(hall: Hall, session: Session) -> str:
    label = hall.label(session.service, session.language)
    if session.persons == 1:
        return label
    count = say(session.language, "walkin.persons.count", aantal=session.persons)
    return together(label, f" ({count})")


def _take(hall: Hall, session: Session) -> Then:
    """A code that was typed while the host was away is looked up first, once it is back."""
    if hall.alone:
        return take(session)
    if session.code:
        return look_up(hall, session, session.code)

    def make(identity: str) -> Message:
        from wire.commands import TakeTicket

        return TakeTicket(
            id=identity,
            services=(session.service,),
            persons=session.persons,
            language=session.language,
            needs=session.needs,
            slip=hall.prints,
        )

    def answered(answer: Done | No | Answer) -> Then:
        if answer.kind == "done":
            return session.end(after_coming(answer), done=answer, needs=(), tries=0)
        assert answer.kind == "no"
        if answer.word in ("closed_now", "day_closed"):
            return session.to("service_closed")
        return call_greeter(hall, session, "other", session.end("sorry"))

    return Ask(make, answered)


def needs(hall: Hall, session: Session) -> Page:
    """What makes the visit possible: marks to set and take away, then on."""
    tongue = session.language
    before = session.before
    assert before is not None
    options = []
    for number, need in enumerate(NEEDS, start=1):
        on = need in session.needs
        chosen = tuple(each for each in NEEDS if (each in session.needs) != (each == need))
        label = say(tongue, f"a11y.{need}", taal=_spoken(hall, tongue))
        options.append(Option(str(number), label, replace(session, needs=chosen), on=on))
    return Page(
        step="needs",
        language=tongue,
        title=say(tongue, "a11y.need"),
        options=tuple(options),
        more=Option(MORE_KEY, say(tongue, "key.next"), replace(before, needs=session.needs)),
    )


def _spoken(hall: Hall, tongue: str) -> str:
    return say(tongue, "lang.other" if tongue == hall.language else "lang.name")
