"""The greeter's app: opens the one screen of the hall."""

from __future__ import annotations

from textual.screen import Screen

from kiosk.greeter.screen import GreeterScreen
from kiosk.staff.app import StaffApp


class GreeterApp(StaffApp):
    """One greeter at one screen, by touch or by keys."""

    TITLE = "Balie"

    def get_default_screen(self) -> Screen[None]:
        return GreeterScreen()
