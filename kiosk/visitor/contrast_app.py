"""The kiosk in strong contrast: black, white and yellow, whatever colours the town has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.look import contrast_theme
from kiosk.visitor.app import KioskApp

if TYPE_CHECKING:
    from wire.setup import Setup


class ContrastApp(KioskApp, inherit_bindings=False):
    """Without `strong` it wears the town's colours like any other."""

    def __init__(self, *arguments: Any, strong: bool = False, **named: Any) -> None:
        self._strong = strong  # it dresses while it is made
        super().__init__(*arguments, **named)

    def wear(self, setup: Setup | None) -> None:
        if self._strong:
            self.put_on(contrast_theme())
        else:
            super().wear(setup)
