"""A message to an administrator, to see whether the settings are right. It is kept nowhere."""

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from host.calendar.appointment import moment_of
from host.messages.letter import fit_address
from host.messages.mail import Post
from host.messages.numbers import mobile
from host.messages.outcome import Outcome
from host.messages.sms import provider_of
from host.settings import Settings
from wire.words import say


async def try_mail(settings: Settings, to: str, now: int) -> Outcome:
    """Sends a mail at once. Raises ValueError for what is no address, and without a server."""
    told, address = settings.messages.mail, fit_address(to)
    if not told.host:
        raise ValueError("no mail server is set: messages.mail.host")
    if address is None:
        raise ValueError(f"{to!r} is no mail address")
    language = settings.town.languages[0]
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"] = told.sender, address
    letter["Subject"] = say(language, "mail.try.subject")
    letter["Date"] = format_datetime(moment_of(now))
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(say(language, "mail.try.text") + "\n")
    async with Post(told) as post:
        return await post.send(letter, address)


async def try_sms(settings: Settings, to: str, clock: Callable[[], int]) -> Outcome:
    """Sends a text at once. Raises ValueError as `try_mail`, and OSError for an unreadable key."""
    told = settings.messages.sms
    if not told.provider:
        raise ValueError("no provider is set: messages.sms.provider")
    number = mobile(told, to)
    if number is None:
        raise ValueError(f"{to!r} is no mobile number of {', '.join(told.countries)}")
    text = say(settings.town.languages[0], "mail.try.text")
    return await provider_of(told, clock).send(number, text, f"try-{clock()}")
