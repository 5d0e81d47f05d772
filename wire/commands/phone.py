"""Wishes of a visitor, said on the page of the own visit. The page's door says whose visit it is;
the address of the page is the only right.
"""

from typing import Literal

from wire.base import Id, Language
from wire.commands.command import Command


class AskTime(Command):
    """ "I need ten minutes more": nobody calls this visit for ten minutes, and it keeps its place.
    Once per visit; also when it was called already."""

    kind: Literal["ask_time"] = "ask_time"
    visit: Id


class ComeBack(Command):
    """ "I am back", before the ten minutes are over or just after leaving."""

    kind: Literal["come_back"] = "come_back"
    visit: Id


class Leave(Command):
    """ "I leave": out of the line. For a minute it can be taken back."""

    kind: Literal["leave"] = "leave"
    visit: Id


class ChooseLanguage(Command):
    """The visitor reads this language from now on."""

    kind: Literal["choose_language"] = "choose_language"
    visit: Id
    language: Language
