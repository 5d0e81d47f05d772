"""How much of the opening hours each device could be used, and the chain from a kiosk to the wall.
Worked out of the times down that were kept; planned work counts like any other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import ceil
from typing import Any

from host.core.cells import Cell
from host.devices.spans import Span, common, common_to_all, joined, total, without
from host.measures.span import Period
from host.settings import Settings
from host.settings.days import ROLL_OVER, moment, opening
from host.store import Store, downtime
from host.store.access import DeviceRow, devices, setting
from host.store.downtime import HOST, Hours, Spell

STALE_MILLIS = 150_000
"""No host has been here for longer than this: it is away now."""
COUNTED = ("kiosk", "display", "printer")
"""Roles with a figure of their own. Screens of staff have none: their people turn them off."""
CHAIN = ("kiosk", "desk", "display")
"""One of each must be there, and the host."""
ALWAYS: Span = (0, 1 << 62)
"""Every moment."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store holds of a period, and the settings of its hours."""

    rows: tuple[DeviceRow, ...]
    watched_since: dict[str, int]
    spells: tuple[Spell, ...]
    hours: tuple[Hours, ...]
    host_since: int | None
    until: int
    """What came later is not known, or not yet."""


@dataclass(frozen=True, slots=True)
class Use:
    """One device over a period. `name` empty: the chain, or the host."""

    role: str
    name: str
    down_millis: int
    open_millis: int
    """Of the opening hours in which it was watched."""
    times: int = 0
    """How often it was down."""

    @property
    def cell(self) -> Cell:
        """The share of the opening hours in which it could be used; part and whole in seconds."""
        if not self.open_millis:
            return Cell("share", gap="not_measured")
        value = (self.open_millis - self.down_millis) / self.open_millis
        whole = round(self.open_millis / 1000)
        return Cell("share", value, part=whole - ceil(self.down_millis / 1000), whole=whole)


@dataclass(frozen=True, slots=True)
class Available:
    """One location over a period."""

    devices: tuple[Use, ...]
    """Kiosks, displays and printers by name, then the host."""
    chain: Use


def available(
    store: Store, settings: Settings, period: Period, location: str, now: int | None = None
) -> Available:
    """A location over a period. `now`, milliseconds UTC: what is later is not judged yet; None: up
    to the last moment of which a host has said that it was here. Raises StoreBusy, and KeyError for
    an unknown location.
    """
    settings.locations[location]
    kept = _read(store, settings, period, location, now)
    watched = common(_open(settings, period, location, kept), _of_host(kept))
    down = _down_of(kept)
    lives = {row.id: _life(row, kept) for row in kept.rows}
    uses = [
        _use(role, name, watched, lives, down, ids)
        for role in COUNTED
        for name, ids in _by_name(kept.rows, role)
    ]
    host = down.get(HOST, [])
    return Available(
        (*uses, _counted("host", "", watched, host)), _chain(watched, kept.rows, lives, down)
    )


def lowest(found: Iterable[Available]) -> Cell:
    """The indicator av: of all devices the one that could be used least. Where each is promised to
    be there, the promise is kept when this one keeps it.
    """
    cells = [use.cell for each in found for use in each.devices]
    known = [cell for cell in cells if cell.value is not None]
    return min(known, key=lambda cell: cell.value or 0.0, default=Cell("share", gap="not_measured"))


def chain(found: Iterable[Available]) -> Cell:
    """The indicator av_chain: a kiosk, the host, a desk and a display, all there at once; of
    several locations the open hours are added up.
    """
    uses = [each.chain for each in found]
    down, opened = sum(use.down_millis for use in uses), sum(use.open_millis for use in uses)
    return Use("chain", "", down, opened).cell


# -- how -----------------------------------------------------------------------------------------


