"""Every page that a kiosk in a browser can show, in any language and look, as the host would send
it: what lies over a page and the pages of pairing included.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from host.settings import Settings
from host.web.html import Html
from host.web.kiosk.frame import whole
from host.web.kiosk.looks import ALL, Looks, look_page
from tests.kiosk_stand_in import NOW, a_setup, a_view
from visitor import entrance, steps
from visitor.entrance import LONG_MILLIS
from visitor.hall import Hall
from visitor.page import Own, Page, Session
from wire.frames import AppointmentFound, Done

LOOKS = {
    "town": Looks(),
    "large": Looks(frozenset({"large"})),
    "contrast": Looks(frozenset({"contrast"})),
    "left-low": Looks(frozenset({"left", "low"})),
    "everything": Looks(frozenset({"large", "contrast", "right", "low"})),
}
SIZES = {"kiosk": (1080, 1920), "wide": (1280, 800), "tablet": (768, 1024), "phone": (360, 740)}


def a_hall(**changes: Any) -> Hall:
    """A town that gives appointments on its web pages."""
    return replace(
        Hall(a_setup(), a_view(), NOW, "Europe/Amsterdam", scanner=True, handful=7),
        booking="https://testdam.example/afspraak",
        bookable=frozenset(each.service for each in a_setup().services),
        **changes,
    )


def five() -> Hall:
    """A hall of a town with five languages."""
    languages = ("nl", "en", "de", "tr", "pl")
    return a_hall(setup=a_setup().model_copy(update={"languages": languages}))


def sessions(language: str) -> Iterator[Session]:
    """A visitor on each step who has done all that could lead there."""
    start = Session(step="start", language=language, before=Session())
    found = AppointmentFound(
        id="found-01",
        visit="visit-01",
        word="on_time",
        appointed=NOW + 600_000,
        persons=2,
        services=("paspoort",),
        ticket="A042",
        location_name="Bijkantoor",
    )
    done = Done(
        id="taken-01",
        seq=1,
        at=NOW,
        visit="visit-01",
        ticket="A042",
        slip="visit-01-1",
        word="early",
        wait_from_minutes=10,
        wait_to_minutes=15,
    )
    known = replace(
        start,
        found=found,
        done=done,
        service="paspoort",
        persons=2,
        needs=("hearing",),
        called=True,
        moment=NOW + 300_000,
        before=start,
        own=Own(ticket="Z001", paper="printed"),
    )
    for step in steps.PAGES:
        if step.startswith("rate"):
            continue
        if step == "language":
            yield Session()
            yield Session(code="ABC234")
        else:
            yield replace(known, step=step)
        if step == "code":
            yield replace(known, step=step, code="ABC23")
        if step == "persons":
            yield replace(known, step=step, part=1)
        if step in ("help", "too_late", "sorry"):
            yield replace(known, step=step, called=False)
        if step == "already_here":
            yield replace(known, step=step, found=found.model_copy(update={"over": True}))
        if step == "done":
            yield replace(known, step=step, done=done.model_copy(update={"fetch": True}))


def pages(language: str, looks: Looks, hall: Hall | None = None) -> Iterator[tuple[Page, Hall]]:
    """Each page with the hall it was made for."""
    hall = hall or a_hall()
    if "large" in looks.chosen:
        hall = replace(hall, handful=5)
    for session in sessions(language):
        yield steps.page_of(hall, session), hall
    empty = replace(hall, view=a_view(choices=()))
    yield steps.page_of(empty, Session(step="services", language=language)), empty
    shut = replace(hall, view=a_view(open=False, opens_at=NOW + 86_400_000))
    yield entrance.closed(shut, Session()), shut
    yield entrance.closed(shut, Session(step="start", language=language)), shut
    yield entrance.still_there(language, 20), hall
    yield entrance.away(hall.setup, language), hall
    yield entrance.away(hall.setup, "", LONG_MILLIS), hall
    yield entrance.starting(), hall
    begun = Session(step="start", language=language, before=Session())
    yield look_page(language, looks, steps.page_of(hall, begun).help), hall


def documents(
    settings: Settings, language: str, looks: Looks, hall: Hall | None = None
) -> Iterator[tuple[str, Html]]:
    """The name and the text of each."""
    for number, (page, of) in enumerate(pages(language, looks, hall)):
        html = whole(
            settings,
            page,
            "t-1",
            of,
            looks,
            refresh_seconds=15,
            idle_seconds=30,
            stay_seconds=20,
        )
        yield f"{number:02}-{page.step}", html


__all__ = ["ALL", "LOOKS", "SIZES", "documents", "pages"]
