"""How visits, desks, devices and calls for help are written for staff: lines of text for a row of a
list.

Knows words, times and the norm light; knows no widget and decides nothing. Texts of people go in
as they are: `Content` made from parts is never read as markup.
"""

from __future__ import annotations

from textwrap import wrap

from textual.content import Content

from kiosk.look import MILD, light_of
from kiosk.pen import Pen
from wire.base import Millis
from wire.rows import DeskRow, DeviceRow, HelpRow, NextRow, VisitRow

LEFT_CELLS = 13
"""Width of the first column: the light and its word, or a time."""

NAME_CELLS = 7
"""Width of the second column: the ticket."""

FACTS = "  ·  "
"""Stands between the facts of a row that wraps ..."""

BETWEEN = " · "
"""... and is narrower where they share a line."""

INDENT_CELLS = 2
"""Where the words below begin when nothing stands under the light."""

DESK_COLUMNS = (10, 4)
"""The same two for desks: the state and the desk's number."""

Part = str | tuple[str, str]


def minutes_up(millis: int) -> int:
    """Whole minutes, rounded up: who has 4:10 left has "5" until the clock says 4:00."""
    return -(-millis // 60_000)


def light_parts(row: VisitRow, pen: Pen, now: Millis) -> tuple[Part, Part]:
    """The norm light as shape and word, and under it the time that is left or over."""
    light = light_of(now, row.amber_at, row.red_at)
    if light is None or row.red_at is None:
        waited = (
            ""
            if row.arrived is None
            else pen.say("light.waited", tijd=pen.minutes(max(0, (now - row.arrived) // 60_000)))
        )
        return ("○ " + pen.say("light.none"), "$quiet"), (waited, "$quiet")
    left = row.red_at - now
    if left <= 0:
        under = pen.say("light.past", tijd=pen.minutes(max(1, minutes_up(-left))))
    elif left < 60_000:
        under = pen.say("light.less")
    else:
        under = pen.say("light.left", tijd=pen.minutes(left // 60_000))
    style = f"bold ${light.colour}"
    return (f"{light.shape} {pen.say('light.' + light.word)}", style), (under, f"${light.colour}")


def waiting_row(row: VisitRow, pen: Pen, now: Millis, width: int) -> Content:
    """Two lines: light, number and services; the time left, and what helps to know this visitor."""
    above, below = light_parts(row, pen, now)
    return _two_lines(above, below, *_named(row, pen), "  ·  ".join(details(row, pen)), width)


def expected_row(row: VisitRow, pen: Pen, now: Millis, width: int) -> Content:
    """Two lines: the appointed time, who and what; how long until then."""
    if row.appointed is None:
        return waiting_row(row, pen, now, width)
    minutes = (row.appointed - now) // 60_000
    key = "in_minutes" if minutes > 0 else "now" if minutes > -1 else "minutes_ago"
    below = pen.say(key, tijd=pen.minutes(abs(minutes))) if key != "now" else pen.say(key)
    name = row.name or row.code or pen.say("nameless")
    more = [*_needs(row, pen), *_persons(row, pen), *([row.code] if row.code and row.name else [])]
    return _two_lines(
        (pen.time(row.appointed), "bold"),
        (below, "$soon" if minutes < 0 else "$quiet"),
        "",
        (name, "bold"),
        "  ·  ".join([pen.service_names(row.services), *more]),
        width,
    )


def aside_row(row: VisitRow, pen: Pen, now: Millis, width: int) -> Content:
    """Two lines: why the visit is aside and until when, who and what."""
    until = pen.say("until", tijd=pen.time(row.until)) if row.until is not None else ""
    stage = "asked_time" if row.asked_time else row.stage
    above = (f"{_ASIDE_SHAPES.get(row.stage, '·')} {pen.word('stage', stage)}", "bold")
    return _two_lines(
        above, (until, "$quiet"), *_named(row, pen), "  ·  ".join(details(row, pen)), width
    )


def found_row(row: VisitRow, pen: Pen, now: Millis, width: int) -> Content:
    """A row as its stage asks for: in a list where all stages come together."""
    if row.stage == "waiting":
        return waiting_row(row, pen, now, width)
    return (
        expected_row(row, pen, now, width)
        if row.stage == "expected"
        else aside_row(row, pen, now, width)
    )


def desk_row(row: DeskRow, pen: Pen, now: Millis, width: int) -> Content:
    """Two lines: the desk and its state, who serves whom since when."""
    since = "" if row.since is None else pen.say("since", tijd=pen.time(row.since))
    shape, colour = _DESK_SHAPES[row.state]
    state = pen.say(f"state.{row.state}")
    if row.visit is None:
        reason = pen.word("pause", row.pause_reason) if row.pause_reason else ""
        told = ["" if row.state == "closed" else since, reason]
    else:
        coming = [coming_text(row.visit, pen)] if row.visit.coming else []
        told = [pen.who(row.visit), *coming, since, pen.service_names(row.visit.services)]
    second = "  ·  ".join(each for each in told if each)
    return _two_lines(
        (f"{shape} {state}", f"bold {colour}"),
        "",
        (pen.desk(row.desk), "bold"),
        (row.staff, ""),
        second,
        width,
        DESK_COLUMNS,
    )


def coming_text(row: VisitRow, pen: Pen) -> str:
    """That somebody comes to fetch this visitor, and when."""
    if row.coming_at is None:
        return pen.say("coming")
    return pen.say("coming.at", tijd=pen.time(row.coming_at))


def help_row(row: HelpRow, pen: Pen, now: Millis, width: int) -> Content:
    """How long somebody asks for a person, at which device or with which number; why, at which page
    and in which language; and what Enter does.
    """
    waited = pen.say("light.waited", tijd=pen.minutes(max(0, (now - row.since) // 60_000)))
    told = [
        waited,
        pen.word("call", row.reason),
        pen.device(row.device) if row.ticket else "",
        pen.say("page.at", pagina=pen.word("page", row.page)) if row.page else "",
        pen.say("language", taal=pen.word("language", row.language)) if row.language else "",
        "↵ " + pen.say("do.answer_help"),
    ]
    return _two_lines(
        ("! " + pen.say("help"), "bold $over"),
        "",
        "",
        (row.ticket or pen.device(row.device), "bold"),
        "  ·  ".join(each for each in told if each),
        width,
    )


def device_row(row: DeviceRow, pen: Pen, now: Millis, width: int) -> Content:
    """Two lines: a device in trouble, what is wrong and since when."""
    mild = row.state in MILD
    light = ("▲ " if mild else "■ ") + pen.word("role", row.role)
    below = f"{pen.word('device', row.state)}  ·  {pen.say('since', tijd=pen.time(row.since))}"
    colour = "$soon" if mild else "$over"
    return _two_lines(
        (light, f"bold {colour}"), "", "", (pen.device(row.device), "bold"), below, width
    )


def why_next(row: NextRow, pen: Pen) -> str:
    """Why this visit is next, as "A042 is next: 1 min left of 5"."""
    values = {"wie": pen.who(row.visit), "over": row.minutes_left, "norm": row.limit_minutes}
    key = f"why.{row.why}"
    if row.why == "least_time_left" and None in (row.minutes_left, row.limit_minutes):
        key += ".plain"
    return pen.say(key, **values)


def details(row: VisitRow, pen: Pen) -> list[str]:
    """What staff want to know of a visit, most telling first, each a few words."""
    told = [
        pen.say("outside.text" if row.phone else "outside") if row.outside else "",
        pen.say("outside.back", tijd=pen.time(row.back_at)) if row.back_at is not None else "",
        pen.say("escalated") if row.escalated else "",
        pen.say("no_slip") if row.no_slip else "",
        pen.say("badge", n=row.badge) if row.badge is not None else "",
        pen.say("priority", reden=pen.word("reason", row.priority)) if row.priority else "",
        pen.say("to_desk", balie=pen.desk(row.to_desk)) if row.to_desk else "",
        pen.say("fetch") if row.fetch and row.ticket else "",
        *_needs(row, pen),
        *_persons(row, pen),
        row.name if row.ticket else "",
        row.look,
        pen.say("seat", plek=row.seat) if row.seat else "",
        pen.say("appointed", tijd=pen.time(row.appointed))
        if row.appointed is not None
        else pen.say("walk_in"),
        pen.say("late") if row.late else "",
        pen.say("arrived", tijd=pen.time(row.arrived)) if row.arrived is not None else "",
        pen.say("language", taal=pen.word("language", row.language))
        if row.language != pen.town_language
        else "",
        row.note,
    ]
    return [each for each in told if each]


_ASIDE_SHAPES = {
    "parked": "‖",
    "missed": "×",
    "left": "→",
    "no_show": "×",
    "called": "◆",
    "serving": "◆",
    "done": "✓",
}
_DESK_SHAPES = {
    "free": ("○", "$on-time"),
    "busy": ("●", "$mark"),
    "paused": ("‖", "$soon"),
    "closed": ("–", "$quiet"),
}


def _named(row: VisitRow, pen: Pen) -> tuple[Part, Part]:
    """Number and services; without a number the name stands before the services."""
    services = pen.service_names(row.services)
    if row.ticket:
        return (row.ticket, "bold"), services
    return "", (f"{pen.who(row)}  ·  {services}", "bold")


def _needs(row: VisitRow, pen: Pen) -> list[str]:
    return [pen.word("need", each) for each in row.needs]


def _persons(row: VisitRow, pen: Pen) -> list[str]:
    return [pen.say("persons", n=row.persons)] if row.persons > 1 else []


def _two_lines(
    above: Part,
    below: Part,
    name: Part,
    title: Part,
    told: str,
    width: int,
    columns: tuple[int, int] = (LEFT_CELLS, NAME_CELLS),
) -> Content:
    """Lines of one width, two or more: the words go on below where one line is too narrow, so that
    nothing is cut off. Without a word under the light they go on below it as well.
    """
    left, column = columns[0], columns[1] if _plain(name) else 0
    rest = max(1, width - left - column)
    titles = wrapped(title if isinstance(title, tuple) else (title, ""), rest - 1)
    lines = [_line((above, left), (name, column), ((titles or [("", "")])[0], rest))]
    beside: Part = below
    for line in titles[1:]:
        lines.append(_line((beside, left), ("", column), (line, rest)))
        beside = ""
    indent = left if _plain(below) else INDENT_CELLS
    facts = wrapped((told, "$quiet"), width - indent - 1)
    for line in facts or ([("", "")] if _plain(beside) else []):
        lines.append(_line((beside if indent == left else "", indent), (line, width - indent)))
        beside = ""
    return Content("\n").join(lines)


def wrapped(text: tuple[str, str], width: int) -> list[tuple[str, str]]:
    """A text with its style, in lines that fit: broken between facts first, and between words where
    it must be.
    """
    lines: list[str] = []
    for fact in text[0].split(FACTS):
        if lines and len(lines[-1]) + len(BETWEEN) + len(fact) <= width:
            lines[-1] += BETWEEN + fact
        else:
            lines += wrap(fact, max(1, width))
    return [(line, text[1]) for line in lines]


def _line(*cells: tuple[Part, int]) -> Content:
    return Content("").join(
        Content.assemble(part if isinstance(part, tuple) else (part, "")).truncate(
            cells_wide - 1, ellipsis=True, pad=True
        )
        + Content(" ")
        for part, cells_wide in cells
        if cells_wide > 0
    )


def _plain(part: Part) -> str:
    return part if isinstance(part, str) else part[0]
