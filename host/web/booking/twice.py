"""What is said to a form that comes back changed after it was booked: the appointment is there
already, and what was typed now is not kept.
"""

from fastapi.responses import HTMLResponse

from host.agenda.records import Contact
from host.web.booking.asking import answer
from host.web.booking.parts import buttons, link_button
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say


def twice_page(
    doors: Doors, language: str, home: str, kept: Contact, typed: Contact
) -> HTMLResponse:
    """With the way to the appointment's own page, `home`, for whoever made it. The form is known
    by chance alone, but it stands in addresses too, and those can be passed on: so something that
    was typed has to be what is `kept`.
    """
    title = say(language, "booking.twice.title")
    again = f"/afspraak?taal={language}"
    ways, correct = [link_button(say(language, "booking.again"), again, True)], Html()
    if _is_theirs(kept, typed):
        correct = tag("p", say(language, "booking.twice.correct"))
        ways = [
            link_button(say(language, "booking.twice.go"), f"{home}?taal={language}", True),
            link_button(say(language, "booking.again"), again),
        ]
    said = join(tag("p", say(language, "booking.twice.text")), correct)
    html = page(doors.settings, language, title, tag("h1", title), said, buttons(*ways))
    return answer(html, 409, private=True)


def _is_theirs(kept: Contact, typed: Contact) -> bool:
    """Whether the name, the mail address or the telephone number is the same."""
    pairs = ((kept.name, typed.name), (kept.mail, typed.mail), (kept.phone, typed.phone))
    return any(was and was.casefold() == now.casefold() for was, now in pairs)
