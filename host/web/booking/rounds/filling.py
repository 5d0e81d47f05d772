"""The end of asking for a round: who, and at which address, and the last check before it counts."""

from dataclasses import replace

from host.web.booking.bringing import to_put_out
from host.web.booking.contact import Typed
from host.web.booking.fields import text_field, wrong_summary
from host.web.booking.filling import mail_hint, switch
from host.web.booking.parts import back, button, buttons, facts, form
from host.web.booking.rounds.draft import BOOK, CHECK, CONTACT, DAYS, RoundDraft
from host.web.booking.rounds.pages import round_facts
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say


def round_contact_page(
    doors: Doors, draft: RoundDraft, typed: Typed, wrong: dict[str, str], posted: bool = False
) -> Html:
    """Who and where. `wrong`: by field, the key of the text that says it; `posted`: the page was
    asked for by a form, so that the way back is a button that takes along what was typed.
    """
    language = draft.language
    title = say(language, "booking.contact.title")
    head = f"{say(language, 'booking.wrong.short')}: {title}" if wrong else title
    sends = bool(doors.settings.messages.mail.host)
    hints = {
        "naam": "round.contact.naam.hint",
        "adres": "booking.contact.adres.hint",
        "spullen": "booking.contact.spullen.hint",
        "mail": "booking.contact.mail.sent" if sends else "booking.contact.mail.hint",
        "telefoon": "booking.contact.telefoon.hint",
    }
    fields = [
        text_field(language, name, typed, say(language, hint), wrong.get(name, ""))
        for name, hint in hints.items()
    ]
    fields.insert(3, tag("p", say(language, "booking.contact.either")))
    keep = say(language, "round.contact.keep", dagen=doors.settings.town.retention_days)
    known = tag("p", keep), tag("p", tag("strong", say(language, "privacy.bsn")))
    send = [button(say(language, "booking.contact.next"))]
    if posted:
        send.append(button(say(language, "booking.back"), primary=False, action=DAYS))
    again = CHECK if wrong else CONTACT if posted else ""
    return page(
        doors.settings,
        language,
        head,
        Html() if posted else back(language, replace(draft, day=None).url()),
        wrong_summary(language, wrong),
        tag("h1", title),
        form(CHECK, *fields, *known, buttons(*send), fields=draft.fields()),
        tag("h2", say(language, "booking.chosen")),
        round_facts(doors, draft),
        switch=switch(doors, draft, typed, again, CONTACT),
    )


def round_check_page(doors: Doors, draft: RoundDraft, typed: Typed, phone: str) -> Html:
    """Everything once more, before it counts. `phone` as it will be kept."""
    language = draft.language
    title = say(language, "booking.check.title")
    known = (
        ("naam", typed.name),
        ("adres", typed.address),
        ("spullen", typed.things),
        ("mail", typed.mail),
        ("telefoon", phone),
    )
    about = [(say(language, f"booking.check.{name}"), [value]) for name, value in known if value]
    confirm = button(say(language, "round.check.confirm"))
    change = button(say(language, "booking.check.change"), primary=False, action=CONTACT)
    other = button(say(language, "round.check.day"), primary=False, action=DAYS)
    return page(
        doors.settings,
        language,
        title,
        tag("h1", title),
        join(round_facts(doors, draft), facts(*about)),
        mail_hint(language, typed, CHECK, draft.fields()),
        to_put_out(doors.settings, language, draft.service),
        form(BOOK, buttons(confirm, change, other), fields=draft.fields() + typed.fields()),
        switch=switch(doors, draft, typed, CHECK, CONTACT),
    )
