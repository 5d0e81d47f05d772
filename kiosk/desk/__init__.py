"""The desk's screen: one key ends the visit and calls the next; all else is for what goes
differently.
"""

from __future__ import annotations

import time
from functools import partial

from kiosk.desk.app import DeskApp
from wire.frames import Hello
from wire.link import Link


def run(url: str, token: str, desk: str, language: str | None = None) -> None:
    """Opens the screen of a desk until it is closed. `url` is the host's `ws://…/ws`; `desk` is its
    key in the set-up.
    """
    open_line = partial(Link, url, Hello(token=token, desk=desk))
    DeskApp(open_line, lambda: time.time_ns() // 1_000_000, desk, language).run()
