"""How the visitor at this desk gets the document: the line on the card, and the pick-up that is
planned, changed or given up before they leave.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from kiosk.pen import Pen
from kiosk.staff.agenda.appointment import AppointmentDialog
from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.book import BookDialog, Known
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.days import short_day
from kiosk.staff.choose import ask_sure
from wire.agenda import FindBooked, FoundBooked
from wire.base import DayName
from wire.commands import BookAppointment, ChooseHandout, Command
from wire.rows import HandoutRow
from wire.views import DeskView

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp


def handout_text(view: DeskView, pen: Pen) -> str:
    """When the document is collected, or that it is brought home; empty: there is none."""
    handout = view.handout
    if handout is None:
        return ""
    if handout.chosen == "deliver":
        return pen.say("handout.deliver")
    if handout.pick_up is not None:
        return _booked_text(handout, pen)
    said = "handout.collect" if handout.bookable else "handout.walk_in"
    return pen.say(said, dag=short_day(handout.first_day, pen))


def choose_other_way(app: StaffApp, view: DeskView, say: Callable[[Command], None]) -> None:
    """Brought home instead of collected, or the other way around. Asks once where a booked pick-up
    is given up by it.
    """
    handout = view.handout
    if handout is None:
        return
    how: Literal["collect", "deliver"]
    how = "collect" if handout.chosen == "deliver" else "deliver"

    def chosen() -> None:
        say(ChooseHandout(id=uuid4().hex, desk=view.desk, how=how))

    if handout.pick_up is None or how == "collect":
        chosen()
    else:
        ask_sure(app, app.pen.say("sure.deliver", **_when(handout, app.pen)), chosen)


def plan_collect(app: StaffApp, view: DeskView) -> None:
    """The pick-up that is booked, to move or cancel it; without one the free times, for as many
    people as have applied, and then its code.
    """
    visit, handout = view.visit, view.handout
    if visit is None or handout is None:
        return
    if handout.pick_up is not None:
        app.run_worker(_change(app, handout), exit_on_error=True)
        return

    def booked(kept: BookAppointment, mailed: bool, place: str) -> None:
        app.push_screen(BookedDialog(kept, mailed=mailed))

    known = Known(
        services=(handout.service,),
        amounts=(visit.persons,),
        earliest=handout.first_day,
        name=visit.name,
        language=visit.language,
        collects=visit.visit,
    )
    app.push_screen(BookDialog(booked, known))


async def _change(app: StaffApp, handout: HandoutRow) -> None:
    """Its appointment in full, from this location's agenda."""
    found = await asked(app, FindBooked(id=uuid4().hex, visit=handout.pick_up), FoundBooked)
    if found is None:
        return
    if found.rows:
        row = found.rows[0]
        app.push_screen(AppointmentDialog(row, _stays, earliest=handout.first_day))
    else:
        app.tell_staff(app.pen.refusal("other_location"))


def _stays(day: DayName, visit: str) -> None:
    """The desk's screen hears of the change by its next view."""


def _booked_text(handout: HandoutRow, pen: Pen) -> str:
    if handout.pick_up_place:
        place = handout.pick_up_place
        return pen.say("handout.booked_elsewhere", plaats=place, **_when(handout, pen))
    return pen.say("handout.booked", **_when(handout, pen))


def _when(handout: HandoutRow, pen: Pen) -> dict[str, str]:
    assert handout.pick_up_day is not None
    assert handout.pick_up_at is not None
    return {
        "dag": short_day(handout.pick_up_day, pen),
        "tijd": pen.time(handout.pick_up_at),
    }
