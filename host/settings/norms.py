"""The part of `balie.toml` that says what the town has promised: one table for each version of each
norm, and what can be wrong between them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from host.settings.parts import Part
from wire.base import Language, Name

Definition = Literal["wt_a", "wt_a_felt", "wt_w", "at1", "at3", "cb", "sat", "av", ""]
UNIT_OF: Mapping[str, str] = {
    "wt_a": "limit_minutes",
    "wt_a_felt": "limit_minutes",
    "wt_w": "limit_minutes",
    "at1": "limit_days",
    "at3": "limit_days",
    "cb": "limit_days",
    "sat": "limit_mark",
}
"""How the limit of each definition is said; the availability of devices has a share and no limit.
"""
ONLY_AS: Mapping[str, str] = {"sat": "mean", "av": "share", "cb": "share"}
"""Definitions that know one statistic."""
LIMITS = ("limit_minutes", "limit_days", "limit_mark")


class NormTable(Part):
    """One version of one promise. What was promised is not edited: a change is a new version."""

    id: Name
    """What the norm is called in reports and interfaces; the same in all its versions."""
    version: Annotated[int, Field(ge=1, le=999)] = 1
    """Counts up with each change."""
    names: dict[Language, str] = {}
    """As people read it, per language; without them the id."""
    definition: Definition = ""
    """Whose clock, and who is counted: wt_a, wt_a_felt, wt_w, at1, at3, cb, sat or av. Empty: the
    promise is there but nobody wrote down what is counted, so nothing is computed."""
    statistic: Literal["mean", "share", "max", "p90"] = "share"
    """mean, share (within the limit), max, or p90: what nine of ten stay within."""
    limit_minutes: Annotated[float, Field(gt=0, le=1440)] | None = None
    """For waits; the limit itself is within the promise."""
    limit_days: Annotated[int, Field(ge=0, le=366)] | None = None
    """For access times and calling back, in working days."""
    limit_mark: Annotated[float, Field(ge=1, le=10)] | None = None
    """For marks: at least this."""
    target: Annotated[float, Field(gt=0, le=1)] | None = None
    """The share that is promised: 0.95 is 95 %."""
    period: Literal["day", "week", "month", "quarter", "half_year", "year"] = "year"
    """Over which the town answers for it."""
    valid_from: date | None = None
    """The first day; empty, for a first version only: always was."""
    valid_until: date | None = None
    """The last day; empty: until the next version begins."""
    decided_by: Annotated[str, Field(min_length=1, max_length=120)]
    """Who decided: "Gemeenteraad", "College van B en W"."""
    decided_on: date | None = None
    """And when."""
    locations: Literal["all"] | list[Name] = "all"
    """Where it holds."""
    services: Literal["all"] | list[Name] = "all"
    """For which services it holds."""

    @property
    def limit(self) -> float:
        """In seconds, working days, or a mark; 0 where there is none."""
        if self.limit_minutes is not None:
            return self.limit_minutes * 60
        return float(self.limit_days if self.limit_days is not None else self.limit_mark or 0)

    @model_validator(mode="after")
    def _fits(self) -> "NormTable":
        wanted = UNIT_OF.get(self.definition, "")
        said = [name for name in LIMITS if getattr(self, name) is not None]
        if self.definition and said != [wanted] * bool(wanted):
            raise ValueError(
                f"{self.definition} asks for {wanted}, and no other limit"
                if wanted
                else f"{self.definition} is a share of its own and has no limit"
            )
        only = ONLY_AS.get(self.definition, self.statistic)
        if self.statistic != only:
            raise ValueError(f"{self.definition} is promised as a {only}")
        if (self.statistic == "share") != (self.target is not None):
            raise ValueError(
                "a share needs a target, such as 0.95"
                if self.target is None
                else f"a target belongs to a share; this norm promises a {self.statistic}"
            )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError(f"valid_until {self.valid_until} is before valid_from")
        return self


def promised(
    norms: tuple[NormTable, ...], location: str, service: str, day: date
) -> dict[str, int | float | None]:
    """The fields of a `ServicePlan` that decided norms set for a service on one day: what lights
    and calling order go by is what was promised. Several for the same people: the strictest.
    """
    found: dict[str, int | float | None] = {}
    held = [norm for norm in _in_turn(norms, day) if _counts(norm, location, service)]
    for definition, field in (("wt_a", "appointment_limit"), ("wt_w", "walk_in_limit")):
        own = [norm for norm in held if norm.definition == definition]
        if own:
            strictest = min(own, key=lambda norm: norm.limit)
            found[field] = round(strictest.limit * 1000)
            if definition == "wt_a":
                shares = {"mean": None, "max": 1.0, "p90": 0.9}
                found["target"] = shares.get(strictest.statistic, strictest.target)
    return found


def _in_turn(norms: tuple[NormTable, ...], day: date) -> list[NormTable]:
    newest = {norm.id: norm for norm in norms if (norm.valid_from or date.min) <= day}
    return [norm for norm in newest.values() if norm.valid_until is None or day <= norm.valid_until]


def _counts(norm: NormTable, location: str, service: str) -> bool:
    here = norm.locations == "all" or location in norm.locations
    return here and (norm.services == "all" or service in norm.services)


Where = tuple[str | int, ...]
Told = Iterator[tuple[Where, str]]


def norm_faults(
    norms: tuple[NormTable, ...],
    services: Mapping[str, object],
    locations: Mapping[str, object],
    languages: tuple[str, ...],
) -> Told:
    """What no single norm can know: names that lead nowhere, versions that do not follow one
    another.
    """
    newest: dict[str, NormTable] = {}
    for place, norm in enumerate(norms):
        here: Where = ("norms", place)
        for kind, chosen, known in (
            ("service", norm.services, services),
            ("location", norm.locations, locations),
        ):
            for name in chosen if chosen != "all" else ():
                if name not in known:
                    yield (*here, f"{kind}s"), f'there is no {kind} "{name}"'
        for language in languages:
            if norm.names and language not in norm.names:
                yield (*here, "names"), f'has no name in "{language}"'
        yield from _version_faults(here, norm, newest.get(norm.id))
        newest[norm.id] = norm


def _version_faults(here: Where, norm: NormTable, before: NormTable | None) -> Told:
    if before is None:
        return
    if norm.version <= before.version:
        yield (
            (*here, "version"),
            f'norm "{norm.id}" has version {before.version} above; '
            f"this one is {before.version + 1} or more",
        )
    elif norm.valid_from is None:
        yield (
            (*here, "valid_from"),
            f'norm "{norm.id}" version {norm.version} does not say from when',
        )
    elif before.valid_from is not None and norm.valid_from <= before.valid_from:
        yield (*here, "valid_from"), f"is not after that of version {before.version}"
    elif before.valid_until is not None and norm.valid_from <= before.valid_until:
        yield (
            (*here, "valid_from"),
            f"version {before.version} is valid until {before.valid_until}",
        )
