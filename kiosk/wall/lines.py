"""What stands on a wall of plain lines at a moment: the live calls, else what the hall does, else
the town's own texts. Pure; it only places what the host decided.
"""

from datetime import datetime
from textwrap import wrap
from zoneinfo import ZoneInfo

from wire.base import Millis
from wire.displays import DisplaySetup, Notice
from wire.rows import BoardCall
from wire.setup import Setup
from wire.views import BoardView
from wire.words import say

Line = tuple[str, str]
"""What it is, so that a recall is a line of its own, and the text."""
NOTICES_MAX = 2
ARROW = " -> "


def calls_of(view: BoardView, setup: Setup) -> list[BoardCall]:
    """The calls that may be shown here, oldest first: of this display's desks, none in hospitality
    mode.
    """
    if view.mode != "tickets":
        return []
    desks = (setup.display or DisplaySetup()).desks
    shown = [call for call in view.calls if call.ticket and (not desks or call.key in desks)]
    return sorted(shown, key=lambda call: (call.at, call.ring))


def lines_of(
    view: BoardView, setup: Setup, now: Millis, zone: ZoneInfo, language: str
) -> list[Line]:
    """The lines of this moment."""
    young = now - setup.call_seconds * 1000
    live = [call for call in calls_of(view, setup) if call.at > young]
    if live:
        return [_line(call, language) for call in live]
    local = datetime.fromtimestamp(now / 1000, zone)
    texts = [_text(notice, language) for notice in _holding(setup, local)]
    notices = [(f"notice {text}", text) for text in texts[:NOTICES_MAX]]
    if not view.open:
        return [_said("display.closed", language), *_opening(view, local, zone, language), *notices]
    if view.mode == "hospitality":
        return [_said("display.host", language), *notices]
    return notices


def earlier_of(view: BoardView, setup: Setup, language: str) -> list[Line]:
    """All calls of the board, newest first, however old."""
    return [_line(call, language) for call in reversed(calls_of(view, setup))]


def stale_line(language: str) -> Line:
    """What is said when the host is not heard."""
    return _said("display.stale", language)


def written(lines: list[Line], width: int) -> list[str]:
    """The texts, none longer than `width` letters (0: as long as they are). Each row of a call
    begins with its number where no word of the desk is broken by that: a LED line shows one row.
    """
    if width == 0:
        return [text for _, text in lines]
    return [row for what, text in lines for row in _rows(what, text, width)]


def _rows(what: str, text: str, width: int) -> list[str]:
    number, arrow, desk = text.partition(ARROW)
    room = width - len(number + arrow)
    if not what.startswith("call ") or room < max(map(len, desk.split()), default=width):
        return wrap(text, width)
    return [number + arrow + part for part in wrap(desk, room)]


def _line(call: BoardCall, language: str) -> Line:
    desk = _desk_mark(call.desk, language)
    return f"call {call.ring} {call.at}", f"{call.ticket}{ARROW}{desk}"


def _desk_mark(label: str, language: str) -> str:
    """ "3" for a desk labelled "Balie 3": the arrow says "to desk" already."""
    word = say(language, "display.call", nummer="", balie="").split()[-1]
    return label[len(word) + 1 :] if label.lower().startswith(f"{word.lower()} ") else label


def _said(key: str, language: str, **values: object) -> Line:
    return key, say(language, key, **values)


def _opening(view: BoardView, local: datetime, zone: ZoneInfo, language: str) -> list[Line]:
    if view.opens_at is None:
        return []
    opens = datetime.fromtimestamp(view.opens_at / 1000, zone)
    if opens.date() != local.date():
        return []  # a weekday has no name here
    return [_said("display.opens.today", language, tijd=f"{opens:%H:%M}")]


def _holding(setup: Setup, local: datetime) -> list[Notice]:
    notices = setup.display.notices if setup.display else ()
    return [notice for notice in notices if _holds(notice, local)]


def _holds(notice: Notice, local: datetime) -> bool:
    day, time = local.date().isoformat(), f"{local:%H:%M}"
    if notice.first is not None and day < notice.first:
        return False
    if notice.last is not None and day > notice.last:
        return False
    if notice.weekdays and local.isoweekday() not in notice.weekdays:
        return False
    return notice.hours is None or notice.hours.start <= time < notice.hours.end


def _text(notice: Notice, language: str) -> str:
    return notice.texts.get(language) or next(iter(notice.texts.values()))
