"""A printer as the agent uses it: write, ask its state, ask whether all is printed. Knows no slip.

"Sent" is not "printed": a dead but open line takes bytes without a word.
"""

import asyncio
import contextlib

from printers.lines import DeviceFault, Line, Opener, opener
from printers.status import (
    ASK_IN_ORDER,
    PRINTABLE,
    QUESTIONS,
    PaperState,
    is_in_order,
    is_status,
    state_of,
)

REPLY_SECONDS = 1.0
"""A printer answers a real-time question within milliseconds; this leaves room for a slow
network."""
PRINT_SECONDS = 15.0
"""The longest that a slip may take from its last byte to the cut, an image at 9600 baud
included."""
SETTLE_SECONDS = 1.5
"""A printer that cannot answer in order is asked after so long: a slip takes about a second."""
FREE_BYTES = 2048
HELD_ROUNDS_MAX = 20
"""After so many vain rounds it is found out anew whether the printer answers in order."""


class Device:
    """One printer behind one line, which is opened when needed and closed after each fault."""

    def __init__(
        self,
        open_line: Opener,
        answers: bool = True,
        reply_seconds: float = REPLY_SECONDS,
        print_seconds: float = PRINT_SECONDS,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        self.answers = answers
        """False: a file, or a printer set up with --no-status. Then bytes taken count as
        printed."""
        self._open_line = open_line
        self._reply_seconds = reply_seconds
        self._print_seconds = print_seconds
        self._settle_seconds = settle_seconds
        self._line: Line | None = None
        self._in_order: bool | None = None
        """Whether it answers GS r; None while not tried."""
        self._owes_answers = False
        self._rounds_held = 0

    async def status(self) -> PaperState:
        """How the printer is now. Opens the line when needed. Never raises: each fault is a
        state."""
        try:
            line = await self._opened()
            if not self.answers:
                return "ok"
            state = await self._state(line)
            if state in PRINTABLE and not await self._hears_out(line):
                return "no_answer"
        except DeviceFault as fault:
            await self.close()
            return fault.word
        return state

    async def write(self, data: bytes) -> None:
        """Hands the bytes over. Raises DeviceFault; then how many of them were printed is not
        known."""
        try:
            line = await self._opened()
            self._owes_answers = True
            await line.send(data)
        except BaseException:
            await self.close()
            raise

    async def printed(self) -> bool:
        """Whether all that was written is on paper, by the printer's own word. False: not known.

        A printer that answers in order is asked so first; then, or else, it must be on line, with
        paper, without fault.
        """
        if not self.answers:
            return True
        try:
            line = await self._opened()
            if self._in_order:
                if not is_in_order(await self._ask(line, ASK_IN_ORDER, self._print_seconds)):
                    raise DeviceFault("no_answer", "not printed in time")
            else:
                await asyncio.sleep(self._settle_seconds)
            printed = await self._state(line) in PRINTABLE
            self._owes_answers = not printed
            return printed
        except DeviceFault:
            await self.close()
            return False

    async def close(self) -> None:
        """Closes the line; the next call opens it again."""
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _opened(self) -> Line:
        if self._line is None:
            self._line = await self._open_line()
        return self._line

    async def _state(self, line: Line) -> PaperState:
        """The answers to all four questions as one word. Raises DeviceFault `no_answer` or, for
        nonsense, `error`."""
        answers = []
        for question in QUESTIONS:
            reply = await self._ask(line, question, self._reply_seconds)
            if not reply:
                raise DeviceFault("no_answer")
            if not is_status(reply):
                raise DeviceFault("error", f"not a status: {reply[:16].hex()}")
            answers.append(reply[0])
        return state_of(*answers)

    async def _hears_out(self, line: Line) -> bool:
        """Finds out once whether the printer answers in order; after a doubtful slip, hears its
        late answers out.

        A late answer to an old question must not be taken for the answer to the next one. False
        when it holds back what was written.
        """
        if self._in_order is not None and not (self._in_order and self._owes_answers):
            return True
        reply = await self._ask(line, ASK_IN_ORDER, self._reply_seconds)
        while more := await line.receive(self._reply_seconds if self._owes_answers else 0.01):
            reply += more
            if len(reply) > 64:
                raise DeviceFault("error", "does not stop talking")
        if self._in_order is None:
            self._in_order = is_in_order(reply)
        elif not reply:
            await self._free(line)
            return False
        self._owes_answers, self._rounds_held = False, 0
        return True

    async def _free(self, line: Line) -> None:
        """For a printer that answers at once but not in order: it may wait for the rest of an image
        that was cut off, and take the question for dots. Zeros end that and print nothing.
        """
        await line.send(bytes(FREE_BYTES))
        self._rounds_held += 1
        if self._rounds_held >= HELD_ROUNDS_MAX:
            self._in_order = None

    async def _ask(self, line: Line, question: bytes, seconds: float) -> bytes:
        """Says the question and gives what comes back, after throwing away what came unasked."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                while await line.receive(0.001):
                    pass
        await line.send(question)
        return await line.receive(seconds)


def device(address: str, status: bool = True) -> Device:
    """The device at an address (see `printers.lines.opener`). Raises AddressUnfit."""
    open_line, can_answer = opener(address)
    return Device(open_line, answers=can_answer and status)
