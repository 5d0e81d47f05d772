"""The rules of a promise to call somebody back: what may be done about it, what it is then, and how
it counts. Knows no clock, no calendar and nobody's name; those tell it when a term ends.

A note is its steps, replayed. "Kept within N working days": the caller was spoken to, or the note
was finished, at the latest when that term ended (Groningen measures 1 and 2 on the same note). Two
calls in vain on different half-days are an honest try, told in a column of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wire.refusals import Refused

What = Literal[
    "made",
    "attempted",
    "reached",
    "handed_over",
    "answered",
    "appointment",
    "unreached",
    "transferred",
    "reopened",
]
"""answered, appointment, unreached and transferred finish a note; attempted: in vain."""
FINISHED: frozenset[What] = frozenset({"answered", "appointment", "unreached", "transferred"})
SPOKEN: frozenset[What] = frozenset({"reached", "answered", "appointment"})
"""Steps at which somebody spoke to the caller."""
TRIES = 2
"""So many half-days with a call in vain make an honest try."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done. `half_day` names the morning or the afternoon of `at`."""

    what: What
    at: int
    half_day: str
    department: str = ""
    """Whose note it is from here on; empty: as before."""


@dataclass(frozen=True, slots=True)
class Note:
    """A promise as its steps have made it. Moments in milliseconds UTC; None: not yet."""

    department: str = ""
    steps: int = 0
    at: int = 0
    """Of the last step: time does not run backwards."""
    outcome: str = ""
    """How it ended; empty: open."""
    attempts: int = 0
    attempted: int | None = None
    half_days: frozenset[str] = frozenset()
    """On which somebody called in vain."""
    tried: int | None = None
    """Since when it is an honest try."""
    reached: int | None = None
    """First spoken to, without being finished by that."""
    answered: int | None = None
    """First spoken to: here the term is kept or not."""
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Notes of one term that is over: how many, how many were kept, how many of the others were
    honestly tried in time.
    """

    n: int
    within: int
    tried: int


def after(note: Note, step: Step) -> Note:
    """The note with one step more."""
    whose = step.department or note.department
    now = replace(note, steps=note.steps + 1, at=step.at, department=whose)
    match step.what:
        case "attempted":
            return _tried(now, step)
        case "reached":
            first = step.at if note.reached is None else note.reached
            return replace(now, reached=first, answered=note.answered or step.at)
        case "answered" | "appointment":
            first = step.at if note.answered is None else note.answered
            return replace(now, outcome=step.what, ended=step.at, answered=first)
        case "unreached" | "transferred":
            return replace(now, outcome=step.what, ended=step.at)
        case "reopened":
            return replace(now, outcome="", ended=None, answered=note.reached)
    return now


def replay(steps: Iterable[Step]) -> Note:
    """The note of all its steps, oldest first."""
    note = Note()
    for step in steps:
        note = after(note, step)
    return note


def judge(note: Note, what: What, department: str = "") -> None:
    """Raises Refused where this step may not follow."""
    if what == "reopened":
        if not note.outcome:
            raise Refused("nothing_changes")
        if note.outcome == "transferred":
            raise Refused("callback_done")
    elif note.outcome:
        raise Refused("callback_done")
    elif what == "unreached" and note.tried is None:
        raise Refused("callback_not_tried")
    elif what == "handed_over" and department == note.department:
        raise Refused("nothing_changes")


def can(note: Note) -> tuple[str, ...]:
    """Kinds of commands that may be said of it now."""
    if note.outcome == "transferred":
        return ()
    if note.outcome:
        return ("reopen_callback",)
    may = ("attempt_callback", "finish_callback", "hand_over_callback", "convert_callback")
    return (*may, "give_up_callback") if note.tried is not None else may


def judged_terms(term: int, terms: Sequence[int]) -> tuple[int, ...]:
    """The norms on a note: its own term, and each longer one of its department. Nobody who promised
    ten days is measured by two.
    """
    return tuple(sorted({term, *(each for each in terms if each > term)}))


def measure(notes: Iterable[tuple[int, int | None, int | None]]) -> Judged:
    """Of notes as the end of their term, when they were answered and since when they are an honest
    try. The end itself is in time.
    """
    n = within = tried = 0
    for due, answered, attempt in notes:
        n += 1
        if answered is not None and answered <= due:
            within += 1
        elif attempt is not None and attempt <= due:
            tried += 1
    return Judged(n, within, tried)


def light(now: int, soon_at: int, due: int) -> Literal["on_time", "soon", "late"]:
    """Of an open note: two hours before its end it is about to be late."""
    if now > due:
        return "late"
    return "soon" if now >= soon_at else "on_time"


def _tried(note: Note, step: Step) -> Note:
    halves = note.half_days | {step.half_day}
    since = note.tried
    if since is None and len(halves) >= TRIES:
        since = step.at
    return replace(
        note,
        attempts=note.attempts + 1,
        attempted=step.at,
        half_days=halves,
        tried=since,
    )
