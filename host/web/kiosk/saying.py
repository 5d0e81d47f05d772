"""Commands and questions of a kiosk in a browser, by the same doors and the same rights as those of
a kiosk on a line.
"""

import asyncio
from typing import TYPE_CHECKING

from host.web.asked import ASKERS
from wire.base import Message
from wire.frames import Answer, Done, FindAppointment, No

if TYPE_CHECKING:
    from host.web.kiosk.stand import Stand

CODES_PER_MINUTE = 60
"""Codes that one kiosk may ask for: enough for its visitors, far too few to guess one."""
AGAIN_SECONDS = 0.5
TRIES = 10
"""How often a busy host is told the same command, which acts once."""
ANSWER_SECONDS = 10


class Unheard(Exception):
    """The host could not keep the command in time."""


async def heard(stand: "Stand", message: Message) -> Done | No | Answer:
    """What the host answers. Raises Unheard."""
    for _ in range(TRIES):
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await _once(stand, message)
        except TimeoutError:
            raise Unheard from None
        if not (isinstance(answer, No) and answer.word == "busy"):
            return answer
        await asyncio.sleep(AGAIN_SECONDS)
    raise Unheard


async def _once(stand: "Stand", message: Message) -> Done | No | Answer:
    """One try. The answer comes when the facts are on disk."""
    doors, hall = stand.doors, stand.location
    answered: asyncio.Future[Done | No | Answer] = asyncio.get_running_loop().create_future()

    def reply(answer: Done | No | Answer) -> None:
        if not answered.done():
            answered.set_result(answer)

    if isinstance(message, FindAppointment):
        if stand.sender.role not in ASKERS[message.kind]:
            return No(id=message.id, word="role_may_not")
        if not stand.codes.allows():
            return No(id=message.id, word="too_fast")
        doors.questions.ask(hall, message, reply)
    else:
        doors.office.say(hall, message, stand.sender, reply)  # type: ignore[arg-type]
    return await answered
