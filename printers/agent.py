"""The agent: one printer of a location, from the host's view of unprinted slips to paper, and back
as reports.

Prints one slip at a time. Works on while the host is away with the slips that are its own, and
reports later.
"""

import asyncio
import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import structlog

from printers.devices import Device, device
from printers.door import open_door
from printers.extras import Extras
from printers.lines import DeviceFault
from printers.paper import Paper
from printers.profiles import profile
from printers.spool import Job, Spool, State
from printers.status import PRINTABLE, PaperState
from wire.base import Id, Message
from wire.commands import ReportSlip
from wire.frames import Answer, Done, FromHost, Health, Hello, No, Shown
from wire.link import Link, Lost, Silence
from wire.views import PrinterView
from wire.words import say

POLL_SECONDS = 3.0
"""How often an idle printer is asked how it is."""
TIDY_SECONDS = 60.0
NOT_NOW = frozenset({"busy", "too_fast", "not_paired"})
"""Refusals that say nothing of the slip: the same report is tried again later."""

log = structlog.get_logger("printer")


class Speaker(Protocol):
    """What the agent needs of `wire.link.Link`."""

    async def ask(self, said: Message) -> Done | No | Answer: ...

    async def tell(self, said: Message) -> None: ...


class Agent:
    """One printer. Feed it what the host says by `hear`, run it by `work`; `link` is set before
    either."""

    link: Speaker

    def __init__(self, printer: Device, paper: Callable[..., bytes], spool: Spool) -> None:
        self.printer = printer
        self.paper = paper
        self.spool = spool
        self.name = ""
        """This device's name, by the host's welcome."""
        self.state: PaperState | None = None
        self._told_state: PaperState | None = None
        self._own: set[str] = set()
        """Slips that the host gave to this printer by name: they may be printed without asking
        again."""
        self._wake = asyncio.Event()

    def hear(self, message: FromHost | Silence) -> None:
        """Takes what the host says: a view replaces what was wanted before."""
        if isinstance(message, Silence):
            return
        if message.kind == "welcome":
            self.name = message.device
            self._told_state = None
        elif isinstance(message, Shown) and isinstance(message.view, PrinterView):
            self._take(message.view)
        elif isinstance(message, No):
            log.warning("refused", word=message.word)
            return
        else:
            return
        self._wake.set()

    def wake(self) -> None:
        """There is something to print that the host did not ask for."""
        self._wake.set()

    @property
    def may_print(self) -> bool:
        """Whether the printer could print when it was asked last."""
        return self.state in PRINTABLE

    async def work(self, poll_seconds: float = POLL_SECONDS) -> None:
        """Prints, reports and watches the printer until cancelled."""
        loop = asyncio.get_running_loop()
        tidied = loop.time() - TIDY_SECONDS
        while True:
            self._wake.clear()
            if loop.time() - tidied >= TIDY_SECONDS:
                self.spool.tidy()
                tidied = loop.time()
            await self.step()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(poll_seconds):
                    await self._wake.wait()

    async def step(self) -> None:
        """One round: reports, looks at the printer, prints all that may be printed now."""
        await self._report()
        await self._watch()
        while self.state in PRINTABLE and await self._print_next():
            await self._report()
            await self._watch()
        await self._report()

    def _take(self, view: PrinterView) -> None:
        known = self.spool.states()
        self._own = {job.slip for job in view.slips if job.printer == self.name}
        elsewhere = {
            job.slip
            for job in view.slips
            if job.state == "new" and job.printer not in (None, self.name)
        }
        for job in view.slips:
            if job.slip in known:
                self.spool.tell_again(job.slip)
                continue
            if job.printer not in (None, self.name):
                continue
            if job.state == "new":
                self.spool.take(job.document)
            elif job.slip in self._own:
                self.spool.take(job.document, begun=True)
        self.spool.withdraw({job.slip for job in view.slips} - elsewhere)
        self.spool.leave({job.slip for job in view.slips if job.printer in (None, self.name)})

    async def _watch(self) -> None:
        """Asks the printer how it is; tells the host when that has changed, or when the host is
        new."""
        state = await self.printer.status()
        if state != self.state:
            log.info("state", state=state, before=self.state)
            self.state = state
        if state != self._told_state:
            with contextlib.suppress(Lost):
                await self.link.tell(Health(state=state))
                self._told_state = state

    async def _print_next(self) -> bool:
        """Prints the oldest slip that may be printed now. False when there is none, or it did not
        go well."""
        for job in self.spool.jobs():
            if job.copy or job.claimed or await self._claim(job):
                return await self._print(job)
        return False

    async def _claim(self, job: Job) -> bool:
        """Tells the host that this printer prints the slip, so that no other does.

        Without the host only slips that are this printer's own may be printed.
        """
        word = await self._say(job.slip, "sending")
        if word == "":
            self.spool.take(job.document)  # a view from before its answer may have withdrawn it
            self.spool.tell(job.slip, "sending")
            return True
        if word is None:
            return job.slip in self._own
        if word not in NOT_NOW:
            log.info("not ours", slip=job.slip, word=word)
            self.spool.drop(job.slip)
        return False

    async def _print(self, job: Job) -> bool:
        mark = job.document.copy_mark
        if job.copy:
            mark = mark or say(job.document.language, "slip.copy")
        data = self.paper(job.document.model_copy(update={"copy_mark": mark}))
        begun_as_copy = self.spool.begin(job.slip)
        assert begun_as_copy == job.copy
        try:
            await self.printer.write(data)
            printed = await self.printer.printed()
        except DeviceFault as fault:
            log.warning("cut off", slip=job.slip, fault=str(fault))
            printed = False
        self.spool.settle(job.slip, printed)
        log.info("printed" if printed else "unknown", slip=job.slip, copy=job.copy)
        return printed

    async def _report(self) -> None:
        """Tells the host what became of slips, each state once; stops at the first that does not
        get through."""
        for slip, state in self.spool.untold():
            word = await self._say(slip, state)
            if word is None or word in NOT_NOW:
                return
            self.spool.tell(slip, state)

    async def _say(self, slip: Id, state: State) -> str | None:
        """The host's word on a report: empty for done, a refusal's word, or None when it does not
        answer."""
        assert state != "new"
        try:
            answer = await self.link.ask(
                ReportSlip(id=report_id(self.spool.id, slip, state), slip=slip, state=state)
            )
        except Lost:
            return None
        return answer.word if isinstance(answer, No) else ""


