"""The walk with Tab over what a page offers, for those who do not touch. What every other key means
is known by `visitor.keys`."""

from __future__ import annotations

from kiosk.visitor.screen import VisitorScreen
from kiosk.visitor.widgets import Letters, OptionRow


def move(screen: VisitorScreen, key: str) -> bool:
    """Tab, the arrows, Enter and the space bar for those who walk; False for any other key."""
    focused = screen.focused
    if key in ("tab", "down", "right"):
        if not (isinstance(focused, Letters) and focused.walk(1)):
            screen.focus_next()
            _enter(screen, last=False)
        return True
    if key in ("shift+tab", "up", "left"):
        if not (isinstance(focused, Letters) and focused.walk(-1)):
            screen.focus_previous()
            _enter(screen, last=True)
        return True
    if key in ("enter", "space") and isinstance(focused, Letters | OptionRow):
        focused.press()
        return True
    return False


def _enter(screen: VisitorScreen, last: bool) -> None:
    if isinstance(screen.focused, Letters):
        screen.focused.enter(last)
