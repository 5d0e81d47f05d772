"""What the REST interface takes and tells of promises to call back."""

from typing import Annotated, Literal

from pydantic import Field

from host.web.api.bodies import Said, Text, Told
from host.web.api.moments import DayOut, MomentIn, MomentOut
from wire.base import Id, Name

Phone = Annotated[str, Field(max_length=40, pattern=r"^(\+?[0-9][0-9 ()./-]{4,38})?$")]
STEPS = ("attempted", "reached", "handed_over", "answered", "unreached", "appointment", "reopened")


class Caller(Said):
    """Whom to call and what about. Kept apart, and erased some days after the note is finished."""

    name: Text = ""
    phone: Phone = ""
    note: Text = ""


class NewCallback(Said):
    """A promise to call back."""

    location: Name
    department: Name
    term_days: Annotated[int, Field(ge=1, le=60, strict=True)] | None = None
    """Working days that are promised: one of the department's terms; null: its first."""
    created: MomentIn | None = None
    """When it was promised, if not now; never later than now."""
    transferred_directly: bool = False
    """Somebody took the call at once: it is counted, and nobody calls back."""
    contact: Caller = Caller()


class NewStep(Said):
    """What was done about a note."""

    what: Literal[
        "attempted", "reached", "handed_over", "answered", "unreached", "appointment", "reopened"
    ]
    """attempted: nobody answered; reached: spoken to, though not finished; answered: finished;
    unreached: given up after calls in vain on two half-days; reopened: not finished after all."""
    department: Name | None = None
    """With `handed_over`."""
    appointment: Id | None = None
    """With `appointment`: its id."""


class StepTold(Told):
    """One thing that was done."""

    at: MomentOut
    what: str
    """`made` or `transferred` first, then as was said."""
    department: str
    """Whose it is from here on."""


class Callback(Told):
    """One promise as it is now. Whom to call is told at `/callbacks/{callback}/contact`."""

    callback: str
    location: str
    department: str
    exempt: bool
    """The department cannot promise it: told apart in the figures."""
    term_days: int
    """Working days that were promised."""
    calendar: Literal["legal", "local"]
    """By which they were counted."""
    created: MomentOut
    due: MomentOut
    """End of office hours of the last of them."""
    about_to_be_late_from: MomentOut
    light: Literal["on_time", "soon", "late", "done"]
    state: Literal["open", "done"]
    outcome: Literal["", "answered", "appointment", "unreached", "transferred"]
    attempts: int
    """Calls in vain."""
    tried: MomentOut | None
    """Since when it is an honest try: in vain on two half-days."""
    answered: MomentOut | None
    """First spoken to."""
    ended: MomentOut | None
    appointment: str | None
    """What it became."""
    channel: str


class CallbackWithSteps(Callback):
    """One promise, with what was done about it."""

    steps: list[StepTold]


class Callbacks(Told):
    """Open ones by their due; those that are done, newest first."""

    callbacks: list[Callback]


class CallerTold(Told):
    """Whom to call and what about; empty after erasure."""

    name: str
    phone: str
    note: str


class CallbackShare(Told):
    """A share, not rounded; null with the reason why there is none."""

    value: float | None
    gap: Literal["none", "few", "not_measured", "not_offered"] | None


class CallbackLine(Told):
    """One norm on some notes."""

    term_days: int
    """Within so many working days."""
    exempt: Literal["without", "with", "only"]
    """Of departments that can promise it, of all, or of one that cannot."""
    department: str
    """Empty: of all that `exempt` says."""
    n: int
    """Notes whose term ended in the period, and is over."""
    within: int
    """Of these, answered or finished in time."""
    share: CallbackShare
    tried: int
    """Of the others, called in vain on two half-days in time."""


class CallbackFigures(Told):
    """The figures of a period, both days included."""

    definition: str
    first: DayOut
    last: DayOut
    lines: list[CallbackLine]
    transferred_directly: CallbackShare
    """Of all calls noted in the period, those that somebody took at once."""
