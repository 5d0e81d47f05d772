"""Who may ask what over a line, and who answers what is not of the day in memory: the agenda,
promises to call back, and what visitors thought of their visit.
"""

from host import agenda_questions
from host.callbacks import answers as callbacks
from host.callbacks.notes import By, Wish
from host.core.entry import Sender
from host.hall import Hall
from host.survey import line as survey
from host.web.doors import Doors
from wire.agenda import AgendaQuestion
from wire.base import Message
from wire.callbacks import CallbackQuestion
from wire.survey import SurveyQuestion

STAFF = frozenset({"greeter", "desk"})
ASKERS = {
    "find_appointment": frozenset({"kiosk", "greeter", "desk"}),
    "find": STAFF,
    "more": STAFF,
    "ask_bookable": STAFF,
    "ask_free": STAFF,
    "ask_day": STAFF,
    "ask_week": STAFF,
    "find_booked": STAFF,
    "ask_callbacks": STAFF,
    "ask_survey": frozenset({"kiosk"}),
    "give_mark": frozenset({"kiosk"}),
}
"""Which role may ask which question."""


async def answer(
    doors: Doors, hall: Hall, question: AgendaQuestion | CallbackQuestion | SurveyQuestion
) -> Message:
    """For a device of this hall that may ask it."""
    if isinstance(question, SurveyQuestion):
        return await survey.answer(doors.survey, hall.location, question)
    if isinstance(question, CallbackQuestion):
        return await callbacks.answer(doors.callbacks, hall.location, question)
    return await agenda_questions.answer(doors.agenda, hall, question)


async def call_back(doors: Doors, hall: Hall, sender: Sender, wish: Wish) -> Message:
    """What came of a wish about a promise to call back."""
    by = By(hall.location, sender.device, sender.role)
    return await callbacks.done(doors.callbacks, wish, by)
