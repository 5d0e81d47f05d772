"""Rounds (bulky waste) that cannot stand as they were promised, and all of a closed location that
move to its successor: on the same day, since the visitor stays at home for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from host.agenda.beside import Beside, new_id, plan_now
from host.ahead import Ahead
from host.core.day import Round
from host.core.rounds import Misfit, misfit
from host.settings import Settings
from wire.commands import MoveRound
from wire.refusals import Refused

ROUND_REASONS: dict[Misfit, str] = {
    "closed": "the doors stay closed that day",
    "service": "this is not done from here any more",
    "route": "nobody drives this route any more",
    "full": "the route takes fewer that day",
}


@dataclass(frozen=True, slots=True)
class StandingRound:
    """A round of one day; `why` says in plain words what is the matter with it."""

    round: Round
    location: str
    day: date
    why: str = ""


@dataclass
class RoundReport:
    """What came of moving them all."""

    moved: int = 0
    left: list[StandingRound] = field(default_factory=list)
    """Stays, and must move: with the word of refusal."""


def rounds_that_must_move(settings: Settings, page: Ahead) -> list[StandingRound]:
    """Of one day, in the order of booking."""
    if page.day.ended:
        return []
    plan = plan_now(settings, page)
    found = []
    for known in _open(page):
        why = misfit(page.day, plan, known.round)
        if why is not None:
            day = date.fromisoformat(page.day.day)
            found.append(StandingRound(known, page.location, day, ROUND_REASONS[why]))
    return found


def move_all_rounds(beside: Beside, old: str, new: str, since: date) -> RoundReport:
    """Moves every round of `old` on `since` or later to `new`, on its own day. Raises StoreBusy and
    RaceLost; what has moved by then has moved.
    """
    report = RoundReport()
    for each in _standing(beside, old, since):
        command = MoveRound(
            id=new_id(),
            day=each.day.isoformat(),
            round=each.round.round,
            to_day=each.day.isoformat(),
            to_location=new,
            channel="desk",
        )
        try:
            beside.say(old, command)
            report.moved += 1
        except Refused as no:
            report.left.append(StandingRound(each.round, old, each.day, no.word))
    return report


def _standing(beside: Beside, old: str, since: date) -> list[StandingRound]:
    return [
        StandingRound(known, old, day)
        for page in list(beside.pages(old))
        if (day := date.fromisoformat(page.day.day)) >= since and not page.day.ended
        for known in list(_open(page))
    ]


def _open(page: Ahead) -> Iterator[Round]:
    return (known for known in page.day.rounds.values() if not known.cancelled)
