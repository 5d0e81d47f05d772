"""J1: the expected wait that the product tells, against how long people really waited on the public
boards of Warsaw's district offices, and against other ways to say it.

The product's own estimator goes over the rows in time order, learns only from minutes and days that
are over, and writes what it says for every row in which somebody waits. J2 is in it too: how often
the range from p10 to p90 holds. The data are no part of the project.
"""

import argparse
import csv
from dataclasses import dataclass, field
from pathlib import Path

from bench.j1_boosting import Boosting
from bench.j1_peers import Peers
from bench.j1_rows import BoardRow, by_minute, read_rows, truths
from bench.table import Result, Skipped
from host.core.pace import Guess, Pace

NAMES = {
    "office": "people ahead x the office's own minutes per visitor",
    "desks": "people ahead x mean minutes of serving / open desks",
    "usual": "people ahead x the queue's usual minutes per person, each wait once",
    "usual_weighed": "the same, a wait with twice the people ahead counts twice",
    "mean": "always the mean",
    "boosting": "gradient-boosted trees, absolute error, trained on the days before",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--judge", type=Path, required=True, metavar="FILE.csv.gz")
    parser.add_argument("--learn", type=Path, metavar="FILE.csv.gz", help="earlier days")
    parser.add_argument("--predictions", type=Path, metavar="OUT.csv")


def run(args: argparse.Namespace) -> list[Result]:
    for file in (args.judge, args.learn):
        if file is not None and not file.exists():
            raise Skipped(f"{file} is not here")
    judged = read_rows(args.judge)
    first = judged[0].at if judged else ""
    learned = [row for row in read_rows(args.learn) if row.at < first] if args.learn else []
    trial = Trial(truths(learned + judged))
    trial.go(learned, judges=False)
    trial.go(judged, judges=True)
    if args.predictions:
        write(args.predictions, trial.said)
    return results(trial)


@dataclass
class Trial:
    """One pass over the rows. Nothing of a minute is learned before that minute is answered."""

    truth: dict[BoardRow, int]
    pace: Pace = field(default_factory=Pace)
    peers: Peers = field(default_factory=Peers)
    boosting: Boosting = field(default_factory=Boosting)
    said: list[tuple[BoardRow, Guess]] = field(default_factory=list)
    others: dict[BoardRow, dict[str, float]] = field(default_factory=dict)
    """What the others said of rows that can be judged."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Last number that each queue showed today; a board that shows none has not moved."""
    ends: dict[int, list[BoardRow]] = field(default_factory=dict)
    """Rows of today whose wait ends at a minute, for the peers."""
    day: str = ""

    def go(self, rows: list[BoardRow], judges: bool) -> None:
        for together in by_minute(rows):
            if together[0].day != self.day:
                self.close_day()
                self.day = together[0].day
            for minute in [end for end in self.ends if end < together[0].minute]:
                for row in self.ends.pop(minute):
                    self.peers.learn(row, self.truth[row])
            for row in together:
                self._answer(row, judges)
            self.pace.learn()
        self.close_day()

    def close_day(self) -> None:
        if not self.day:
            return
        for rows in self.ends.values():
            for row in rows:
                self.peers.learn(row, self.truth[row])
        for row, minutes in self.boosting.close_day(self.truth).items():
            if row in self.others:
                self.others[row]["boosting"] = minutes
        self.ends.clear()
        self.numbers.clear()
        self.pace.close_day()
        self.day = ""

    def _answer(self, row: BoardRow, judges: bool) -> None:
        number = row.number if row.number is not None else self.numbers.get(row.queue, 0)
        self.numbers[row.queue] = number
        self.pace.look(row.queue, row.minute, number, row.waiting, row.desks)
        self.boosting.look(row)
        if not row.waiting:
            return
        guess = self.pace.guess(row.queue, remember=row.number is not None)
        if judges:
            self.said.append((row, guess))
        if row in self.truth:
            self.boosting.ask(row, self.peers.usual_minutes(row))
            self.ends.setdefault(row.minute + self.truth[row], []).append(row)
            if judges:
                self.others[row] = self.peers.guesses(row)


def write(file: Path, said: list[tuple[BoardRow, Guess]]) -> None:
    """One line for each row in which somebody waits. Minutes."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(["office", "queue_id", "at", "p10", "p50", "p90"])
        for row, guess in said:
            minutes = (f"{value:.2f}" for value in (guess.low, guess.middle, guess.high))
            table.writerow([row.office, row.queue_id, row.at, *minutes])


def results(trial: Trial) -> list[Result]:
    """Of the rows that can be judged and of which every peer says something: not those of the first
    day, before which there is nothing to learn."""
    told = {row: guess for row, guess in trial.said if "boosting" in trial.others.get(row, ())}
    if not told:
        raise Skipped("no row can be judged; at least two days are needed")
    truth = {row: float(trial.truth[row]) for row in told}
    off = sum(abs(guess.middle - truth[row]) for row, guess in told.items()) / len(told)
    peers = {
        name: sum(abs(trial.others[row][name] - truth[row]) for row in told) / len(told)
        for name in NAMES
    }
    inside = sum(guess.low <= truth[row] <= guess.high for row, guess in told.items()) / len(told)
    below = sum(truth[row] < guess.low for row, guess in told.items()) / len(told)
    days = len({row.day for row in told})
    wide = sorted(guess.high - guess.low for guess in told.values())[len(told) // 2]
    return [
        Result("J1_off", off, "minutes", "", f"{len(told)} waits of {days} days, the product"),
        *(Result(f"J1_off_{name}", peers[name], "minutes", "", how) for name, how in NAMES.items()),
        Result("J1_to_usual", off / peers["usual"], "ratio", "<=0.83"),
        Result("J1_to_usual_weighed", off / peers["usual_weighed"], "ratio", "<=0.83"),
        Result("J1_to_office", off / peers["office"], "ratio", "<=0.2"),
        Result("J1_to_boosting", off / peers["boosting"], "ratio", "<=1"),
        Result("J2_outside", abs(inside - 0.8), "share", "<=0.05", "how far from 80 % in range"),
        Result("J2_inside", inside, "share", "", f"{below:.3f} sooner; middle width {wide:.0f}"),
    ]
