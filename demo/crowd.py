"""Who comes to the town hall on a day: drawn from a seed, after figures of Dutch town halls.
Everybody is made up.

Walk-ins arrive by a profile per half hour, appointments by the slot; punctuality, no-show, party
size and service time are drawn from assumed distributions that a town would recognise. Knows no
host and no clock.
"""

import math
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from wire.commands.command import Need

MINUTE = 60_000

WALK_IN_PROFILE = (8.2, 10.1, 9.4, 8.8, 7.5, 6.9, 5.7, 5.7, 5.0, 5.0, 5.7, 5.7, 5.0, 4.4, 3.8, 3.1)
"""Share of a day's walk-ins per half hour from 9:00, in percent."""

PERSONS = ((1, 78), (2, 13), (3, 5), (4, 4))
NEEDS: tuple[Need, ...] = ("wheelchair", "hearing", "sight", "quiet")
LANGUAGES = (("nl", 88), ("en", 8), ("de", 4))
_names = (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
FIRST_NAMES = _names[0].split()
LAST_NAMES = _names[1].split("|")


@dataclass(frozen=True)
class Kind:
    """One service as the crowd sees it: how often wanted, how long it takes."""

    service: str
    share: float
    minutes: float
    spread: float = 0.45
    """Coefficient of variation of the service time."""
    by_appointment: float = 0.72
    """Share of its visitors who book."""


@dataclass
class Person:
    """One party that will come. Moments in milliseconds UTC."""

    service: str
    arrives: int
    appointed: int | None
    persons: int
    language: str
    name: str
    serve_minutes: float
    comes: bool = True
    """False: never shows up."""
    answers: int = 1
    """At which call they stand up; most at the first."""
    patience_minutes: float = math.inf
    needs: tuple[Need, ...] = ()
    code: str = ""
    door: Literal["kiosk", "greeter"] = "kiosk"
    also: tuple[str, ...] = field(default=())


def draw(
    seed: int | str,
    kinds: list[Kind],
    visits: int,
    opens: int,
    closes: int,
    walk_in: tuple[int, int] | None = None,
) -> list[Person]:
    """The day's parties in order of arrival (no-shows at their appointed time). `walk_in` narrows
    the walk-ins' hours."""
    chance = random.Random(f"crowd {seed}")
    weights = [kind.share for kind in kinds]
    people = []
    for _ in range(visits):
        kind = chance.choices(kinds, weights)[0]
        books = chance.random() < kind.by_appointment
        people.append(_person(chance, kind, books, opens, closes, walk_in))
    _spread_appointments(chance, people, opens, closes)
    return sorted(people, key=lambda person: person.arrives)


def _person(
    chance: random.Random,
    kind: Kind,
    books: bool,
    opens: int,
    closes: int,
    walk_in: tuple[int, int] | None,
) -> Person:
    persons = chance.choices([n for n, _ in PERSONS], [w for _, w in PERSONS])[0]
    sigma = math.sqrt(math.log(1 + kind.spread**2))
    minutes = chance.lognormvariate(math.log(kind.minutes) - sigma**2 / 2, sigma)
    return Person(
        service=kind.service,
        arrives=0 if books else _walk_in_moment(chance, opens, closes, walk_in),
        appointed=0 if books else None,
        persons=persons,
        language=chance.choices([code for code, _ in LANGUAGES], [w for _, w in LANGUAGES])[0],
        name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        serve_minutes=max(0.5, minutes * (1 + 0.4 * (persons - 1))),
        comes=not books or chance.random() > 0.08,
        answers=2 if chance.random() < 0.04 else 1,
        patience_minutes=15 + chance.expovariate(1 / 120) if not books else math.inf,
        needs=(chance.choice(["wheelchair", "hearing", "sight", "quiet"]),)
        if chance.random() < 0.04
        else (),
        door="greeter" if chance.random() < 0.12 else "kiosk",
    )


def _walk_in_moment(
    chance: random.Random, opens: int, closes: int, walk_in: tuple[int, int] | None
) -> int:
    first, last = walk_in or (opens, closes - 10 * MINUTE)
    while True:
        half_hour = chance.choices(range(len(WALK_IN_PROFILE)), WALK_IN_PROFILE)[0]
        moment = opens + half_hour * 30 * MINUTE + chance.randrange(30 * MINUTE)
        if first <= moment < last:
            return moment


def _spread_appointments(
    chance: random.Random, people: list[Person], opens: int, closes: int
) -> None:
    """Slots of five minutes, evenly over the day; early by six minutes on average, three in a
    hundred far too late."""
    booked = [person for person in people if person.appointed is not None]
    slots = (closes - opens - 30 * MINUTE) // (5 * MINUTE)
    for index, person in enumerate(booked):
        slot = int((index + chance.random()) * slots / max(1, len(booked)))
        person.appointed = opens + slot * 5 * MINUTE
        if chance.random() < 0.03:
            offset = chance.uniform(10, 25)
        else:
            offset = max(-15.0, chance.gauss(-6, 5))
        person.arrives = max(opens, person.appointed + round(offset * MINUTE))
