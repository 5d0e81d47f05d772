"""The forms that a visit's actions need, and the commands that they become."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kiosk.staff.form import Values, VisitForm
from wire.commands import Annotate, ChangeVisit, CheckIn, Command, LeavePhone
from wire.rows import VisitRow

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp


def open_form(action: str, row: VisitRow, app: StaffApp) -> None:
    """Opens the form of an action with what is known of the visit filled in."""
    fields, build = FORMS[action]
    slips = app.setup is None or app.setup.mode == "tickets"
    pen = app.pen
    start: Values = {
        each: getattr(row, each)
        for each in ("services", "persons", "needs", "language", "name", "look", "seat", "note")
    }
    title = f"{pen.say('form.' + action)}  ·  {pen.who(row)}  ·  {pen.service_names(row.services)}"
    shown = [each for each in fields if slips or each != "slip"]
    app.push_screen(VisitForm(title, shown, lambda values: build(row, values), start, pen.who(row)))


def _check_in(row: VisitRow, values: Values) -> Command:
    persons = values["persons"] if values["persons"] != row.persons else None
    texts: dict[str, Any] = {each: values[each] for each in ("name", "look", "seat")}
    language = values["language"] or row.language
    return CheckIn(
        id=uuid4().hex,
        visit=row.visit,
        persons=persons,
        needs=values["needs"],
        language=language,
        slip=values["slip"],
        **texts,
    )


def _annotate(row: VisitRow, values: Values) -> Command:
    changed = {
        each: values[each]
        for each in ("name", "look", "seat", "note")
        if values[each] != getattr(row, each)
    }
    return Annotate(id=uuid4().hex, visit=row.visit, **changed)


def _change(row: VisitRow, values: Values) -> Command | str:
    if not values["services"]:
        return "field.required"
    services = values["services"] if set(values["services"]) != set(row.services) else None
    persons = values["persons"] if values["persons"] != row.persons else None
    return ChangeVisit(id=uuid4().hex, visit=row.visit, services=services, persons=persons)


def _leave_phone(row: VisitRow, values: Values) -> Command | str:
    if not values["phone"].strip():
        return "field.phone.required"
    return LeavePhone(id=uuid4().hex, visit=row.visit, phone=values["phone"])


FORMS: dict[str, tuple[tuple[str, ...], Callable[[VisitRow, Values], Command | str]]] = {
    "check_in": (("persons", "name", "look", "seat", "needs", "language", "slip"), _check_in),
    "annotate": (("name", "look", "seat", "note"), _annotate),
    "change_visit": (("services", "persons"), _change),
    "leave_phone": (("phone",), _leave_phone),
}
