"""The key that takes the last step back, with the seconds that are left for it."""

from __future__ import annotations

from uuid import uuid4

from kiosk.pen import Pen
from kiosk.staff.app import Say
from kiosk.staff.keys import Key
from wire.base import Millis
from wire.commands import Undo
from wire.rows import StepRow


class UndoKey(Key):
    """Off when there is no step to take back, or its minute is over."""

    def __init__(self, hint: str, *, flat: bool = False) -> None:
        super().__init__(hint, "", id="undo", flat=flat)
        self.disabled = True
        self.step: StepRow | None = None

    def tell(self, step: StepRow | None, pen: Pen, now: Millis, *, mute: bool = False) -> None:
        """`mute`: the host is not heard, and the key is off."""
        left = 0 if step is None else -(-(step.until - now) // 1000)
        self.step = step if left > 0 else None
        self.disabled = self.step is None or mute
        if self.step is None:
            self.label = pen.say("do.undo")
            return
        self.label = f"{pen.say('do.undo.left', n=left)}: {step_told(self.step, pen)}"

    def say_undo(self) -> None:
        """Says that the step shown is to be undone."""
        if self.step is not None and not self.disabled:
            self.post_message(Say(Undo(id=uuid4().hex, step=self.step.step)))


def step_told(step: StepRow, pen: Pen) -> str:
    """What comes back when the step is undone; of most steps, what the step was."""
    if step.what in ("call_next", "call_visit") and step.ticket:
        if step.ended:
            return pen.say("step.back.ended", wie=step.ticket, nu=step.ended)
        return pen.say("step.back", wie=step.ticket)
    try:
        what = pen.say(f"step.{step.what}")
    except KeyError:
        what = pen.say("step.other")
    return " ".join(each for each in (what, step.ticket or step.ended) if each)
