"""Series as a CSV file: read whole or not at all, every fault with its line; written so that it can
be read again.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import cast, get_args

from host.core.cells import Unit
from host.measures.span import Period, date_of
from host.series.numbers import GAPS, UNITS, read_figure
from host.settings.read import Fault, Faulty
from host.store.series import Kind, SeriesValue
from wire.text import clean, has_bsn

NEEDED = ("series", "period", "kind", "unit", "value", "source", "source_date")
MORE = (
    *("name", "location", "n", "footnote", "provisional", "definition", "definition_version"),
    "break_reason",
)
KINDS: tuple[str, ...] = get_args(Kind)
TEXT_MAX = 500
_NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")
_LANGUAGE = re.compile(r"name_([a-z]{2})")
_SIGNS: dict[str, str] = {gap: sign for sign, gap in GAPS.items()}
_YES = {"": False, "no": False, "yes": True, "nee": False, "ja": True}


def read_series(path: Path, language: str, locations: Iterable[str]) -> list[SeriesValue]:
    """Everything in the file. `language`: of the column `name`; other languages have columns such
    as `name_en`. Commas or semicolons between the columns.

    Raises Faulty with all that is wrong, and OSError.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        try:
            lines = csv.DictReader(
                file, delimiter=";" if ";" in head else ",", strict=True, restval=""
            )
            titles = list(lines.fieldnames or ())
            if faults := _head_faults(path, titles):
                raise Faulty(faults)
            found = _Reader(path, language, set(locations)).all_of(lines)
        except (csv.Error, UnicodeDecodeError) as fault:
            raise Faulty([Fault(str(path), 1, "", str(fault))]) from fault
    return found


def _head_faults(path: Path, titles: Sequence[str]) -> list[Fault]:
    missing = [name for name in NEEDED if name not in titles]
    unknown = [
        name for name in titles if name not in (*NEEDED, *MORE) and not _LANGUAGE.fullmatch(name)
    ]
    faults = [Fault(str(path), 1, name, "this column is missing") for name in missing]
    return [*faults, *(Fault(str(path), 1, name, "is no column of a series") for name in unknown)]


class _Reader:
    """One file being read."""

    def __init__(self, path: Path, language: str, locations: set[str]) -> None:
        self._path = path
        self._language = language
        self._locations = locations
        self._faults: list[Fault] = []

    def all_of(self, lines: "csv.DictReader[str]") -> list[SeriesValue]:
        found: dict[tuple[str, ...], int] = {}
        values = []
        for said in lines:
            at = lines.line_num
            value = self._row(said, at)
            if value is None:
                continue
            if value.key in found:
                self._fault(at, "series", f"stands on line {found[value.key]} already")
            found[value.key] = at
            values.append(value)
        if self._faults:
            raise Faulty(self._faults)
        return values

    def _fault(self, line: int, column: str, text: str) -> None:
        self._faults.append(Fault(str(self._path), line, column, text))

    def _row(self, said: Mapping[str, str | None], line: int) -> SeriesValue | None:
        if None in said:
            self._fault(line, "", "has more fields than there are columns")
            return None
        try:
            return self._value(said)
        except _Unfit as fault:
            self._fault(line, fault.column, fault.text)
            return None

    def _value(self, said: Mapping[str, str | None]) -> SeriesValue:
        unit = cast(Unit, _one_of(said, "unit", UNITS))
        with _column("value"):
            value, gap = read_figure(said.get("value") or "", unit)
        with _column("period"):
            period = Period.read(said.get("period") or "").written
        with _column("source_date"):
            source_date: date = date_of((said.get("source_date") or "").strip())
        location = (said.get("location") or "").strip()
        if location and location not in self._locations:
            raise _Unfit("location", f'there is no location "{location}"')
        version = _number(said, "definition_version")
        definition = _text(said, "definition")
        if version is not None and (version < 1 or not definition):
            raise _Unfit("definition_version", "is the version of no definition")
        return SeriesValue(
            series=_name(said),
            location=location,
            period=period,
            kind=cast(Kind, _one_of(said, "kind", KINDS)),
            names=self._names(said),
            unit=unit,
            value=value,
            gap=gap,
            n=_number(said, "n"),
            footnote=_text(said, "footnote"),
            provisional=_yes(said, "provisional"),
            source=_text(said, "source", needed=True),
            source_date=source_date,
            definition=definition,
            definition_version=version,
            break_reason=_text(said, "break_reason"),
        )

    def _names(self, said: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
        names = {self._language: _text(said, "name")} if said.get("name") else {}
        for column in said:
            if (found := _LANGUAGE.fullmatch(column)) and said[column]:
                names[found[1]] = _text(said, column)
        return tuple(sorted(names.items()))


class _Unfit(ValueError):
    """A field cannot be read."""

    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self.column = column
        self.text = text


class _column:
    """Says of which column a ValueError speaks."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, ValueError):
            raise _Unfit(self._name, str(fault)) from None


def _name(said: Mapping[str, str | None]) -> str:
    name = (said.get("series") or "").strip()
    if not _NAME.fullmatch(name):
        raise _Unfit("series", f'"{name}" is no name: small letters, digits, - and _')
    return name


def _one_of(said: Mapping[str, str | None], column: str, known: Sequence[str]) -> str:
    word = (said.get(column) or "").strip()
    if word not in known:
        raise _Unfit(column, f'"{word}" is none of {", ".join(known)}')
    return word


def _number(said: Mapping[str, str | None], column: str) -> int | None:
    text = (said.get(column) or "").strip().replace(".", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise _Unfit(column, f'"{said[column]}" is no whole number')
    return int(text)


def _yes(said: Mapping[str, str | None], column: str) -> bool:
    word = (said.get(column) or "").strip().casefold()
    if word not in _YES:
        raise _Unfit(column, f'"{word}" is not yes or no')
    return _YES[word]


def _text(said: Mapping[str, str | None], column: str, *, needed: bool = False) -> str:
    text = clean(said.get(column) or "")
    if needed and not text:
        raise _Unfit(column, "is empty")
    if len(text) > TEXT_MAX or has_bsn(text):
        raise _Unfit(column, "cannot be kept")
    return text


def series_csv(values: Iterable[SeriesValue], language: str) -> str:
    """As `read_series` takes it. Numbers are not rounded; shares are percentages, with a comma."""
    rows = list(values)
    others = sorted({name for one in rows for name, _ in one.names} - {language})
    columns = ["series", "name", *(f"name_{name}" for name in others), *NEEDED[1:], *MORE[1:]]
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for one in rows:
        names = dict(one.names)
        said = {name: getattr(one, name) for name in (*NEEDED, *MORE[1:])}
        said |= {f"name_{name}": names.get(name, "") for name in others}
        said["name"] = names.get(language, "")
        said["value"] = _SIGNS[one.gap] if one.value is None else _written(one)
        said["provisional"] = "yes" if one.provisional else ""
        writer.writerow(said)
    return file.getvalue()


def _written(one: SeriesValue) -> str:
    value = one.value or 0.0
    number = round(value * 100, 10) if one.unit == "share" else value
    return f"{number:.10f}".rstrip("0").rstrip(".").replace(".", ",")
