"""How appointments and the room of a day are written for staff. Knows words and widths; decides
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.content import Content

from kiosk.pen import Pen
from kiosk.rows import FACTS, wrapped
from kiosk.staff.agenda.days import short_day
from kiosk.staff.agenda.hours import away_text
from kiosk.staff.lists import Row
from wire.agenda import AppointmentRow, DayAgenda, DeskDay
from wire.base import Millis

TIME_CELLS = 14
"""Width of the first column: from when to when."""
DAY_CELLS = 16
"""Of the first column where appointments of several days stand together."""
CODE_CELLS = 10
STATES = {
    "used": ("✓", "$on-time"),
    "cancelled": ("×", "$quiet"),
    "no_show": ("×", "$soon"),
}


def day_rows(agenda: DayAgenda, pen: Pen) -> list[Row]:
    """What must move first, then the day in order of time, then what was cancelled."""
    known = agenda.appointments
    gone = [row for row in known if row.state == "cancelled"]
    lost = [row for row in known if row not in gone and not row.fits]
    rest = [row for row in known if row not in gone and row.fits]
    rows = []
    if lost:
        rows += [_heading("must_move", pen.say("agenda.must_move", n=len(lost)), "bold $over")]
        rows += _all(lost, pen)
        if rest:
            rows += [_heading("stands", pen.say("agenda.stands", n=len(rest)), "bold $quiet")]
    rows += _all(rest, pen)
    if gone:
        rows += [_heading("gone", pen.say("agenda.cancelled", n=len(gone)), "bold $quiet")]
        rows += _all(gone, pen)
    return rows


def appointment_row(row: AppointmentRow, pen: Pen, width: int) -> Content:
    """Two lines: from when to when, who and the code; what for, for how many, what came of it."""
    times = f"{pen.time(row.appointed)}–{pen.time(row.ends)}"
    return _lines((times, TIME_CELLS), row, pen, width)


def found_row(row: AppointmentRow, pen: Pen, width: int) -> Content:
    """As in a day, with the day before it."""
    return _lines(
        (f"{short_day(row.day, pen)}  {pen.time(row.appointed)}", DAY_CELLS + 4), row, pen, width
    )


def asked_text(
    services: Sequence[str], amounts: Sequence[int], minutes: int | None, pen: Pen
) -> str:
    """What an appointment is for: the services, and under them "2 personen · 15 min"."""
    persons = max(amounts, default=1)
    told = [pen.say("persons" if persons > 1 else "agenda.one_person", n=persons)]
    told += [pen.minutes(minutes)] if minutes is not None else []
    return f"{services_text(services, amounts, pen)}\n{FACTS.join(told)}"


def services_text(services: Sequence[str], amounts: Sequence[int], pen: Pen) -> str:
    """The names of services; where they are not for equally many, with how many each is for."""
    if len(set(amounts)) < 2 or len(amounts) != len(services):
        return pen.service_names(tuple(services))
    pairs = zip(services, amounts, strict=True)
    return ", ".join(f"{n} × {pen.service_names((service,))}" for service, n in pairs)


def who_text(row: AppointmentRow, pen: Pen) -> str:
    """Whose it is; of another location's, which one: who comes there is known there alone."""
    if row.place is not None:
        return pen.say("agenda.elsewhere", plaats=row.place.name)
    return row.name or pen.say("nameless")


def room_text(agenda: DayAgenda, pen: Pen) -> Content:
    """How many appointments stand and how much time is free; on a line of its own, so that no
    number is cut off, how many must move and which desks nobody is at.
    """
    if agenda.opens is None:
        return Content.styled(pen.say("agenda.closed"), "$quiet")
    standing = [row for row in agenda.appointments if row.state != "cancelled"]
    told = pen.say("agenda.booked", n=len(standing))
    if agenda.staffed_minutes:
        share = percent(agenda.staffed_minutes, agenda.free_minutes)
        told += FACTS + pen.say("agenda.full", deel=share)
    lost = sum(not row.fits for row in standing)
    away = [_away(desk, agenda, pen) for desk in agenda.desks if desk.shut_from is not None]
    parts = []
    if lost:
        parts.append(Content.styled(f"! {pen.say('agenda.must_move', n=lost)}", "bold $over"))
    if away:
        nobody = pen.say("agenda.nobody_at", balies=", ".join(away))
        parts.append(Content.styled(f"× {nobody}", "$soon"))
    lines = [Content(told), *([Content("   ").join(parts)] if parts else [])]
    return Content("\n").join(lines)


