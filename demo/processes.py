"""The demo's processes: starts each role as its own program, and leaves none running."""

import asyncio
import contextlib
import os
import signal
import sys
from pathlib import Path

STOP_SECONDS = 2.0
AGAIN_SECONDS = 1.0


class Processes:
    """A group that ends together. Output of each goes to `FOLDER/NAME.log`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, asyncio.subprocess.Process] = {}
        self._keepers: list[asyncio.Task[None]] = []

    async def start(self, name: str, *words: str) -> asyncio.subprocess.Process:
        """Starts `balie WORDS…` in a process group of its own, so that Ctrl+C reaches it through us
        only."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "balie",
                *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running[name] = process
        return process

    async def keep(self, name: str, *words: str) -> None:
        """Starts it, and again a second after each fall, as a service manager does."""
        await self.start(name, *words)
        self._keepers.append(asyncio.create_task(self._again(name, words)))

    async def _again(self, name: str, words: tuple[str, ...]) -> None:
        while True:
            code = await self.running[name].wait()
            print(f"{name} ended with {code}; it is started again", flush=True)
            await asyncio.sleep(AGAIN_SECONDS)
            await self.start(name, *words)

    async def once(self, name: str, *words: str, show: bool = False) -> None:
        """Runs `balie WORDS…` to its end. Raises RuntimeError with what it said when it failed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "balie",
            *words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"{name} failed: {said.decode(errors='replace').strip()}")
        if show:
            print(said.decode(errors="replace"), end="", flush=True)

    def fallen(self) -> dict[str, int]:
        """Names and exit codes of processes that ended by themselves."""
        return {
            name: process.returncode
            for name, process in self.running.items()
            if process.returncode is not None
        }

    async def stop(self) -> None:
        """Asks all to end, waits, and kills what stays. Nothing is left when this returns."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for process in self.running.values():
            self._signal(process, signal.SIGTERM)
        waits = [process.wait() for process in self.running.values()]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await asyncio.gather(*waits)
        for process in self.running.values():
            self._signal(process, signal.SIGKILL)
            await process.wait()

    @staticmethod
    def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
