"""The end of a booking: who comes, and the last check before it counts."""

from dataclasses import replace
from typing import TypeVar

from host.web.booking.bringing import to_bring
from host.web.booking.choosing import OTHER
from host.web.booking.contact import Typed
from host.web.booking.draft import Draft, Fields
from host.web.booking.fields import text_field, wrong_summary
from host.web.booking.holding import held_note
from host.web.booking.mail_hint import likely_mail
from host.web.booking.parts import (
    back,
    button,
    buttons,
    facts,
    form,
    language_form,
    languages,
)
from host.web.booking.rounds.draft import RoundDraft
from host.web.booking.steps import CHECK, CONTACT, TIME
from host.web.booking.texts import address_lines, asked_lines, moment_text
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say

BOOK = "/afspraak/boeken"
D = TypeVar("D", Draft, RoundDraft)


def contact_page(
    doors: Doors, draft: Draft, typed: Typed, wrong: dict[str, str], posted: bool = False
) -> Html:
    """Who comes, what is kept and how long, and how long the time is kept free. `wrong`: by field,
    the key of the text that says it; `posted`: the page was asked for by a form, so that the way
    back is a button that takes along what was typed.
    """
    language = draft.language
    title = say(language, "booking.contact.title")
    head = f"{say(language, 'booking.wrong.short')}: {title}" if wrong else title
    hints = {name: f"booking.contact.{name}.hint" for name in ("naam", "mail", "telefoon")}
    if doors.settings.messages.mail.host:
        hints["mail"] = "booking.contact.mail.sent"
    fields = [
        text_field(language, name, typed, say(language, hint), wrong.get(name, ""))
        for name, hint in hints.items()
    ]
    either = tag("p", say(language, "booking.contact.either"))
    fields.insert(1, either)
    keep = say(language, "booking.contact.keep", dagen=doors.settings.town.retention_days)
    known = tag("p", keep), tag("p", tag("strong", say(language, "privacy.bsn")))
    send = [button(say(language, "booking.contact.next"))]
    if posted:
        text = say(language, "booking.back")
        send.append(button(text, primary=False, action=TIME, name=OTHER, value="tijd"))
    again = CHECK if wrong else CONTACT if posted else ""
    return page(
        doors.settings,
        language,
        head,
        Html() if posted else back(language, draft.url()),
        wrong_summary(language, wrong),
        tag("h1", title),
        held_note(doors, draft),
        form(CHECK, *fields, *known, buttons(*send), fields=draft.fields()),
        tag("h2", say(language, "booking.chosen")),
        _facts(doors, draft),
        switch=switch(doors, draft, typed, again, CONTACT),
    )


def check_page(doors: Doors, draft: Draft, typed: Typed, phone: str) -> Html:
    """Everything once more, before it counts. `phone` as it will be kept."""
    language = draft.language
    title = say(language, "booking.check.title")
    about = [
        (say(language, f"booking.check.{name}"), [value])
        for name, value in (("naam", typed.name), ("mail", typed.mail), ("telefoon", phone))
        if value
    ]
    confirm = button(say(language, "booking.check.confirm"))
    change = button(say(language, "booking.check.change"), primary=False, action=CONTACT)
    other = button(
        say(language, "booking.check.time"), primary=False, action=TIME, name=OTHER, value="tijd"
    )
    return page(
        doors.settings,
        language,
        title,
        tag("h1", title),
        held_note(doors, draft),
        join(_facts(doors, draft), facts(*about)),
        mail_hint(language, typed, CHECK, draft.fields()),
        to_bring(doors.settings, language, draft.asked),
        form(BOOK, buttons(confirm, change, other), fields=draft.fields() + typed.fields()),
        switch=switch(doors, draft, typed, CHECK, CONTACT),
    )


def mail_hint(language: str, typed: Typed, action: str, fields: Fields) -> Html:
    """Another spelling of a mail address that looks mistyped, one button away; never a refusal."""
    likely = likely_mail(typed.mail)
    if not likely:
        return Html()
    ask = tag("p", say(language, "booking.check.mail.ask", adres=likely))
    other = fields + replace(typed, mail=likely).fields()
    yes = button(say(language, "booking.check.mail.yes"), primary=False)
    return tag("div", ask, form(action, buttons(yes), fields=other), class_="panel", role="status")


def _facts(doors: Doors, draft: Draft) -> Html:
    """When, where and for what."""
    assert draft.time is not None
    language, settings = draft.language, doors.settings
    moment = moment_text(language, draft.time, settings.zone(draft.place))
    where = [settings.locations[draft.place].name, *address_lines(settings, draft.place)]
    return facts(
        (say(language, "booking.fact.moment"), [tag("strong", moment)]),
        (say(language, "booking.fact.place"), where),
        (say(language, "booking.fact.service"), asked_lines(settings, language, draft.asked)),
    )


def switch(doors: Doors, draft: D, typed: Typed, action: str, start: str) -> Html:
    """The languages. With what was typed the page can only be had again by its form, sent to
    `action`; where that is empty it stands at `start`.
    """
    if action:
        fields = draft.fields() + typed.fields()
        return language_form(doors.settings, draft.language, action, fields)
    return languages(
        doors.settings, draft.language, lambda one: replace(draft, language=one).url(start)
    )
