"""A town that other booking systems book in, and a plain HTTP client that sends what they send: the
path byte for byte, and one connection for all calls.
"""

import asyncio
import base64
import http.client
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from host.keys import Keys
from tests.town import Clock, Town, a_town

QMATIC, JCC = "/qmatic/calendar-backend/public/api/", "/jcc/api/warp/v1/"
SENT = {"Content-Type": "application/json", "Accept": "*/*"}
"""Stands in every call of a Qmatic client, also where there is no body."""
FRIDAY, MONDAY = "2026-11-20", "2026-11-23"
ALL = ("availability:read", "appointments:read", "appointments:write")
BSN = "123456782"
SETTINGS = """
[town]
name = "Testdam"

[server]
port = 0
database = "DATABASE"

[services.passport]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"
first_minutes = 10
further_minutes = 5
persons_max = 4
[services.passport.bring]
nl = ["uw oude <pas>", "een pasfoto"]
en = ["your old passport", "a photo"]
de = ["Ihren alten Pass", "ein Foto"]

[services.licence]
names = { nl = "Rijbewijs", en = "Driving licence", de = "Führerschein" }
group = "B"
first_minutes = 5
further_minutes = 5

[services.talk]
names = { nl = "Gesprek", en = "Talk", de = "Gespräch" }
group = "C"

[services.back]
names = { nl = "Achter", en = "Back", de = "Hinten" }
group = "C"
bookable = "staff"

[locations.hall]
name = "Stadhuis"
[locations.hall.address]
street = "Grote Markt"
house_number = "1"
house_number_suffix = "a"
postal_code = "1234 AB"
city = "Testdam"
phone = "14 012"
[locations.hall.hours]
monday = "09:00-12:00"
friday = "09:00-12:00"
[locations.hall.booking]
horizon_days = 15
[locations.hall.desks.1]
services = ["passport", "licence"]
[locations.hall.desks.2]
services = ["talk", "back"]

[locations.annex]
name = "Bijkantoor"
services = ["licence"]
[locations.annex.hours]
monday = "09:00-10:00"
[locations.annex.desks.1]

[locations.island]
name = "Eiland"
timezone = "America/Kralendijk"
services = ["licence"]
[locations.island.hours]
monday = "09:00-10:00"
[locations.island.desks.1]
"""


PERSON = {
    "firstName": "Jaël",
    "lastName": "de Vries",
    "email": "jael@example.org",
    "phone": "06 12345678",
    "dateOfBirth": "1990-05-01",
}
SLOT = f"v2/branches/hall/dates/{MONDAY}/times/09:00/book"


@dataclass(frozen=True)
class Heard:
    """One answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Line:
    """A client of one system: base path, headers of every call, and a connection kept alive."""

    def __init__(
        self, port: int, base: str, headers: dict[str, str], tls: ssl.SSLContext | None = None
    ) -> None:
        self.base = base
        self.headers = headers
        self.http: http.client.HTTPConnection = (
            http.client.HTTPSConnection("127.0.0.1", port, context=tls, timeout=20)
            if tls
            else http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        )

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> Heard:
        """`path` goes over the wire as it stands; `body` as JSON, as Python's requests sends it."""
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body)
        return await asyncio.to_thread(self._call, method, self.base + path, data, headers)

    def _call(self, method: str, path: str, data: Any, headers: dict[str, str]) -> Heard:
        given = self.headers | {name.replace("_", "-"): said for name, said in headers.items()}
        self.http.request(method, path, data, given)
        answer = self.http.getresponse()
        told = {name.lower(): said for name, said in answer.getheaders()}
        return Heard(answer.status, told, answer.read())

    async def get(self, path: str, **headers: str) -> Any:
        """The JSON of an answer that must be 200."""
        heard = await self.call("GET", path, **headers)
        assert heard.status == 200, (path, heard.status, heard.body)
        return heard.json

    async def status(self, method: str, path: str, body: Any = None, **headers: str) -> int:
        return (await self.call(method, path, body, **headers)).status

    def close(self) -> None:
        self.http.close()


