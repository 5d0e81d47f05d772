"""The public figures over a real socket: what was promised and what came of it, the same on the
page, in JSON and in CSV, and nothing of anybody.
"""

import asyncio
import csv
import io
import json
import re
from html import unescape
from math import inf
from pathlib import Path

import jsonschema
import pytest

from host.core.cells import Cell
from host.indicators.outputs import _value as value_of
from host.settings import read
from host.store import StoreBusy
from host.web.app import ROUTES
from tests.indicators_stage import CODE, NAME, TEXT, TICKET, a_told_town
from tests.town import new_id, settings_file
from wire.commands import TakeTicket

PATHS = ("/indicators", "/indicators.json", "/indicators.csv")
SCHEMA = json.loads((Path(__file__).parent / "data" / "queue_monitor.schema.json").read_text())


def plain(html):
    """What a reader reads."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def table(answer):
    return list(csv.DictReader(io.StringIO(answer.text)))


def promises(answer, location="hall"):
    (own,) = (each for each in answer.json()["locations"] if each["location"] == location)
    return {(each["norm"], each["version"]): each for each in own["promises"]}


def figures(answer, location="hall"):
    (own,) = (each for each in answer.json()["locations"] if each["location"] == location)
    return {each["definition"]: each for each in own["figures"]}


async def test_each_promise_has_what_came_of_it_how_many_when_and_by_which_definition(tmp_path):
    async with a_told_town(tmp_path) as (_, web):
        told = promises(await web.get("/indicators.json"))
        kept = told["met-afspraak", 1]
        assert (kept["text"], kept["value"], kept["n"], kept["kept"]) == ("97,5 %", 0.975, 40, True)
        assert (kept["first_day"], kept["last_day"]) == ("2026-07-01", "2026-08-31")
        assert (kept["definition"], kept["clock"]) == ("sl_a.v1", "wt_a.v1")
        page = plain((await web.get("/indicators?taal=nl&plaats=hall")).text)
        for text in (
            "Wij beloven: 90 % wacht niet langer dan 10 minuten.",
            "97,5 % ● Gehaald Aantal 40 Geteld van 1 juli 2026 tot en met 31 augustus 2026",
            "Raad, 5 november 2019",
            "sl_a.v1 · wt_a.v1 · met-afspraak v1",
            "Van de afgesproken tijd tot de eerste oproep.",
            "Hier telt hoe vaak het lukt, niet het gemiddelde of de middelste.",
        ):
            assert text in page
        assert "97.5 % ● Kept" in plain((await web.get("/indicators?taal=en&plaats=hall")).text)


async def test_a_share_that_falls_short_is_not_rounded_up_to_its_promise(tmp_path):
    async with a_told_town(tmp_path) as (_, web):
        told = promises(await web.get("/indicators.json"))
        share, mean = told["met-afspraak", 2], told["zonder-afspraak", 1]
        assert (share["text"], share["kept"], share["n"]) == ("94,7 %", False, 19)
        assert (mean["text"], mean["value"], mean["kept"]) == ("15:00+", 900, False)
        page = plain((await web.get("/indicators?taal=nl&plaats=hall")).text)
        assert "94,7 % ■ Nog niet gehaald" in page
        assert "15:00+ ■ Nog niet gehaald" in page


async def test_page_json_and_csv_tell_the_same_figures(tmp_path):
    async with a_told_town(tmp_path) as (_, web):
        for period in ("", "2026-H1", "2025"):
            page, data, lines = [
                await web.get(f"{path}?taal=nl&periode={period}&plaats=hall") for path in PATHS
            ]
            own = data.json()["locations"][0]
            told = [*own["promises"], *own["figures"]]
            rows = table(lines)
            assert [row["text"] for row in rows] == [each["text"] for each in told]
            assert [row["n"] for row in rows] == [
                "" if each["n"] is None else str(each["n"]) for each in told
            ]
            said = plain(page.text)
            place = 0
            for each in told:  # in the same order, each behind the one before
                place = said.index(f" {each['text']} ", place)
            assert {row["exported_at"] for row in rows} == {data.json()["exported_at"]}


async def test_what_fewer_than_ten_visitors_tell_is_hidden_wherever_it_is_read(tmp_path):
    async with a_told_town(tmp_path) as (_, web):
        data = await web.get("/indicators.json?taal=nl")
        told = promises(data, "annex")["met-afspraak", 2]
        assert (told["gap"], told["value"], told["n"], told["kept"]) == ("few", None, None, None)
        assert figures(data, "annex")["wt_a.v1"]["gap"] == "few"
        row = next(
            row
            for row in table(await web.get("/indicators.csv"))
            if (row["location"], row["norm"], row["version"]) == ("annex", "met-afspraak", "2")
        )
        assert (row["value"], row["gap"], row["n"], row["kept"]) == ("", "few", "", "")
        page = plain((await web.get("/indicators?taal=nl&plaats=annex")).text)
        assert "* – Te weinig om iets te zeggen Aantal –" in page
        assert "1:00" not in page


async def test_the_four_kinds_of_none_are_four_different_things(tmp_path):
    async with a_told_town(tmp_path) as (_, web):
        told = promises(await web.get("/indicators.json?taal=nl"), "annex")
        gaps = {key: (each["gap"], each["text"]) for key, each in told.items()}
        assert gaps["met-afspraak", 1] == ("none", "-")
        assert gaps["met-afspraak", 2] == ("few", "*")
        assert gaps["oud", 1] == ("not_measured", "n.b.")
        assert gaps["oordeel", 1] == ("not_offered", "niet aangeboden")


async def test_nothing_of_a_visitor_is_told(tmp_path):
    async with a_told_town(tmp_path) as (town, web):
        kiosk = await town.screen("greeter")
        taken = await kiosk.done(
            TakeTicket(id=new_id(), services=("passport",), name=NAME, slip=False)
        )
        for path in (*PATHS, "/indicators/queue-monitor.json"):
            text = (await web.get(path)).text
            for secret in (NAME, CODE, TICKET, taken.visit, taken.ticket, "-passport-a-", "anna"):
                assert secret not in text, (path, secret)


async def test_however_many_read_the_store_is_read_once_in_five_minutes(tmp_path):
    async with a_told_town(tmp_path) as (town, web):
        exports = town.host.doors.exports
        answers = await asyncio.gather(*(web.get(path) for path in PATHS * 8))
        assert {answer.status_code for answer in answers} == {200}
        assert exports.reads == 1
        town.clock.now += 299_999
        first = (await web.get("/indicators.json")).json()
        assert (exports.reads, first["exported_at"][11:16]) == (1, "16:28")
        assert first["data_until"] <= first["exported_at"] < first["built_at"]
        town.clock.now += 1
        second = (await web.get("/indicators.json")).json()
        assert (exports.reads, second["exported_at"][11:16]) == (2, "16:33")


async def test_the_page_says_when_the_figures_were_taken_and_when_it_was_made(tmp_path):
    async with a_told_town(tmp_path) as (town, web):
        await web.get("/indicators")
        town.clock.now += 61_000
        page = plain((await web.get("/indicators?taal=nl")).text)
        assert "Cijfers opgehaald: 20 november 2026 16:28:00." in page
        assert "Pagina gemaakt: 20 november 2026 16:29:01." in page


async def test_new_settings_are_told_at_once_and_a_busy_store_by_the_export_of_before(
    tmp_path, monkeypatch
):
    async with a_told_town(tmp_path) as (town, web):
        await web.get("/indicators.json")
        town.clock.now += 400_000

        def busy(*_):
            raise StoreBusy("another has it")

        with monkeypatch.context() as during:
            during.setattr("host.indicators.export.take", busy)
            assert (await web.get("/indicators.json")).json()["exported_at"][11:16] == "16:28"
            town.clock.now += 3_600_000
            assert (await web.get("/indicators.json")).status_code == 503
        await web.get("/indicators.json")
        renamed = TEXT.replace('name = "Grote Hal"', 'name = "Kleine Hal"')
        town.host.take(read(settings_file(tmp_path, text=renamed)))
        assert "Kleine Hal" in (await web.get("/indicators")).text


async def test_the_half_year_so_far_the_one_before_and_each_year_can_be_chosen(tmp_path):
    async with a_told_town(tmp_path) as (_, web):
        page = (await web.get("/indicators?taal=nl")).text
        offered = re.findall(r"periode=([0-9H-]+)\"", page)
        assert list(dict.fromkeys(offered[offered.index("2026-H1") :]))[:4] == [
            "2026-H1",
            "2026",
            "2025",
            "2024",
        ]
        data = (await web.get("/indicators.json?periode=2026-H1")).json()
        assert data["period"]["running"] is False
        assert (
            promises(await web.get("/indicators.json?periode=2026-H1"))["met-afspraak", 1]["text"]
            == "90,0 %"
        )
        for wrong in ("periode=2019", "periode=2026-W12", "periode=x", "plaats=nowhere"):
            assert (await web.get(f"/indicators.json?{wrong}")).status_code == 404, wrong


async def test_anybody_may_read_the_data_from_anywhere_and_no_cookie_is_set(tmp_path):
    async with a_told_town(tmp_path) as (town, web):
        for path in (*PATHS, "/indicators/queue-monitor.json"):
            assert ROUTES[path].startswith(("everyone", "as /indicators"))
            answer = await web.get(path)
            assert "set-cookie" not in answer.headers
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
            assert re.fullmatch(r"public, max-age=\d+", answer.headers["cache-control"])
            allowed = answer.headers.get("access-control-allow-origin")
            assert allowed == (None if path == "/indicators" else "*")
            assert (await web.post(path)).status_code == 405
        town.clock.now += 120_000
        assert (await web.get("/indicators")).headers["cache-control"] == "public, max-age=180"


@pytest.mark.parametrize(("number", "told"), [(0, 0), (3, None), (10, 10)])
async def test_a_city_platform_reads_the_queue_of_now_in_its_own_schema(tmp_path, number, told):
    async with a_told_town(tmp_path, clock=None) as (town, web):
        town.clock.set("10:00")
        kiosk = await town.screen("greeter")
        for _ in range(number):
            await kiosk.done(TakeTicket(id=new_id(), services=("passport",), slip=False))
        entities = (await web.get("/indicators/queue-monitor.json?taal=en")).json()
        for entity in entities:
            jsonschema.validate(entity, SCHEMA, format_checker=jsonschema.FormatChecker())
        hall, annex = entities
        assert (hall["officeName"], annex["officeName"]) == ("Grote Hal", "Bijkantoor")
        assert hall["serviceStatus"] == "Open"
        assert hall.get("ticketsToServe") == told
        assert ("serviceStatusNote" in hall) == (told is None)


def test_a_value_for_programs_is_no_better_than_its_promise_either():
    assert value_of(Cell("share", 0.949_96, n=10_000, part=1, whole=1), 0.95) == 0.9499
    assert value_of(Cell("share", 0.950_04, n=10_000, part=1, whole=1), 0.95) == 0.95
    assert value_of(Cell("seconds", 257.29, n=7), 300) == 257
    assert value_of(Cell("days", inf, n=12, whole=40), 5) is None


def test_the_schema_of_the_city_platform_refuses_what_is_no_queue():
    good = {"id": "http://x.example/q#hall", "type": "QueueMonitor", "ticketsToServe": 3}
    jsonschema.validate(good, SCHEMA)
    for wrong in ({"type": "Queue"}, {"ticketsToServe": "3"}, {"serviceStatus": "open"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(good | wrong, SCHEMA)
