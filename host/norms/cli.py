"""What `balie norm` tells at the host: the versions of the norms with who decided, and the log of
broken promises. Plain functions over the settings file.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from host.core.norms import Norm
from host.core.printing import minutes_seconds, percent
from host.measures.span import Period
from host.norms.breaches import Breach, log_of, stretches_of
from host.norms.kept import versions_of
from host.serve import open_store, wall_clock
from host.settings import Settings, read
from host.store import Store
from host.store import norms as rows
from host.store.norms import KeptNorm
from host.tools import said

DAYS = {"at1": "to the first free slot", "at3": "to the third free slot", "cb": "to call back"}


@said
def list_norms(settings_file: Path) -> int:
    """Each version: what it promises, from when, who decided, when it was first seen, and what it
    replaced.
    """
    settings = read(settings_file)
    store = open_store(settings)
    try:
        kept = store.read(rows.versions)
    finally:
        store.close()
    for line in version_lines(settings, kept):
        print(line)
    return 0


@said
def list_breaches(settings_file: Path, period: str, location: str) -> int:
    """From when until when each norm was not kept, per location."""
    settings = read(settings_file)
    zone = settings.zone(location or next(iter(settings.locations)))
    today = datetime.fromtimestamp(wall_clock() / 1000, zone).date()
    wanted = Period.read(period or str(today.year))
    wanted = Period(wanted.first, max(wanted.first, min(wanted.last, today)))
    store = open_store(settings)
    try:
        for place in [location] if location else settings.locations:
            print_breaches(settings, store, place, wanted)
    finally:
        store.close()
    return 0


def print_breaches(settings: Settings, store: Store, location: str, period: Period) -> None:
    """The log of one location."""
    print(f"{settings.locations[location].name}, {period.label('en')}")
    for norm, stretches, ended in stretches_of(settings, store, location, period):
        print(f"  {norm.id} version {norm.version}: {promise_text(norm)}, per {_per(norm)}")
        log = log_of(stretches, ended)
        for each in log:
            print(f"    {breach_text(each)}")
        if not log:
            print("    always kept" if stretches else "    nothing was measured")


def breach_text(breach: Breach) -> str:
    """Over norm from 1 September until 30 November, back within since 1 December."""
    if breach.until is None:
        return f"not kept since {breach.since}"
    told = f"not kept from {breach.since} until {breach.until}"
    return f"{told}, kept again since {breach.back}" if breach.back else told


def version_lines(settings: Settings, kept: Sequence[KeptNorm]) -> list[str]:
    """Two lines for each version, old before new."""
    zone = settings.zone(next(iter(settings.locations)))
    seen = {(each.norm.id, each.norm.version): each for each in kept}
    norms = sorted(versions_of(settings, kept), key=lambda norm: (norm.id, norm.version))
    found: list[str] = []
    for place, norm in enumerate(norms):
        before = norms[place - 1] if place and norms[place - 1].id == norm.id else None
        after = next((each for each in norms[place + 1 : place + 2] if each.id == norm.id), None)
        found.append(
            f"{norm.id} version {norm.version}: {promise_text(norm)}, {_when(norm, after)}"
        )
        who = _who(norm)
        known = seen.get((norm.id, norm.version))
        if known is None:
            who += "; no host has seen it yet"
        else:
            moment = datetime.fromtimestamp(known.first_seen / 1000, zone)
            who += f"; first seen {moment:%Y-%m-%d %H:%M}"
        if before is not None:
            who += f"; was: {promise_text(before)}"
        found.append(f"    {who}")
    return found


_percent = partial(percent, language="en")


def promise_text(norm: Norm) -> str:
    """What is promised, in figures."""
    if not norm.definition:
        share = "" if norm.target is None else f"{_percent(norm.target)} % of "
        return f"{share}something that nobody wrote down"
    if norm.definition == "sat":
        return f"a mark of {norm.limit:g} or more (sat)"
    if norm.definition == "av":
        return f"{_percent(norm.target or 0)} % of the open hours (av)"
    limit = _limit(norm)
    kinds = {
        "share": f"{_percent(norm.target or 0)} % within {limit}",
        "mean": f"{limit} on average at most",
        "max": f"{limit} at most",
        "p90": f"nine of ten within {limit}",
    }
    people = f" for {', '.join(norm.services)}" if norm.services else ""
    places = f" at {', '.join(norm.locations)}" if norm.locations else ""
    return f"{kinds[norm.statistic]} ({norm.definition}){people}{places}"


def _limit(norm: Norm) -> str:
    if norm.unit == "days":
        days = "day" if norm.limit == 1 else "days"
        return f"{norm.limit:g} working {days} {DAYS[norm.definition]}"
    return minutes_seconds(norm.limit)


def _when(norm: Norm, after: Norm | None) -> str:
    """From when until when, the end that the next version makes included."""
    until = norm.valid_until
    if after is not None:
        before = (date.fromisoformat(after.valid_from) - timedelta(days=1)).isoformat()
        until = before if until is None else min(until, before)
    begins = f"from {norm.valid_from}" if norm.valid_from else "from the beginning"
    return begins + (f" until {until}" if until else "")


def _who(norm: Norm) -> str:
    if not norm.decided_by:
        return "follows from the limits of the services"
    return f"decided by {norm.decided_by}" + (f" on {norm.decided_on}" if norm.decided_on else "")


def _per(norm: Norm) -> str:
    return norm.period.replace("_", " ")
