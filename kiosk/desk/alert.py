"""Somebody waits to be fetched while this desk is busy: one line that says who and where, and a
bell in the terminal for each new one, whatever the screen shows.
"""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from kiosk.desk.card import alert_title
from kiosk.pen import Pen
from wire.care import AlertRow
from wire.views import DeskView


class AlertLine(Static):
    """Only there while there is an alert and a visitor at the desk: else the card tells it."""

    DEFAULT_CSS = """
    AlertLine {
        height: auto; max-height: 2; padding: 0 1;
        background: $soon; color: $background; text-style: bold;
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.display = False

    def tell(self, view: DeskView, pen: Pen) -> None:
        alert = view.alert
        self.display = alert is not None and view.visit is not None
        if alert is not None:
            self.update(Content(line_of(alert, pen)))


def line_of(alert: AlertRow, pen: Pen) -> str:
    """Title, name, number, looks and seat in one line."""
    visit = alert.visit
    name = visit.name or ("" if visit.ticket else pen.say("nameless"))
    told = [alert_title(alert, pen), name, visit.ticket, visit.look, visit.seat]
    if alert.count > 1:
        told.append(pen.say("alert.more", n=alert.count - 1))
    return "  ·  ".join(filter(None, told))


def may_come_in(view: DeskView) -> bool:
    """Whether a digit says in how many minutes somebody comes: for whoever is to be fetched."""
    visit = view.visit
    if visit is None:
        return view.alert is not None and "come_to_fetch" in view.can
    return visit.fetch and visit.stage == "called"


class Bell:
    """Rings once for each visitor who waits, and once more when nobody came."""

    def __init__(self) -> None:
        self._rung: set[tuple[str, bool]] = set()

    def rings(self, alert: AlertRow | None) -> bool:
        """Whether this alert is a new one."""
        if alert is None:
            self._rung.clear()
            return False
        this = alert.visit.visit, alert.escalated
        new = this not in self._rung
        self._rung.add(this)
        return new
