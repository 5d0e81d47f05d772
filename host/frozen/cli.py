"""What `balie report freeze` and `balie report frozen` do at the host: plain functions over the
settings file. What goes wrong is a sentence.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import orjson

from host.frozen.freeze import faults_of, freeze
from host.measures.outputs.footer import moment_text
from host.measures.span import Period
from host.sentences import counted
from host.serve import open_store, secret_of, wall_clock
from host.settings import Settings, read
from host.store import Store
from host.store import frozen as rows
from host.store.frozen import FrozenRow
from host.tools import said
from wire.words import say

FORMATS = ("text", "html", "json")


@said
def freeze_report(
    settings_file: Path, period: str, by: str, location: str, provisional: bool, why: str
) -> int:
    """Freezes a report and tells its number and seal."""
    settings = read(settings_file)
    with _store(settings) as store:
        row = freeze(
            settings,
            store,
            secret_of(settings, store),
            Period.read(period),
            by,
            wall_clock(),
            location=location,
            provisional=provisional,
            why=why,
        )
    body = orjson.loads(row.body)
    print("\n".join([_line(settings, row), *_changes(settings, row, body)]))
    print(say(settings.town.languages[0], "frozen.seal", zegel=row.signature))
    return 0


@said
def list_frozen(settings_file: Path) -> int:
    """Every version of every frozen report."""
    settings = read(settings_file)
    with _store(settings) as store:
        for row in store.read(rows.all_of):
            print(_line(settings, row))
    return 0


@said
def show_frozen(
    settings_file: Path, period: str, version: int, location: str, format: str, out: Path | None
) -> int:
    """One version as it was frozen; the newest where none is named."""
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    settings = read(settings_file)
    with _store(settings) as store:
        kept = store.read(rows.all_of)
        secret = secret_of(settings, store)
    written = Period.read(period).written
    own = [row for row in kept if (row.period, row.location) == (written, location)]
    chosen = [row for row in own if version in (0, row.version)]
    if not chosen:
        there = f"; there are versions 1 to {len(own)}" if own else ""
        raise ValueError(f"no such report of {written} was frozen{there}")
    row = chosen[-1]
    for faulty, what in faults_of(kept, secret):
        if faulty.number == row.number:
            print(f"{row.period} version {row.version}: {what}", file=sys.stderr)
    content = _content(settings, row, format).encode()
    if out is not None:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    return 0


@said
def verify_frozen(settings_file: Path) -> int:
    """Whether every frozen report is still what was frozen."""
    settings = read(settings_file)
    with _store(settings) as store:
        kept = store.read(rows.all_of)
        faults = list(faults_of(kept, secret_of(settings, store)))
    for row, what in faults:
        print(f"{row.number}: {row.period} version {row.version}: {what}", file=sys.stderr)
    if faults:
        return 1
    print(f"{counted(len(kept), 'report')} as they were frozen")
    if kept:
        print(say(settings.town.languages[0], "frozen.seal", zegel=kept[-1].signature))
    return 0


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings)
    try:
        yield store
    finally:
        store.close()


def _content(settings: Settings, row: FrozenRow, format: str) -> str:
    if format == "json":
        return row.body + "\n"
    body = orjson.loads(row.body)
    if format == "html":
        page: str = body["page"]
        return page
    lines = [
        say(settings.town.languages[0], "frozen.title", plaats=settings.town.name),
        _line(settings, row),
        *_changes(settings, row, body),
        *(f"| {each['text']}" for each in body["breaks"]),
        "",
        body["text"],
    ]
    return "\n".join(lines)


def _line(settings: Settings, row: FrozenRow) -> str:
    """What, which version, whether it may still change, and who answers for it."""
    word = partial(say, settings.town.languages[0])
    label = Period.read(row.period).label(settings.town.languages[0])
    known = settings.locations.get(row.location)
    place = f", {known.name if known else row.location}" if row.location else ""
    at = moment_text(orjson.loads(row.body)["frozen"]["at"], settings.town.languages[0])
    status = f"{word('frozen.version', n=row.version)}, {word(f'frozen.{row.status}')}"
    return f"{row.number}: {label}{place}, {status}. {word('frozen.by', wie=row.frozen_by, dag=at)}"


def _changes(settings: Settings, row: FrozenRow, body: dict[str, object]) -> list[str]:
    """What is different from the version before, and why."""
    if row.version == 1:
        return []
    word = partial(say, settings.town.languages[0])
    head, told = body["frozen"], body["changes"]
    assert isinstance(head, dict)
    assert isinstance(told, list)
    lines = [f"{word('frozen.changes', n=row.version - 1)}: {head['why'] or ''}".rstrip(": ")]
    for each in told:
        said_now = word("frozen.change", waar=each["where"], oud=each["was"], nieuw=each["now"])
        lines.append(f"  {said_now}")
    return lines if told else [f"{lines[0]}: {word('frozen.change.none')}"]