def query(path: str, *pairs: tuple[str, object]) -> str:
    return f"{path}?{urlencode(pairs)}"


def basic(name: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


async def a_key(town: Town, name: str = "forms", scopes: Any = ALL, **more: Any) -> tuple[str, str]:
    """Id and secret of a new key, as `balie key add` makes it."""
    doors = town.host.doors
    keys = Keys(doors.store, doors.settings, doors.clock)
    row, secret = await asyncio.to_thread(lambda: keys.add(name, scopes, **more))
    return row.id, secret


async def a_token(town: Town, name: str, secret: str) -> str:
    """An access token, asked for as OAuth2 clients do."""
    headers = {
        "Authorization": basic(name, secret),
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    line = Line(town.port, "/jcc/connect/token", headers)
    heard = await line.call("POST", "", b"grant_type=client_credentials&scope=warp-api")
    line.close()
    assert heard.status == 200, heard.body
    return str(heard.json["access_token"])


async def a_qmatic_line(town: Town, **key: Any) -> Line:
    """A Qmatic client with a key of its own."""
    _, secret = await a_key(town, **key)
    return Line(town.port, QMATIC, SENT | {"X-Api-Key": secret})


def wish(*services: str, persons: int = 1, **person: Any) -> dict[str, Any]:
    """The body of a booking by a Qmatic client: the same customer as often as there are people."""
    return {
        "title": "Open Formulieren: ",
        "customers": [PERSON | person] * persons,
        "services": [{"publicId": service} for service in services or ("passport",)],
        "notes": "",
    }


async def booked(line: Line, path: str = SLOT, body: Any = None) -> str:
    """The id of an appointment that is booked as Qmatic clients do it."""
    heard = await line.call("POST", path, body or wish())
    assert heard.status == 202, (heard.status, heard.headers, heard.body)
    return str(heard.json["publicId"])


async def slots(line: Line, day: str = MONDAY, service: str = "passport") -> list[str]:
    """Start times of a day, as a Qmatic client asks for them."""
    path = f"v2/branches/hall/dates/{day}/times;servicePublicId={service}"
    times: list[str] = (await line.get(path))["times"]
    return times


def ids(things: list[dict[str, Any]]) -> list[str]:
    return [thing["publicId"] for thing in things]


async def a_jcc_line(town: Town, **key: Any) -> Line:
    """A JCC client with a key of its own; the citizen reads Dutch."""
    token = await a_token(town, *await a_key(town, **key))
    return Line(town.port, JCC, {"Authorization": f"Bearer {token}", "language": "nl"})


def descriptions(things: list[dict[str, Any]]) -> list[str]:
    return [thing["description"] for thing in things]


@asynccontextmanager
async def a_town_for_others(
    folder: Path, clock: Clock | None = None, text: str = SETTINGS
) -> AsyncIterator[Town]:
    async with a_town(folder, clock or Clock(), text=text) as town:
        yield town


def the_town() -> Any:
    """The fixture `town` of a test module."""

    @pytest.fixture
    async def town(tmp_path: Path) -> AsyncIterator[Town]:
        async with a_town_for_others(tmp_path) as town:
            yield town

    return town


def the_line(opened: Callable[..., Awaitable[Line]], **key: Any) -> Any:
    """The fixture `line` of a test module: a client of the kind that `opened` makes."""

    @pytest.fixture
    async def line(town: Town) -> AsyncIterator[Line]:
        line = await opened(town, **key)
        yield line
        line.close()

    return line


async def kept_texts(town: Town) -> str:
    """Every text in every table of the town's database."""
    import sqlite3

    def read() -> str:
        with sqlite3.connect(town.host.store.url.database or "") as line:
            names = line.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return repr([line.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names])

    return await asyncio.to_thread(read)
