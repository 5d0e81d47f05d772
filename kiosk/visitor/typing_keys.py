"""What a key means on a page: the digit of an option, a letter of a code, back, help, or a walk
with Tab. One small table for all pages, so that a key means the same everywhere."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visitor.appointment import CODE_MAX
from kiosk.visitor.page import BACK_KEY, HELP_KEY, Page, Session, Then
from kiosk.visitor.screen import VisitorScreen
from kiosk.visitor.widgets import ERASE, Letters, OptionRow

BACK_KEYS = frozenset({"backspace", "escape", "delete"})
HELP_KEYS = frozenset({"?", "*", "+"})
"""Also there where a nine is part of a code; a keypad has them."""


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


def meant(page: Page, session: Session, key: str, character: str | None) -> Then | None:
    """What a key leads to on this page; None when it means nothing there."""
    if character in HELP_KEYS and page.help is not None:
        return page.help.then
    if page.typed is not None:
        return typed(page, session, _as_letter(key, character))
    if key in BACK_KEYS:
        back = page.back or page.option(BACK_KEY)
        return back.then if back is not None else None
    if page.step == "appointment" and character and _is_letter(character):
        return session.to("code", code=character.upper())
    if key == "enter" and len(page.options) == 1:
        return page.options[0].then
    option = page.option(character or key)
    return option.then if option is not None else None


def typed(page: Page, session: Session, character: str) -> Then | None:
    """A letter, digit or hyphen of a code, or one key that takes the last one away."""
    if character == "enter":
        return page.more.then if page.more is not None else None
    if character == "escape":
        return page.back.then if page.back is not None else None
    if character == ERASE:
        if session.code:
            return replace(session, code=session.code[:-1])
        return page.back.then if page.back is not None else None
    if len(character) != 1 or not (
        _is_letter(character) or character.isdigit() or character == "-"
    ):
        return None
    if character == HELP_KEY and not session.code and session.step != "rate":
        return session.to("nine")
    if len(session.code) >= CODE_MAX:
        return None
    return replace(session, code=session.code + character.upper())


def _as_letter(key: str, character: str | None) -> str:
    if key in ("backspace", "delete"):
        return ERASE
    return key if key in ("enter", "escape") else character or key


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
