"""The commands as an administrator types them, each as a program of its own, from the settings file
to the first ticket and the copy of the database.
"""

import asyncio
import json
import re
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from datetime import time as time_of_day
from pathlib import Path

import httpx
import pytest

from bench.house import free_port
from host.settings import read
from host.settings.days import plan_of
from tests.office import HOUSE, SETTINGS, Office
from tests.town import Screen, new_id
from wire.commands import CallNext, OpenDesk, SignIn, TakeTicket
from wire.link import Silence

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def open_office(office) -> Iterator[Office]:
    """With its host at work."""
    with _ended(office.start("host")) as host:
        _until(lambda: _is_up(office), host)
        yield office
        host.send_signal(signal.SIGTERM)
        log, _ = host.communicate(timeout=60)
    assert host.returncode == 0, log
    words = [json.loads(line)["event"] for line in log.splitlines()]
    assert words[-1] == "host_stopped"


def _is_up(office: Office) -> bool:
    try:
        return httpx.get(f"http://{office.host}/health", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def _until(done: Callable[[], bool], process: subprocess.Popen[str], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not done():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_check_says_that_all_is_well_or_names_file_line_and_fault(office):
    assert "no faults" in office.balie("check")
    elsewhere = office.folder / "elsewhere.toml"
    (office.folder / "balie.toml").rename(elsewhere)
    assert "elsewhere.toml: " in office.balie("check", "-s", "elsewhere.toml")
    elsewhere.rename(office.folder / "balie.toml")
    faulty = office.folder / "faulty.toml"
    faulty.write_text(SETTINGS.replace('group = "A"', 'group = "Q"'))
    assert re.match(r"faulty\.toml:\d+: ", office.refused("check", "faulty.toml"))
    assert "cannot be read" in office.refused("check", "missing.toml")
    code, _, fault = office.run("host", "--settings", "missing.toml")
    assert code == 1
    assert fault == "missing.toml:1: cannot be read: No such file or directory\n"


def test_the_example_is_a_file_to_begin_with(office):
    (office.folder / "first.toml").write_text(office.balie("example"), encoding="utf-8")
    assert "no faults" in office.balie("check", "first.toml")


def test_somebody_without_an_appointment_is_welcome_on_any_day_that_the_example_is_open():
    settings = read(HOUSE / "balie.example.toml")
    hall = settings.locations["stadhuis"]
    assert set(hall.walk_in) == set(hall.hours)
    monday = date(2026, 12, 7)
    for day in (monday + timedelta(days=n) for n in range(5)):
        plan = plan_of(settings, "stadhuis", day)
        assert all(service.walk_in for service in plan.services.values()), day


def test_a_hall_that_is_open_all_day_for_once_lets_collect_on_a_sunday_too():
    settings = read(HOUSE / "balie.example.toml")
    sunday = date(2026, 12, 27)
    settings.locations["stadhuis"].special_hours[sunday] = (time_of_day(0), time_of_day(23, 59))
    assert plan_of(settings, "stadhuis", sunday).services["ophalen"].walk_in


async def test_the_first_ticket_is_taken_at_a_paired_kiosk_and_called_at_a_paired_desk(open_office):
    office = open_office
    line = f"ws://{office.host}/ws"
    kiosk = Screen(line, _added_kiosk(office))
    desk = Screen(line, _desk_with_a_code(office), "1")
    assert "new PIN" in office.balie("staff", "stadhuis", "anna", typed="2468\n")
    try:
        for screen in (kiosk, desk):
            await screen.up()
        taken = await kiosk.done(TakeTicket(id=new_id(), services=("paspoort",)))
        assert taken.ticket == "A001"
        wrong = SignIn(id=new_id(), desk="1", staff="anna", pin="8642")
        assert await desk.refused(wrong) == "pin_wrong"
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin="2468"))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        await desk.done(CallNext(id=new_id(), desk="1"))
        await desk.sees(lambda view: "A001" in view.model_dump_json())
        assert "revoked" in office.balie("device", "revoke", "stadhuis/kiosk-1")
        async with asyncio.timeout(6):
            while not any(isinstance(one, Silence) for one in kiosk.heard):
                kiosk.news.clear()
                await kiosk.news.wait()
    finally:
        await kiosk.close()
        await desk.close()
    assert "no device" in office.refused("device", "revoke", "stadhuis/kiosk-1")
    assert "kiosk-1" not in office.told("device", "list")


