"""The demo's hall display as the host hears it: it acknowledges what stands on it, and says every
ten seconds that it is there, as the page does (`display/report.js`).
"""

import asyncio
from contextlib import suppress

from wire.frames import Health
from wire.link import Link, Lost
from wire.views import BoardView

EVERY_SECONDS = 10.0


class Wall:
    """Else greeters would be told that it is deaf, or that its page stands still."""

    def __init__(self) -> None:
        self.ring: int | None = None
        """The highest that stands on it."""
        self._news = asyncio.Event()

    def shows(self, board: BoardView) -> None:
        """This board stands on it from now on."""
        self.ring = max((call.ring for call in board.calls), default=None)
        self._news.set()

    async def run(self, link: Link) -> None:
        """Its line, and what it tells over it, for as long as the line is kept."""
        telling = asyncio.create_task(self._tell(link))
        try:
            await link.run()
        finally:
            telling.cancel()

    async def _tell(self, link: Link) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(EVERY_SECONDS):
                    await self._news.wait()
            self._news.clear()
            with suppress(Lost):
                await link.tell(Health(ring=self.ring))
