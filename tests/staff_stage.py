"""Desk views, and staff apps on a fake line: it records what is said; the clock stands still."""

import asyncio
from collections.abc import Callable
from typing import Any

from kiosk.desk.app import DeskApp
from kiosk.greeter.app import GreeterApp
from tests.staff_rows import NOW, a_setup, a_visit, at, the_figures, the_waiting
from wire.frames import Done, No, Rows, Shown, Welcome
from wire.link import Lost, Silence
from wire.rows import NextRow, VisitRow
from wire.setup import Setup
from wire.views import DeskView, GreeterView

FREE = (
    "call_next",
    "call_visit",
    "serve_now",
    "pause_desk",
    "close_desk",
    "call_for_help",
    "mark_times_wrong",
)
CALLED = (
    "call_next",
    "call_visit",
    "recall",
    "meet",
    "not_here",
    "end_visit",
    "park",
    "hand_over",
    "put_back",
    "change_visit",
    "annotate",
    "call_for_help",
)
SERVING = (
    "call_next",
    "call_visit",
    "end_visit",
    "park",
    "hand_over",
    "change_visit",
    "annotate",
    "pause_desk",
    "mark_times_wrong",
    "call_for_help",
)


def a_desk_view(**changes: Any) -> DeskView:
    """Desk 3, free, with people waiting."""
    rows = changes.pop("rows", the_waiting(12))
    view: dict[str, Any] = {
        "desk": "3",
        "state": "free",
        "signed_in": "Fatma Öztürk",
        "can": FREE if rows else tuple(each for each in FREE if each != "call_next"),
        "next": NextRow(visit=rows[0], why="least_time_left", minutes_left=1, limit_minutes=5)
        if rows
        else None,
        "waiting": rows[:50],
        "waiting_count": len(rows),
        "aside": (a_visit("C007", stage="missed", can=("put_back",)),) if rows else (),
        "figures": the_figures(),
    }
    return DeskView(**view | changes)


def called(**changes: Any) -> DeskView:
    """Desk 3 with A018 called a moment ago."""
    visit = a_visit(
        "A018",
        stage="called",
        desk="3",
        called=at("10:29"),
        calls=1,
        services=("first",),
        persons=2,
    )
    values = {
        "state": "busy",
        "visit": visit,
        "can": CALLED,
        "recall_at": NOW + 34_000,
        "recalls_left": 2,
    }
    return a_desk_view(**values | changes)


def to_fetch(**changes: Any) -> DeskView:
    """Desk 3 in hospitality mode: somebody without a number, to be fetched."""
    visit = a_visit(
        "",
        stage="called",
        desk="3",
        called=at("10:29"),
        calls=1,
        fetch=True,
        name="Anneke",
        look="rode jas, kinderwagen",
        seat="bij het raam",
        needs=("hearing",),
    )
    rows = tuple(row.model_copy(update={"ticket": ""}) for row in the_waiting(6))
    can = (*CALLED, "come_to_fetch")
    return a_desk_view(
        **{"rows": rows, "state": "busy", "visit": visit, "can": can, "recalls_left": 2} | changes
    )


class FakeLine:
    """Records what is said and answers as told: `Done` unless `answers` holds something else for
    its kind: a refusal's word, changes of the `Done`, or what makes the answer.
    """

    def __init__(
        self, heard: Callable[[Any], None], frames: list[Any], answers: dict[str, Any]
    ) -> None:
        self.heard = heard
        self.frames = frames
        self.said: list[Any] = []
        self.answers = answers
        self.rows: tuple[VisitRow, ...] = ()
        self.held: asyncio.Event | None = None

    async def run(self) -> None:
        for frame in self.frames:
            self.heard(frame)
        await asyncio.Event().wait()

    async def ask(self, said: Any, timeout_seconds: float = 5.0) -> Any:
        self.said.append(said)
        if self.held is not None:
            await self.held.wait()
        answer = self.answers.get(said.kind)
        if answer is Lost:
            raise Lost("no answer")
        if callable(answer):
            return answer(said)
        if isinstance(answer, str):
            return No(id=said.id, word=answer)
        if said.kind in ("find", "more"):
            return Rows(id=said.id, rows=self.rows, total=len(self.rows))
        done = Done(id=said.id, seq=1, at=NOW)
        return done if answer is None else done.model_copy(update=answer)

    async def tell(self, said: Any) -> None:
        self.said.append(said)

    def show(self, view: Any, now: int = NOW) -> None:
        """The host shows a newer view."""
        self.heard(Shown(seq=2, at=now, view=view))

    def fall_silent(self) -> None:
        self.heard(Silence("silent"))

    def kinds(self) -> list[str]:
        return [each.kind for each in self.said]


class Stage:
    """An app with its fake line; `clock` is the device's time, in milliseconds, and moves when
    told.
    """

    def __init__(
        self, make: Callable[..., Any], role: Any, view: Any, language: str | None, setup: Setup
    ) -> None:
        self.now = NOW
        self.line: FakeLine
        self.answers: dict[str, Any] = {}
        self.frames: list[Any] = [
            Welcome(device="d", role=role, location="raadhuis", at=NOW),
            setup,
        ]
        if view is not None:
            self.frames.append(Shown(seq=1, at=NOW, view=view))
        self.app = make(self._open, lambda: self.now, language)

    def _open(self, heard: Callable[[Any], None]) -> FakeLine:
        self.line = FakeLine(heard, self.frames, self.answers)
        return self.line


def a_greeter(
    view: GreeterView | None, language: str | None = None, setup: Setup | None = None
) -> Stage:
    return Stage(GreeterApp, "greeter", view, language, setup or a_setup())


def a_desk(view: DeskView | None, language: str | None = None, setup: Setup | None = None) -> Stage:
    return Stage(
        lambda line, clock, tongue: DeskApp(line, clock, "3", tongue),
        "desk",
        view,
        language,
        setup or a_setup(),
    )


async def settled(pilot: Any) -> None:
    """The first view has been heard and drawn, twice over: lists learn their width on the way."""
    for _ in range(3):
        await pilot.pause(0.1)
    pilot.app.look_again()
    await pilot.pause(0.1)