def _added_kiosk(office: Office) -> str:
    add = ("device", "add", "--location", "stadhuis", "--name", "kiosk-1", "--role", "kiosk")
    token = office.balie(*add).strip()
    assert "has a device" in office.refused(*add)
    assert "stadhuis/kiosk-1  kiosk" in office.told("device", "list")
    return token


def _desk_with_a_code(office: Office) -> str:
    wish = ("--role", "desk", "--location", "stadhuis", "--name", "desk-1", "--desk", "1")
    code = office.balie("device", "add", *wish, "--invite").strip()
    assert re.fullmatch(r"\w{3}-\w{3}", code)
    hand_in = ("pair", "desk", "--host", office.host, "--token-file", "desk.token", "--code")
    assert "paired" in office.balie(*hand_in, code)
    assert "does not know this code" in office.refused(*hand_in, code)
    return (office.folder / "desk.token").read_text().strip()


def test_a_printer_shows_a_code_and_is_approved_at_the_host(open_office):
    office = open_office
    place = ("--host", office.host, "--token-file", "hal.token")
    with _ended(office.start("pair", "printer", *place, "--name", "hal")) as printer:
        assert printer.stdout is not None
        code = re.findall(r"\b\w{3}-\w{3}\b", printer.stdout.readline())[0]
        assert f"{code}  printer hal  waits" in office.told("device", "list")
        let_in = ("device", "approve", code, "--location")
        assert "no location" in office.refused(*let_in, "elders")
        assert office.balie(*let_in, "stadhuis") == "stadhuis/hal is paired\n"
        said, _ = printer.communicate(timeout=60)
    assert printer.returncode == 0
    assert "hal.token" in said
    assert (office.folder / "hal.token").stat().st_mode & 0o077 == 0
    late = ("device", "approve", "AAA-BBB", "--location", "stadhuis")
    assert "no device shows" in office.refused(*late)


