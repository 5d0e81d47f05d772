"""A town whose agenda is open to programs: the host of `tests.town`, keys, and a client that speaks
to it over a real socket.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from host.keys import SCOPES, Keys
from tests.town import FRIDAY, SETTINGS, Clock, Town, a_town

MONDAY = "2026-11-23"
"""The first open day after FRIDAY."""
TEXT = SETTINGS.replace(
    'name = "Testdam"\n', 'name = "Testdam"\nmail = "balie@testdam.example"\n', 1
).replace(
    "[locations.hall]\n",
    """[services.secret]
names = { nl = "Intern", en = "Internal", de = "Intern" }
group = "D"
bookable = "never"

[services.couple]
names = { nl = "Trouwen", en = "Marry", de = "Heiraten" }
group = "D"
persons_max = 2

[locations.hall]
""",
    1,
)
"""As tests.town, with a service that nobody may book and one for two at most. Desk 1 does all, desk
2 collects.
"""


class Program:
    """A client with a key."""

    def __init__(self, web: httpx.AsyncClient, token: str) -> None:
        self.web = web
        self.head = {"authorization": f"Bearer {token}"} if token else {}

    async def say(self, method: str, path: str, **more: Any) -> httpx.Response:
        head = {**self.head, **more.pop("headers", {})}
        return await self.web.request(method, path, headers=head, **more)

    async def get(self, path: str, status: int = 200, **query: Any) -> Any:
        answer = await self.say("GET", path, params=query)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def post(self, path: str, body: Any, once: str = "") -> httpx.Response:
        head = {"idempotency-key": once} if once else {}
        return await self.say("POST", path, json=body, headers=head)

    async def booked(self, **wish: Any) -> Any:
        """An appointment that was made."""
        answer = await self.post("/appointments", a_wish(**wish))
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def refused(self, **wish: Any) -> tuple[int, str]:
        """Status and word of a booking that is not made."""
        return told(await self.post("/appointments", a_wish(**wish)))

    async def times(self, day: str = MONDAY, **query: Any) -> list[str]:
        """Free times of a day."""
        asked = {"location": "hall", "service": "passport", "from": day, "to": day} | query
        found = (await self.get("/availability", **asked))["days"]
        return [time for one in found for time in one["times"]]


class ApiTown:
    """The running host, its keys and its programs."""

    def __init__(self, town: Town, web: httpx.AsyncClient) -> None:
        self.town = town
        self.web = web
        self.keys = Keys(town.host.store, town.host.settings, town.clock)
        self._made = 0

    async def program(
        self,
        *scopes: str,
        at: Sequence[str] = (),
        per_minute: int = 10_000,
        name: str = "",
    ) -> Program:
        """With a new key; all scopes if none is said."""
        self._made += 1
        name = name or f"program-{self._made}"
        wanted = scopes or tuple(SCOPES)
        made = await asyncio.to_thread(self.keys.add, name, wanted, at, per_minute)
        return Program(self.web, made[1])

    def nobody(self) -> Program:
        """Without a key."""
        return Program(self.web, "")


@asynccontextmanager
async def an_api(
    folder: Path, database: str = "", text: str = TEXT, clock: Clock | None = None
) -> AsyncIterator[ApiTown]:
    """Friday, five past nine."""
    async with a_town(folder, clock or Clock("09:05", FRIDAY), database, text) as town:
        address = f"{town.web}/api/v1"
        async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as web:
            yield ApiTown(town, web)


def a_wish(
    start: str = f"{MONDAY}T10:00:00+01:00",
    location: str = "hall",
    services: Any = None,
    **more: Any,
) -> dict[str, Any]:
    """The body of a booking: one passport, Monday at ten, where nothing else is said."""
    return {
        "location": location,
        "services": [{"service": "passport"}] if services is None else services,
        "start": start,
        **more,
    }


def told(answer: httpx.Response) -> tuple[int, str]:
    """Status and word of a refusal, which is a whole problem."""
    said = answer.json()
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert said["status"] == answer.status_code
    assert said["type"].endswith(f"/api/v1/problems/{said['word']}")
    assert said["title"]
    return answer.status_code, said["word"]
