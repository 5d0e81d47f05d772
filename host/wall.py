"""One line to a display, and what the display told of itself over it: which call stands on it,
whether it may sound, that it is there. Knows no hall; `host.walls` judges with it.
"""

from dataclasses import dataclass
from typing import Literal

from wire.frames import Health

State = Literal["ok", "silent", "deaf", "stale"]
DEAF_SECONDS = 8.0
"""So long after a call it should stand on every display and be acknowledged."""
STALE_SECONDS = 25.0
"""A display that says nothing for so long has a page that stands still: two of its words are
missed."""


@dataclass(eq=False, slots=True)
class Wall:
    """One display's line, and what it told. Moments in seconds of a clock that only runs on."""

    device: str
    heard: float
    tells: bool = False
    """It speaks by itself. A page from before an update does not, and is not called stale."""
    day: str = ""
    ring: int = 0
    """The highest that stood on it, in the service day `day`."""
    sound: Literal["on", "off"] | None = None
    behind_since: float | None = None
    """Since when a call is not acknowledged."""

    def hear(self, told: Health, day: str, now: float) -> None:
        """What the display says of itself."""
        self.heard = now
        self.tells = True
        self.sound = told.sound
        if told.ring is not None:
            self.day, self.ring = day, told.ring

    def state(self, rung: int, day: str, now: float) -> State:
        """How it is, when `rung` is the highest ring that it should show."""
        acknowledged = self.ring if self.day == day else 0
        if rung <= acknowledged:
            self.behind_since = None
        elif self.behind_since is None:
            self.behind_since = now
        if self.tells and now - self.heard > STALE_SECONDS:
            return "stale"
        if self.behind_since is not None and now - self.behind_since > DEAF_SECONDS:
            return "deaf"
        return "silent" if self.sound == "off" else "ok"
