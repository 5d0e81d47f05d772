"""The greeter's app: opens the one screen of the hall, and keeps all of the day on it while the
host is silent."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from kiosk.greeter.rest import Rest
from kiosk.greeter.screen import GreeterScreen
from kiosk.staff.app import StaffApp
from wire.views import GreeterView


class GreeterApp(StaffApp):
    """One greeter at one screen, by touch or by keys."""

    TITLE = "Balie"

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.rest = Rest()

    def get_default_screen(self) -> Screen[None]:
        return GreeterScreen()

    def look_again(self) -> None:
        if self.silence is None:
            self._ask_for_the_rest()
        super().look_again()

    def _ask_for_the_rest(self) -> None:
        view = self.view
        if isinstance(view, GreeterView) and self.rest.is_due(view, self.clock()):
            work = self.rest.refresh(view, self.find, self.clock())
            self.run_worker(work, name="rest", exit_on_error=False)

    def watch_silence(self, silence: str | None) -> None:
        """The last known day, whole, until the host shows a newer one."""
        if silence is not None and isinstance(self.view, GreeterView):
            self.view = self.rest.whole(self.view)
        super().watch_silence(silence)
