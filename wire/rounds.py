"""What staff ask about rounds, for which somebody comes by at the visitor's address, and what they
hear. The rounds of a town are one list: the visitor stays at home, so no location is hers.
Questions change nothing; `wire.commands.agenda` has the wishes.
"""

from typing import Literal

from wire.base import Code, DayName, Id, Language, Message, Name, Text

ROUND_DAYS_MAX = 60


class AskRounds(Message):
    """Rounds of today and later: all that stand, or those of any state that fit a part of a name,
    a code, the end of a phone number or a date ("24-11"); or one of them.
    """

    kind: Literal["ask_rounds"] = "ask_rounds"
    id: Id
    text: Text = ""
    round: Id | None = None
    """Only this one, whatever its day and state."""


class RoundRow(Message):
    """One round as staff may see it."""

    round: Id
    service: Name
    route: Name
    route_name: str
    """The area, as people call it."""
    day: DayName
    location: Name
    """From which somebody comes: a wish about it names this location."""
    code: Code
    """The number that the visitor has of it."""
    state: Literal["open", "cancelled"] = "open"
    channel: str = ""
    """Where it was booked."""
    language: Language = "nl"
    may_change: bool = False
    """It stands, and the doors of its day are not open yet."""
    name: str = ""
    """Empty once it is erased, or when none was told."""
    phone: str = ""
    """Phone, mail and note: only in the answer about one."""
    mail: str = ""
    note: str = ""
    """The address, and what will stand there (`wire.at_home`)."""


class RoundList(Message):
    """Answer to `ask_rounds`: the first day first."""

    kind: Literal["round_list"] = "round_list"
    id: Id
    rows: tuple[RoundRow, ...]
    """The first of them, `wire.agenda.FOUND_MAX` at most."""
    total: int


class AskRoundDays(Message):
    """On which days somebody can come by on this route."""

    kind: Literal["ask_round_days"] = "ask_round_days"
    id: Id
    service: Name
    route: Name
    location: Name | None = None
    """Whose room is taken first: of a round that moves, where it stands. None: the sender's own."""


class RoundDay(Message):
    """A day with room."""

    day: DayName
    location: Name
    """From which somebody comes that day."""


class RoundDays(Message):
    """Answer to `ask_round_days`."""

    kind: Literal["round_days"] = "round_days"
    id: Id
    days: tuple[RoundDay, ...]
    """Ascending; the first `ROUND_DAYS_MAX` of them."""
    confirms: bool = False
    """Whoever gives a mail address gets a confirmation there."""


RoundQuestion = AskRounds | AskRoundDays
RoundAnswer = RoundList | RoundDays
