"""What `balie series` and `balie report --table` do at the host: plain functions over the settings
file. What goes wrong is a sentence.
"""

import sys
from functools import partial
from pathlib import Path

from host.core.cells import text
from host.measures.span import Period
from host.measures.tool import Asked
from host.sentences import counted
from host.series.csv_file import read_series, series_csv
from host.series.outputs import TABLE_OUTPUTS
from host.series.table import make_table
from host.serve import open_store, wall_clock
from host.settings import read
from host.store import RaceLost
from host.store import series as rows
from host.tools import said


@said
def bring_series(settings_file: Path, file: Path, dry_run: bool) -> int:
    """Brings in the figures of a file: all of them, or none and every fault with its line."""
    settings = read(settings_file)
    found = read_series(file, settings.town.languages[0], settings.locations)
    store = open_store(settings)
    try:
        if dry_run:
            print(f"{counted(len(found), 'figure')} can be brought in")
            return 0
        added = store.change(partial(rows.add, those=found, now=wall_clock()))
    except RaceLost:
        raise ValueError("somebody else brought in figures at this moment: try again") from None
    finally:
        store.close()
    print(
        f"{counted(added.new, 'figure')} brought in; {added.changed} changed, as a next version; "
        f"{added.known} were known"
    )
    return 0


@said
def list_series(settings_file: Path, series: str, history: bool) -> int:
    """Every figure that was brought in, with where it comes from."""
    settings = read(settings_file)
    tongue = settings.town.languages[0]
    store = open_store(settings)
    try:
        wanted = partial(rows.all_of, series=[series] if series else (), history=history)
        kept = [each.value for each in store.read(wanted)]
    finally:
        store.close()
    if series and not kept:
        raise ValueError(f'there is no series "{series}"')
    shown = ""
    for one in kept:
        if one.series != shown:
            shown = one.series
            print(f"{shown}: {one.name(tongue)}")
        label = Period.read(one.period).label(tongue)
        known = settings.locations.get(one.location)
        place = f" ({known.name if known else one.location})" if one.location else ""
        version = f", version {one.version}" if history or one.version > 1 else ""
        status = ", provisional" if one.provisional else ""
        if one.break_reason:
            print(f"  --- {one.break_reason}")
        value = text(one.cell, tongue)
        print(
            f"  {label}{place}, {one.kind}: {value}  ({one.source}, {one.source_date}{version}"
            f"{status})"
        )
        if one.footnote:
            print(f"      {one.footnote}")
    return 0


@said
def export_series(settings_file: Path, series: str, out: Path | None) -> int:
    """The newest version of each figure as the file that the import takes."""
    settings = read(settings_file)
    store = open_store(settings)
    try:
        kept = store.read(partial(rows.all_of, series=[series] if series else ()))
    finally:
        store.close()
    content = series_csv([each.value for each in kept], settings.town.languages[0])
    _write(content.encode(), out)
    return 0


@said
def tell_table(settings_file: Path, name: str, asked: Asked) -> int:
    """Prints or writes one of the town's own tables."""
    settings = read(settings_file)
    if name not in settings.tables:
        known = ", ".join(settings.tables) or "none"
        raise ValueError(f'there is no table "{name}"; there are: {known}')
    if asked.format not in TABLE_OUTPUTS:
        raise ValueError(
            f"a table has no format {asked.format!r}; there are {', '.join(TABLE_OUTPUTS)}"
        )
    store = open_store(settings)
    try:
        report = make_table(settings, store, name, wall_clock(), asked.language)
    finally:
        store.close()
    _write(TABLE_OUTPUTS[asked.format](report), asked.out)
    return 0


def _write(content: bytes, out: Path | None) -> None:
    if out is not None:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
