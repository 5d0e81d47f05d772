"""Wishes about who is in the building: a telephone number for who waits outside, asking them in, a
badge for upstairs, and the list of who is inside.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Id, Text
from wire.commands.command import Command


class LeavePhone(Command):
    """The mobile number at which a visitor who waits outside is told that there is room. Personal:
    never in the log. The host refuses one to which no text can go.
    """

    kind: Literal["leave_phone"] = "leave_phone"
    visit: Id
    phone: Annotated[Text, Field(min_length=1)]


class AskIn(Command):
    """Let somebody who waits outside come in before there is room."""

    kind: Literal["ask_in"] = "ask_in"
    visit: Id


class GiveBadge(Command):
    """The visitor goes upstairs: a numbered badge, printed as a slip. Again: another print, which
    says that it is a copy.
    """

    kind: Literal["give_badge"] = "give_badge"
    visit: Id


class TakeBadge(Command):
    """The badge is back: the visitor has left the building."""

    kind: Literal["take_badge"] = "take_badge"
    visit: Id


class PrintInside(Command):
    """Print the list of who is in the building."""

    kind: Literal["print_inside"] = "print_inside"
