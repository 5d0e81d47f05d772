"""A citizen's way through a form, as its server calls JCC: over TLS, with the HTTP and OAuth
libraries of real clients, whose token goes on after the host was restarted.
"""

import asyncio
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.other_systems import JCC, SETTINGS, a_key, a_town_for_others
from tests.town import Clock

oauth = pytest.importorskip("requests_oauthlib")
oauthlib = pytest.importorskip("oauthlib.oauth2")
WALL = ZoneInfo("Europe/Amsterdam")
pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a key with")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext"
    subprocess.run(
        [*make.split(), "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "host.pem"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


class Form:
    """One form's server, with the token that it was given."""

    def __init__(self, port, certificate, token=None):
        self.root = f"https://127.0.0.1:{port}"
        self.certificate = str(certificate / "host.pem")
        self.token = token

    def sign_in(self, name, secret):
        session = self.session()
        self.token = session.fetch_token(
            f"{self.root}/jcc/connect/token",
            auth=(name, secret),
            scope="warp-api",
            verify=self.certificate,
        )
        session.close()
        return self.token

    def session(self):
        session = oauth.OAuth2Session(
            client=oauthlib.BackendApplicationClient("forms"), token=self.token
        )
        session.trust_env = False
        session.headers["language"] = "en"
        return session

    def call(self, method, path, params=(), json=None):
        with self.session() as session:
            answer = session.request(
                method, self.root + JCC + path, params=params, json=json, verify=self.certificate
            )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def choices(self):
        """What the citizen sees, and what is asked for again when they send the form."""
        first = self.call("GET", "activity/listforappointment")[0]
        chosen = [("selectedActivityId", first["id"])]
        alone = ("includeSelectedActivities", False)
        more = self.call("GET", "activity/listforappointment/additional", [*chosen, alone])[0]
        chosen.append(("selectedActivityId", more["id"]))
        place = self.call("GET", "location/forappointment", chosen)[0]["id"]
        what = [("activityId", first["id"]), ("activityId", more["id"])]
        span = self.call("GET", "activity/appointmentdaterange", what)
        first_day = datetime.fromisoformat(span["minDate"]).date()
        last = min(datetime.fromisoformat(span["maxDate"]).date(), first_day + timedelta(days=49))
        amounts = [("amount", 2), ("amount", 1)]
        days = [("fromDate", first_day), ("toDate", last)]
        asked = [("locationId", place), *what, *amounts]
        path = "appointment/availabletimelist"
        times = sorted(self.call("GET", path, [*asked, *days])["availableTimesList"])
        day = date.fromisoformat(times[-1][:10])
        days = [("fromDate", day), ("toDate", day + timedelta(days=1))]
        time = sorted(self.call("GET", path, [*asked, *days])["availableTimesList"])[0]
        start = datetime.fromisoformat(time).replace(tzinfo=WALL).astimezone(UTC)
        fields = self.call("GET", "customer/customerfields/required", chosen)
        minutes = self.call(
            "GET",
            "appointment/calculateduration",
            [*what, *amounts, ("dateTime", start.date())],
        )
        return (first["id"], more["id"]), place, start, minutes, fields

    def book(self, chosen, minutes):
        services, place, start = chosen
        body = {
            "id": None,
            "activityList": [
                {"activityId": service, "amount": amount}
                for service, amount in zip(services, (2, 1), strict=True)
            ],
            "customerList": [
                {"gender": "0", "lastName": "Müller", "id": None, "isMainCustomer": True}
            ],
            "fromDateTime": start.isoformat(),
            "toDateTime": (start + timedelta(minutes=minutes)).isoformat(),
            "locationId": place,
            "message": "",
            "fieldList": None,
        }
        return self.call("POST", "appointment", json=body)


async def test_a_form_books_shows_and_cancels_over_tls_and_across_a_restart(tmp_path, certificate):
    lines = [
        f'tls_certificate = "{certificate}/host.pem"',
        f'tls_key = "{certificate}/key.pem"',
    ]
    text = SETTINGS.replace("[server]", "\n".join(["[server]", *lines]))
    clock = Clock()
    async with a_town_for_others(tmp_path, clock, text) as town:
        form = Form(town.port, certificate)
        token = await asyncio.to_thread(form.sign_in, *await a_key(town))
        *chosen, minutes, fields = await asyncio.to_thread(form.choices)
        assert (await asyncio.to_thread(form.choices))[:3] == tuple(chosen)
        assert minutes == 20
        assert "lastName" not in fields
        answer = await asyncio.to_thread(form.book, chosen, minutes)
        assert answer["acknowledgeIsSuccess"]
        name = [("id", answer["id"])]
    async with a_town_for_others(tmp_path, clock, text) as town:
        form = Form(town.port, certificate, token)
        told = await asyncio.to_thread(form.call, "GET", "appointment", name)
        start = datetime.fromisoformat(told["startDateTime"]).replace(tzinfo=WALL)
        assert start == chosen[2]
        assert told["activityList"][0]["activity"]["description"] == "Passport"
        assert await asyncio.to_thread(form.call, "GET", "appointment/qrcode", name)
        gone = await asyncio.to_thread(form.call, "DELETE", "appointment", name)
        assert gone == {"id": answer["id"]}
        again = await asyncio.to_thread(form.call, "DELETE", "appointment", name)
        assert {"code", "message"} == set(again)


async def test_the_library_of_these_clients_asks_no_token_without_tls(tmp_path, certificate):
    async with a_town_for_others(tmp_path) as town:
        form = Form(town.port, certificate)
        form.root = town.web
        with pytest.raises(oauthlib.InsecureTransportError):
            form.sign_in("forms", "secret")
