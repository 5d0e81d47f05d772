"""The part of `balie.toml` that says which messages visitors get, and by which servers. Empty
servers: none are sent.
"""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from host.settings.parts import Hours, Part
from wire.commands import Channel

MailAddress = Annotated[str, Field(pattern=r"^([^\s@<>,;:\"]+@[^\s@<>,;:\"]+)?$", max_length=254)]


class Mail(Part):
    """The town's mail server."""

    host: str = ""
    """Name of the SMTP server; empty: no mail is sent."""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    """587 for a server that one signs in to, 25 for a relay inside the town hall."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """starttls: encrypted after the greeting; tls: from the first byte; none: only on a network of
    one's own."""
    user: str = ""
    """Empty: the server asks for no name."""
    password_file: str = ""
    """File with the password; the variable BALIE_SMTP_PASSWORD goes first."""
    sender: MailAddress = ""
    """The address that mail comes from."""
    reply_to: MailAddress = ""
    """Where an answer goes; empty: to the sender."""
    services: bool = True
    """Whether a mail names the services and what to bring. Texts by SMS never do."""

    @model_validator(mode="after")
    def _complete(self) -> "Mail":
        if self.host and not self.sender:
            raise ValueError("host needs a sender: the address that mail comes from")
        if self.user and self.security == "none":
            raise ValueError("a password does not go over a line without encryption")
        return self


class Sms(Part):
    """Who sends texts to mobile phones."""

    provider: Literal["", "notifynl", "cm", "spryng", "apprise"] = ""
    """Empty: no texts are sent."""
    url: str = ""
    """Another address than the provider's own."""
    key_file: str = ""
    """File with the provider's key; the variable BALIE_SMS_KEY goes first."""
    sender: Annotated[str, Field(pattern=r"^[A-Za-z0-9 ]{0,11}$")] = ""
    """What the phone shows as sender: 11 letters, digits or spaces at most."""
    template: str = ""
    """For NotifyNL: id of a template whose whole text is ((text))."""
    countries: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...], Field(min_length=1)
    ] = ("NL",)
    """Countries whose mobile numbers get texts; a number without a country belongs to the first."""

    @model_validator(mode="after")
    def _complete(self) -> "Sms":
        if self.provider == "notifynl" and not self.template:
            raise ValueError("NotifyNL needs a template")
        if self.provider in ("cm", "spryng") and not self.sender:
            raise ValueError(f"{self.provider} needs a sender")
        return self


class Messages(Part):
    """Which messages visitors get."""

    mail: Mail = Mail()
    """By mail."""
    sms: Sms = Sms()
    """By SMS."""
    hours: Hours = (time(8), time(20))
    """Local hours for what can wait: a reminder, "your document is ready"."""
    reminder_days: Annotated[int, Field(ge=0, le=14)] = 1
    """So many days before the appointment it is remembered; 0: no reminder."""
    prefer_sms: bool = True
    """Whether reminders and "your document is ready" go by SMS where both ways are known; the
    others go by mail."""
    almost_turn_ahead: Annotated[int, Field(ge=0, le=20)] = 0
    """"It is nearly your turn" when at most so many visitors are ahead; 0: not sent."""
    no_confirmation_for: tuple[Channel, ...] = ("import", "qmatic", "jcc")
    """Doors whose own system tells the visitor what was booked, changed or cancelled there."""
    no_reminder_for: tuple[Channel, ...] = ("import",)
    """Doors whose own system reminds of what was booked there."""
