"""The first questions of a booking: for what, for how many, anything else, and where."""

from dataclasses import replace

from host.agenda.rounds import Rounds
from host.web.booking.draft import SERVICES_MAX, Draft, Fields
from host.web.booking.parts import (
    back,
    buttons,
    choice,
    choices,
    facts,
    language_form,
    languages,
    link_button,
)
from host.web.booking.rounds.draft import RoundDraft
from host.web.booking.texts import address_lines, asked_lines, persons_text, service_text
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say

TIME = "/afspraak/tijd"
CONTACT = "/afspraak/gegevens"
CHECK = "/afspraak/controle"
NO_FIELDS: Fields = []


def step_page(
    doors: Doors, draft: Draft, title: str, *contents: str, kept: Fields = NO_FIELDS
) -> Html:
    """A question of the booking: its contents between the way back and what was chosen. `kept`: the
    fields that have it again by the form of the times, where no address may hold them.
    """
    switch = languages(
        doors.settings, draft.language, lambda one: replace(draft, language=one).url()
    )
    way = back(draft.language, before(doors, draft).url()) if draft.services else Html()
    if kept:
        switch, way = language_form(doors.settings, draft.language, TIME, kept), Html()
    return page(
        doors.settings, draft.language, title,
        way, tag("h1", title), *contents, _chosen(doors, draft), switch=switch,
    )  # fmt: skip


def before(doors: Doors, draft: Draft) -> Draft:
    """The draft one question earlier. A time that is kept free stays so while only the day
    changes.
    """
    if draft.day is not None:
        return replace(draft, day=None)
    draft = replace(draft.without_time(), since=None)
    places = doors.agenda.places(draft.services) if draft.is_counted else []
    if draft.place and len(places) > 1:
        return replace(draft, place="")
    draft = replace(draft, place="")
    if draft.enough and can_add(doors, draft):
        return replace(draft, enough=False)
    draft = replace(draft, enough=False)
    if draft.is_counted and has_count(doors, draft.services[-1]):
        return replace(draft, amounts=draft.amounts[:-1])
    less = draft.services[:-1]
    return replace(draft, services=less, amounts=draft.amounts[: len(less)])


def has_count(doors: Doors, service: str) -> bool:
    """Whether the page of this service asks anything: how many, or whether online would do."""
    known = doors.settings.services[service]
    return known.persons_max > 1 or bool(known.digital_url)


def can_add(doors: Doors, draft: Draft) -> list[str]:
    """Services that may be added to the draft's."""
    if len(draft.services) >= SERVICES_MAX:
        return []
    return doors.agenda.combine(draft.services, None, True)


def services_page(doors: Doors, draft: Draft, unknown: bool = False) -> Html:
    """For what."""
    language = draft.language
    offered = doors.agenda.offered(None, True)
    title = say(language, "booking.service.title")
    if not offered and not Rounds(doors.agenda).offered():
        none = tag("p", say(language, "booking.none.services", gemeente=doors.settings.town.name))
        return step_page(doors, draft, title, none)
    links = [
        choice(service_text(doors.settings, language, name), replace(draft, services=(name,)).url())
        for name in offered
    ]
    links += [
        choice(
            service_text(doors.settings, language, name),
            RoundDraft(language, name).url(),
            say(language, "round.at.home"),
        )
        for name in Rounds(doors.agenda).offered()
    ]
    note = tag("p", say(language, "booking.service.unknown"), role="status") if unknown else Html()
    intro = tag("p", say(language, "booking.service.text"))
    return step_page(doors, draft, title, note, intro, choices(*links))


def persons_page(doors: Doors, draft: Draft) -> Html:
    """For how many, after the advice that it can be done without coming."""
    language = draft.language
    name = draft.services[-1]
    service = doors.settings.services[name]
    called = service_text(doors.settings, language, name)
    heading = say(language, "booking.persons.title")
    parts: list[str] = []
    if service.digital_url:
        parts = _advice(language, called, service.digital_url)
    counted = {
        amount: replace(draft, amounts=(*draft.amounts, amount))
        for amount in range(1, service.persons_max + 1)
    }
    if service.persons_max == 1:
        parts.append(buttons(link_button(say(language, "booking.come"), counted[1].url(), True)))
        return step_page(doors, draft, called, *parts)
    links = [choice(persons_text(language, amount), to.url()) for amount, to in counted.items()]
    more = tag("p", say(language, "booking.persons.text"), class_="quiet")
    if not parts:
        return step_page(doors, draft, heading, tag("p", called), more, choices(*links))
    come = tag("h2", say(language, "booking.come"))
    return step_page(doors, draft, called, *parts, come, tag("p", heading), more, choices(*links))


def _advice(language: str, called: str, url: str) -> list[str]:
    text = tag("p", say(language, "booking.digital.text"))
    go = tag("p", link_button(say(language, "booking.digital.go"), url))
    heading = tag("h2", say(language, "booking.digital.title"))
    return [tag("div", heading, text, go, class_="panel")]


def more_page(doors: Doors, draft: Draft) -> Html:
    """Anything else at the same visit."""
    language = draft.language
    links = [
        choice(
            service_text(doors.settings, language, name),
            replace(draft, services=(*draft.services, name)).url(),
        )
        for name in can_add(doors, draft)
    ]
    no = buttons(
        link_button(say(language, "booking.more.no"), replace(draft, enough=True).url(), True)
    )
    either = tag("h2", say(language, "booking.more.also"))
    title = say(language, "booking.more.title")
    return step_page(doors, draft, title, no, either, choices(*links))


def place_page(doors: Doors, draft: Draft) -> Html:
    """Where."""
    links = [
        choice(
            doors.settings.locations[name].name,
            replace(draft, place=name).url(),
            ", ".join(address_lines(doors.settings, name)),
        )
        for name in doors.agenda.places(draft.services)
    ]
    title = say(draft.language, "booking.place.title")
    return step_page(doors, draft, title, choices(*links))


def nowhere_page(doors: Doors, draft: Draft) -> Html:
    """No desk can do all of this together."""
    title = say(draft.language, "booking.together.title")
    text = tag("p", say(draft.language, "booking.together.text"))
    again = buttons(link_button(say(draft.language, "booking.again"), draft.afresh().url(), True))
    return step_page(doors, draft, title, text, again)


def _chosen(doors: Doors, draft: Draft) -> Html:
    """What was chosen so far, each with a way to change it."""
    if not draft.amounts:
        return Html()
    language = draft.language
    counted = replace(draft, services=draft.services[: len(draft.amounts)])
    those = [
        (
            say(language, "booking.fact.service"),
            asked_lines(doors.settings, language, counted.asked),
        )
    ]
    if draft.place:
        place = doors.settings.locations[draft.place]
        those.append((say(language, "booking.fact.place"), [place.name]))
    again = tag("p", tag("a", say(language, "booking.again"), href=draft.afresh().url()))
    heading = tag("h2", say(language, "booking.chosen"))
    return join(heading, facts(*those), again)
