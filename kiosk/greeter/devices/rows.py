"""How devices are written for greeters. Knows words and widths; decides nothing."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from kiosk.look import MILD
from kiosk.pen import Pen
from kiosk.rows import FACTS, wrapped
from kiosk.staff.agenda.days import day_of, short_day
from kiosk.staff.lists import Row
from wire.base import Millis
from wire.devices import DeviceList, KnownDevice, WaitingDevice

LEFT_CELLS = 28
"""Width of the first column: the state, and under it the kind."""
SHAPES = {"ok": ("✓", "$on-time"), "waiting": ("○", "$quiet"), "mild": ("▲", "$soon")}
TROUBLE = ("■", "$over")


def list_rows(found: DeviceList, pen: Pen, now: Millis) -> list[Row]:
    """Who waits to be let in, then devices in trouble, then the others."""
    rows = [
        Row(f"waiting-{number}", partial(waiting_row, row, pen))
        for number, row in enumerate(found.waiting)
    ]
    known = sorted(found.devices, key=lambda row: (not in_trouble(row, pen, now), row.role))
    return rows + [Row(row.device, partial(device_row, row, pen, now)) for row in known]


def in_trouble(row: KnownDevice, pen: Pen, now: Millis) -> bool:
    """Whether somebody in the hall misses it: screens of staff are turned off by their people."""
    return row.state not in ("ok", "waiting") and row.role in ("kiosk", "display", "printer")


def counts(found: DeviceList, pen: Pen, now: Millis) -> Content:
    """How many there are, are in trouble, and wait."""
    parts = [Content(pen.say("devices.counts", n=len(found.devices)))]
    troubled = sum(in_trouble(row, pen, now) for row in found.devices)
    if troubled:
        told = pen.say("devices.count.trouble", n=troubled)
        parts.append(Content.styled(f"{TROUBLE[0]} {told}", f"bold {TROUBLE[1]}"))
    if found.waiting:
        told = pen.say("devices.count.waiting", n=len(found.waiting))
        parts.append(Content.styled(f"▲ {told}", "bold $soon"))
    return Content("   ").join(parts)


def waiting_row(row: WaitingDevice, pen: Pen, width: int) -> Content:
    """A device that shows a code."""
    until = pen.say("devices.waits_until", tijd=pen.time(row.until))
    return _two(
        ("▲ " + pen.say("devices.waits"), "bold $soon"),
        pen.word("role", row.role),
        pen.both_names(row.name),
        [until, "↵ " + pen.say("devices.do.let_in")],
        width,
    )


def device_row(row: KnownDevice, pen: Pen, now: Millis, width: int) -> Content:
    """The state and the kind; the name, since when, when it was last seen, and its version."""
    quiet = row.state != "ok" and not in_trouble(row, pen, now)
    kind = "mild" if row.state in MILD else row.state
    shape, colour = SHAPES.get(kind, ("–", "$quiet") if quiet else TROUBLE)
    role = pen.word("role", row.role) + (f" {row.desk}" if row.desk else "")
    state, name = pen.say(f"devices.state.{row.state}"), pen.both_names(row.name)
    return _two((f"{shape} {state}", f"bold {colour}"), role, name, facts(row, pen, now), width)


def facts(row: KnownDevice, pen: Pen, now: Millis) -> list[str]:
    """Since when it is so, when it was last seen, its version."""
    told = []
    since = "" if row.since is None else when(row.since, pen, now)
    seen = "" if row.seen is None else when(row.seen, pen, now)
    if since:
        told.append(pen.say("devices.since_at", tijd=since))
    if row.state == "away" and seen not in ("", since):
        told.append(pen.say("devices.seen_at", tijd=seen))
    if row.version:
        told.append(pen.say("devices.version_is", versie=row.version))
    return told


def when(at: Millis, pen: Pen, now: Millis) -> str:
    """The time of day, with the day where that is another one."""
    day = day_of(at, pen)
    return pen.time(at) if day == day_of(now, pen) else f"{short_day(day, pen)} {pen.time(at)}"


def _two(light: tuple[str, str], under: str, name: str, told: list[str], width: int) -> Content:
    """Two columns of two lines; facts that do not fit go on below."""
    left = [light, (under, "$quiet")]
    right = [(name, "bold")]
    right += wrapped((FACTS.join(told), "$quiet"), max(10, width - LEFT_CELLS - 1))
    lines = []
    for n in range(max(len(left), len(right))):
        text, style = left[n] if n < len(left) else ("", "")
        cell = Content.styled(text, style).truncate(LEFT_CELLS - 1, ellipsis=True, pad=True)
        beside, how = right[n] if n < len(right) else ("", "")
        shown = Content.styled(beside, how).truncate(width - LEFT_CELLS, ellipsis=True)
        lines.append(cell + Content(" ") + shown)
    return Content("\n").join(lines)
