"""The pages that people see without a device: the way in, and a visit's own page. Plain HTML, no
script. Appointments have pages of their own in `host.web.booking`.

A visit's page shows number, stage and expected wait in the visitor's language; no name and no
service.
"""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from host.core.day import Day, Visit
from host.core.expect import people_ahead
from host.core.guards import is_fetched
from host.hall import Hall
from host.views.waits import left_to_wait
from host.web.booking.parts import buttons, link_button
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, tag
from host.web.sheet import sheet
from wire.words import say

REFRESH_SECONDS = 15
DESK_WORDS = frozenset({"balie", "desk", "schalter"})
OVER = {"done": "page.done", "left": "page.left", "no_show": "page.left", "cancelled": "page.left"}
WAYS = (
    ("booking.start", "/afspraak?taal={language}"),
    ("indicators.link", "/indicators?taal={language}"),
    ("index.display", "/display"),
    ("indicators.dashboard", "/dashboard?taal={language}"),
)
"""From the way in: the key of each text, and where it leads."""


def pages(doors: Doors) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter()

    @router.get("/")
    async def index() -> HTMLResponse:
        town = doors.settings.town
        parts = [
            tag(
                "section",
                tag("p", say(language, "index.text", gemeente=town.name)),
                *(_way(language, key, path) for key, path in WAYS),
                lang=language,
            )
            for language in town.languages
        ]
        heading = tag("h1", town.name)
        return HTMLResponse(page(doors.settings, town.languages[0], town.name, heading, *parts))

    @router.get("/v/{token}")
    async def visit(token: str) -> HTMLResponse:
        for hall in doors.office.halls.values():
            name = hall.visit_of_page(token)
            if name is not None and hall.day is not None:
                return HTMLResponse(_visit(doors, hall, hall.day, hall.day.visits[name]))
        language = doors.settings.town.languages[0]
        title = say(language, "page.title")
        gone = tag("p", say(language, "page.unknown"))
        return HTMLResponse(page(doors.settings, language, title, tag("h1", title), gone), 404)

    @router.get("/pages.css")
    async def style() -> Response:
        return Response(sheet(doors.settings), media_type="text/css")

    return router


def _way(language: str, key: str, path: str) -> Html:
    return tag("p", tag("a", say(language, key), href=path.format(language=language)))


def _visit(doors: Doors, hall: Hall, day: Day, visit: Visit) -> str:
    now = doors.clock()
    survey = doors.survey.address(hall.location, day.day, visit.visit)
    language = (
        visit.language
        if visit.language in hall.settings.town.languages
        else hall.settings.town.languages[0]
    )
    local = datetime.fromtimestamp(now / 1000, hall.settings.zone(hall.location))
    number = tag("p", visit.ticket, class_="number") if visit.ticket else Html()
    heading = say(language, "page.number" if visit.ticket else "page.title")
    first, *more = _stage(hall, day, visit, language, now)
    return page(
        hall.settings,
        language,
        f"{visit.ticket} {say(language, 'page.title')}".strip(),
        tag("p", hall.name, class_="place"),
        tag("h1", heading, class_="number-of"),
        number,
        tag("p", first, class_="stage", role="status"),
        *(tag("p", line) for line in more),
        _question(language, survey) if visit.stage == "done" and survey else Html(),
        tag("p", say(language, "page.renews", tijd=f"{local:%H:%M}"), class_="quiet renews"),
        refresh_seconds=None if visit.stage in OVER else REFRESH_SECONDS,
    )


def _question(language: str, path: str) -> Html:
    """The way to the question about a visit that is over."""
    way = link_button(say(language, "survey.link"), f"{path}?taal={language}", True)
    return buttons(way)


def _stage(hall: Hall, day: Day, visit: Visit, language: str, now: int) -> list[str]:
    """What is the matter, in lines; the first is the news."""
    assert day.plan is not None
    if visit.stage in OVER:
        return [say(language, OVER[visit.stage])]
    if visit.stage in ("parked", "missed"):
        return [say(language, f"page.{visit.stage}")]
    if visit.stage in ("called", "serving") and visit.desk is not None:
        if is_fetched(visit) and visit.stage == "called":
            return [say(language, "page.fetch")]
        plan = day.plan.desks.get(visit.desk)
        mark = _mark(plan.label if plan else visit.desk)
        return [say(language, f"page.{visit.stage}", balie=mark)]
    lines = [say(language, "page.waiting")]
    ahead = people_ahead(day, visit.visit)
    if ahead is not None:
        key = "none" if ahead == 0 else "one" if ahead == 1 else "many"
        lines.append(say(language, f"page.ahead.{key}", aantal=ahead))
    wait = left_to_wait(hall, visit, now)
    if wait is not None:
        lines.append(say(language, "page.wait", van=wait[0], tot=wait[1]))
    if is_fetched(visit):
        lines.append(say(language, "page.fetch"))
    return [*lines, say(language, "page.order")]


def _mark(label: str) -> str:
    """What stands after the word for a desk: "3" for a desk that is labelled "Balie 3"."""
    word, _, rest = label.partition(" ")
    return rest if rest and word.casefold() in DESK_WORDS else label
