"""Which buttons are on: tries a wish on the rules themselves and throws the facts away. Holds no
rule of its own.
"""

from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Sender
from wire.commands import AnyCommand
from wire.refusals import Refused

TRIAL = "trial-of-a-wish"
ABOUT_DETAILS = {
    "call_next": frozenset({"called_just_now"}),
    "call_visit": frozenset({"called_just_now"}),
    "end_visit": frozenset({"called_just_now"}),
    "prioritise": frozenset({"already_first"}),
    "hand_over": frozenset({"nothing_changes"}),
    "recall": frozenset({"recall_too_soon"}),
    "not_here": frozenset({"recall_too_soon"}),
    "park": frozenset({"too_far"}),
}
"""Refusals of the details that a trial made up, or of the moment; the wish itself may be said."""


def possible(day: Day, command: AnyCommand, sender: Sender, now: int) -> bool:
    """Whether the rules would take this wish now. Changes nothing."""
    word = why_not(day, command, sender, now)
    return word is None or word in ABOUT_DETAILS.get(command.kind, ())


def why_not(day: Day, command: AnyCommand, sender: Sender, now: int) -> str | None:
    """The word with which the rules would refuse, or None."""
    try:
        decide(day, command, sender, now)
    except Refused as no:
        return no.word
    return None
