"""The whole hall on one screen: who is expected, who waits, who is aside, the desks, the calls for
help, the devices.
"""

from itertools import chain, islice

from host.core.day import Day, Desk, Help
from host.core.figures import figures
from host.hall import Hall
from host.views.care import care_fields, with_badge
from host.views.hours import is_open
from host.views.norms import norm_fields
from host.views.rows import encoded, last_step, row_of, without_nothing
from wire.rows import HelpRow
from wire.views import ROWS_MAX


def greeter(hall: Hall, device: str, now: int) -> dict[str, object]:
    """The `GreeterView` for one greeter's device."""
    day = hall.day
    assert day is not None
    assert day.plan is not None
    undo = last_step(day, device, now)
    return without_nothing(
        kind="greeter",
        open=is_open(day, now),
        expected=rows(hall, day.expected.ahead(ROWS_MAX), now),
        expected_count=len(day.expected),
        waiting=rows(hall, day.lines.first(day.plan, ROWS_MAX), now),
        waiting_count=len(day.lines),
        aside=rows(hall, aside(day), now),
        desks=[_desk(hall, day, name, now) for name in day.plan.desks],
        help=encoded(*(_help(call) for call in day.helps.values())),
        devices=encoded(*hall.health.values()),
        figures=encoded(*figures(day)),
        **norm_fields(hall, now),
        **care_fields(hall, day),
        undo=encoded(undo)[0] if undo else None,
        undo_seconds=day.plan.undo_within // 1000,
        callbacks_soon=hall.callbacks_soon,
        settings_faulty=hall.settings_faulty or None,
    )


def _help(call: Help) -> HelpRow:
    return HelpRow(
        help=call.help,
        device=call.device,
        reason=call.reason,
        since=call.since,
        language=call.language,
        page=call.page,
        ticket=call.ticket,
    )


def rows(hall: Hall, visits: list[str], now: int) -> list[object]:
    """Visits by name, as rows."""
    assert hall.day is not None
    return [row_of(hall, hall.day.visits[visit], now) for visit in visits]


def aside(day: Day) -> list[str]:
    """Parked and missed visits, those whose badge is not back, then those who left or did not come;
    they may all come back.
    """
    gone = reversed(list(islice(reversed(day.aside), ROWS_MAX)))
    return list(islice(chain(day.parked, day.missed, with_badge(day), gone), ROWS_MAX))


def _desk(hall: Hall, day: Day, name: str, now: int) -> dict[str, object]:
    desk = day.desks.get(name) or Desk(name)
    return without_nothing(
        desk=name,
        state=state_of(desk),
        staff=staff_name(hall, desk.staff if desk.state != "closed" else ""),
        since=_since(day, desk),
        pause_reason=desk.reason if desk.state == "paused" else "",
        visit=row_of(hall, day.visits[desk.visit], now) if desk.visit else None,
    )


def _since(day: Day, desk: Desk) -> int | None:
    """Of a busy desk: of this visitor."""
    if desk.visit is None:
        return desk.since
    visit = day.visits[desk.visit]
    return visit.met or visit.called


def state_of(desk: Desk) -> str:
    """A desk's state as staff read it."""
    if desk.state == "open":
        return "busy" if desk.visit else "free"
    return desk.state


def staff_name(hall: Hall, staff: str) -> str:
    """The name behind a staff key; the key itself when the settings no longer know it."""
    known = hall.staff.get(staff) or hall.settings.locations[hall.location].staff.get(staff)
    return known.name if known else staff
