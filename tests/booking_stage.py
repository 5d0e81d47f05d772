"""A town that gives appointments, and a visitor whose browser knows no script: links, forms and
buttons only.
"""

from contextlib import asynccontextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx

from host.agenda.records import Asked, Contact
from tests.town import Clock, Town, a_town, at

DAY = "2026-11-20"
NAME, MAIL, PHONE = "Wilma de Vries", "wilma@voorbeeld.example", "06 12345678"
TOWN = """
[town]
name = "Testdam"
retention_days = 9

[server]
url = "http://testdam.example"
port = 0
database = "DATABASE"

[services.passport]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"
first_minutes = 60
further_minutes = 30
persons_max = 4
[services.passport.bring]
nl = ["een pasfoto"]
en = ["a passport photo"]
de = ["ein Passfoto"]
[services.passport.promise]
nl = "Binnen vijf dagen klaar."
en = "Ready within five days."
de = "Innerhalb von fünf Tagen fertig."

[services.licence]
names = { nl = "Rijbewijs", en = "Driving licence", de = "Führerschein" }
group = "B"
first_minutes = 30
persons_max = 1

[services.extract]
names = { nl = "Uittreksel", en = "Extract", de = "Auszug" }
group = "B"
first_minutes = 60
persons_max = 1
digital_url = "https://testdam.example/uittreksel"

[services.debts]
names = { nl = "Schulden", en = "Debts", de = "Schulden" }
group = "C"
bookable = "staff"

[locations.hall]
name = "Grote Hal"
services = ["passport", "licence", "extract", "debts"]
[locations.hall.address]
street = "Dam"
house_number = "1"
postal_code = "1234 AB"
city = "Testdam"
phone = "14 0123"
[locations.hall.booking]
horizon_days = 30
[locations.hall.hours]
friday = "09:00-17:00"
monday = "09:00-13:00"
[locations.hall.desks.1]
services = ["passport", "licence", "debts"]
[locations.hall.desks.2]
services = ["extract"]

[locations.annex]
name = "Bijkantoor <Zuid>"
services = ["passport"]
[locations.annex.hours]
friday = "09:00-12:00"
[locations.annex.desks.1]
"""


@asynccontextmanager
async def booking_town(folder, clock: Clock | None = None, text: str = TOWN):
    """A running host; it is Friday, 08:00."""
    async with a_town(folder, clock or Clock("08:00", DAY), text=text) as town:
        yield town


async def book(town: Town, clock: str = "10:00", day: str = DAY, services=("passport",)):
    """An appointment in the hall, made at a counter."""
    return await town.host.doors.agenda.book(
        "hall",
        Asked.alike(services),
        at(clock, day),
        contact=Contact(name=NAME, mail=MAIL),
        channel="desk",
        by="test",
    )


class Form:
    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.fields: list[tuple[str, str]] = []
        self.buttons: list[dict[str, str]] = []


class Leaf(HTMLParser):
    """One page: what stands on it, and what can be done."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.forms: list[Form] = []
        self.title = ""
        self.language = ""
        self._open: list[dict[str, str]] = []
        self._in_title = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = found["lang"]
        elif tag == "form":
            self.forms.append(Form(found["action"], found["method"]))
        elif tag == "input":
            self.forms[-1].fields.append((found["name"], found.get("value", "")))
        elif tag in ("a", "button"):
            thing = found | {"text": ""}
            (self.links if tag == "a" else self.forms[-1].buttons).append(thing)
            self._open.append(thing)
        self._in_title = tag == "title"

    def handle_endtag(self, tag):
        if tag in ("a", "button"):
            self._open.pop()
        self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data
        for thing in self._open:
            thing["text"] += data


class Visitor:
    """Somebody with a browser without a script. Keeps every address that was asked for."""

    def __init__(self, town: Town, **headers: str) -> None:
        self.web = httpx.AsyncClient(
            timeout=60, base_url=town.web, trust_env=False, follow_redirects=True, headers=headers
        )
        town.browsers.append(self.web)
        self.status = 0
        self.text = ""
        self.url = ""
        self.asked: list[str] = []
        self.page = Leaf("")

    async def _took(self, answer: httpx.Response) -> "Visitor":
        self.asked += [str(one.url) for one in (*answer.history, answer)]
        self.status, self.text, self.url = answer.status_code, answer.text, str(answer.url)
        self.page = Leaf(answer.text)
        return self

    async def goes(self, path: str) -> "Visitor":
        return await self._took(await self.web.get(path))

    async def follows(self, text: str) -> "Visitor":
        """A link whose text begins so."""
        link = next((one for one in self.page.links if one["text"].startswith(text)), None)
        assert link is not None, (text, [one["text"] for one in self.page.links], self.text)
        return await self._took(await self.web.get(link["href"]))

    def form_with(self, text: str) -> tuple[Form, dict[str, str]]:
        """The form and the button whose text begins so."""
        for form in self.page.forms:
            for button in form.buttons:
                if button["text"].startswith(text):
                    return form, button
        raise AssertionError((text, [one["text"] for f in self.page.forms for one in f.buttons]))

    async def presses(self, text: str, **typed: str) -> "Visitor":
        """A button whose text begins so, after typing in fields."""
        form, button = self.form_with(text)
        return await self.sends(form, button, **typed)

    async def sends(self, form: Form, button: dict[str, str], /, **typed: str) -> "Visitor":
        fields = [(name, typed.get(name, value)) for name, value in form.fields]
        if "name" in button:
            fields.append((button["name"], button["value"]))
        action = button.get("formaction") or form.action
        data: dict[str, Any] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        if form.method == "get":
            return await self._took(await self.web.get(action, params=data))
        return await self._took(await self.web.post(action, data=data))

    async def until_contact(self, time: str = "10:00", day: str = "Vrijdag 20") -> "Visitor":
        """From the start to the question who comes: one passport in the hall."""
        await self.until_times(day)
        return await self.presses(time)

    async def until_times(self, day: str = "Vrijdag 20") -> "Visitor":
        await self.goes("/afspraak?taal=nl")
        for answer in ("Paspoort", "1 persoon", "Nee, dit is alles", "Grote Hal"):
            await self.follows(answer)
        return await self.follows(f"{day} november")

    async def books(self, time: str = "10:00", day: str = "Vrijdag 20") -> "Visitor":
        """The whole way."""
        await self.until_contact(time, day)
        await self.presses("Verder", naam=NAME, mail=MAIL)
        return await self.presses("Ja, maak de afspraak")

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def times(self) -> list[str]:
        """The times that can be chosen on this page."""
        return [
            button["text"]
            for form in self.page.forms
            for button in form.buttons
            if button.get("name") == "tijd"
        ]
