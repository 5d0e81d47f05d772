"""J3: the rule for who is next against four others on the same simulated days: who waits no longer
than promised, and who waits for ever.

Every day is lived through the product's own day, by each rule, with the same people who come and
take the same time. A share is the mean of the days' shares; a difference is the mean of the days'
differences, with the interval in which it lies with 95 % certainty.
"""

import argparse
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.j3_hall import PRODUCT, Wait, live
from bench.j3_picture import draw_picture
from bench.scenarios import SCENARIOS, scene
from bench.scenarios_towns import TOWNS
from bench.table import Result

RULES = {
    PRODUCT: "the house's rule",
    "first_come": "first come, first served",
    "appointments_first": "appointments first",
    "by_planned_time": "one line by planned time",
    "due_first": "due first (ZMS)",
}
OTHERS = [rule for rule in RULES if rule != PRODUCT]
APPOINTMENT_SECONDS = 300
WALK_IN_SECONDS = 900
CERTAIN = 1.96
"""Standard errors on each side of a mean."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day by one rule. Shares 0..1; who left after the limit counts as not within."""

    appointments: float
    felt: float
    """Of the appointments, from the arrival."""
    walk_ins: float
    worst_minutes: float
    starved: int
    left: int


Lived = Mapping[str, Sequence[DayFigures]]
"""Per rule its days, in the order of the seeds."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The product less another rule, in percent points."""

    mean: float
    half: float
    """Half the width of the interval."""

    @property
    def word(self) -> str:
        if self.mean - self.half > 0:
            return "higher"
        return "lower" if self.mean + self.half < 0 else "same"

    def __str__(self) -> str:
        return f"{self.mean:+6.2f} ±{self.half:5.2f} {self.word:6}"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, default=200, help="of each scenario")
    parser.add_argument("--seed", type=int, default=0, help="of the first day")
    parser.add_argument("--town", choices=TOWNS, default="hoofddorp")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append", help="these only")
    parser.add_argument("--picture", type=Path, help="SVG; the table stands beside it as text")
    parser.add_argument("--processes", type=int, default=2)


