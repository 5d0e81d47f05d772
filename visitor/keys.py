"""What a key means on a page: the digit of an option, a letter of a code, back or help. One small
table for all pages and screens, so that a key means the same everywhere."""

from __future__ import annotations

from dataclasses import replace

from visitor.appointment import CODE_MAX
from visitor.outside import PHONE_MAX
from visitor.page import BACK_KEY, HELP_KEY, Page, Session, Then

BACK_KEYS = frozenset({"backspace", "escape", "delete"})
HELP_KEYS = frozenset({"?", "*", "+"})
"""Also there where a nine is part of a code; a keypad has them."""
ERASE = "←"
"""Takes the last letter away."""
LETTER_ROWS: tuple[str, ...] = ("1234567890", "ABCDEFGHIJ", "KLMNOPQRST", f"UVWXYZ-{ERASE}")
"""The letter keys, in the order of the alphabet. The last one has a word on it."""


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
    if page.digits and not character.isdigit():
        return None
    if character == HELP_KEY and not session.code and not (page.digits or session.step == "rate"):
        return session.to("nine")
    if len(session.code) >= (PHONE_MAX if page.digits else CODE_MAX):
        return None
    return replace(session, code=session.code + character.upper())


def _as_letter(key: str, character: str | None) -> str:
    if key in ("backspace", "delete"):
        return ERASE
    return key if key in ("enter", "escape") else character or key


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
