"""Writes the slip of a ticket: what stands on the paper, in the visitor's language. Knows no
printer and no service.
"""

from datetime import datetime

from host.core.day import Day, SlipState
from host.settings import Settings
from host.tokens import page_token
from wire.slips import Slip, SlipLine
from wire.words import say, words_of


def slip_of(
    settings: Settings,
    location: str,
    day: Day,
    state: SlipState,
    secret: bytes,
    told: tuple[int, int] | None = None,
) -> Slip:
    """The document of one slip. It names neither the person nor the service. `told`: the wait in
    minutes that the visitor heard at the door; a copy does not repeat it, for time has passed.
    """
    visit = day.visits[state.visit]
    language = (
        visit.language if visit.language in settings.town.languages else settings.town.languages[0]
    )
    arrived = datetime.fromtimestamp((visit.arrived or state.asked) / 1000, settings.zone(location))
    lines = [
        SlipLine(text=settings.town.name, size="large", bold=True),
        SlipLine(text=settings.locations[location].name),
        SlipLine(text=say(language, "ticket.number", nummer="").strip()),
        SlipLine(text=visit.ticket, size="huge", bold=True),
        SlipLine(text=say(language, "ticket.time", tijd=f"{arrived:%H:%M}")),
    ]
    if told is not None and state.number == 1:
        minutes = say(language, "slip.range", van=told[0], tot=told[1])
        lines.append(SlipLine(text=say(language, "ticket.wait", min=minutes)))
    lines.append(SlipLine(text=say(language, "ticket.look")))
    return Slip(
        slip=state.slip,
        language=language,
        ticket=visit.ticket,
        lines=tuple(lines),
        link=f"{settings.server.url.rstrip('/')}/v/{page_token(secret, day, visit.visit)}",
        below=(
            SlipLine(text=say(language, "slip.scan")),
            SlipLine(text=say(language, "ticket.nohurry")),
        ),
        copy_mark=words_of(language).get("slip.copy", "KOPIE") if state.number > 1 else "",
    )