def run(args: argparse.Namespace) -> list[Result]:
    names = args.scenario or list(SCENARIOS)
    seeds = range(args.seed, args.seed + args.days)
    lived: dict[str, Lived] = {}
    with ProcessPoolExecutor(args.processes) as pool:
        for name in names:
            jobs = [(args.town, name, seed) for seed in seeds]
            days = list(pool.map(live_by_all, jobs, chunksize=5))
            lived[name] = {rule: [day[rule] for day in days] for rule in RULES}
            print("\n".join(table_of(name, lived[name])), flush=True)
    if args.picture is not None:
        rows = [line for name in names for line in table_of(name, lived[name])]
        args.picture.with_suffix(".txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
        figures = {name: panel_of(lived[name]) for name in names}
        title = f"{args.town.replace('_', ' ').title()}, {args.days} days of each kind"
        args.picture.write_text(draw_picture(figures, RULES, title), encoding="utf-8")
    return results_of(lived)


def live_by_all(job: tuple[str, str, int]) -> dict[str, DayFigures]:
    """One day, by every rule: the same people come and take the same time."""
    day = scene(*job)
    figures = {}
    for rule in RULES:
        lived = live(day, rule)
        figures[rule] = figures_of(lived.waits, len(lived.starved))
    return figures


def figures_of(waits: Sequence[Wait], starved: int) -> DayFigures:
    booked = [wait for wait in waits if wait.by_appointment]
    walk_ins = [wait for wait in waits if not wait.by_appointment]
    return DayFigures(
        _share(not w.left and w.seconds <= APPOINTMENT_SECONDS for w in booked),
        _share(not w.left and w.felt_seconds <= APPOINTMENT_SECONDS for w in booked),
        _share(not w.left and w.seconds <= WALK_IN_SECONDS for w in walk_ins),
        max((wait.seconds for wait in waits), default=0.0) / 60,
        starved,
        sum(wait.left for wait in waits),
    )


def difference(lived: Lived, other: str, what: str) -> Difference:
    """`what`: `appointments`, `felt` or `walk_ins`. Paired day by day."""
    pairs = zip(lived[PRODUCT], lived[other], strict=True)
    points = [100 * (getattr(ours, what) - getattr(theirs, what)) for ours, theirs in pairs]
    error = statistics.stdev(points) / math.sqrt(len(points)) if len(points) > 1 else math.inf
    return Difference(statistics.fmean(points), CERTAIN * error)


def table_of(name: str, lived: Lived) -> list[str]:
    """One scenario as text: each rule, and what the product is better or worse by."""
    first = f"{name:24} app<=5  felt<=5  walk<=15  worst  mean worst  starved/day  left/day"
    lines = ["", f"{first}   appointments less theirs   walk-ins less theirs"]
    for rule in RULES:
        days = lived[rule]
        line = (
            f"  {rule:22} {_mean(days, 'appointments'):6.2f}   {_mean(days, 'felt'):6.2f}"
            f"    {_mean(days, 'walk_ins'):6.2f}  {max(d.worst_minutes for d in days):5.0f}"
            f"  {statistics.fmean(d.worst_minutes for d in days):10.1f}"
            f"  {statistics.fmean(d.starved for d in days):11.2f}"
            f"  {statistics.fmean(d.left for d in days):8.2f}"
        )
        if rule != PRODUCT:
            both = [difference(lived, rule, what) for what in ("appointments", "walk_ins")]
            line += f"   {both[0]!s:24}   {both[1]}"
        lines.append(line.rstrip())
    return lines


def panel_of(lived: Lived) -> dict[str, tuple[float, float, float]]:
    """Per rule: appointments and walk-ins within, in percent, and how many a day starved."""
    return {
        rule: (
            _mean(days, "appointments"),
            _mean(days, "walk_ins"),
            statistics.fmean(day.starved for day in days),
        )
        for rule, days in lived.items()
    }


def results_of(lived: Mapping[str, Lived]) -> list[Result]:
    """Every comparison by itself, then how many of them hold. A comparison holds when the product's
    mean is at least as high; within chance when the interval of the difference holds zero."""
    results, words, losses = [], [], 0
    higher = 0
    for name, days in lived.items():
        better = True
        for other in OTHERS:
            pair = [difference(days, other, what) for what in ("appointments", "walk_ins")]
            words += [each.word for each in pair]
            losses += "lower" in (pair[0].word, pair[1].word) and not _is_higher(pair)
            better = better and _is_higher(pair)
            for what, each in zip(("appointments", "walk_ins"), pair, strict=True):
                told = f"±{each.half:.2f}, {each.word}"
                results.append(
                    Result(f"J3_{name}_{other}_{what}", round(each.mean, 3), "points", ">=0", told)
                )
        higher += better
    held = sum(result.is_ok for result in results)
    starved = sum(day.starved for days in lived.values() for day in days[PRODUCT])
    most = len(lived) // 2 + 1
    return [
        *results,
        Result("J3_at_least_as_high", held, "comparisons", f"=={len(words)}"),
        Result("J3_lower_beyond_chance", words.count("lower"), "comparisons", "==0"),
        Result("J3_beaten", losses, "comparisons", "==0", "lower in one, higher in none"),
        Result(
            "J3_higher", higher, "scenarios", f">={most}", "in one share, than every other rule"
        ),
        Result("J3_starved", starved, "visits", "==0", f"of {_days(lived)} days"),
    ]


def _is_higher(pair: Sequence[Difference]) -> bool:
    return any(each.word == "higher" for each in pair)


def _days(lived: Mapping[str, Lived]) -> int:
    return sum(len(days[PRODUCT]) for days in lived.values())


def _mean(days: Sequence[DayFigures], what: str) -> float:
    return 100 * statistics.fmean(getattr(day, what) for day in days)


def _share(hits: Iterable[bool]) -> float:
    known = list(hits)
    return sum(known) / len(known) if known else 1.0
