"""What the greeter's bar says: devices in trouble, how many wait and where, and who has little
time.
"""

from __future__ import annotations

from textual.content import Content

from kiosk.look import MILD, light_of
from kiosk.pen import Pen
from wire.base import Millis
from wire.views import GreeterView


def lights_text(view: GreeterView, pen: Pen, now: Millis) -> Content:
    """How many wait, and how many of those have little time left or waited longer than promised."""
    lights = [light_of(now, row.amber_at, row.red_at) for row in view.waiting]
    told = _troubles(view, pen)
    if not told:
        told.append(f"{pen.say('waiting')} {view.waiting_count}")
    told += _room(view, pen)
    for word, shape in (("soon", "▲"), ("over", "■")):
        n = sum(light is not None and light.word == word for light in lights)
        if n:
            told.append(f"{shape} {n} {pen.say('light.' + word)}")
    return Content("   ".join(told))


def _room(view: GreeterView, pen: Pen) -> list[str]:
    """How full the waiting room is, and how many visits wait outside."""
    if view.room is None:
        return []
    told = pen.say("room", n=view.room.persons, max=view.room.persons_max)
    outside = pen.say("room.outside", n=view.room.outside)
    return [f"{told} · {outside}" if view.room.outside else told]


def _troubles(view: GreeterView, pen: Pen) -> list[str]:
    """The first device in trouble, the gravest first, and how many more there are."""
    rows = [row for row in view.devices if row.state != "ok"]
    if not rows:
        return []
    row = min(rows, key=lambda each: each.state in MILD)
    shape = "▲" if row.state in MILD else "■"
    more = f" +{len(rows) - 1}" if len(rows) > 1 else ""
    return [f"{shape} {pen.word('device', row.state)}: {pen.device(row.device)}{more}"]
