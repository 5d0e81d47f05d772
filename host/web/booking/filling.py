"""The end of a booking: who comes, and the last check before it counts."""

from dataclasses import replace

from host.web.booking.bringing import to_bring
from host.web.booking.choosing import OTHER
from host.web.booking.contact import MAIL_MAX, NAME_MAX, Typed
from host.web.booking.draft import Draft
from host.web.booking.parts import (
    back,
    button,
    buttons,
    facts,
    form,
    language_form,
    languages,
)
from host.web.booking.steps import TIME
from host.web.booking.texts import address_lines, asked_lines, moment_text, time_text
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say

CONTACT = "/afspraak/gegevens"
CHECK = "/afspraak/controle"
BOOK = "/afspraak/boeken"
LOOKS: dict[str, tuple[str, str, int]] = {
    "naam": ("name", "text", NAME_MAX),
    "mail": ("email", "email", MAIL_MAX),
    "telefoon": ("tel", "tel", 40),
}
"""Per field: what a browser may fill in (HTML: autocomplete), the keys of a phone, the length."""


def contact_page(
    doors: Doors, draft: Draft, typed: Typed, wrong: dict[str, str], posted: bool = False
) -> Html:
    """Who comes, what is kept and how long, and how long the time is kept free. `wrong`: by field,
    the key of the text that says it; `posted`: the page was asked for by a form.
    """
    language = draft.language
    title = say(language, "booking.contact.title")
    head = f"{say(language, 'booking.wrong.short')}: {title}" if wrong else title
    hints = {name: f"booking.contact.{name}.hint" for name in LOOKS}
    if doors.settings.messages.mail.host:
        hints["mail"] = "booking.contact.mail.sent"
    fields = [
        _field(language, name, typed, say(language, hint), wrong.get(name, ""))
        for name, hint in hints.items()
    ]
    either = tag("p", say(language, "booking.contact.either"))
    fields.insert(1, either)
    keep = say(language, "booking.contact.keep", dagen=doors.settings.town.retention_days)
    never = tag("strong", say(language, "privacy.bsn"))
    send = buttons(button(say(language, "booking.contact.next")))
    return page(
        doors.settings,
        language,
        head,
        back(language, draft.url()),
        _summary(language, wrong),
        tag("h1", title),
        _held(doors, draft),
        form(CHECK, *fields, tag("p", keep), tag("p", never), send, fields=draft.fields()),
        tag("h2", say(language, "booking.chosen")),
        _facts(doors, draft),
        switch=_switch(doors, draft, typed, CONTACT if posted else ""),
    )


def _field(language: str, name: str, typed: Typed, hint: str, wrong: str) -> Html:
    complete, kind, most = LOOKS[name]
    why = tag("p", say(language, wrong), class_="wrong-why", id=f"{name}-fout") if wrong else Html()
    box = tag(
        "input",
        id=name,
        name=name,
        type=kind,
        value=dict(typed.fields()).get(name, ""),
        maxlength=most,
        autocomplete=complete,
        aria_required="true" if name == "naam" else None,
        aria_describedby=f"{name}-fout {name}-uitleg" if wrong else f"{name}-uitleg",
        aria_invalid="true" if wrong else None,
    )
    return tag(
        "div",
        tag("label", say(language, f"booking.contact.{name}"), for_=name),
        tag("p", hint, class_="quiet", id=f"{name}-uitleg"),
        why,
        box,
        class_="field wrong" if wrong else "field",
    )


def _summary(language: str, wrong: dict[str, str]) -> Html:
    """What is wrong, at the top, each with the way to its field."""
    if not wrong:
        return Html()
    links = [
        tag("li", tag("a", say(language, key), href=f"#{name}")) for name, key in wrong.items()
    ]
    title = tag("h2", say(language, "booking.wrong.title"))
    return tag("div", title, tag("ul", *links), class_="panel fault", role="alert")


def _held(doors: Doors, draft: Draft) -> Html:
    """Until when the time is kept free; or that it is not any more."""
    if not draft.until:
        return Html()
    if draft.until <= doors.clock():
        return tag("p", say(draft.language, "booking.held.over"), role="status")
    until = time_text(draft.until, doors.settings.zone(draft.place))
    return tag("p", say(draft.language, "booking.held", tijd=until), role="status")


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
        _held(doors, draft),
        join(_facts(doors, draft), facts(*about)),
        to_bring(doors.settings, language, draft.asked),
        form(BOOK, buttons(confirm, change, other), fields=draft.fields() + typed.fields()),
        switch=_switch(doors, draft, typed, CHECK),
    )


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


def _switch(doors: Doors, draft: Draft, typed: Typed, action: str) -> Html:
    """With what was typed the page can only be had again by its form."""
    if action:
        fields = draft.fields() + typed.fields()
        return language_form(doors.settings, draft.language, action, fields)
    return languages(
        doors.settings, draft.language, lambda one: replace(draft, language=one).url(CONTACT)
    )
