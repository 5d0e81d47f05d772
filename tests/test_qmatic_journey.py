"""A citizen's way through a form, as its server calls Qmatic: choose, check all of it again, book,
read it for the mail, cancel. With the HTTP library of real clients.
"""

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.other_systems import QMATIC, a_key, a_town_for_others

requests = pytest.importorskip("requests")
WALL = ZoneInfo("Europe/Amsterdam")


class Form:
    """One form's server. `root`: as its administrator has filled it in."""

    def __init__(self, root, secret):
        self.root = root if root.endswith("/") else root + "/"
        self.web = requests.Session()
        self.web.trust_env = False
        self.web.headers.update({"X-Api-Key": secret, "Content-Type": "application/json"})

    def ask(self, path, version="v1"):
        answer = self.web.get(f"{self.root}{version}/{path}", timeout=10)
        answer.raise_for_status()
        return answer.json()

    def choices(self, service, more, people):
        """What the citizen sees, and what is asked for again when they send the form."""
        shown = {
            one["publicId"]
            for one in self.ask("services")["serviceList"]
            if one["active"] and one["publicEnabled"]
        }
        together = {
            one["publicId"]
            for branch in self.ask(f"services/groups;servicePublicId={service}")
            for group in branch["serviceGroups"]
            for one in group["services"]
        }
        assert {service, more} <= shown & together
        branch = next(
            one["publicId"]
            for one in self.ask(f"services/{service}/branches")["branchList"]
            if one["addressZip"]
        )
        zone = self.ask(f"branches/{branch}")["branch"]["timeZone"]
        what = f";servicePublicId={service};servicePublicId={more};numberOfCustomers={people - 1}"
        day = self.ask(f"branches/{branch}/dates{what}", "v2")["dates"][1][:10]
        time = self.ask(f"branches/{branch}/dates/{day}/times{what}", "v2")["times"][3]
        start = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=WALL).astimezone(UTC)
        return branch, ZoneInfo(zone), start

    def book(self, choices, services, people):
        branch, zone, start = choices
        local = start.astimezone(zone)
        person = {"lastName": "Müller", "email": "m@example.org", "dateOfBirth": "1980-01-01"}
        body = {
            "title": "Open Formulieren: ",
            "customers": [person] * people,
            "services": [{"publicId": service} for service in services],
            "notes": "",
        }
        path = f"v2/branches/{branch}/dates/{local:%Y-%m-%d}/times/{local:%H:%M}/book"
        return self.web.post(self.root + path, json=body, timeout=10)

    def whole_way(self):
        choices = self.choices("passport", "licence", 2)
        assert self.choices("passport", "licence", 2) == choices
        answer = self.book(choices, ("passport", "licence"), 2)
        assert answer.ok
        name = answer.json()["publicId"]
        told = self.ask(f"appointments/{name}")["appointment"]
        assert datetime.fromisoformat(told["start"]) == choices[2]
        minutes = datetime.fromisoformat(told["end"]) - choices[2]
        assert minutes.total_seconds() == 25 * 60
        branch = told["branch"]
        assert all(branch[key] for key in ("publicId", "name", "addressLine1", "addressZip"))
        gone = self.web.delete(f"{self.root}v1/appointments/{name}", timeout=10)
        again = self.web.delete(f"{self.root}v1/appointments/{name}", timeout=10)
        assert (gone.status_code, gone.content, again.status_code) == (204, b"", 404)
        self.web.close()
        return told


@pytest.mark.parametrize("ending", ["", "v1"], ids=["as the manual says", "with a version"])
async def test_a_form_books_shows_and_cancels(tmp_path, ending):
    async with a_town_for_others(tmp_path) as town:
        _, secret = await a_key(town)
        form = Form(town.web + QMATIC + ending, secret)
        told = await asyncio.to_thread(form.whole_way)
        assert told["start"] == "2026-11-23T08:15:00.000+0000"
