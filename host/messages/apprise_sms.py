"""Texts by any service that the library Apprise knows: the fallback for a provider without an
adapter here. It answers yes or no, so its yes is the only receipt.
"""

import asyncio
import logging
from functools import partial
from urllib.parse import quote

from host.messages.outcome import Outcome


class ByApprise:
    """`address`: Apprise's own notation, with {to} where the number goes, as in
    "messagebird://key/sender/{to}". It holds secrets, so it comes as the key and not as the url.
    """

    name = "apprise"

    def __init__(self, address: str) -> None:
        self.address = address

    async def send(self, to: str, text: str, reference: str) -> Outcome:
        """See `host.messages.sms.Provider`."""
        return await asyncio.to_thread(partial(self._send, to, text))

    def _send(self, to: str, text: str) -> Outcome:
        try:
            from apprise import Apprise
        except ImportError:
            return Outcome("later", why="apprise is not installed", provider_away=True)
        logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would log whom it writes to
        line = Apprise()
        if not line.add(self.address.replace("{to}", quote(to.removeprefix("+")))):
            return Outcome("later", why="apprise knows no such address", provider_away=True)
        if line.notify(body=text):
            return Outcome("sent", receipt="yes")
        return Outcome("unknown", why="apprise said no")
