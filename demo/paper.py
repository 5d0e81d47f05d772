"""The slips of the demo's people. While the morning passes fast, whoever got a number takes the
slip before time goes on: the printer's seconds are real, and a slip is wanted for two minutes of
the hall.
"""

import asyncio

import httpx

PATIENCE_SECONDS = 20.0
LOOK_SECONDS = 0.05


class Paper:
    """Asks the host at `url` how many slips of the location are not printed."""

    def __init__(self, url: str, location: str) -> None:
        self._web = httpx.AsyncClient(base_url=url, trust_env=False)
        self._figure = f'balie_slips_open{{location="{location}"}} '
        self._comes = True

    async def out(self) -> None:
        """Comes back when all slips are out. Once none came for long, nobody waits for paper."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while self._comes and await self._open():  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_SECONDS)
        except (TimeoutError, httpx.HTTPError):
            self._comes = False
            print("slips do not come: nobody waits for them any more", flush=True)

    async def close(self) -> None:
        await self._web.aclose()

    async def _open(self) -> bool:
        told = (await self._web.get("/metrics")).raise_for_status().text.splitlines()
        return any(float(line.split()[1]) for line in told if line.startswith(self._figure))
