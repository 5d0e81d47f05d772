"""The versions of the norms, as the host first saw them. Functions over a connection.

Moments in milliseconds UTC, told by the caller.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from sqlalchemy import Connection, Update, select, update
from sqlalchemy.dialects import postgresql, sqlite

from host.core.norms import Norm
from host.store.tables import NORM


@dataclass(frozen=True, slots=True)
class KeptNorm:
    """One version, and when the host first saw it."""

    norm: Norm
    first_seen: int
    end_seen: int | None = None
    """When its end was said, where that was later."""


@dataclass(slots=True)
class Changes:
    """What is to be kept: new versions, versions with an end, versions in better words."""

    new: list[Norm] = field(default_factory=list)
    ended: list[Norm] = field(default_factory=list)
    renamed: list[Norm] = field(default_factory=list)


def versions(line: Connection) -> list[KeptNorm]:
    """All versions of all norms; of one norm in the order of its versions."""
    rows = line.execute(select(NORM).order_by(NORM.c.id, NORM.c.version))
    found = []
    for row in rows:
        kept = dict(row._mapping)
        first_seen, end_seen = kept.pop("first_seen"), kept.pop("end_seen")
        kept["limit"] = kept.pop("bound")
        kept["names"] = tuple(sorted(kept["names"].items()))
        for name in ("locations", "services"):
            kept[name] = tuple(kept[name])
        found.append(KeptNorm(Norm(**kept), first_seen, end_seen))
    return found


def settle(line: Connection, decide: Callable[[list[KeptNorm]], Changes], now: int) -> None:
    """Keeps what `decide` makes of all that is kept, in one transaction; nothing when it raises."""
    changes = decide(versions(line))
    for norm in changes.new:
        add(line, norm, now)
    for norm in changes.ended:
        end(line, norm, now)
    for norm in changes.renamed:
        rename(line, norm)


def add(line: Connection, norm: Norm, now: int) -> None:
    """Keeps a version; another host that was first with it has kept the same."""
    values = asdict(norm)
    values["bound"] = values.pop("limit")
    values |= {"locations": list(norm.locations), "services": list(norm.services)}
    values |= {"names": dict(norm.names), "first_seen": now, "end_seen": None}
    insert = sqlite.insert if line.dialect.name == "sqlite" else postgresql.insert
    line.execute(insert(NORM).values(**values).on_conflict_do_nothing())


def end(line: Connection, norm: Norm, now: int) -> None:
    """A version that had no end has one now."""
    line.execute(_of(norm).values(valid_until=norm.valid_until, end_seen=now))


def rename(line: Connection, norm: Norm) -> None:
    """The same promise in better words."""
    line.execute(_of(norm).values(names=dict(norm.names)))


def _of(norm: Norm) -> Update:
    return update(NORM).where(NORM.c.id == norm.id, NORM.c.version == norm.version)
