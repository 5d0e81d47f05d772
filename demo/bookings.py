"""The demo's appointments of the coming days: each is booked as a citizen, a form system or a
colleague books it, through the door that they use. Everybody is made up.
"""

import base64
import datetime
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from demo.crowd import FIRST_NAMES, LAST_NAMES
from demo.leaf import press
from demo.town import DAY, LOCATION
from wire.agenda import AskFree, FreeTimes
from wire.commands import BookAppointment
from wire.frames import No
from wire.link import Link

EACH = 6
"""Appointments through each door."""
PLACES = (LOCATION, "kreupelstraat", "haren")
SERVICES = ("paspoort", "rijbewijs", "id_kaart", "verhuizing")
JCC = "/jcc/api/warp/v1"
QMATIC = "/qmatic/calendar-backend/public/api"


@dataclass
class Wish:
    """One appointment that somebody wants."""

    place: str
    service: str
    day: str
    first: str
    last: str
    number: int
    """Counts all wishes: their phone numbers and mail addresses differ, and reach nobody."""

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def mail(self) -> str:
        return f"bezoeker{self.number}@voorbeeld.example"

    @property
    def phone(self) -> str:
        return f"06{self.number:08}"


@dataclass
class Bookings:
    """The doors of a host at work, and what came of each."""

    url: str
    key: tuple[str, str]
    """Id and secret."""
    greeter: Link
    seed: int
    made: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """Books through every door in turn."""
        chance = random.Random(f"bookings {self.seed}")
        doors: dict[str, Callable[[httpx.AsyncClient, Wish], Awaitable[None]]] = {
            "page": self._page,
            "REST": self._rest,
            "Qmatic": self._qmatic,
            "JCC": self._jcc,
            "greeter": self._greeter,
        }
        async with httpx.AsyncClient(
            base_url=self.url, trust_env=False, follow_redirects=True, timeout=20
        ) as web:
            for number in range(EACH * len(doors)):
                door = list(doors)[number % len(doors)]
                try:
                    await doors[door](web, _wish(chance, number))
                    self.made[door] += 1
                except (RuntimeError, KeyError, IndexError, httpx.HTTPError) as fault:
                    self.faults.append(f"{door}: {fault!r}")

    def __str__(self) -> str:
        return ", ".join(f"{door} {count}" for door, count in self.made.items())

    async def _page(self, web: httpx.AsyncClient, wish: Wish) -> None:
        """The town's own page, without a script: a time, who comes, is this right."""
        chosen = {"taal": "nl", "dienst": wish.service, "aantal": "1", "verder": "1"}
        times = await web.get("/afspraak", params=chosen | {"plaats": wish.place, "dag": wish.day})
        contact = await press(web, times, "tijd")
        check = await press(web, contact, naam=wish.name, mail=wish.mail, telefoon="")
        done = await press(web, check, naam=wish.name)
        if not done.url.path.startswith("/a/"):
            raise RuntimeError(f"{done.status_code} {done.url.path}")

    async def _rest(self, web: httpx.AsyncClient, wish: Wish) -> None:
        head = {"authorization": f"Bearer {self.key[1]}"}
        asked = {"location": wish.place, "service": wish.service}
        days = {"from": wish.day, "to": wish.day}
        free = _told(await web.get("/api/v1/availability", params=asked | days, headers=head))
        times = free["days"][0]["times"]
        body = {
            "location": wish.place,
            "services": [{"service": wish.service}],
            "start": times[len(times) // 2],
            "contact": {"name": wish.name, "mail": wish.mail},
        }
        _told(await web.post("/api/v1/appointments", json=body, headers=head))

    async def _qmatic(self, web: httpx.AsyncClient, wish: Wish) -> None:
        head = {"X-Api-Key": self.key[1], "Content-Type": "application/json"}
        slots = f"{QMATIC}/v2/branches/{wish.place}/dates/{wish.day}/times"
        asked = f"{slots};servicePublicId={wish.service};customSlotLength=10"
        times = _told(await web.get(asked, headers=head))["times"]
        body = {
            "title": "Formulieren",
            "customers": [{"firstName": wish.first, "lastName": wish.last, "email": wish.mail}],
            "services": [{"publicId": wish.service}],
            "notes": "",
        }
        book = f"{slots}/{times[len(times) // 2]}/book"
        _told(await web.post(book, json=body, headers=head))

    async def _jcc(self, web: httpx.AsyncClient, wish: Wish) -> None:
        head = {"Authorization": f"Bearer {await self._jcc_token(web)}", "language": "nl"}
        activity = await self._jcc_id(web, head, "activity/listforappointment", wish.service)
        place = await self._jcc_id(web, head, "location", wish.place)
        after = datetime.date.fromisoformat(wish.day) + datetime.timedelta(days=1)
        asked = {"locationId": place, "activityId": activity, "amount": "1"}
        days = {"fromDate": wish.day, "toDate": after.isoformat()}
        path = f"{JCC}/appointment/availabletimelist"
        free = _told(await web.get(path, params=asked | days, headers=head))
        times = free["availableTimesList"]
        body = {
            "id": None,
            "activityList": [{"activityId": activity, "amount": 1}],
            "customerList": [
                {
                    "gender": 0,
                    "firstName": wish.first,
                    "lastName": wish.last,
                    "emailAddress": wish.mail,
                    "phoneNumber": wish.phone,
                    "isMainCustomer": True,
                }
            ],
            "fromDateTime": times[len(times) // 2],
            "locationId": place,
            "message": "",
            "fieldList": None,
        }
        heard = _told(await web.post(f"{JCC}/appointment", json=body, headers=head))
        if heard["acknowledgeIsSuccess"] is not True:
            raise RuntimeError(str(heard))

    async def _jcc_token(self, web: httpx.AsyncClient) -> str:
        said = base64.b64encode(":".join(self.key).encode()).decode()
        form = {"grant_type": "client_credentials", "scope": "warp-api"}
        head = {"Authorization": f"Basic {said}"}
        answer = _told(await web.post("/jcc/connect/token", data=form, headers=head))
        return str(answer["access_token"])

    async def _jcc_id(
        self, web: httpx.AsyncClient, head: dict[str, str], path: str, key: str
    ) -> str:
        """The id of what our settings call by this key; a form system knows its name only."""
        names = {"kreupelstraat": "Kreupelstraat", "haren": "Haren", LOCATION: "Harm Buiterplein"}
        names |= {
            "paspoort": "Paspoort aanvragen",
            "rijbewijs": "Rijbewijs aanvragen",
            "id_kaart": "ID-kaart aanvragen",
            "verhuizing": "Verhuizing doorgeven",
        }
        told = _told(await web.get(f"{JCC}/{path}", headers=head))
        return next(str(one["id"]) for one in told if one["description"] == names[key])

    async def _greeter(self, _: httpx.AsyncClient, wish: Wish) -> None:
        """Somebody phones and would like the afternoon; the greeter books at her own location."""
        asked = AskFree(
            id=f"times-{self.seed}-{wish.number:04}",
            services=(wish.service,),
            first=wish.day,
            days=1,
        )
        free = await self.greeter.ask(asked)
        if not isinstance(free, FreeTimes):
            raise RuntimeError(free.kind)
        (day,) = free.days
        at = day.starts[len(day.starts) * 3 // 4]
        command = BookAppointment(
            id=f"phone-{self.seed}-{wish.number:04}",
            day=day.day,
            services=(wish.service,),
            appointed=at,
            channel="phone",
            name=wish.name,
            phone=wish.phone,
        )
        heard = await self.greeter.ask(command)
        if isinstance(heard, No):
            raise RuntimeError(heard.word)


def _wish(chance: random.Random, number: int) -> Wish:
    """On a day from Tuesday to Thursday, on which every location is open."""
    weeks, weekday = chance.randrange(1, 4), chance.randrange(1, 4)
    return Wish(
        place=PLACES[number % len(PLACES)],
        service=chance.choice(SERVICES),
        day=(DAY + datetime.timedelta(days=7 * weeks + weekday)).isoformat(),
        first=chance.choice(FIRST_NAMES),
        last=chance.choice(LAST_NAMES),
        number=number,
    )


def _told(answer: httpx.Response) -> Any:
    if answer.status_code not in (200, 201, 202):
        raise RuntimeError(f"{answer.status_code} {answer.text[:200]}")
    return answer.json()
