"""How promises to call back are written for staff. Knows words and widths; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from kiosk.pen import Pen
from kiosk.rows import FACTS, wrapped
from kiosk.staff.agenda.days import day_of, near, short_day
from kiosk.staff.lists import Row
from wire.base import Millis
from wire.callbacks import CallbackList, CallbackRow, CallbackStep

LEFT_CELLS = 20
"""Width of the first column: the light, and under it when it is due."""
SHAPES = {
    "late": ("■", "$over"),
    "soon": ("▲", "$soon"),
    "on_time": ("○", "$on-time"),
    "answered": ("✓", "$on-time"),
    "appointment": ("✓", "$on-time"),
    "transferred": ("→", "$quiet"),
    "unreached": ("×", "$soon"),
}
"""Shape and colour of a light, or of how it ended."""


def list_rows(found: CallbackList, pen: Pen, now: Millis) -> list[Row]:
    """A row for each, and how many more there are."""
    rows = [Row(row.callback, partial(callback_row, row, pen, now)) for row in found.rows]
    rest = found.total - len(found.rows)
    if rest > 0:
        told = Content.styled(pen.say("more_rows.desk", n=rest), "$quiet")
        rows.append(Row("more", lambda width: told.truncate(width), live=False))
    return rows


def callback_row(row: CallbackRow, pen: Pen, now: Millis, width: int) -> Content:
    """Two lines or more: the light and when it is due; whom to call, whose it is and what about."""
    word = light_of(row, now)
    shape, colour = SHAPES[word]
    style = f"bold {colour}"
    left = [(f"{shape} {pen.say(f'callback.light.{word}')}", style), (when(row, pen, now), colour)]
    right = _lines_of(who_text(row, pen), width - LEFT_CELLS, "bold")
    right += _lines_of(FACTS.join(facts(row, pen)), width - LEFT_CELLS, "$quiet")
    lines = []
    for n in range(max(len(left), len(right))):
        text, how = left[n] if n < len(left) else ("", "")
        cell = Content.styled(text, how).truncate(LEFT_CELLS - 1, ellipsis=True, pad=True)
        beside = right[n] if n < len(right) else Content("")
        lines.append(cell + Content(" ") + beside)
    return Content("\n").join(lines)


def light_of(row: CallbackRow, now: Millis) -> str:
    """The light of an open one by the host's moments; how it ended of one that is done."""
    if row.state == "done":
        return row.outcome or "answered"
    if now > row.due:
        return "late"
    return "soon" if now >= row.soon_at else "on_time"


def when(row: CallbackRow, pen: Pen, now: Millis) -> str:
    """When it is due, or was finished: "vandaag 17:00", "do 26 nov 17:00"."""
    at = row.due if row.ended is None else row.ended
    day = day_of(at, pen)
    name = near(day, day_of(now, pen), pen) or short_day(day, pen)
    return f"{name} {pen.time(at)}"


def days_text(key: str, days: int, pen: Pen) -> str:
    """So many working days, in the singular where it is one."""
    return pen.say(f"{key}.one") if days == 1 else pen.say(key, n=days)


def who_text(row: CallbackRow, pen: Pen) -> str:
    """Whom to call, and at which number."""
    name = row.name or pen.say("nameless")
    return FACTS.join(each for each in (name, row.phone) if each)


def facts(row: CallbackRow, pen: Pen) -> list[str]:
    """Whose it is, what was tried, what it is about."""
    told = [
        row.department_name,
        pen.say("callback.exempt") if row.exempt else "",
        tries(row, pen),
        pen.say("callback.spoken") if row.answered is not None and row.state == "open" else "",
        row.note,
    ]
    return [each for each in told if each]


def tries(row: CallbackRow, pen: Pen) -> str:
    """How often nobody answered; "gepoogd" once that was on two half-days."""
    if not row.attempts:
        return ""
    key = "callback.tried" if row.tried else "callback.attempts"
    return pen.say(key, n=row.attempts)


def counts(found: CallbackList, pen: Pen) -> Content:
    """How many are open, about to be late, and late."""
    parts = [Content(pen.say("callback.open", n=found.total))]
    for word, n in (("soon", found.soon), ("late", found.late)):
        if n:
            shape, colour = SHAPES[word]
            told = pen.say(f"callback.count.{word}", n=n)
            parts.append(Content.styled(f"{shape} {told}", f"bold {colour}"))
    return Content("   ").join(parts)


def steps_text(steps: Sequence[CallbackStep], names: dict[str, str], pen: Pen) -> Content:
    """What was done so far, the newest first."""
    lines = []
    for step in reversed(steps):
        day = short_day(day_of(step.at, pen), pen)
        whose = names.get(step.department, step.department)
        what = pen.say(f"callback.step.{step.what}")
        told = FACTS.join([what, whose] if step.what in ("made", "handed_over") else [what])
        lines.append(Content.styled(f"{day} {pen.time(step.at)}  ", "$quiet") + Content(told))
    return Content("\n").join(lines)


def _lines_of(text: str, width: int, style: str) -> list[Content]:
    lines = wrapped((text, style), max(10, width - 1))
    return [Content.styled(line, style) for line, _ in lines]
