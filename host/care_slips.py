"""Writes the slips of caring for who is in the building: a badge for upstairs, and the list of who
is inside. The list is the only paper with names on it, unless the town puts them on badges too.
"""

from datetime import datetime

from host.core.building import persons_in, visits_in
from host.core.day import Day, SlipState, Visit
from host.hall import Hall
from host.settings import Settings
from host.slips import copy_mark, line_of
from wire.slips import Slip, SlipLine
from wire.words import say
from wire.words.tongues import is_whole

LIST_MAX = 400


def badge_slip(hall: Hall, day: Day, state: SlipState) -> Slip:
    """What a visitor wears upstairs: for colleagues in the town's language, and beside it in the
    visitor's own.
    """
    visit, settings = day.visits[state.visit], hall.settings
    known = settings.town.languages
    language = visit.language if visit.language in known else known[0]
    lines = [
        SlipLine(text=settings.town.name, size="large", bold=True),
        SlipLine(text=hall.name),
        _for_both(settings, language, "slip.badge", bold=True),
        SlipLine(text=str(visit.badge or ""), size="huge", bold=True),
    ]
    person = hall.people.get(visit.visit)
    if settings.locations[hall.location].fetching.badge_name and person and person.name:
        lines.append(SlipLine(text=person.name, size="large", bold=True))
    lines += [
        _for_both(settings, language, "slip.badge.time", tijd=_clock(hall, state.asked)),
        line_of(settings, language, "slip.badge.back"),
    ]
    mark = copy_mark(settings, language) if state.number > 1 else ""
    return Slip(slip=state.slip, language=language, ticket="", lines=tuple(lines), copy_mark=mark)


def _for_both(
    settings: Settings, language: str, key: str, bold: bool = False, **values: object
) -> SlipLine:
    """The town's own words first; alone where a printer lacks the letters of the visitor's."""
    own = settings.town.languages[0]
    if language == own:
        return line_of(settings, own, key, bold, **values)
    here, there = (say(each, key, **values).strip() for each in (own, language))
    return SlipLine(text=f"{here} / {there}", bold=bold, instead="" if is_whole(language) else here)


def inside_slip(hall: Hall, day: Day, state: SlipState) -> Slip:
    """Who is in the building, the number of persons first; in the town's language."""
    language = hall.settings.town.languages[0]
    count = persons_in(day)
    key = "slip.inside.one" if count == 1 else "slip.inside.count"
    lines = [
        SlipLine(text=say(language, "slip.inside"), size="large", bold=True),
        SlipLine(text=f"{hall.name}  {_clock(hall, state.asked)}"),
        SlipLine(text=say(language, key, n=count), size="large", bold=True),
    ]
    found = visits_in(day, LIST_MAX)
    lines += [
        SlipLine(text=_line(hall, day, language, place, each), align="start")
        for place, each in found
    ]
    lines.append(SlipLine(text=say(language, "slip.inside.throw")))
    return Slip(slip=state.slip, language=language, ticket="", lines=tuple(lines))


def _line(hall: Hall, day: Day, language: str, place: str, visit: Visit) -> str:
    """ "[ ] 2 x A042 Jansen, balie 3": a box to tick, how many, who and where."""
    person = hall.people.get(visit.visit)
    who = [visit.ticket, person.name if person else "", person.look if person else ""]
    told = " ".join(filter(None, who)) or say(language, "staff.nameless")
    where = say(language, f"slip.inside.{place}", balie=_desk(day, visit), badge=visit.badge or "")
    return f"[ ] {visit.persons} x {told}, {where}"


def _desk(day: Day, visit: Visit) -> str:
    assert day.plan is not None
    known = day.plan.desks.get(visit.desk or "")
    return known.label if known else visit.desk or ""


def _clock(hall: Hall, at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, hall.settings.zone(hall.location)):%H:%M}"
