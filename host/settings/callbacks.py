"""The part of `balie.toml` about promises to call back: which departments there are, and in how
many working days each calls.
"""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from host.settings.parts import Part

Term = Annotated[int, Field(ge=1, le=60)]


class Department(Part):
    """Who calls back."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    """As staff read it."""
    terms: Annotated[tuple[Term, ...], Field(min_length=1, max_length=5)] = (1, 2)
    """Working days within which it calls back, ascending. The first is what staff promise if they
    say nothing else. A note is judged by its own term and by each longer one."""
    calendar: Literal["legal", "local"] = "local"
    """Which days are working days. legal: those of the Algemene termijnenwet; local: those on which
    the location works."""
    exempt: str = ""
    """Why it cannot promise this, such as "only the officer who was there can answer". Its notes
    are told apart in the figures. Empty: they count."""

    @field_validator("terms")
    @classmethod
    def _ascending(cls, terms: tuple[int, ...]) -> tuple[int, ...]:
        if list(terms) != sorted(set(terms)):
            raise ValueError("the terms stand in order, each once, such as [1, 2]")
        return terms


class Callbacks(Part):
    """What holds for all departments."""

    soon_minutes: Annotated[int, Field(ge=0, le=2400)] = 120
    """A note is about to be late when so much office time is left."""
    open_days: Annotated[int, Field(ge=1, le=365)] = 90
    """So long after it was due a note that nobody finished keeps name, phone and text."""
