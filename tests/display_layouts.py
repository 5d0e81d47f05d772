"""Displays of every layout, for tests: what they are told of themselves, and boards for them."""

from typing import Any

from tests.display_stand_in import a_board, a_call, a_setup
from tests.display_wall import Wall
from wire.displays import BoardPromise, DisplaySetup, Notice, Span
from wire.rows import BoardCall
from wire.setup import DeskLabel
from wire.views import BoardView

DESKS = tuple(
    DeskLabel(desk=desk, label=label, services=())
    for desk, label in (("3", "Balie 3"), ("12", "12"), ("red", "Spreekkamer Rood"))
)
ALL_DAY = (Span(start="00:00", end="24:00"),)
LIFT = Notice(
    texts={"nl": "De lift werkt niet.", "en": "The lift is broken.", "de": "Aufzug kaputt."}
)
EARLY = Notice(texts={"nl": "Wij sluiten eerder.", "en": "We close early.", "de": "Wir schließen."})
WATER = Notice(texts={"nl": "Er is water.", "en": "There is water.", "de": "Es gibt Wasser."})
PROMISES = (
    BoardPromise(
        population="appointment",
        statistic="share",
        limit="5:00",
        promised="95",
        today="93",
        n=184,
        kept=False,
    ),
    BoardPromise(
        population="walk_in",
        statistic="mean",
        limit="15:00",
        promised="15:00",
        today="12:41",
        n=97,
        kept=True,
    ),
    BoardPromise(population="walk_in", statistic="p90", limit="7:30", promised="7:30", n=4),
)
GROUP = DisplaySetup(
    layout="desks",
    desks=("3", "red"),
    direction={"nl": "Eerste deur links", "en": "First door on the left", "de": "Erste Tür links"},
    arrow="left",
)
LAYOUTS = {
    "hall": DisplaySetup(notices=(LIFT, EARLY, WATER)),
    "desks": GROUP,
    "desk": DisplaySetup(layout="desk", desks=("3",)),
    "promise": DisplaySetup(layout="promise"),
    "ticker": DisplaySetup(layout="ticker", notices=(LIFT, EARLY, WATER)),
    "image": DisplaySetup(images=("/display/icon.svg",)),
}


def call(ring: int, ticket: str, desk: str, seconds_ago: float = 0) -> BoardCall:
    label = next(each.label for each in DESKS if each.desk == desk)
    made = a_call(ring, ticket, label, seconds_ago)
    return made.model_copy(update={"key": desk})


def opens(wall: Wall, display: DisplaySetup | None, **changes: Any) -> None:
    wall.host.setup = a_setup(desks=DESKS, display=display, **changes)
    wall.open()


def board(*calls: BoardCall, **changes: Any) -> BoardView:
    return a_board(*calls, promises=PROMISES, **changes)
