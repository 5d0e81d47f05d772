"""The way to a provider of SMS: one small interface, an adapter for each provider that Dutch towns
use, and Apprise for any other.

A text is handed over once at most: where an answer stays away it may have gone, and is not sent
again. See docs/adr/0004-messages-wait-in-the-store.md.
"""

import base64
import hashlib
import hmac
import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import httpx
import orjson

from host.messages.outcome import Outcome, without_addresses
from host.settings.messages import Sms

TIMEOUT_SECONDS = 20
BUSY = frozenset({429, 503})
"""Answers that say that nothing was taken, and that it may be tried again."""
MENDED = frozenset({401, 402, 403, 404})
"""Answers about the key, the credit or the address: not this text's fault, and an administrator
mends them.
"""


class Provider(Protocol):
    """Somebody who sends texts."""

    name: str

    async def send(self, to: str, text: str, reference: str) -> Outcome:
        """Hands over a text, `to` in E.164. `reference` is the same for the same message. Never
        raises for what a provider or a network may do.
        """


def provider_of(settings: Sms, clock: Callable[[], int]) -> Provider:
    """The provider of the settings. Raises OSError when its key cannot be read."""
    if settings.provider == "apprise":
        from host.messages.apprise_sms import ByApprise  # optional: the extra `messages`

        return ByApprise(key_of(settings))
    adapters: dict[str, type[ByHttp]] = {"notifynl": NotifyNL, "cm": CM, "spryng": Spryng}
    made = adapters[settings.provider]
    return made(settings, key_of(settings), clock)


def key_of(settings: Sms) -> str:
    """From the variable BALIE_SMS_KEY, or a file. Raises OSError."""
    if found := os.environ.get("BALIE_SMS_KEY", ""):
        return found
    return Path(settings.key_file).read_text("utf-8").strip()


class ForNow:
    """A provider for the texts of one moment: once it cannot be reached, the others wait too."""

    def __init__(self, provider: Provider) -> None:
        self.name = provider.name
        self._provider = provider
        self._away: Outcome | None = None

    async def send(self, to: str, text: str, reference: str) -> Outcome:
        """See Provider."""
        if self._away is not None:
            return self._away
        outcome = await self._provider.send(to, text, reference)
        if outcome.provider_away:
            self._away = outcome
        return outcome


class ByHttp(ABC):
    """What the adapters share: one POST of JSON, and what its answer means."""

    name = ""
    address = ""

    def __init__(self, settings: Sms, key: str, clock: Callable[[], int]) -> None:
        self.settings = settings
        self.key = key
        self.clock = clock

    async def send(self, to: str, text: str, reference: str) -> Outcome:
        url = self.settings.url.rstrip("/") or self.address
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as line:
                answer = await line.post(
                    url + self.path(),
                    json=self.body(to, text, reference),
                    headers=self.headers(),
                )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.InvalidURL) as fault:
            return Outcome("later", why=type(fault).__name__, provider_away=True)
        except (httpx.UnsupportedProtocol, httpx.PoolTimeout) as fault:
            return Outcome("later", why=type(fault).__name__, provider_away=True)
        except httpx.HTTPError as fault:
            return Outcome("unknown", why=type(fault).__name__)
        return self.judged(answer.status_code, _json(answer.content))

    def judged(self, status: int, said: dict[str, Any]) -> Outcome:
        """What an answer means, by its status; `receipt` reads the rest."""
        why = f"http {status}"
        if status in BUSY or status in MENDED:
            return Outcome("later", why=why, provider_away=True)
        if status >= 500:
            return Outcome("unknown", why=why)
        if not 200 <= status < 300:
            return Outcome("never", why=why)
        return self.receipt(said)

    @abstractmethod
    def path(self) -> str:
        """Behind the provider's address."""

    @abstractmethod
    def body(self, to: str, text: str, reference: str) -> dict[str, object]:
        """What is posted."""

    @abstractmethod
    def headers(self) -> dict[str, str]:
        """What shows the key."""

    def receipt(self, said: dict[str, Any]) -> Outcome:
        """Of an answer that says yes."""
        return Outcome("sent", receipt=without_addresses(str(said.get("id", ""))))


class NotifyNL(ByHttp):
    """NotifyNL, the service of Dutch public bodies: a template of the town, and a token that is
    good for half a minute (HS256, RFC 7519). The key is its name and two UUIDs.
    """

    name = "notifynl"
    address = "https://api.notifynl.nl"

    def path(self) -> str:
        return "/v2/notifications/sms"

    def body(self, to: str, text: str, reference: str) -> dict[str, object]:
        return {
            "phone_number": to,
            "template_id": self.settings.template,
            "personalisation": {"text": text},
            "reference": reference,
        }

    def headers(self) -> dict[str, str]:
        service, secret = self.key[-73:-37], self.key[-36:]
        claims = {"iss": service, "iat": self.clock() // 1000}
        said = b".".join(_base64(orjson.dumps(p)) for p in ({"typ": "JWT", "alg": "HS256"}, claims))
        signature = _base64(hmac.digest(secret.encode(), said, hashlib.sha256))
        return {"Authorization": f"Bearer {(said + b'.' + signature).decode()}"}


class CM(ByHttp):
    """CM.com, by its address in Europe: the other one goes by way of a company in the USA."""

    name = "cm"
    address = "https://gw.cmtelecom.com"

    def path(self) -> str:
        return "/v1.0/message"

    def body(self, to: str, text: str, reference: str) -> dict[str, object]:
        one = {
            "from": self.settings.sender,
            "to": [{"number": f"00{to.removeprefix('+')}"}],
            "body": {"type": "auto", "content": text},
            "allowedChannels": ["SMS"],
            "minimumNumberOfMessageParts": 1,
            "maximumNumberOfMessageParts": 8,
            "reference": reference,
        }
        return {"messages": {"msg": [one]}}

    def headers(self) -> dict[str, str]:
        return {"X-CM-PRODUCTTOKEN": self.key}

    def receipt(self, said: dict[str, Any]) -> Outcome:
        """200 also where the one text was refused: its own code says so."""
        found = said.get("messages")
        one = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
        code = one.get("messageErrorCode", said.get("errorCode", 0))
        if code not in (0, "0", None):
            return Outcome("never", why=f"cm {code}")
        parts = (one.get("status", ""), one.get("reference", ""), said.get("details", ""))
        return Outcome("sent", receipt=without_addresses(" ".join(str(p) for p in parts if p)))


class Spryng(ByHttp):
    """Spryng, by its REST interface."""

    name = "spryng"
    address = "https://rest.spryngsms.com"

    def path(self) -> str:
        return "/v1/messages"

    def body(self, to: str, text: str, reference: str) -> dict[str, object]:
        return {
            "body": text,
            "encoding": "auto",
            "originator": self.settings.sender,
            "recipients": [to.removeprefix("+")],
            "reference": reference,
            "route": "business",
        }

    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", "Accept": "application/json"}


def _json(content: bytes) -> dict[str, Any]:
    """An answer that is no object says nothing."""
    try:
        said = orjson.loads(content)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def _base64(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")