def _away(desk: DeskDay, agenda: DayAgenda, pen: Pen) -> str:
    """Which desk; with the hours, where it is not all day."""
    hours = away_text(desk, agenda, pen)
    return f"{pen.desk(desk.desk)} ({hours})" if hours else pen.desk(desk.desk)


def percent(staffed: int, free: int) -> int:
    """How full, in whole percents: 100 only when nothing is free, 0 only when all of it is."""
    share = round(100 * (staffed - free) / staffed)
    return min(share, 99) if 0 < free < staffed and share > 50 else max(share, int(free < staffed))


def bar(staffed: int, free: int, cells: int) -> str:
    """How full, as blocks; never quite full while there is room, nor empty when something
    stands.
    """
    if staffed <= 0:
        return "·" * cells
    taken = staffed - free
    blocks = round(cells * taken / staffed)
    blocks = min(blocks, cells - 1) if free > 0 else cells
    blocks = max(blocks, 1) if taken > 0 else 0
    return "█" * blocks + "░" * (cells - blocks)


def lost_of(agenda: DayAgenda) -> tuple[AppointmentRow, ...]:
    """The appointments that must move, in order of time."""
    return tuple(row for row in agenda.appointments if row.state != "cancelled" and not row.fits)


def next_lost(agenda: DayAgenda, after: AppointmentRow | None) -> str:
    """The first that must move after this one, else the first of all; empty: all of them stand."""
    lost = lost_of(agenda)
    place = after.appointed if after is not None else 0
    beyond = [row for row in lost if row.appointed >= place]
    return next((row.visit for row in beyond or lost), "")


def starts_near(agenda: DayAgenda, now: Millis) -> str:
    """The appointment that comes next, as the place where a list of today opens; none while some
    must move, since those stand at the top.
    """
    standing = [row for row in agenda.appointments if row.state != "cancelled"]
    if agenda.day != agenda.today or not all(row.fits for row in standing):
        return ""
    return next((row.visit for row in standing if row.ends > now), "")


def _all(rows: Sequence[AppointmentRow], pen: Pen) -> list[Row]:
    return [Row(row.visit, partial(appointment_row, row, pen)) for row in rows]


def _heading(key: str, text: str, style: str) -> Row:
    return Row(
        key,
        lambda width: Content.styled(f"── {text} ──", style).truncate(width, ellipsis=True),
        live=False,
    )


def _lines(first: tuple[str, int], row: AppointmentRow, pen: Pen, width: int) -> Content:
    when, left = first
    style = "$quiet" if row.state == "cancelled" else "bold"
    rest = max(10, width - left)
    name = _lines_of(who_text(row, pen), rest - CODE_CELLS)
    lines = [
        Content.assemble((when.ljust(left), style))
        + Content.styled(name[0], style).truncate(rest - CODE_CELLS, pad=True)
        + Content.styled(row.code.rjust(CODE_CELLS), "$quiet")
    ]
    lines += [Content(" " * left) + Content.styled(more, style) for more in name[1:]]
    lines += [
        Content(" " * left) + Content.styled(told, "$quiet") for told in _told(row, pen, rest)
    ]
    if row.state in STATES:
        shape, colour = STATES[row.state]
        word = f"{shape} {pen.say(f'agenda.state.{row.state}')}"
        lines[1] = Content.styled(word.ljust(left), colour) + lines[1][left:]
    elif not row.fits:
        lines[1] = (
            Content.styled(f"! {pen.say('agenda.no_room')}".ljust(left), "bold $over")
            + (lines[1][left:])
        )
    return Content("\n").join(lines)


def _told(row: AppointmentRow, pen: Pen, width: int) -> list[str]:
    told = [services_text(row.services, row.amounts, pen)]
    told += [pen.say("persons", n=row.persons)] if row.persons > 1 else []
    if row.language != pen.town_language:
        told.append(pen.say("language", taal=pen.word("language", row.language)))
    return _lines_of(FACTS.join(told), width)


def _lines_of(text: str, width: int) -> list[str]:
    return [line for line, _ in wrapped((text, ""), max(1, width))] or [""]
