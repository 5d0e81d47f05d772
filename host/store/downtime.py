"""How devices are, and when they could not be used. Functions over a connection.

The host itself is the device `host`. Moments in milliseconds UTC, told by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import Connection, and_, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from host.store.access import keep_setting, put_setting, setting, touch_devices
from host.store.device_table import DEVICE_STATE, DOWNTIME
from host.store.tables import DEVICE, EVENT

HOST = "host"
"""The host's own name among the devices; an id made by chance is never so short."""
BEAT = "host_beat"
"""The setting that holds when a host of this database was last there ..."""
SINCE = "host_since"
"""... and the one with the moment since which this is kept."""


@dataclass(frozen=True, slots=True)
class StateRow:
    """How a device was when it was last noticed."""

    device: str
    watched_since: int
    state: str
    since: int
    version: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which a device could not be used; `ended` None: it still cannot."""

    device: str
    began: int
    ended: int | None
    why: str = "away"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A device has another state now. `works`: it can be used."""

    device: str
    state: str
    since: int
    version: str
    works: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """When the doors of a location were open on a day, as the day's own plan said; None: not."""

    location: str
    day: str
    opens: int | None
    closes: int | None


# -- the host ------------------------------------------------------------------------------------


def beat(line: Connection, now: int) -> None:
    """A host of this database is here."""
    keep_setting(line, SINCE, str(now))
    put_setting(line, BEAT, str(now))


def last_beat(line: Connection) -> int | None:
    """When a host was last here; None: never since this is kept."""
    found = setting(line, BEAT)
    return None if found is None else int(found)


def host_is_back(line: Connection, now: int, least_millis: int) -> int | None:
    """A host starts: the time since the last beat, if it was longer than this, is kept as time
    down. When that began; None: no host was missed.
    """
    before = last_beat(line)
    beat(line, now)
    if before is None or now - before <= least_millis:
        return None
    _begin(line, HOST, before, now, "away")
    return before


# -- devices -------------------------------------------------------------------------------------


def states(line: Connection) -> list[StateRow]:
    """Of all devices that were ever on the line, those that were revoked too."""
    wanted = select(DEVICE_STATE).order_by(DEVICE_STATE.c.device)
    return [StateRow(**row._mapping) for row in line.execute(wanted)]


def counted(line: Connection) -> dict[tuple[str, str, str], int]:
    """How many paired devices there are by location, role and state; `waiting` was never on the
    line.
    """
    state = func.coalesce(DEVICE_STATE.c.state, "waiting")
    wanted = (
        select(DEVICE.c.location, DEVICE.c.role, state, func.count())
        .select_from(DEVICE.outerjoin(DEVICE_STATE, DEVICE_STATE.c.device == DEVICE.c.id))
        .where(DEVICE.c.revoked_at.is_(None))
        .group_by(DEVICE.c.location, DEVICE.c.role, state)
    )
    return {(location, role, word): n for location, role, word, n in line.execute(wanted)}


def notice(
    line: Connection, news: Sequence[Noticed], here: Sequence[str], now: int, *, beats: bool = False
) -> list[str]:
    """Keeps what was noticed. `here`: devices whose line has just opened; `beats`: the host says
    that it is here. The devices that another host has on its line: of those nothing was kept.
    """
    if beats:
        beat(line, now)
    if here:
        touch_devices(line, here, now)
    away = [each for each in news if each.state == "away"]
    seen = _seen(line, [each.device for each in away])
    elsewhere = {each.device for each in away if seen.get(each.device, 0) > each.since}
    own = [each for each in news if each.device not in elsewhere]
    _put_states(line, own)
    down = _down(line, [each.device for each in own])
    for each in own:
        if each.works and each.device in down:
            _end(line, each.device, each.since)
        elif not each.works and each.device not in down:
            _begin(line, each.device, each.since, None, each.state)
    return sorted(elsewhere)


def spells(line: Connection, since: int, until: int) -> list[Spell]:
    """Times down that touch [since, until), in the order in which they began."""
    wanted = select(DOWNTIME).where(
        DOWNTIME.c.began < until, or_(DOWNTIME.c.ended.is_(None), DOWNTIME.c.ended > since)
    )
    return [Spell(**row._mapping) for row in line.execute(wanted.order_by(DOWNTIME.c.began))]


def hours(line: Connection, locations: Sequence[str], first: str, last: str) -> list[Hours]:
    """Of the days in the log, both included; the last plan of a day holds."""
    wanted = (
        select(EVENT.c.location, EVENT.c.day, EVENT.c.body)
        .where(
            EVENT.c.location.in_(locations),
            EVENT.c.day >= first,
            EVENT.c.day <= last,
            EVENT.c.kind.in_(("day_opened", "plan_changed")),
        )
        .order_by(EVENT.c.location, EVENT.c.day, EVENT.c.seq)
    )
    found = {}
    for location, day, body in line.execute(wanted):
        plan = orjson.loads(body)["plan"]
        found[location, day] = Hours(location, day, plan.get("opens"), plan.get("closes"))
    return list(found.values())


def _seen(line: Connection, devices: Sequence[str]) -> dict[str, int]:
    """When these were last on the line of any host."""
    asked = select(DEVICE.c.id, DEVICE.c.last_seen).where(DEVICE.c.id.in_(devices))
    return {row.id: row.last_seen or 0 for row in line.execute(asked)} if devices else {}


def _put_states(line: Connection, news: Sequence[Noticed]) -> None:
    if not news:
        return
    engine = sqlite if line.dialect.name == "sqlite" else postgresql
    new = engine.insert(DEVICE_STATE)
    changed = {name: new.excluded[name] for name in ("state", "since", "version")}
    kept = new.on_conflict_do_update(index_elements=[DEVICE_STATE.c.device], set_=changed)
    rows = [
        {
            "device": each.device,
            "watched_since": each.since,
            "state": each.state,
            "since": each.since,
            "version": each.version,
        }
        for each in news
    ]
    line.execute(kept, rows)


def _down(line: Connection, devices: Sequence[str]) -> set[str]:
    """Those of these that cannot be used by now."""
    asked = select(DOWNTIME.c.device).where(
        DOWNTIME.c.device.in_(devices), DOWNTIME.c.ended.is_(None)
    )
    return set(line.execute(asked).scalars()) if devices else set()


def _begin(line: Connection, device: str, began: int, ended: int | None, why: str) -> None:
    key = and_(DOWNTIME.c.device == device, DOWNTIME.c.began == began)
    values = {"ended": ended, "why": why}
    if line.execute(update(DOWNTIME).where(key).values(**values)).rowcount == 0:
        line.execute(insert(DOWNTIME).values(device=device, began=began, **values))


def _end(line: Connection, device: str, ended: int) -> None:
    still = and_(DOWNTIME.c.device == device, DOWNTIME.c.ended.is_(None))
    line.execute(update(DOWNTIME).where(still).values(ended=ended))
