"""Keeps the versions of the norms: a promise that was seen once is never another one afterwards.

The settings are where norms are written; the table `norm` is what the host remembers of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from host.core.norms import Norm
from host.norms import norms_of, table_of
from host.settings import Fault, Faulty, Settings
from host.settings.read import line_of, lines_of
from host.store import Store
from host.store import norms as rows
from host.store.norms import Changes, KeptNorm

NOT_COMPARED = ("names", "valid_until")
"""The same promise may be put in better words, and may be given an end that is still to come."""


def keep(store: Store, settings: Settings, now: int, file: str | Path = "balie.toml") -> None:
    """Keeps each version that was not seen before. Raises Faulty, and keeps nothing, when one that
    was is another promise now; StoreBusy.
    """
    wanted, today = norms_of(settings), _today(settings, now)

    def decide(kept: list[KeptNorm]) -> Changes:
        known = [each.norm for each in kept]
        if found := faults(known, settings, now, file):
            raise Faulty(found)
        return _changes(known, wanted, today)

    store.change(partial(rows.settle, decide=decide, now=now))


def begin(
    store: Store, settings: Settings, now: int, file: str | Path = "balie.toml"
) -> tuple[Settings, list[Fault]]:
    """Keeps as `keep` does, for a host that starts: a hall must open in the morning, so each
    version that is another promise now holds as it was seen, and is told. The settings that hold,
    and what is wrong with those of the file. Raises StoreBusy.
    """
    today = _today(settings, now)
    found: list[Fault] = []
    holding = settings

    def decide(kept: list[KeptNorm]) -> Changes:
        nonlocal found, holding
        known = [each.norm for each in kept]
        found = faults(known, settings, now, file)
        seen = {(norm.id, norm.version): norm for norm in known}
        again = {
            (norm.id, norm.version): seen[norm.id, norm.version]
            for norm, _ in _objections(known, norms_of(settings), today.isoformat())
        }
        holding = _with_seen(settings, again)
        wanted = [again.get((norm.id, norm.version), norm) for norm in norms_of(settings)]
        return _changes(known, wanted, today)

    store.change(partial(rows.settle, decide=decide, now=now))
    return holding, found


def faults(
    kept: Sequence[Norm], settings: Settings, now: int, file: str | Path = "balie.toml"
) -> list[Fault]:
    """The versions of the settings that are another promise than the one that was seen."""
    today = _today(settings, now).isoformat()
    found = _objections(kept, norms_of(settings), today)
    return [_fault(file, settings, norm, text) for norm, text in found]


def _with_seen(settings: Settings, seen: Mapping[tuple[str, int], Norm]) -> Settings:
    """The settings, with these versions as they were seen."""
    tables = tuple(
        table_of(seen[each.id, each.version]) if (each.id, each.version) in seen else each
        for each in settings.norms
    )
    return settings.model_copy(update={"norms": tables})


def versions_of(settings: Settings, kept: Sequence[KeptNorm]) -> list[Norm]:
    """All versions that there are for reports: what a host has seen, and what stands in the file
    that none has seen yet.
    """
    seen = {(each.norm.id, each.norm.version): each.norm for each in kept}
    followed = {norm.id for norm in seen.values() if not norm.decided_by}
    new = [
        norm
        for norm in norms_of(settings)
        if norm.id not in followed and (norm.id, norm.version) not in seen
    ]
    return [*seen.values(), *new]


def _changes(kept: Sequence[Norm], wanted: Sequence[Norm], today: date) -> Changes:
    """What is new in the settings, and what is no longer in them."""
    found = Changes()
    seen = {(norm.id, norm.version): norm for norm in kept}
    newest = {norm.id: norm for norm in kept}
    for norm in wanted:
        known = seen.get((norm.id, norm.version))
        if not norm.decided_by:
            found.new += _followed(norm, newest.get(norm.id), today)
        elif known is None:
            found.new.append(norm)
        else:
            found.ended += [norm] if norm.valid_until != known.valid_until else []
            found.renamed += [norm] if norm.names != known.names else []
    here = {norm.id for norm in wanted}
    yesterday = (today - timedelta(days=1)).isoformat()
    for norm in newest.values():
        if norm.id not in here and norm.valid_until is None:
            found.ended.append(replace(norm, valid_until=yesterday))
    return found


def _followed(norm: Norm, known: Norm | None, today: date) -> list[Norm]:
    """A norm that follows from the services gets its next version by itself, from today."""
    if known is None:
        return [norm]
    if known.valid_until is None and _promise(norm) == _promise(known):
        return []
    return [replace(norm, version=known.version + 1, valid_from=today.isoformat())]


def _objections(kept: Sequence[Norm], wanted: Sequence[Norm], today: str) -> list[tuple[Norm, str]]:
    seen = {(norm.id, norm.version): norm for norm in kept}
    return [
        (norm, text)
        for norm in wanted
        if norm.decided_by
        and (known := seen.get((norm.id, norm.version))) is not None
        and (text := _objection(norm, known, today))
    ]


def _objection(norm: Norm, known: Norm, today: str) -> str:
    """Why this version may not be so now, or nothing. An end may be said while it is to come."""
    said = f'norm "{norm.id}" version {norm.version}'
    if changed := _changed(norm, known):
        return (
            f"{said} was changed ({', '.join(changed)}); "
            f"give it version {norm.version + 1} and say from when and who decided"
        )
    if norm.valid_until == known.valid_until:
        return ""
    if known.valid_until is not None:
        return (
            f"{said} ended or ends on {known.valid_until}, and that is not moved; "
            f"give it version {norm.version + 1} and say from when and who decided"
        )
    if norm.valid_until is not None and norm.valid_until < today:
        return f"{said} was still valid on {norm.valid_until}; say the end before it comes"
    return ""


def _changed(norm: Norm, known: Norm) -> list[str]:
    return [
        name
        for name in Norm.__dataclass_fields__
        if name not in NOT_COMPARED and getattr(norm, name) != getattr(known, name)
    ]


def _promise(norm: Norm) -> tuple[object, ...]:
    return norm.definition, norm.statistic, norm.limit, norm.target, norm.services


def _fault(file: str | Path, settings: Settings, norm: Norm, text: str) -> Fault:
    """At the line of this version in the file."""
    tables = [(each.id, each.version) for each in settings.norms]
    where = ("norms", tables.index((norm.id, norm.version)))
    try:
        lines = lines_of(Path(file).read_text("utf-8"))
    except OSError:
        lines = {}
    return Fault(str(file), line_of(lines, where), ".".join(map(str, where)), text)


def _today(settings: Settings, now: int) -> date:
    zone = settings.zone(next(iter(settings.locations)))
    return datetime.fromtimestamp(now / 1000, zone).date()
