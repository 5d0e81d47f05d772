"""One example of all that is wished, asked and answered about promises to call back, each field
filled.
"""

from typing import Any

from wire import callbacks
from wire import commands as said
from wire.base import Message
from wire.setup import DepartmentLabel

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
ID = "0f3c9a7e5b1d4c68"
CALLBACK = "7b1d4c680f3c9a7e"
OF: dict[str, Any] = {"id": ID, "callback": CALLBACK}

COMMANDS: tuple[Message, ...] = (
    said.MakeCallback(
        id=ID,
        department="tax",
        name="Mevrouw De Vries",
        phone="0600000123",
        note="About the bill of last year",
        term_days=2,
        transferred_directly=True,
    ),
    said.AttemptCallback(**OF, reached=True),
    said.HandOverCallback(**OF, department="tax"),
    said.FinishCallback(**OF, outcome="unreached"),
    said.ConvertCallback(**OF, visit=CALLBACK),
    said.ReopenCallback(**OF),
)

QUESTIONS: tuple[Message, ...] = (
    callbacks.AskCallbacks(id=ID, department="tax", state="done", callback=CALLBACK),
)

ANSWERS: tuple[Message, ...] = (
    callbacks.CallbackList(
        id=ID,
        rows=(
            callbacks.CallbackRow(
                callback=CALLBACK,
                department="tax",
                department_name="Belastingen",
                term_days=2,
                created=AT,
                due=AT + 115_200_000,
                soon_at=AT + 108_000_000,
                state="done",
                outcome="answered",
                attempts=2,
                attempted=AT + 3_600_000,
                tried=True,
                answered=AT + 7_200_000,
                ended=AT + 7_200_000,
                exempt=True,
                name="Mevrouw De Vries",
                phone="0600000123",
                note="About the bill of last year",
                steps=(
                    callbacks.CallbackStep(
                        at=AT, what="made", department="tax", sender="greeter-1"
                    ),
                ),
                can=("reopen_callback",),
            ),
        ),
        total=1,
        soon=1,
        late=1,
    ),
)

DEPARTMENTS = (
    DepartmentLabel(department="tax", name="Belastingen", terms=(1, 2), exempt="Nobody knows."),
)
