"""A sender at work between a mail server, a provider of SMS and a database: all real, only the
clock and the agenda are ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from host.messages.sender import Sender
from host.settings import Settings
from host.store import MessageRow, Store, outbox
from tests.messages_town import Agenda, Clock, appointment, keep
from tests.messages_town import town as settings_of
from tests.post_office import MailServer, SmsServer, a_mail_server, an_sms_server


class Stage:
    """A sender, its clock, its agenda, and both servers."""

    def __init__(self, store: Store, mail: MailServer, port: int, sms: SmsServer) -> None:
        self.store = store
        self.mail = mail
        self.sms = sms
        self.clock = Clock()
        self.agenda = Agenda(appointment())
        self.port = port
        self.told: dict[str, Any] = {}
        self.sender = self.new_sender()

    def new_sender(self) -> Sender:
        """As after a restart."""
        return Sender(self.settings, self.store, self.agenda, self.clock)

    def settings(self) -> Settings:
        changes = dict(self.told)
        mail = {"port": self.port} | changes.pop("mail", {})
        sms = {"url": self.sms.url} | changes.pop("sms", {})
        return settings_of(mail=mail, sms=sms, **changes)

    def keep(self, *messages: MessageRow, **person: str) -> None:
        keep(self.store, *messages, person=person or None)

    async def post(self) -> None:
        """One look of each kind."""
        await self.sender.post_mail()
        await self.sender.post_sms()

    def row(self, number: int = 0) -> MessageRow:
        return self.store.read(outbox.messages)[number]

    def states(self) -> list[str]:
        return [row.state for row in self.store.read(outbox.messages)]


@contextmanager
def a_stage(store: Store) -> Iterator[Stage]:
    """Both servers are up."""
    with a_mail_server() as (mail, port), an_sms_server() as sms:
        yield Stage(store, mail, port, sms)
