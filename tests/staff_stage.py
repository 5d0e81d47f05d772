"""Staff apps on a fake line: what is said is recorded, answers are as told, the clock stands still."""

import asyncio
from collections.abc import Callable
from typing import Any

from kiosk.desk.app import DeskApp
from kiosk.greeter.app import GreeterApp
from tests.staff_rows import NOW, a_setup
from wire.frames import Done, No, Rows, Shown, Welcome
from wire.link import Lost, Silence
from wire.rows import VisitRow
from wire.setup import Setup
from wire.views import DeskView, GreeterView


class FakeLine:
    """Records what is said and answers as told: `Done` unless `answers` holds something else for
    its kind.
    """

    def __init__(self, heard: Callable[[Any], None], frames: list[Any]) -> None:
        self.heard = heard
        self.frames = frames
        self.said: list[Any] = []
        self.answers: dict[str, Any] = {}
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
        self.frames: list[Any] = [
            Welcome(device="d", role=role, location="raadhuis", at=NOW),
            setup,
        ]
        if view is not None:
            self.frames.append(Shown(seq=1, at=NOW, view=view))
        self.app = make(self._open, lambda: self.now, language)

    def _open(self, heard: Callable[[Any], None]) -> FakeLine:
        self.line = FakeLine(heard, self.frames)
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
