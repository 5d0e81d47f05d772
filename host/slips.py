"""Writes the slip of a ticket: what stands on the paper, in the visitor's language. Knows no
printer and no service.
"""

from datetime import datetime

from host.core.away import back_at
from host.core.day import Day, SlipState, Visit
from host.core.plan import MINUTE
from host.room import Place
from host.settings import Settings
from host.tokens import page_token
from wire.slips import Slip, SlipLine
from wire.words import say
from wire.words.tongues import is_whole


def line_of(
    settings: Settings, language: str, key: str, bold: bool = False, **values: object
) -> SlipLine:
    """A text as a line; in a language that not every printer has letters for with the town's own
    beside it.
    """
    own = settings.town.languages[0]
    return SlipLine(
        text=say(language, key, **values).strip(),
        bold=bold,
        instead="" if is_whole(language) else say(own, key, **values).strip(),
    )


def copy_mark(settings: Settings, language: str) -> str:
    """On paper that may be the second of its kind; in letters that every printer has."""
    own = settings.town.languages[0]
    return say(language if is_whole(language) else own, "slip.copy")


def _where_to_wait(
    settings: Settings, language: str, visit: Visit, asked: int, place: Place
) -> list[SlipLine]:
    """Before the screen; or outside, and when to be back, as the kiosk says it. Where a number may
    be given after the slip was made, the paper promises no text.
    """
    if not place:
        return [line_of(settings, language, "ticket.look")]
    found = [line_of(settings, language, "slip.outside", bold=True)]
    if place == "text":
        return [*found, line_of(settings, language, "outside.told")]
    minutes = -((asked - (back_at(visit) or asked)) // MINUTE)
    key = "outside.back" if minutes > 0 else "outside.ask"
    found.append(line_of(settings, language, key, min=minutes))
    if place == "ask":
        found.append(line_of(settings, language, "slip.outside.text"))
    return found


def _wait(settings: Settings, language: str, told: tuple[int, int]) -> SlipLine:
    """The wait that was told, in minutes from and to."""
    here, own = (
        say(each, "ticket.wait", min=say(each, "slip.range", van=told[0], tot=told[1]))
        for each in (language, settings.town.languages[0])
    )
    return SlipLine(text=here, instead="" if is_whole(language) else own)


def slip_of(
    settings: Settings,
    location: str,
    day: Day,
    state: SlipState,
    secret: bytes,
    told: tuple[int, int] | None = None,
    place: Place = "",
) -> Slip:
    """The document of one slip. It names neither the person nor the service. `told`: the wait in
    minutes that the visitor heard at the door; a copy does not repeat it, for time has passed.
    `place`: how somebody who waits outside hears that there is room.
    """
    visit = day.visits[state.visit]
    language = (
        visit.language if visit.language in settings.town.languages else settings.town.languages[0]
    )
    arrived = datetime.fromtimestamp((visit.arrived or state.asked) / 1000, settings.zone(location))
    lines = [
        SlipLine(text=settings.town.name, size="large", bold=True),
        SlipLine(text=settings.locations[location].name),
        line_of(settings, language, "ticket.number", nummer=""),
        SlipLine(text=visit.ticket, size="huge", bold=True),
        line_of(settings, language, "ticket.time", tijd=f"{arrived:%H:%M}"),
    ]
    if told is not None and state.number == 1:
        lines.append(_wait(settings, language, told))
    lines += _where_to_wait(settings, language, visit, state.asked, place)
    return Slip(
        slip=state.slip,
        language=language,
        ticket=visit.ticket,
        lines=tuple(lines),
        link=f"{settings.server.url.rstrip('/')}/v/{page_token(secret, day, visit.visit)}",
        below=(
            line_of(settings, language, "slip.scan"),
            line_of(settings, language, "ticket.nohurry"),
        ),
        copy_mark=copy_mark(settings, language) if state.number > 1 else "",
    )
