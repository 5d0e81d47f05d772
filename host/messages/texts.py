"""What a message says, in the visitor's language: the short text of an SMS, and the parts of a
mail. Nothing that a person typed stands in it, so nobody can make the town say something.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from host.agenda.records import Appointment
from host.calendar.appointment import address_of, page_of, round_page_of
from host.messages.hours import local
from host.settings import Settings
from host.settings.models import Service
from host.store import MessageRow, RoundRow
from wire.text import clean
from wire.words import own_words_of, say, words_of
from wire.words.tongues import whole

WITHOUT_APPOINTMENT = frozenset({"ready", "turn"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a message is about: an appointment, a round, or neither."""

    settings: Settings
    message: MessageRow
    appointment: Appointment | None = None
    round: RoundRow | None = None
    survey: str = ""
    """Where the visit can be answered about."""

    @property
    def language(self) -> str:
        """Of a mail: one that has every text."""
        known = whole(self.settings.town.languages)
        return self.message.language if self.message.language in known else known[0]

    @property
    def location(self) -> str:
        return self.settings.locations[self.message.location].name

    @property
    def page(self) -> str:
        if self.survey:
            return self.survey
        if self.round is not None:
            return round_page_of(self.settings, self.round)
        return page_of(self.settings, self.appointment) if self.appointment else ""

    def say(self, key: str, **more: object) -> str:
        """The words of a key, with everything that any of them may name."""
        return self._in(self.language, key, **more)

    def short(self, key: str) -> str:
        """The same of a short text: in the visitor's own language where the town has it and the
        text stands in it. A mail is in one language as a whole.
        """
        own = self.message.language
        told = own in self.settings.town.languages and key in own_words_of(own)
        return self._in(own if told else self.language, key)

    def _in(self, language: str, key: str, **more: object) -> str:
        day, clock = self._when(language)
        return say(
            language,
            key,
            gemeente=self.settings.town.name,
            locatie=self.location,
            link=self.page,
            datum=day,
            tijd=clock,
            **more,
        )

    def _when(self, language: str) -> tuple[str, str]:
        at = self.message.appointed
        if at is None:
            return "", ""
        moment = local(self.settings.zone(self.message.location), at)
        return _day(language, moment), f"{moment:%H:%M}"


def _day(language: str, moment: datetime) -> str:
    """ "dinsdag 3 maart"."""
    words = words_of(language)
    day = words["date.days"].split()[moment.weekday()]
    month = words["date.months"].split()[moment.month - 1]
    return say(language, "date.day", dag=day, nummer=moment.day, maand=month)


@dataclass(frozen=True, slots=True)
class Body:
    """A mail's parts, in the order in which they stand. Empty ones are left out."""

    subject: str
    opening: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """A label and what stands behind it."""
    code: str = ""
    code_text: str = ""
    bring_title: str = ""
    bring: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    """What the town promises with these services."""
    link_text: str = ""
    link: str = ""
    link_label: str = ""
    closing: tuple[str, ...] = field(default=())


def sms_text(told: Told) -> str:
    """One text. No service is named: telephones lie on tables."""
    kind = told.message.kind
    if kind == "reminder":
        return clean(told.short("sms.reminder" if told.page else "sms.reminder.plain"))
    text = told.short(f"sms.{kind}")
    if kind in ("confirmation", "change") and told.page:
        text = f"{text} {told.short('sms.link')}"
    return clean(text)


def body(told: Told) -> Body:
    """What a mail says."""
    kind, appointment = told.message.kind, told.appointment
    subject = clean(told.say(f"mail.{kind}.subject"))
    under = closing(told)
    if kind == "survey":
        return _asking(told, subject, under)
    if kind in WITHOUT_APPOINTMENT or appointment is None:
        text = (told.say("mail.greeting"), told.say(f"sms.{kind}"))
        return Body(subject, text, closing=under)
    opening = (told.say("mail.greeting"), told.say(f"mail.{kind}.text"))
    facts = (
        (told.say("mail.when"), told.say("mail.time")),
        (told.say("mail.where"), address_of(told.settings, appointment.location)),
    )
    if kind == "cancellation":
        out = (told.say("mail.calendar.out"), *under)
        return Body(subject, opening, facts, closing=out)
    bring = _bring(told, appointment)
    return Body(
        subject=subject,
        opening=opening,
        facts=(*facts, *_what(told, appointment)),
        code=appointment.code,
        code_text=told.say("mail.code.text"),
        bring_title=told.say("mail.bring") if bring else "",
        bring=bring,
        promises=_promises(told, appointment),
        link_text=told.say("mail.link.text") if told.page else "",
        link=told.page,
        link_label=told.say("mail.link"),
        closing=(*((told.say("mail.calendar"),) if kind != "reminder" else ()), *under),
    )


def _asking(told: Told, subject: str, under: tuple[str, ...]) -> Body:
    """After a visit: what did you think of it? Names no service."""
    return Body(
        subject,
        (told.say("mail.greeting"), told.say("mail.survey.text")),
        link_text=told.say("mail.survey.link.text"),
        link=told.page,
        link_label=told.say("mail.survey.link"),
        closing=under,
    )


def _what(told: Told, appointment: Appointment) -> tuple[tuple[str, str], ...]:
    names = [in_language(told, service.names) for service in _services(told, appointment)]
    persons = (told.say("mail.persons"), str(appointment.asked.persons))
    if not names:
        return (persons,)
    return ((told.say("mail.what"), ", ".join(names)), persons)


def _bring(told: Told, appointment: Appointment) -> tuple[str, ...]:
    """What to take along for all services, each thing once."""
    return _once(
        thing
        for service in _services(told, appointment)
        for thing in service.bring.get(told.language, ())
    )


def _promises(told: Told, appointment: Appointment) -> tuple[str, ...]:
    """What the town promises with all services, each thing once."""
    found = (service.promise.get(told.language) for service in _services(told, appointment))
    return _once(promise for promise in found if promise)


def _services(told: Told, appointment: Appointment) -> list[Service]:
    """Those that a mail may name."""
    known = told.settings.services
    if not told.settings.messages.mail.services:
        return []
    return [known[name] for name in appointment.asked.services if name in known]


def _once(things: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(things))


def in_language(told: Told, names: dict[str, str]) -> str:
    """Of names per language the visitor's; else the first."""
    return names.get(told.language) or next(iter(names.values()), "")


def closing(told: Told) -> tuple[str, ...]:
    """The lines under every mail."""
    lines = (told.say("mail.closing"), told.say("mail.sender"))
    if told.settings.messages.mail.reply_to:
        return lines
    return (*lines, told.say("mail.automatic"))
