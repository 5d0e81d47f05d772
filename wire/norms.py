"""The rows of a view that tell how the town's promises stand today: each norm, who is about to wait
too long, and what would prevent it.
"""

from typing import Literal

from pydantic import Field

from wire.base import Id, Language, Message, Millis, Name


class NormRow(Message):
    """One norm today. Shares from 0 to 1, not rounded; what is compared is never rounded."""

    norm: str
    version: int
    names: dict[Language, str] = Field(default_factory=dict)
    """As people call it, per language; empty: its definition and services say enough."""
    definition: str
    """wt_a, wt_a_felt or wt_w (docs/words.md)."""
    services: tuple[Name, ...] = ()
    """Whom it counts; empty: everybody."""
    statistic: Literal["mean", "share", "max", "p90"]
    limit_seconds: float
    """Inclusive."""
    target: float | None = None
    """The share promised; None for a mean, a maximum and a 90th percentile."""
    n: int
    """Waits that are over."""
    realised: float | None = None
    """A share, or seconds; None when n is 0."""
    kept: bool | None = None
    over_now: int = 0
    """Who wait longer than the limit at this moment."""
    to_come: int = 0
    """Who wait within the limit, or are still expected: an estimate."""
    may_miss: int | None = None
    """How many of those to come may wait longer than the limit while the norm is kept today."""
    mean_left_seconds: float | None = None
    """Of a mean: what those to come may wait on average."""
    lost: bool = False
    """It cannot be kept today any more."""


class LateRow(Message):
    """Somebody who waits within the promise and, as things stand, will be called after it."""

    visit: Id
    ticket: str = ""
    """Empty in hospitality mode."""
    deadline: Millis
    """The end of the promise."""


class AdviceRow(Message):
    """What would keep the promise. open_desks: `desks` more than are open, by `at`. call_before:
    one visit before another. too_few_desks: no more can be opened; so many are missing from `at`.
    """

    kind: Literal["open_desks", "call_before", "too_few_desks"]
    desks: int = 0
    at: Millis | None = None
    visit: Id | None = None
    ticket: str = ""
    before: Id | None = None
    before_ticket: str = ""
