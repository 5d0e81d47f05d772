"""How the visitor at this desk gets the document: the line on the card, and the pick-up that is
planned before they leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from kiosk.pen import Pen
from kiosk.staff.agenda.book import BookDialog, Known
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.days import short_day
from wire.commands import BookAppointment, ChooseHandout
from wire.views import DeskView

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp


def handout_text(view: DeskView, pen: Pen) -> str:
    """From when the document can be collected, or that it is brought home; empty: there is none."""
    if view.handout is None:
        return ""
    if view.handout.chosen == "deliver":
        return pen.say("handout.deliver")
    return pen.say("handout.collect", dag=short_day(view.handout.first_day, pen))


def the_other_way(view: DeskView) -> ChooseHandout | None:
    """Brought home instead of collected, or the other way around; None without a document."""
    if view.handout is None:
        return None
    return ChooseHandout(
        id=uuid4().hex,
        desk=view.desk,
        how="collect" if view.handout.chosen == "deliver" else "deliver",
    )


def plan_collect(app: StaffApp, view: DeskView) -> None:
    """Opens the free times of the pick-up, for as many people as have applied; then its code."""
    visit, handout = view.visit, view.handout
    if visit is None or handout is None:
        return

    def booked(kept: BookAppointment, mailed: bool) -> None:
        app.push_screen(BookedDialog(kept, mailed=mailed))

    known = Known(
        services=(handout.service,),
        amounts=(visit.persons,),
        earliest=handout.first_day,
        name=visit.name,
        language=visit.language,
    )
    app.push_screen(BookDialog(booked, known))