def report_id(spool: str, slip: str, state: str) -> str:
    """The command id of a report: the same for the same spool, slip and state, so that a repeat
    acts once."""
    return hashlib.sha256(f"{spool}/{slip}/{state}".encode()).hexdigest()[:32]


def run(
    host: str,
    token: str,
    address: str,
    *,
    model: str = "default",
    columns: int | None = None,
    spool: Path | None = None,
    status: bool = True,
    font: str = "",
    door: Path | None = None,
    extras: Extras | None = None,
) -> None:
    """Serves one printer until stopped. Raises AddressUnfit, ProfileUnknown, DoorUnfit, LogoUnfit.

    `host` as `ws://balie.example:8300/ws`; `address` as in `printers.lines.opener`. `status=False`
    is for a printer that never answers: then bytes taken count as printed. `spool` is a folder; by
    default one per user and device. `door` is a socket for the kiosk on this computer.
    """
    asyncio.run(
        _serve(
            host,
            token,
            device(address, status),
            Paper(profile(model, columns), font, extras),
            (spool or spool_folder(address)) / "spool.sqlite",
            door,
        )
    )


async def _serve(
    host: str, token: str, printer: Device, paper: Paper, path: Path, door: Path | None
) -> None:
    agent = Agent(printer, paper, Spool(path, now=lambda: time.time_ns() // 1_000_000))
    link = Link(host, Hello(token=token), agent.hear)
    agent.link = link
    try:
        beside = open_door(agent, door) if door else contextlib.nullcontext()
        async with beside, asyncio.TaskGroup() as group:
            group.create_task(link.run())
            group.create_task(agent.work())
    finally:
        await printer.close()
        agent.spool.close()


def spool_folder(address: str) -> Path:
    """The folder of a device's spool when none is named: under XDG_STATE_HOME, one for each
    address."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "balie" / f"printer-{hashlib.sha256(address.encode()).hexdigest()[:12]}"
