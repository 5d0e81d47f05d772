"""The pages that people see without a device: the way in, and a visit's own page. Plain HTML, no
script.

A visit's page shows number, stage and expected wait in the visitor's language; no name and no
service.
"""

from datetime import datetime
from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from host.core.day import Day, Visit
from host.core.expect import expected_wait, people_ahead
from host.core.guards import is_fetched
from host.core.lines import start_of
from host.hall import Hall
from host.settings import Settings
from host.settings.contrast import GROUNDS
from host.web.doors import Doors
from wire.words import say

REFRESH_SECONDS = 15
DESK_WORDS = frozenset({"balie", "desk", "schalter"})
OVER = {"done": "page.done", "left": "page.left", "no_show": "page.left", "cancelled": "page.left"}


def pages(doors: Doors) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter()

    @router.get("/")
    async def index() -> HTMLResponse:
        town = doors.settings.town
        parts = [
            f'<section lang="{language}"><p>{_text(language, "index.text", gemeente=town.name)}</p>'
            f'<p><a href="/display">{_text(language, "index.display")}</a></p></section>'
            for language in town.languages
        ]
        return HTMLResponse(_page(town.languages[0], town.name, "".join(parts)))

    @router.get("/v/{token}")
    async def visit(token: str) -> HTMLResponse:
        for hall in doors.office.halls.values():
            name = hall.visit_of_page(token)
            if name is not None and hall.day is not None:
                return HTMLResponse(_visit(hall, hall.day, hall.day.visits[name], doors.clock()))
        language = doors.settings.town.languages[0]
        gone = f"<p>{_text(language, 'page.unknown')}</p>"
        return HTMLResponse(_page(language, doors.settings.town.name, gone), 404)

    @router.get("/pages.css")
    async def style() -> Response:
        return Response(_style(doors.settings), media_type="text/css")

    return router


def _visit(hall: Hall, day: Day, visit: Visit, now: int) -> str:
    language = (
        visit.language
        if visit.language in hall.settings.town.languages
        else hall.settings.town.languages[0]
    )
    local = datetime.fromtimestamp(now / 1000, hall.settings.zone(hall.location))
    parts = [f"<p class=place>{escape(hall.name)}</p>"]
    if visit.ticket:
        number = _text(language, "page.number")
        parts.append(f"<h2>{number}</h2><p class=number>{escape(visit.ticket)}</p>")
    first, *more = _stage(day, visit, language, now)
    parts.append(f"<p class=stage role=status>{first}</p>")
    parts += [f"<p>{line}</p>" for line in more]
    parts.append(f"<p class=quiet>{_text(language, 'page.renews', tijd=f'{local:%H:%M}')}</p>")
    title = f"{visit.ticket} {say(language, 'page.title')}".strip()
    refresh = None if visit.stage in OVER else REFRESH_SECONDS
    return _page(language, hall.settings.town.name, "".join(parts), title, refresh)


def _stage(day: Day, visit: Visit, language: str, now: int) -> list[str]:
    """What is the matter, in lines; the first is the news."""
    assert day.plan is not None
    if visit.stage in OVER:
        return [_text(language, OVER[visit.stage])]
    if visit.stage in ("parked", "missed"):
        return [_text(language, f"page.{visit.stage}")]
    if visit.stage in ("called", "serving") and visit.desk is not None:
        if is_fetched(visit) and visit.stage == "called":
            return [_text(language, "page.fetch")]
        plan = day.plan.desks.get(visit.desk)
        mark = _mark(plan.label if plan else visit.desk)
        return [_text(language, f"page.{visit.stage}", balie=mark)]
    lines = [_text(language, "page.waiting")]
    ahead = people_ahead(day, visit.visit)
    if ahead is not None:
        key = "none" if ahead == 0 else "one" if ahead == 1 else "many"
        lines.append(_text(language, f"page.ahead.{key}", aantal=ahead))
    wait = _wait(day, visit, now)
    if wait is not None:
        lines.append(_text(language, "page.wait", van=wait[0], tot=wait[1]))
    if is_fetched(visit):
        lines.append(_text(language, "page.fetch"))
    return [*lines, _text(language, "page.order")]


def _wait(day: Day, visit: Visit, now: int) -> tuple[int, int] | None:
    """Minutes that are left to wait, from the place in line that the visitor has already."""
    if visit.visit not in day.lines:
        return None
    start = start_of(visit)
    booked = visit.by_appointment and not visit.late
    found = expected_wait(day, visit.services, start, start if booked else None)
    if found is None:
        return None
    early = max(0, start - now) // 60_000
    return max(found[0], early), max(found[1], early)


def _mark(label: str) -> str:
    """What stands after the word for a desk: "3" for a desk that is labelled "Balie 3"."""
    word, _, rest = label.partition(" ")
    return rest if rest and word.casefold() in DESK_WORDS else label


def _text(language: str, key: str, **values: object) -> str:
    return escape(say(language, key, **values))


def _page(
    language: str, town: str, body: str, title: str = "", refresh_seconds: int | None = None
) -> str:
    refresh = f'<meta http-equiv=refresh content="{refresh_seconds}">' if refresh_seconds else ""
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset=utf-8>'
        f'<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<meta name=robots content=noindex>{refresh}"
        f"<title>{escape(title or town)}</title><link rel=stylesheet href=/pages.css></head>"
        f"<body><header><h1>{escape(town)}</h1></header><main>{body}</main></body></html>"
    )


def _style(settings: Settings) -> str:
    """The town's colours under the names of the NL Design System, then one short sheet that uses
    them.
    """
    look = settings.look
    dark = look.ground == "dark"
    return (
        ":root{"
        f"color-scheme:{look.ground};"
        f"--utrecht-document-background-color:{GROUNDS[look.ground]};"
        f"--utrecht-document-color:{'#f5f7fa' if dark else '#14181f'};"
        f"--utrecht-link-color:{look.accent};"
        f"--utrecht-page-header-background-color:{look.accent};"
        f"--utrecht-page-header-color:{look.accent_text};"
        f"--balie-quiet:{'#c3ccd8' if dark else '#3a4350'}}}"
    ) + _SHEET


_SHEET = """
*{box-sizing:border-box}
body{margin:0;background:var(--utrecht-document-background-color);
color:var(--utrecht-document-color);
font:1.125rem/1.5 system-ui,sans-serif}
header{background:var(--utrecht-page-header-background-color);
color:var(--utrecht-page-header-color);padding:1rem 1.5rem}
h1{font-size:1.25rem;margin:0}
h2{font-size:1.125rem;font-weight:400;margin:1.5rem 0 0}
main{max-width:36rem;margin:0 auto;padding:1rem 1.5rem 3rem}
section{padding:1rem 0}
a{color:var(--utrecht-link-color)}
p{margin:.75rem 0}
.number{font-size:clamp(4rem,24vw,7rem);font-weight:700;line-height:1;margin:.25rem 0 1.5rem;
font-variant-numeric:tabular-nums}
.stage{font-size:1.5rem;font-weight:600;line-height:1.3;margin:1.5rem 0}
.place,.quiet{color:var(--balie-quiet)}
.quiet{font-size:1rem;margin-top:2.5rem}
"""
