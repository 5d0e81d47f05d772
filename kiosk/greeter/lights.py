"""What the greeter's bar says: devices in trouble, how many wait and where, and who has little
time.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from kiosk.look import MILD, light_of
from kiosk.pen import Pen
from wire.base import Millis
from wire.views import GreeterView

GAP = "   "


def lights_text(view: GreeterView, pen: Pen, now: Millis, cells: int = 0) -> Content:
    """How many wait, and how many of those have little time left or waited longer than promised.
    In so many cells; 0: as many as it takes. Words go before numbers do.
    """
    first = _troubles(view, pen) or [f"{pen.say('waiting')} {view.waiting_count}"]
    told = ""
    for room in _rooms(view, pen):
        for words in (True, False):
            rest = room + _lights(view, pen, now, words=words)
            told = GAP.join([*first, *rest])
            if not cells or cell_len(told) <= cells:
                return Content(told)
    left = cells - cell_len(GAP.join(["", *rest]))
    return Content(first[0]).truncate(max(1, left), ellipsis=True) + GAP.join(["", *rest])


def _lights(view: GreeterView, pen: Pen, now: Millis, *, words: bool) -> list[str]:
    lights = [light_of(now, row.amber_at, row.red_at) for row in view.waiting]
    told = []
    for word, shape in (("soon", "▲"), ("over", "■")):
        n = sum(light is not None and light.word == word for light in lights)
        if n:
            told.append(f"{shape} {n}" + (f" {pen.say('light.' + word)}" if words else ""))
    return told


def _rooms(view: GreeterView, pen: Pen) -> list[list[str]]:
    """How full the waiting room is, and how many visits wait outside: in full, short, and shortest:
    where somebody is outside the room is full.
    """
    room = view.room
    if room is None:
        return [[]]
    inside = [pen.say(key, n=room.persons, max=room.persons_max) for key in ("room", "room.short")]
    if not room.outside:
        return [[told] for told in inside]
    outside = pen.say("room.outside", n=room.outside)
    return [*([f"{told} · {outside}"] for told in inside), [outside]]


def _troubles(view: GreeterView, pen: Pen) -> list[str]:
    """The first device in trouble, the gravest first, and how many more there are."""
    rows = [row for row in view.devices if row.state != "ok"]
    if not rows:
        return [f"▲ {pen.say('settings_faulty')}"] if view.settings_faulty else []
    row = min(rows, key=lambda each: each.state in MILD)
    shape = "▲" if row.state in MILD else "■"
    more = f" +{len(rows) - 1}" if len(rows) > 1 else ""
    return [f"{shape} {pen.word('device', row.state)}: {pen.device(row.device)}{more}"]
