"""What `balie survey` does at the host: plain functions over the settings file. What goes wrong is
a sentence; a text or a mark is never told beside a visit.
"""

import csv
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

from host.core.cells import Cell, text
from host.core.printing import mark as printed
from host.measures.span import Period
from host.serve import open_store
from host.settings import Settings, read
from host.store import Store, residents
from host.store import survey as rows
from host.survey.figures import Trend, interval, trend
from host.survey.reading import Satisfaction, satisfaction
from host.survey.residents import read_residents
from host.tools import said
from wire.words import say

COLUMNS = ("period", "location", "figure", "part", "value", "gap", "n", "low", "high")


@said
def show(settings_file: Path, period: str, than: str, location: str, as_csv: bool) -> int:
    """The marks of a period, by location; beside those of an earlier one where it is named."""
    settings = read(settings_file)
    when, before = Period.read(period), Period.read(than) if than else None
    places = [location] if location else list(settings.locations)
    with closing(open_store(settings)) as store:
        found = {each: _both(store, settings, each, when, before) for each in places}
    if as_csv:
        _write_csv(when, found)
        return 0
    tongue = settings.town.languages[0]
    print(say(tongue, "survey.told.title", periode=when.label(tongue)))
    for name, (now, was) in found.items():
        print(f"\n{settings.locations[name].name}")
        print("\n".join(_lines(settings, tongue, now)))
        if was is not None and before is not None:
            print(_compared(tongue, before, trend(was.marks, now.marks)))
    return 0


@said
def tell_texts(settings_file: Path, period: str, location: str) -> int:
    """What visitors wrote in a period: by week, without their mark."""
    settings, when = read(settings_file), Period.read(period)
    places = [location] if location else list(settings.locations)
    wanted = partial(
        rows.texts, locations=places, first=when.first.isoformat(), last=when.last.isoformat()
    )
    with closing(open_store(settings)) as store:
        for place, week, words in store.read(wanted):
            print(f"{week}  {settings.locations[place].name}: {words}")
    return 0


@said
def bring_residents(settings_file: Path, file: Path) -> int:
    """Brings in a residents' survey, which stays apart; what was brought in before is replaced."""
    found = read_residents(file)
    with closing(open_store(read(settings_file))) as store:
        store.change(partial(residents.put, those=found))
    print(f"{len(found)} marks of residents")
    return 0


@said
def tell_residents(settings_file: Path, question: str) -> int:
    """The residents' surveys that were brought in."""
    settings = read(settings_file)
    tongue = settings.town.languages[0]
    print(say(tongue, "survey.told.residents"))
    with closing(open_store(settings)) as store:
        for one in store.read(partial(residents.all_of, question=question)):
            n = "" if one.n is None else f"  n = {one.n}"
            place = f" ({one.place})" if one.place else ""
            print(f"{one.year}  {one.question}{place}: {text(one.cell, tongue)}{n}  {one.source}")
    return 0


def _both(
    store: Store, settings: Settings, location: str, when: Period, before: Period | None
) -> tuple[Satisfaction, Satisfaction | None]:
    settings.locations[location]
    now = satisfaction(store, settings, when, (location,))
    return now, satisfaction(store, settings, before, (location,)) if before else None


def _lines(settings: Settings, tongue: str, found: Satisfaction) -> list[str]:
    word = partial(say, tongue)
    told, share = settings.survey, found.response
    lines = [_mark_line(tongue, word("survey.told.desk"), found.desk, found.marks)]
    if found.greeter.gap != "not_offered":
        name = word("survey.told.greeter")
        lines.append(_mark_line(tongue, name, found.greeter, found.greeter_marks))
    of = ""
    if share.value is not None:
        of = f" ({word('survey.told.of', deel=share.part, geheel=share.whole)})"
    lines.append(f"  {word('survey.told.response')}: {text(share, tongue)}{of}")
    for party, cell in found.groups.items():
        name = told.groups.get(party, {}).get(tongue, party) or word("survey.told.nobody")
        lines.append(_mark_line(tongue, f"{word('survey.told.group')} {name}", cell, {}))
    for choice, cell in found.choices.items():
        name = told.choices.get(choice, {}).get(tongue, choice)
        lines.append(f"  {word('survey.told.choice')} {name}: {text(cell, tongue)}")
    return lines


def _mark_line(tongue: str, name: str, cell: Cell, marks: dict[int, int]) -> str:
    about = [f"n = {cell.n}"] if cell.n is not None else []
    if marks and (found := interval(marks)) is not None:
        ends = {
            "laag": printed(found.low, language=tongue),
            "hoog": printed(found.high, language=tongue),
        }
        about.append(say(tongue, "survey.told.range", **ends))
    return f"  {name}: {text(cell, tongue)}" + (f" ({'; '.join(about)})" if about else "")


def _compared(tongue: str, before: Period, found: Trend) -> str:
    word = partial(say, tongue)
    head = f"  {word('survey.told.than', periode=before.label(tongue))}: "
    tail = word(f"survey.told.{found.word}")
    if found.change is None or found.interval is None:
        return head + tail
    ends = {
        "laag": _signed(found.interval.low, tongue),
        "hoog": _signed(found.interval.high, tongue),
    }
    was, now = text(found.before, tongue), text(found.after, tongue)
    change = f"{_signed(found.change, tongue)}; {word('survey.told.range', **ends)}"
    return f"{head}{was} -> {now} ({change}), {tail}"


def _signed(change: float, tongue: str) -> str:
    return ("+" if change >= 0 else "-") + printed(abs(change), language=tongue)


def _write_csv(when: Period, found: dict[str, tuple[Satisfaction, Satisfaction | None]]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    for place, (now, was) in found.items():
        head = (when.written, place)
        for name, cell, marks in (
            ("desk", now.desk, now.marks),
            ("greeter", now.greeter, now.greeter_marks),
        ):
            ends = interval(marks) if marks else None
            table.writerow((*head, name, "", *_of(cell), *_ends(ends)))
        table.writerow((*head, "response", "", *_of(now.response), "", ""))
        for party, cell in now.groups.items():
            table.writerow((*head, "group", party, *_of(cell), "", ""))
        for choice, cell in now.choices.items():
            table.writerow((*head, "choice", choice, *_of(cell), "", ""))
        if was is not None:
            rise = trend(was.marks, now.marks)
            change = "" if rise.change is None else rise.change
            table.writerow((*head, "change", "", change, rise.word, "", *_ends(rise.interval)))


def _of(cell: Cell) -> tuple[object, ...]:
    value, n = cell.value, cell.n
    return ("" if value is None else value, cell.gap or "", "" if n is None else n)


def _ends(found: object) -> tuple[object, object]:
    low, high = getattr(found, "low", None), getattr(found, "high", None)
    return ("" if low is None else low, "" if high is None else high)
