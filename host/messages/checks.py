"""Whether a message is still true at the moment of sending, and by which way it can reach its
visitor.
"""

from host.agenda.records import Appointment
from host.messages.letter import fit_address
from host.messages.numbers import mobile
from host.settings import Settings
from host.store import MessageRow, PersonRow

SHORT = frozenset({"reminder", "ready", "turn"})
"""Kinds that fit a text, and that are of more use in a pocket than in a mailbox."""
OF_A_PROMISE = frozenset({"confirmation", "change", "reminder", "cancellation"})
SURVEY_LASTS = 3 * 24 * 60 * 60_000
"""Nobody is asked about a visit of long ago."""
TURN_LASTS = 10 * 60_000
""""It is nearly your turn" is not true for long."""


def untrue(message: MessageRow, appointment: Appointment | None, now: int) -> str:
    """Why a message must not go out any more, in a word; empty: it may."""
    if message.kind == "turn":
        return "over" if now - message.due > TURN_LASTS else ""
    if message.kind == "survey":
        return "over" if now - message.due > SURVEY_LASTS else ""
    if message.kind not in OF_A_PROMISE:
        return ""
    if appointment is None:
        return "no_appointment"
    if message.appointed is not None and now >= message.appointed:
        return "over"
    said = (message.location, message.day, message.appointed)
    if said != (appointment.location, appointment.day, appointment.appointed):
        return "changed"
    wanted = "cancelled" if message.kind == "cancellation" else "open"
    return "" if appointment.state == wanted else "changed"


def way(settings: Settings, message: MessageRow, person: PersonRow) -> str:
    """ "mail" or "sms": how this visitor is told; empty: there is no way."""
    told = settings.messages
    ways = []
    if told.mail.host and fit_address(person.mail):
        ways.append("mail")
    if message.kind != "survey" and told.sms.provider and mobile(told.sms, person.phone):
        ways.append("sms")
    if message.kind in SHORT and told.prefer_sms:
        ways.reverse()
    return ways[0] if ways else ""
