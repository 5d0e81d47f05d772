"""What of the town a terminal can show. Knows nothing of the page of the host, which shows all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.visitor.screen import handful_for

if TYPE_CHECKING:
    from textual.app import App

    from wire.setup import Setup


def without_unshown(app: App[object], setup: Setup | None) -> Setup | None:
    """The town without the languages that this terminal cannot show: those that run from right to
    left, those whose letters do not stand in cells of one width, and the last ones of a town that
    has more than a page has room for.
    """
    if setup is None:
        return None
    from wire.words.tongues import for_terminal

    shown = for_terminal(setup.languages)[: handful_for(app.size)]
    return setup.model_copy(update={"languages": shown})
