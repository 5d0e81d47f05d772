"""The way to the town's mail server (RFC 5321), one connection for all the mail of a moment."""

import os
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from host.messages.outcome import Outcome, without_addresses
from host.settings.messages import Mail

TIMEOUT_SECONDS = 30
"""For each answer of the server; a hanging one must not hold up others for long."""


class Post:
    """The mail server, while there is something for it. Connects at the first mail, and again after
    the server has hung up; when it cannot be reached every mail of this moment waits.
    """

    def __init__(self, settings: Mail, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self.settings = settings
        self._timeout = timeout_seconds
        self._line: SMTP | None = None
        self._away = ""

    async def __aenter__(self) -> "Post":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._line is not None and self._line.is_connected:
            with suppress(SMTPException, OSError):
                await self._line.quit()
        self._drop()

    async def send(self, letter: EmailMessage, to: str) -> Outcome:
        """Hands a mail over. Never raises for what a server or a network may do."""
        if not self._away:
            await self._connect()
        if self._away or self._line is None:
            return Outcome("later", why=self._away, provider_away=True)
        try:
            _, said = await self._line.send_message(
                letter, sender=self.settings.sender, recipients=[to]
            )
        except SMTPRecipientsRefused as refused:
            outcome = _judged(refused.recipients[0].code)
        except SMTPServerDisconnected:
            outcome = Outcome("later", why="disconnected")
        except SMTPTimeoutError:
            outcome = Outcome("later", why="timeout")
        except SMTPResponseException as fault:
            outcome = _judged(fault.code)
        except (SMTPException, OSError, ValueError) as fault:
            outcome = Outcome("later", why=type(fault).__name__)
        else:
            return Outcome("sent", receipt=without_addresses(said))
        return outcome

    async def _connect(self) -> None:
        if self._line is not None and self._line.is_connected:
            return
        told = self.settings
        try:
            password = password_of(told) if told.user else None
            line = SMTP(
                hostname=told.host,
                port=told.port,
                use_tls=told.security == "tls",
                start_tls=told.security == "starttls",
                username=told.user or None,
                password=password,
                timeout=self._timeout,
            )
            self._line = line
            await line.connect()
        except SMTPResponseException as fault:
            self._away = f"smtp {fault.code}"
        except (SMTPException, OSError, ValueError) as fault:
            self._away = type(fault).__name__
        if self._away:
            self._drop()

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def password_of(settings: Mail) -> str:
    """From the variable BALIE_SMTP_PASSWORD, or a file. Raises OSError."""
    if found := os.environ.get("BALIE_SMTP_PASSWORD", ""):
        return found
    return Path(settings.password_file).read_text("utf-8").strip()


def _judged(code: int) -> Outcome:
    """4xx asks to come again, 5xx means no (RFC 5321, 4.2.1). Two of them are about the server or
    its password rather than about this mail, and are mended by an administrator: wait for that.
    """
    why = f"smtp {code}"
    if 500 <= code < 600 and code not in (530, 535):
        return Outcome("never", why=why)
    return Outcome("later", why=why)
