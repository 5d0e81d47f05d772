"""What a frozen report holds: the report as it was built, the norms as they held, where it cannot
be compared with the one before, and what changed since its own version before.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

import orjson

from host.core.cells import Cell, text
from host.core.norms import Judged, Norm
from host.measures.definitions import DEFINITIONS
from host.measures.document import Report
from host.measures.outputs.as_json import json_of
from host.measures.outputs.as_page import page_of
from host.measures.outputs.as_text import text_of
from host.measures.period import Period
from host.norms.judged import judged
from host.settings import Settings
from host.store import Store
from host.store.frozen import FrozenRow
from wire.words import say

Body = dict[str, Any]


def body_of(settings: Settings, store: Store, report: Report, location: str, now: int) -> Body:
    """The report with its norms, not yet frozen. Raises StoreBusy."""
    period = Period.read(report.period)
    norms = [
        _norm(place, norm, found, report.language)
        for place in ([location] if location else settings.locations)
        for norm, found in judged(settings, store, period, place, now)
    ]
    return {
        "report": orjson.loads(json_of(report)),
        "norms": norms,
        "text": text_of(report),
        "page": page_of(report),
    }


def _norm(location: str, norm: Norm, found: Judged, language: str) -> Body:
    return {
        "location": location,
        "norm": norm.id,
        "version": norm.version,
        "name": norm.name(language),
        "definition": norm.definition or None,
        "statistic": norm.statistic,
        "limit": norm.limit,
        "target": norm.target,
        "valid_from": norm.valid_from or None,
        "valid_until": norm.valid_until,
        "decided_by": norm.decided_by or None,
        "n": found.n,
        "realised": found.realised,
        "text": _realised(norm, found, language),
        "kept": found.kept,
    }


def _realised(norm: Norm, found: Judged, language: str) -> str:
    """What came of it, as it is printed; days beyond the horizon are more than the limit."""
    if found.realised is None:
        return say(language, "gap.none")
    is_share = norm.statistic == "share"
    cell = Cell("share" if is_share else norm.unit, found.realised, whole=int(norm.limit))
    return text(cell, language, norm.target if is_share else norm.limit)


# -- against the report of the period before -------------------------------------------------------


def report_before(rows: list[FrozenRow], period: Period, location: str) -> FrozenRow | None:
    """The newest version of the nearest earlier period of the same kind: of a half-year the
    half-year before it.
    """
    earlier = [
        (Period.read(row.period).last, row.version, row)
        for row in rows
        if row.location == location and _kind(row.period) == _kind(period.written)
        if Period.read(row.period).last < period.first
    ]
    return max(earlier, key=lambda each: each[:2])[2] if earlier else None


def _kind(period: str) -> str:
    return re.sub(r"\d+", "0", period)


def breaks(body: Body, before: Body | None, language: str) -> list[dict[str, str]]:
    """Definitions and norms that are not those of the period before, and norms that became others
    in the course of the period: figures on both sides cannot be compared.
    """
    if before is None:
        return list(_within(body, language))
    word = partial(say, language)
    period = Period.read(before["report"]["period"]).label(language)
    found = []
    was, now = (_versions(each) for each in (before, body))
    for name in was.keys() & now.keys():
        if was[name] != now[name]:
            said_so = word(
                "frozen.break.definition",
                naam=DEFINITIONS[name].name(language) if name in DEFINITIONS else name,
                periode=period,
                oud=f"{name}.v{was[name]}",
                nieuw=f"{name}.v{now[name]}",
            )
            found.append({"what": name, "was": was[name], "now": now[name], "text": said_so})
    olds, news = (_norms(each) for each in (before, body))
    for key in olds.keys() & news.keys():
        old, new = olds[key], news[key]
        if old[-1]["version"] != new[0]["version"]:
            said = {"oud": old[-1]["version"], "nieuw": new[0]["version"]}
            said_so = word("frozen.break.norm", naam=new[0]["name"], periode=period, **said)
            versions = {"was": str(said["oud"]), "now": str(said["nieuw"])}
            found.append({"what": "/".join(key), "text": said_so, **versions})
    return [*sorted(found, key=lambda each: each["what"]), *_within(body, language)]


def _within(body: Body, language: str) -> Iterator[dict[str, str]]:
    period = Period.read(body["report"]["period"]).label(language)
    for key, versions in sorted(_norms(body).items()):
        for old, new in pairwise(versions):
            said = {"oud": old["version"], "nieuw": new["version"]}
            said_so = say(language, "frozen.break.norm", naam=new["name"], periode=period, **said)
            numbers = {"was": str(said["oud"]), "now": str(said["nieuw"])}
            yield {"what": "/".join(key), "text": said_so, **numbers}


def _versions(body: Body) -> dict[str, str]:
    """The version of each definition: wt_a -> 1."""
    told = (each.rpartition(".v") for each in body["report"]["definitions"])
    return {name: version for name, _, version in told}


def _norms(body: Body) -> dict[tuple[str, str], list[Body]]:
    """The versions of each norm at each location, as they followed each other."""
    found: dict[tuple[str, str], list[Body]] = {}
    for norm in body["norms"]:
        found.setdefault((norm["location"], norm["norm"]), []).append(norm)
    return {
        key: sorted(each, key=lambda norm: (norm["valid_from"] or "", norm["version"]))
        for key, each in found.items()
    }


# -- against its own version before ----------------------------------------------------------------


def changes(was: Body, now: Body) -> list[dict[str, str]]:
    """Each figure that is not what it was, with where it stands."""
    old, new = (dict(_figures(each)) for each in (was, now))
    found = []
    for place in dict.fromkeys([*old, *new]):
        before, after = old.get(place), new.get(place)
        if before is None or after is None or before[0] != after[0]:
            name = (after or before or ("", "", ""))[2]
            texts = [("-" if each is None else each[1]) for each in (before, after)]
            found.append({"where": name, "was": texts[0], "now": texts[1]})
    return found


def _figures(body: Body) -> Iterator[tuple[tuple[str, ...], tuple[object, str, str]]]:
    """Each figure by its place: what is compared, how it is printed, and where people find it."""
    for part in body["report"]["parts"]:
        for table in part["tables"]:
            for row in table["rows"]:
                for column, figure in row["figures"].items():
                    place = (part["location"] or "", table["table"], row["row"], column)
                    title = table.get("columns", {}).get(column, column)
                    name = ", ".join((part["name"], table["title"], row["name"], title))
                    yield place, (_compared(figure), _printed(figure), name)
    for norm in body["norms"]:
        place = ("norm", norm["location"], norm["norm"], str(norm["version"]))
        same = (norm["realised"], norm["n"], norm["kept"])
        told = f"{norm.get('text', norm['realised'])} (n = {norm['n']})"
        yield place, (same, told, f"norm {norm['name']}")


def _compared(figure: Body) -> object:
    """Not the text where there is a figure: the words of a language may become better."""
    names = ("value", "gap", "more_than", "n", "part", "whole", "target", "definition")
    if "unit" not in figure:
        return figure.get("text")
    return tuple(figure.get(name) for name in names)


def _printed(figure: Body) -> str:
    definition = figure.get("definition")
    n = f", n = {figure['n']}" if "n" in figure and figure.get("unit") != "count" else ""
    return f"{figure['text']}{n}" + (f" ({definition})" if definition else "")


def local(settings: Settings, at: int) -> str:
    """A moment in milliseconds UTC as ISO text in the town's own time."""
    zone = settings.zone(next(iter(settings.locations)))
    return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="seconds")
