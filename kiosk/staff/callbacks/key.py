"""The one key to the promises to call back, on the greeter's and the desk's screen: it says how
many are about to be late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kiosk.staff.callbacks.screen import CallbacksScreen
from kiosk.staff.keys import Key

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

HINT = "V"


class CallbacksKey(Key):
    """Not there where the town promises no calls."""

    def __init__(self, *, flat: bool = False) -> None:
        super().__init__(HINT, "", id="open_callbacks", flat=flat)

    def tell(self, app: StaffApp, soon: int | None, *, room: bool = True) -> None:
        """`soon`: how many are about to be late, or are. `room`: whether there is a place for
        it.
        """
        self.display = has_callbacks(app) and room
        told = f"  ▲ {soon}" if soon else ""
        self.label = app.pen.say("do.callbacks") + told
        heard = app.view is not None and app.silence is None
        self.disabled = not heard or not has_callbacks(app)

    def action_press(self) -> None:
        if not self.disabled:
            open_callbacks(cast("StaffApp", self.app))


def has_callbacks(app: StaffApp) -> bool:
    """Whether anybody is called back here."""
    return app.setup is not None and bool(app.setup.departments)


def open_callbacks(app: StaffApp) -> None:
    """The list in front."""
    if has_callbacks(app) and app.view is not None and app.silence is None:
        app.push_screen(CallbacksScreen())
