"""Mail servers and providers of SMS to send to in tests: real ones on 127.0.0.1 that take, refuse,
defer, hang up or are away, and remember what they got.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

SILENCE_SECONDS = 1


class MailServer:
    """Answers as it is told, one answer a mail; the last answer stands for all that follow."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers) or ["250 2.0.0 Ok: queued as 4XyZ12"]
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.lines = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        self.lines += 1
        session.host_name = name
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers[0]
        if answer.startswith("rcpt "):
            self._next()
            return answer.removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self._next()
        line: Any = server.transport
        if answer == "keep silent":
            await asyncio.sleep(SILENCE_SECONDS)
        if answer == "take and hang up":
            self._take(envelope)
        if answer.endswith("hang up"):
            line.abort()
            return "421 gone"
        if answer.startswith("2"):
            self._take(envelope)
        return answer

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.append(envelope.rcpt_tos)

    def _next(self) -> str:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def a_mail_server(*answers: str, **options: Any) -> Iterator[tuple[MailServer, int]]:
    """The server and its port. `options` as of aiosmtpd's controller."""
    server = MailServer(*answers)
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield server, port
    finally:
        controller.stop()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@dataclass
class Asked:
    """One request that a provider got."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class SmsServer:
    """Answers each request with the next of its answers; the last stands for all that follow.
    None: hangs up without an answer.
    """

    answers: list[tuple[int, object] | None]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    def next(self) -> tuple[int, object] | None:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def an_sms_server(*answers: tuple[int, object] | None) -> Iterator[SmsServer]:
    """A provider of SMS that is spoken to by HTTP."""
    known = SmsServer(list(answers) or [(200, {"id": "provider-1"})])

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            known.asked.append(Asked(self.path, headers, orjson.loads(body)))
            answer = known.next()
            if answer is None:
                self.close_connection = True
                return
            said = orjson.dumps(answer[1])
            self.send_response(answer[0])
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    known.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
