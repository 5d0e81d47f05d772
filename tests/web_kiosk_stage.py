"""A town with a kiosk that is a page: its settings, a browser without a script that presses its
buttons, and one with everything.
"""

import asyncio
from contextlib import asynccontextmanager
from html.parser import HTMLParser

import httpx

from host.core.entry import Sender
from host.web.kiosk.stands import COOKIE, SCANNER_COOKIE
from tests.town import Clock, Town, a_town, at, new_id
from wire.commands import BookAppointment

LONG = "Inschrijving in de basisregistratie personen na vestiging vanuit het buitenland"
TOWN = """
[town]
name = "Testdam"
languages = ["nl", "en", "de"]
backup = "het bijkantoor aan de Dam"

[server]
url = "http://testdam.example"
port = 0
database = "DATABASE"

[services.passport]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"
walk_in = "open"
[services.passport.bring]
nl = ["een pasfoto", "uw oude paspoort"]
en = ["a passport photo", "your old passport"]
de = ["ein Passfoto", "Ihren alten Pass"]

[services.birth]
names = { nl = "Geboorte", en = "Birth", de = "Geburt" }
group = "C"
urgent = true
walk_in = "open"
bookable = "staff"

[services.licence]
names = { nl = "Rijbewijs", en = "Driving licence", de = "Führerschein" }
group = "A"
walk_in = "open"

[services.talk]
names = { nl = "Gesprek", en = "Talk", de = "Gespräch" }
group = "D"
walk_in = "never"

[services.collect]
names = { nl = "Document ophalen", en = "Collect a document", de = "Dokument abholen" }
group = "B"
collect = true
walk_in = "open"
MORE
[locations.hall]
name = "Grote Hal"
printers = ["roll"]
devices = { zuil = "roll" }
[locations.hall.hours]
friday = "09:00-17:00"
[locations.hall.desks.1]
[locations.hall.desks.2]

[locations.annex]
name = "Bijkantoor"
services = ["passport"]
[locations.annex.hours]
friday = "09:00-17:00"
[locations.annex.desks.1]
"""
MANY = "".join(
    f"""
[services.more-{number}]
names = {{ nl = "{LONG} {number}", en = "Registration of somebody from abroad {number}", \
de = "Rindfleischetikettierungsüberwachungsaufgabe {number}" }}
group = "E"
walk_in = "open"
"""
    for number in range(1, 9)
)
FEW = TOWN.replace("MORE", "")
FULL = TOWN.replace("MORE", MANY)


class Seen(HTMLParser):
    """One page as a person without a script has it: what stands there and what can be pressed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = self.heading = self.turn = self.step = self.typed = self.looks = ""
        self.buttons: list[dict[str, str]] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        if tag in ("input", "link", "meta", "img"):
            if found.get("name") == "turn":
                self.turn = self.turn or found["value"]
            self.typed = found["value"] if found.get("name") == "code" else self.typed
            return
        self._open.append(tag)
        if tag == "html":
            self.language, self.looks = found["lang"], found.get("class", "")
        if tag == "body":
            self.step = found["data-step"]
        if tag == "button" and "template" not in self._open and "dialog" not in self._open:
            self.buttons.append(found | {"text": ""})

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        if not self._open or {"template", "dialog", "head"} & set(self._open):
            return
        self.said.append(data)
        if "h1" in self._open:
            self.heading += data
        if "button" in self._open:
            self.buttons[-1]["text"] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())

    def labels(self) -> list[str]:
        return [" ".join(each["text"].split()) for each in self.buttons]


class Visitor:
    """Somebody before the kiosk, whose browser knows no script."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self.web = web
        self.seen = Seen("<p>")

    async def looks(self) -> "Visitor":
        answer = await self.web.get("/kiosk")
        assert answer.status_code == 200, answer.status_code
        self.seen = Seen(answer.text)
        return self

    async def sends(self, **fields: str) -> "Visitor":
        answer = await self.web.post("/kiosk", data={"turn": self.seen.turn, **fields})
        assert answer.status_code == 303
        return await self.looks()

    async def presses(self, *all_keys: str) -> "Visitor":
        """Buttons of the page, one after another; a key without a button is a fault."""
        for key in all_keys:
            values = [each.get("value") for each in self.seen.buttons if each["name"] == "key"]
            assert key in values, (key, self.seen.step, values)
            await self.sends(key=key)
        return self

    async def types(self, code: str) -> "Visitor":
        return await self.sends(key="Enter", code=code)


@asynccontextmanager
async def kiosk_town(folder, text: str = FEW, clock: Clock | None = None):
    """A running host with one kiosk, its browser, and a visitor before it."""
    async with a_town(folder, clock or Clock("10:00"), text=text) as town:
        token = await asyncio.to_thread(town.token, "kiosk", "zuil")
        async with httpx.AsyncClient(timeout=60, base_url=town.web, cookies={COOKIE: token}) as web:
            town.host.doors.clock = town.clock
            yield town, await Visitor(web).looks()


async def book(town: Town, code="ABC234", clock="10:10", location="hall", **more):
    """An appointment, as an import or a booking door makes it."""
    heard = asyncio.get_running_loop().create_future()
    command = BookAppointment(
        id=new_id(), code=code, services=("passport",), appointed=at(clock), **more
    )
    hall = town.host.office.halls[location]
    town.host.office.say(hall, command, Sender("import", "system"), heard.set_result)
    return await heard


__all__ = ["COOKIE", "FEW", "FULL", "LONG", "SCANNER_COOKIE", "Seen", "Visitor", "book"]
