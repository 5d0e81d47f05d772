"""The greeter's screen: the whole hall at a glance, and everything that a person at the door does
for a visitor.
"""

from __future__ import annotations

import time
from functools import partial

from kiosk.greeter.app import GreeterApp
from wire.frames import Hello
from wire.link import Link


def run(url: str, token: str, language: str | None = None) -> None:
    """Opens the greeter's screen until it is closed. `url` is the host's `ws://…/ws`; the token
    says which location.
    """
    open_line = partial(Link, url, Hello(token=token))
    GreeterApp(open_line, clock=lambda: time.time_ns() // 1_000_000, language=language).run()
