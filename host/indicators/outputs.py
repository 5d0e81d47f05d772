"""An export as JSON and as CSV, for programs. What the page says in words stands here as well, so
that the three can be held beside each other.
"""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from math import inf
from typing import Any

import orjson

from host.core.cells import LEAST, Cell, text
from host.indicators.export import Export, Told
from host.indicators.sentences import promise_text
from host.measures.definitions import DEFINITIONS
from host.measures.outputs.footer import signs

DIGITS = {"seconds": 0, "share": 4, "mark": 1, "days": 1, "count": 0, "percent_points": 1}
"""A mean of few visits that is not rounded, read twice, would tell one visitor's wait. So values
are told as exactly as they are printed; whether a promise is kept is judged before that."""
COLUMNS = (
    *("town", "period", "location", "name", "norm", "version", "promise", "definition"),
    *(
        "clock",
        "first_day",
        "last_day",
        "statistic",
        "unit",
        "limit",
        "target",
        "value",
        "gap",
        "n",
    ),
    *("kept", "text", "formula", "decided_by", "decided_on", "exported_at", "data_until"),
)


def json_of(export: Export, language: str, built_at: int, location: str = "") -> bytes:
    """`location`: only this one. Times are seconds, shares go from 0 to 1. Where there is no value
    `gap` says why: none, few, not_measured, not_offered.
    """
    settings, choice = export.settings, export.choice
    chosen = [name for name in settings.locations if location in ("", name)]
    told = {
        "town": settings.town.name,
        "period": {
            "key": choice.key,
            "first_day": choice.period.first,
            "last_day": choice.period.last,
            "running": choice.running,
            "label": choice.label(language),
        },
        **moments(export, built_at),
        "hidden_below": LEAST,
        "signs": dict(signs(language)),
        "definitions": {
            DEFINITIONS[each].versioned: {
                "name": DEFINITIONS[each].name(language),
                "formula": DEFINITIONS[each].formula(language),
                "unit": DEFINITIONS[each].unit,
                "code": DEFINITIONS[each].code,
            }
            for each in export.definitions()
        },
        "locations": [
            {
                "location": name,
                "name": settings.locations[name].name,
                "promises": [_promise(each, language) for each in of(export.promises, name)],
                "figures": [_figure(each, language) for each in of(export.figures, name)],
            }
            for name in chosen
        ],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"


def csv_of(export: Export, language: str, location: str = "") -> bytes:
    """One line a figure; promises first."""
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    about = {"town": export.settings.town.name, "period": export.choice.key}
    ends = {key: value or "" for key, value in moments(export).items()}
    for each in (*export.promises, *export.figures):
        if location not in ("", each.location):
            continue
        own = _figure(each, language)
        if each.norm is not None:
            own |= _promise(each, language)
            own["kept"] = "" if each.kept is None else "yes" if each.kept else "no"
        own["name"] = export.settings.locations[each.location].name
        own["formula"] = " ".join(DEFINITIONS[one].formula(language) for one in each.defined)
        row = {**about, "location": each.location, **own, **ends}
        writer.writerow({key: row.get(key, "") for key in COLUMNS})
    return file.getvalue().encode()


def of(told: Iterable[Told], location: str) -> list[Told]:
    """Those of one location."""
    return [each for each in told if each.location == location]


def moments(export: Export, built_at: int | None = None) -> dict[str, str | None]:
    """In the town's own time, ISO 8601: the newest fact, the export, the building, in turn."""
    zone = export.settings.zone(next(iter(export.settings.locations)))
    known = {"data_until": export.data_until, "exported_at": export.exported_at}
    if built_at is not None:
        known["built_at"] = max(built_at, export.exported_at)
    return {
        name: None
        if at is None
        else datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="seconds")
        for name, at in known.items()
    }


def _promise(told: Told, language: str) -> dict[str, Any]:
    norm = told.norm
    assert norm is not None
    return {
        "norm": norm.id,
        "version": norm.version,
        "name": norm.name(language),
        "promise": promise_text(norm, language),
        **_figure(told, language),
        "first_day": told.first,
        "last_day": told.last,
        "judged_per": norm.period,
        "statistic": norm.statistic,
        "limit": norm.limit if norm.definition else None,
        "target": norm.target,
        "kept": told.kept,
        "services": list(norm.services),
        "decided_by": norm.decided_by or None,
        "decided_on": norm.decided_on,
    }


def _figure(told: Told, language: str) -> dict[str, Any]:
    cell = told.cell
    return {
        "definition": told.versioned[0] if told.versioned else None,
        "clock": told.versioned[-1] if told.versioned else None,
        "first_day": told.first,
        "last_day": told.last,
        "unit": cell.unit,
        "value": _value(cell, told.target),
        "gap": cell.gap,
        "n": cell.n,
        "text": text(cell, language, told.target),
    }


def _value(cell: Cell, target: float | None) -> float | int | None:
    """As exactly as it is printed, and no better than the promise where it is not kept."""
    if cell.value is None or cell.value == inf:
        return None
    digits = DIGITS[cell.unit]
    value = round(cell.value, digits)
    if cell.unit == "share" and target is not None and cell.value < target <= value:
        value = round(value - 10**-digits, digits)
    return int(value) if digits == 0 else value
