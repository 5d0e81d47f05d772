"""Who may ask what over a line, and who answers what is not of the day in memory: the agenda,
rounds, promises to call back, devices, and what visitors thought of their visit.
"""

from host import agenda_questions, rounds_questions
from host.callbacks import answers as callbacks
from host.callbacks.notes import By, Wish
from host.core.entry import Sender
from host.devices import acts as devices
from host.hall import Hall
from host.survey import line as survey
from host.web.doors import Doors
from wire.agenda import AgendaQuestion
from wire.base import Message
from wire.callbacks import CallbackQuestion
from wire.commands import DeviceWish
from wire.devices import DeviceQuestion
from wire.rounds import RoundQuestion
from wire.survey import SurveyQuestion

STAFF = frozenset({"greeter", "desk"})
Beside = AgendaQuestion | RoundQuestion | CallbackQuestion | SurveyQuestion | DeviceQuestion
"""Questions that the day in memory does not answer."""
ASKERS = {
    "find_appointment": frozenset({"kiosk", "greeter", "desk"}),
    "find": STAFF,
    "more": STAFF,
    "ask_bookable": STAFF,
    "ask_free": STAFF,
    "ask_day": STAFF,
    "ask_week": STAFF,
    "find_booked": STAFF,
    "ask_rounds": STAFF,
    "ask_round_days": STAFF,
    "ask_callbacks": STAFF,
    "ask_survey": frozenset({"kiosk"}),
    "give_mark": frozenset({"kiosk"}),
    "ask_devices": frozenset({"greeter"}),
}
"""Which role may ask which question."""


async def answer(
    doors: Doors,
    hall: Hall,
    question: Beside,
) -> Message:
    """For a device of this hall that may ask it."""
    if isinstance(question, DeviceQuestion):
        return await devices.answer(doors, hall, question)
    if isinstance(question, SurveyQuestion):
        return await survey.answer(doors.survey, hall.location, question)
    if isinstance(question, CallbackQuestion):
        return await callbacks.answer(doors.callbacks, hall.location, question)
    if isinstance(question, RoundQuestion):
        return await rounds_questions.answer(doors.agenda, hall, question)
    return await agenda_questions.answer(doors.agenda, hall, question)


async def act(doors: Doors, hall: Hall, sender: Sender, wish: Wish | DeviceWish) -> Message:
    """What came of a wish about a promise to call back, or about a device."""
    if isinstance(wish, DeviceWish):
        answer = await devices.done(doors, hall, sender.device, wish)
    else:
        by = By(hall.location, sender.device, sender.role)
        answer = await callbacks.done(doors.callbacks, wish, by)
    doors.office.counts.answered(wish.kind, answer)
    return answer