def _read(store: Store, settings: Settings, period: Period, location: str, now: int | None) -> Kept:
    first, last = period.first.isoformat(), period.last.isoformat()
    zone = settings.zone(location)
    since = moment(zone, period.first, time.min)
    ends = moment(zone, period.last + timedelta(days=1), ROLL_OVER)

    def look(line: Any) -> Kept:
        here = downtime.last_beat(line)
        kept_since = setting(line, downtime.SINCE)
        spells = downtime.spells(line, since, ends)
        if here is not None and now is not None and now - here > STALE_MILLIS:
            spells.append(Spell(HOST, here, None))
        return Kept(
            rows=tuple(devices(line, location)),
            watched_since={row.device: row.watched_since for row in downtime.states(line)},
            spells=tuple(spells),
            hours=tuple(downtime.hours(line, (location,), first, last)),
            host_since=None if kept_since is None else int(kept_since),
            until=min(ends, now if now is not None else here or 0),
        )

    return store.read(look)


def _open(settings: Settings, period: Period, location: str, kept: Kept) -> list[Span]:
    """When the doors were open: by each day's own plan, and by the settings for a day on which no
    host was there to make one.
    """
    known = {each.day: each for each in kept.hours}
    found = []
    for day in period.days():
        hours = known.get(day.isoformat()) or _wanted(settings, location, day)
        if hours.opens is not None and hours.closes is not None:
            found.append((hours.opens, min(hours.closes, kept.until)))
    return joined(found)


def _wanted(settings: Settings, location: str, day: date) -> Hours:
    hours, zone = opening(settings, location, day), settings.zone(location)
    moments = [None, None] if hours is None else [moment(zone, day, each) for each in hours]
    return Hours(location, day.isoformat(), *moments)


def _of_host(kept: Kept) -> list[Span]:
    return [] if kept.host_since is None else [(kept.host_since, kept.until)]


def _down_of(kept: Kept) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for spell in kept.spells:
        until = kept.until if spell.ended is None else spell.ended
        found.setdefault(spell.device, []).append((spell.began, until))
    return found


def _life(row: DeviceRow, kept: Kept) -> list[Span]:
    """From its first time on the line until it was revoked."""
    since = kept.watched_since.get(row.id)
    until = kept.until if row.revoked_at is None else row.revoked_at
    return [] if since is None else [(since, until)]


def _by_name(rows: Sequence[DeviceRow], role: str) -> Iterator[tuple[str, list[str]]]:
    """A device that was paired anew under the same name is the same one to visitors."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row.role == role:
            names.setdefault(row.name, []).append(row.id)
    yield from names.items()


def _use(
    role: str,
    name: str,
    watched: list[Span],
    lives: dict[str, list[Span]],
    down: dict[str, list[Span]],
    ids: Sequence[str],
) -> Use:
    life = joined(span for each in ids for span in lives[each])
    own = common_to_all([_missing(each, lives, down) for each in ids])
    return _counted(role, name, common(watched, life), [*own, *down.get(HOST, [])])


def _missing(device: str, lives: dict[str, list[Span]], down: dict[str, list[Span]]) -> list[Span]:
    """When a device was down, or not one of the town's."""
    return [*down.get(device, []), *without([ALWAYS], lives[device])]


def _counted(role: str, name: str, opened: list[Span], down: Iterable[Span]) -> Use:
    missed = common(opened, down)
    return Use(role, name, total(missed), total(opened), len(missed))


def _chain(
    watched: list[Span],
    rows: Sequence[DeviceRow],
    lives: dict[str, list[Span]],
    down: dict[str, list[Span]],
) -> Use:
    """Broken while of one link every device is down. A link that the location never had, or does
    not have at that time, cannot break.
    """
    broken = list(down.get(HOST, []))
    known: list[Span] = []
    for role in CHAIN:
        ids = [row.id for row in rows if row.role == role]
        life = joined(span for each in ids for span in lives[each])
        known += life
        broken += common(life, common_to_all([_missing(each, lives, down) for each in ids]))
    return _counted("chain", "", common(watched, known), broken)
