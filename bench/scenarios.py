"""Days of a town hall on which the order of calling is judged: who comes when, what each visit
takes, and what goes wrong. Drawn from a seed; a day is the same whoever is called first.

The towns and the parameters are assumptions after figures of Dutch town halls. Knows no rule.
"""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from bench.scenarios_towns import TOWNS, Town
from demo.crowd import Kind, Person, draw
from host.core.plan import MINUTE, DeskPlan, Plan, ServicePlan

MIDNIGHT = 1_780_956_000_000
"""Tuesday 9 June 2026, 00:00 in Amsterdam."""
WALK_SECONDS = 20
"""From the call to the handshake at the desk."""
CHANGEOVER_SECONDS = 30
"""From the end of a visit to the next press of the key."""
PATIENCE_MINUTES = 15.0
HAZARD = -math.log(0.98) / 10
"""Of walking out, per minute of waiting after that: two in a hundred in ten minutes."""


def clock(text: str) -> int:
    """The moment of "10:05" on the day."""
    hours, minutes = text.split(":")
    return MIDNIGHT + (int(hours) * 60 + int(minutes)) * MINUTE


OPENS, CLOSES = clock("9:00"), clock("17:00")


@dataclass
class Scene:
    """One day. Moments in milliseconds UTC."""

    plan: Plan
    people: list[Person]
    """In order of arrival; those who do not come are left out."""
    open_desks: tuple[str, ...]
    deaf: tuple[tuple[int, int], ...] = ()
    """Windows [from, to) in which nobody can be called."""
    walk_seconds: int = WALK_SECONDS


def scene(town: str, scenario: str, seed: int) -> Scene:
    """The day of a scenario."""
    return SCENARIOS[scenario](TOWNS[town](), f"{town} {scenario} {seed}")


def _day(town: Town, seed: str, factor: float = 0.95, mode: str = "tickets") -> Scene:
    """A day like any other with so many times the mean number of visits."""
    visits = round(town.visits * factor)
    total = sum(kind.share for kind in town.kinds)
    people: list[Person] = []
    for name, kinds, until in (
        ("all day", [k for k in town.kinds if k.service not in town.mornings], None),
        ("morning", [k for k in town.kinds if k.service in town.mornings], clock("11:00")),
    ):
        if kinds:
            count = round(visits * sum(kind.share for kind in kinds) / total)
            window = (OPENS, until) if until else None
            people += draw(f"{seed} {name}", kinds, count, OPENS, CLOSES, window)
    return Scene(_plan(town, mode), _ready(people, seed), tuple(town.desks))


def _ready(people: list[Person], seed: str) -> list[Person]:
    """Those who come, in order of arrival, with the patience of a Dutch hall."""
    chance = random.Random(f"patience {seed}")
    ready = []
    for person in people:
        stays = PATIENCE_MINUTES + chance.expovariate(HAZARD)
        if person.appointed is not None:
            stays = math.inf
        if person.comes:
            ready.append(replace(person, patience_minutes=stays))
    return sorted(ready, key=lambda person: person.arrives)


def _plan(town: Town, mode: str) -> Plan:
    minutes = {kind.service: max(5, round(kind.minutes)) for kind in town.kinds}
    services = {
        name: ServicePlan(service=name, letter="A", walk_in=((OPENS, CLOSES),), first_minutes=slot)
        for name, slot in minutes.items()
    }
    desks = {
        name: DeskPlan(desk=name, label=name, services=able) for name, able in town.desks.items()
    }
    return Plan.model_validate(
        {
            "location": "hall",
            "day": "2026-06-09",
            "opens": OPENS,
            "closes": CLOSES,
            "ends": MIDNIGHT + 28 * 60 * MINUTE,
            "mode": mode,
            "services": services,
            "desks": desks,
            "prints": False,
        }
    )


# -- what goes wrong ------------------------------------------------------------------------------


def _tuesday(town: Town, seed: str) -> Scene:
    return _day(town, seed)


def _june_monday(town: Town, seed: str) -> Scene:
    """The busiest day of the week in the busiest month."""
    return _day(town, seed, 1.15 * 1.25)