@contextmanager
def _ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Leaves no process behind when a test falls."""
    with process:
        try:
            yield process
        finally:
            process.kill()


def test_what_cannot_be_paired_is_said_in_a_sentence(open_office):
    office = open_office
    to = ("--host", office.host, "--token-file", "x.token")
    assert "small letters" in office.refused("pair", "kiosk", *to, "--name", "Kiosk 1")
    assert "small letters" in office.refused("pair", "waiter", *to, "--name", "jan")
    add = ("device", "add", "--location", "stadhuis")
    assert "small letters" in office.refused(*add, "--role", "kiosk", "--name", "Kiosk 1")
    assert "no role" in office.refused(*add, "--role", "waiter", "--name", "jan")
    desk = ("--role", "desk", "--name", "desk-9", "--desk", "9")
    assert "no desk" in office.refused(*add, *desk)
    assert "pair this device first" in office.refused(
        "kiosk", "--host", office.host, "--token-file", "x.token"
    )
    assert not (office.folder / "x.token").exists()


def test_a_file_of_appointments_is_booked_whole_and_once_or_not_at_all(open_office):
    office = open_office
    day = office.today + timedelta(days=7)
    good = office.folder / "good.csv"
    good.write_text(
        "date,time,services,persons,name,code\n"
        f"{day},10:30,paspoort,2,J. Voorbeeld,K7M2PX\n{day},10:45,paspoort,1,,K7M2PY\n"
    )
    bring = ("import", "appointments", "good.csv", "--location", "stadhuis")
    assert "would be booked" in office.told(*bring, "--dry-run")
    told = office.balie(*bring, "--codes", "codes.csv")
    assert told.startswith("2 appointments booked on 1 day; 0 were known")
    codes = (office.folder / "codes.csv").read_text(encoding="ascii").splitlines()
    assert codes[0] == "line,code"
    assert [line.partition(",")[0] for line in codes[1:]] == ["2", "3"]
    assert office.told(*bring).startswith("0 appointments booked on 0 days; 2 were known")
    (office.folder / "faulty.csv").write_text(
        good.read_text().replace("10:45", "25:00").replace("K7M", "Z9Z").replace("d,2", "d,two")
        + f"{day},11:00,taart,1,,K7M2PZ\n"
    )
    said = office.refused("import", "appointments", "faulty.csv", "--location", "stadhuis")
    assert [line.partition(":")[0] for line in said.splitlines()] == ["line 3", "line 4"]
    told = json.loads(office.told("report", "--day", str(day), "--json"))
    short = {row["row"]: row["figures"] for row in told["parts"][0]["tables"][0]["rows"]}
    assert short["unfinished"]["value"]["value"] == 2
    assert "'elders'" in office.refused(*bring[:3], "--location", "elders")


def test_a_report_tells_each_definition_and_refuses_days_that_are_none(office):
    code, said, _ = office.run("report")
    assert code == 0
    assert all(definition in said for definition in ("wt_a", "wt_a_felt", "wt_w"))
    assert "not a date" in office.refused("report", "--day", "gisteren")
    assert "No visits on " not in office.run("report", "--day", "2026-11-20")[2]
    turned = ("report", "--day", "2026-11-20", "--until", "2026-11-19")
    assert "before" in office.refused(*turned)
    assert "no period" in office.refused("report", "--period", "vorig jaar")
    told = ("report", "--period", "2026-H2", "--format", "xlsx", "--out", "report.xlsx")
    assert office.told(*told) == ""
    assert (office.folder / "report.xlsx").read_bytes()[:2] == b"PK"


def test_a_copy_made_while_the_host_works_is_whole_and_knows_nobody(open_office):
    office = open_office
    assert "bytes" in office.balie("backup", "copy.db")
    assert "exists already" in office.refused("backup", "copy.db")
    assert office.refused("backup", "copies/copy.db") == (
        "there is no folder copies: make it first\n"
    )
    office.told("backup", "whole.db", "--with-people")
    counts = [_count(office, "copy.db"), _count(office, "whole.db")]
    assert [people for _, people in counts] == [0, 1]
    assert counts[0][0] == counts[1][0] > 0


def _count(office: Office, copy: str) -> tuple[int, int]:
    line = sqlite3.connect(office.folder / copy)
    events, people = (
        int(line.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("event", "person")
    )
    line.close()
    return events, people


def test_the_plain_tables_are_made_again_from_the_log_but_not_beside_a_host(open_office):
    database = open_office.folder / "var" / "balie.db"
    before = _rows(database)
    assert before
    said = open_office.refused("rebuild")
    assert said == f"a host is at work on {open_office.host}: stop it first; nothing was changed\n"
    elsewhere = open_office.folder / "elsewhere.toml"
    text = (open_office.folder / "balie.toml").read_text(encoding="utf-8")
    elsewhere.write_text(text.replace(str(open_office.port), str(free_port())), encoding="utf-8")
    assert "made again" in open_office.balie("rebuild", "--settings", "elsewhere.toml")
    assert _rows(database) == before


def _rows(database: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as line:
        found = line.execute("SELECT * FROM visit ORDER BY location, day, visit").fetchall()
    line.close()
    return found


def test_a_port_that_is_taken_keeps_the_host_from_starting(office):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", office.port))
            other.listen()
        except OSError:
            pass  # the host of the other tests holds it
        code, _, fault = office.run("host")
    assert code == 1
    assert fault.startswith(f"Something already listens on 127.0.0.1:{office.port} ")


def test_a_display_is_told_where_its_page_is(office):
    assert office.balie("display", "--host", office.host) == f"http://{office.host}/display\n"
    assert office.told("display", "--host", "https://balie.example") == (
        "https://balie.example/display\n"
    )
