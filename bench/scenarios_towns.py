"""The halls on which the order of calling is judged: how many come, for what, and what each desk
can do. Assumptions after figures of Dutch town halls.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from demo.crowd import PERSONS, Kind


@dataclass(frozen=True)
class Town:
    """A hall: how many visits on a mean day, of which kinds, and what each desk can do."""

    visits: int
    kinds: tuple[Kind, ...]
    desks: dict[str, frozenset[str]]
    sick: tuple[str, ...]
    """Desks that stay shut when two are ill."""
    mornings: frozenset[str] = frozenset()
    """Kinds that come without an appointment until 11:00 only."""


def _hoofddorp() -> Town:
    kinds = _with_mean(
        8.24,
        Kind("passport", 27, 9.5, by_appointment=0.72),
        Kind("passport_collect", 25, 3.5, 0.5, by_appointment=0.0),
        Kind("licence", 11, 7, by_appointment=0.72),
        Kind("licence_collect", 10, 3, 0.5, by_appointment=0.0),
        Kind("extract", 8, 6, 0.5, by_appointment=0.72),
        Kind("moving", 6, 14, 0.5, by_appointment=0.72),
        Kind("birth", 3, 18, 0.35, by_appointment=0.72),
        Kind("marriage", 1, 25, by_appointment=1.0),
        Kind("nationality", 1, 52, 0.3, by_appointment=1.0),
        Kind("information", 8, 6, 0.5, by_appointment=0.72),
    )
    quick = frozenset({"passport_collect", "licence_collect", "extract", "information"})
    most = quick | {"passport", "licence", "moving"}
    every = most | {"birth", "marriage", "nationality"}
    skills = [every] * 3 + [most] * 3 + [quick] * 2
    desks = {str(number): able for number, able in enumerate(skills, 1)}
    return Town(286, kinds, desks, sick=("3", "6"))


def _with_mean(minutes: float, *kinds: Kind) -> tuple[Kind, ...]:
    """The same kinds, as long as makes a visit so many minutes in the mean; parties of several
    persons take longer, and are in it."""
    parties = sum(weight * (1 + 0.4 * (size - 1)) for size, weight in PERSONS) / 100
    total = sum(kind.share for kind in kinds)
    factor = minutes * total / parties / sum(kind.share * kind.minutes for kind in kinds)
    return tuple(replace(kind, minutes=kind.minutes * factor) for kind in kinds)


def _buiterplein() -> Town:
    from demo.town import ALL_DAY, KINDS

    every = frozenset(kind.service for kind in KINDS)
    desks = {str(number): every for number in range(1, 6)}
    return Town(195, _with_mean(7.5, *KINDS), desks, sick=("4", "5"), mornings=every - ALL_DAY)


def _nieuw_vennep() -> Town:
    """Three desks, a hall in which one long visit is felt at once."""
    hoofddorp = _hoofddorp()
    every = frozenset(kind.service for kind in hoofddorp.kinds)
    desks = {"1": every, "2": every, "3": every - {"nationality"}}
    return Town(119, hoofddorp.kinds, desks, sick=("3",))


TOWNS: dict[str, Callable[[], Town]] = {
    "hoofddorp": _hoofddorp,
    "buiterplein": _buiterplein,
    "nieuw_vennep": _nieuw_vennep,
}
