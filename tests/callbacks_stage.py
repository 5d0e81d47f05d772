"""A town with departments that call back, over a real store, with a clock that a test sets."""

from datetime import datetime
from typing import Any

from host.callbacks.notes import By, Callbacks
from host.settings import read
from host.store.callbacks import CallbackRow
from tests.town import SETTINGS, ZONE, new_id, settings_file
from wire.commands import (
    AttemptCallback,
    FinishCallback,
    HandOverCallback,
    MakeCallback,
    ReopenCallback,
)

DEPARTMENTS = """
[departments.desk]
name = "Burgerzaken"
terms = [1, 2, 10]

[departments.law]
name = "Juridische zaken"
terms = [2]
calendar = "legal"

[departments.enforcement]
name = "Stadstoezicht"
exempt = "Only the officer who was there can answer."
"""
ALL_WEEK = (
    'monday = "09:00-17:00"\nfriday = "09:00-17:00"\n',
    "".join(
        f'{day} = "09:00-17:00"\n'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    ),
)
TEXT = SETTINGS.replace(*ALL_WEEK) + DEPARTMENTS
HALL = By("hall", "greeter-1", "greeter")


def moment(said: str) -> int:
    """A local moment, "2027-03-25 16:00", in milliseconds UTC."""
    return int(datetime.fromisoformat(said).replace(tzinfo=ZONE).timestamp() * 1000)


def local(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, ZONE).strftime("%a %d %b %Y %H:%M")


class Office:
    """Callbacks at work. `now` is local text."""

    def __init__(self, folder: Any, store: Any, text: str = TEXT) -> None:
        self.settings = read(settings_file(folder, text=text))
        self.store = store
        self.now = moment("2027-03-22 09:30")
        self.callbacks = Callbacks(store, lambda: self.settings, lambda: self.now)

    def at(self, said: str) -> "Office":
        self.now = moment(said)
        return self

    def made(self, department: str = "desk", **said: Any) -> CallbackRow:
        fields = {"name": "Sanne de Vries", "phone": "06 00000123", "note": "Over een paspoort"}
        created = said.pop("created", None)
        wish = MakeCallback(id=said.pop("id", new_id()), department=department, **fields | said)
        return self.callbacks.do(wish, HALL, created=moment(created) if created else None)

    def tried(self, row: CallbackRow, *, reached: bool = False) -> CallbackRow:
        return self.callbacks.do(
            AttemptCallback(id=new_id(), callback=row.callback, reached=reached), HALL
        )

    def done(self, row: CallbackRow, outcome: Any = "answered", by: By = HALL) -> CallbackRow:
        wish = FinishCallback(id=new_id(), callback=row.callback, outcome=outcome)
        return self.callbacks.do(wish, by)

    def handed(self, row: CallbackRow, department: str) -> CallbackRow:
        wish = HandOverCallback(id=new_id(), callback=row.callback, department=department)
        return self.callbacks.do(wish, HALL)

    def reopened(self, row: CallbackRow) -> CallbackRow:
        return self.callbacks.do(ReopenCallback(id=new_id(), callback=row.callback), HALL)
