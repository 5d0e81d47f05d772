"""A text that says in which language it is, where that is another than its page's: a screen reader
needs to know, and some languages run from right to left. To everybody else it is a plain text."""

from __future__ import annotations


class Mixed(str):
    """A text made of `parts`, each with its language."""

    __slots__ = ("between", "parts")
    parts: tuple[tuple[str, str], ...]
    between: str

    def __new__(cls, parts: tuple[tuple[str, str], ...], between: str = " · ") -> Mixed:
        made = super().__new__(cls, between.join(text for _, text in parts))
        made.parts = parts
        made.between = between
        return made


def spoken(language: str, text: str) -> Mixed:
    """A text in one language, which may be another than its page's."""
    return Mixed(((language, text),))


def parts_of(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of any text; the language is empty where it is the page's."""
    return text.parts if isinstance(text, Mixed) else (("", text),)


def together(*texts: str) -> Mixed:
    """One text of several, each of which keeps its language."""
    return Mixed(tuple(part for text in texts for part in parts_of(text)), between="")
