"""The kiosk in rating mode: the same screen, keys and scanner, another way through the pages. It
works after the doors have closed, and is ready for the next visitor ten seconds after the end.
"""

from __future__ import annotations

from dataclasses import replace

from textual import events

from kiosk.visitor.app import KioskApp
from visitor import rating
from visitor.hall import Hall
from visitor.rating_marks import may_be_ten

REST_SECONDS = 10
"""How long the thanks stand."""


class RatingApp(KioskApp, inherit_bindings=False):
    """Asks whoever goes what they thought of their visit."""

    @property
    def hall(self) -> Hall | None:
        found = super().hall
        if found is None:
            return None
        return replace(found, rating=True, view=found.view.model_copy(update={"open": True}))

    def _finger(self, event: events.Key, asleep: bool) -> None:
        """A one by a key may be the beginning of a ten; by a finger on the screen it is not."""
        ten = may_be_ten(self.session) if event.character == "1" else None
        if ten is None or asleep or self._asking is not None:
            super()._finger(event, asleep)
        else:
            self.go(ten)

    def look_around(self) -> None:
        waited_seconds = (self.clock() - self._touched) / 1000
        ended = self.session.step in rating.ENDINGS and self._asking is None
        if ended and waited_seconds >= REST_SECONDS:
            self.forget()
            self.repaint()
        else:
            super().look_around()