def _line_cut(town: Town, seed: str) -> Scene:
    """From 10:00 to 10:30 the building has no line to the outside: tickets and calls go on, but
    what needs a register of the state takes half as long again."""
    day = _day(town, seed)
    inside = ("collect", "ophalen", "information", "parkeren")
    for person in day.people:
        starts = max(person.appointed or 0, person.arrives)
        if clock("10:00") <= starts < clock("10:30") and not person.service.endswith(inside):
            person.serve_minutes *= 1.5
    return day


def _host_down(town: Town, seed: str) -> Scene:
    """The host dies at 10:30 and its spare takes over at 10:36: kiosks go on, nobody is called."""
    day = _day(town, seed)
    return replace(day, deaf=((clock("10:30"), clock("10:36")),))


def _two_sick(town: Town, seed: str) -> Scene:
    day = _day(town, seed)
    return replace(day, open_desks=tuple(d for d in day.open_desks if d not in town.sick))


def _no_paper(town: Town, seed: str) -> Scene:
    """From 11:00 to 11:20 there are no slips: one greeter writes numbers, half a minute each, and
    one in seven misses the first call."""
    day = _day(town, seed)
    chance = random.Random(f"paper {seed}")
    free = 0
    for person in day.people:
        if clock("11:00") <= person.arrives < clock("11:20"):
            free = person.arrives = max(person.arrives, free) + 30_000
            if chance.random() < 1 / 7:
                person.answers = 2
    day.people.sort(key=lambda person: person.arrives)
    return day


def _late_families(town: Town, seed: str) -> Scene:
    """Three families of four for passports, each twenty minutes late."""
    day = _day(town, seed)
    service = next(kind.service for kind in town.kinds if kind.service in ("passport", "paspoort"))
    for appointed in ("9:40", "11:10", "14:00"):
        at = clock(appointed)
        family = Person(service, at + 20 * MINUTE, at, 4, "nl", "", 34.0)
        day.people.append(family)
    day.people.sort(key=lambda person: person.arrives)
    return day


def _fire_alarm(town: Town, seed: str) -> Scene:
    """From 11:00 to 11:25 everybody stands outside. The clocks stand still, so the day is lived
    without that time: who came or was due in it is there at its end."""
    day = _day(town, seed)
    starts, ends = clock("11:00"), clock("11:25")

    def still(moment: int) -> int:
        return moment if moment <= starts else max(starts, moment - (ends - starts))

    for person in day.people:
        person.arrives = still(person.arrives)
        if person.appointed is not None:
            person.appointed = still(person.appointed)
    return day


def _election_week(town: Town, seed: str) -> Scene:
    """Besides all others forty come for a voting pass, which every desk gives."""
    passes = Kind("voting_pass", 1, 4, 0.5, by_appointment=0.0)
    desks = {name: able | {"voting_pass"} for name, able in town.desks.items()}
    wider = replace(town, kinds=(*town.kinds, passes), desks=desks)
    day = _day(town, seed, 1.0)
    people = draw(f"{seed} passes", [passes], 40, OPENS, CLOSES)
    both = sorted(day.people + _ready(people, f"{seed} passes"), key=lambda p: p.arrives)
    return replace(day, plan=_plan(wider, "tickets"), people=both)


def _hospitality(town: Town, seed: str) -> Scene:
    """No numbers: everybody is fetched, which takes longer; nobody misses a call."""
    day = _day(town, seed, mode="hospitality")
    for person in day.people:
        person.answers = 1
    return replace(day, walk_seconds=60)


SCENARIOS: dict[str, Callable[[Town, str], Scene]] = {
    "tuesday": _tuesday,
    "june_monday": _june_monday,
    "line_cut": _line_cut,
    "host_down": _host_down,
    "two_sick": _two_sick,
    "no_paper": _no_paper,
    "late_families": _late_families,
    "fire_alarm": _fire_alarm,
    "election_week": _election_week,
    "hospitality": _hospitality,
}
TITLES = {
    "tuesday": "A normal Tuesday",
    "june_monday": "A Monday in June",
    "line_cut": "No line to the outside, 10:00 to 10:30",
    "host_down": "The host dies, 6 minutes without calls",
    "two_sick": "Two colleagues ill",
    "no_paper": "The printer is out of paper",
    "late_families": "Families of four, 20 minutes late",
    "fire_alarm": "Fire alarm, clocks stand still",
    "election_week": "Election week, voting passes",
    "hospitality": "Hospitality, everybody is fetched",
}
"""What each is called for people."""
