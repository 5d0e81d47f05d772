"""The way of a visitor who would rather come back: an appointment, made on the visitor's own phone.
A kiosk asks nobody for a name or an address of mail in the middle of a hall."""

from __future__ import annotations

from visitor.entrance import call_greeter
from visitor.hall import Hall
from visitor.page import Option, Page, Session
from wire.words import say

BOOK_KEY = "3"


def book_options(hall: Hall, session: Session) -> tuple[Option, ...]:
    """The one more option of a service for which the town gives appointments to everybody."""
    if not hall.booking or session.service not in hall.bookable:
        return ()
    return (Option(BOOK_KEY, say(session.language, "book.option"), session.to("book")),)


def book(hall: Hall, session: Session) -> Page:
    """The address of the booking pages as a picture for a phone, and always a person to ask."""
    tongue = session.language
    return Page(
        step="book",
        language=tongue,
        title=say(tongue, "book.title"),
        lines=(hall.label(session.service, tongue), say(tongue, "book.how")),
        link=f"{hall.booking}?taal={tongue}&dienst={session.service}",
        options=(
            Option("1", say(tongue, "start.help"), call_greeter(hall, session, "other")),
            Option("2", say(tongue, "key.done"), Session()),
        ),
    )
