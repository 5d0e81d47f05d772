"""The host as a program: starts, says what is wrong, takes new settings, and ends well."""

import asyncio
import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from host.measures.outputs.as_json import json_of
from host.measures.outputs.as_text import text_of
from host.measures.period import Period, measure
from host.measures.report import make
from host.store.queries import visited_days
from tests.town import PIN, SETTINGS, a_town, new_id, settings_file
from wire.commands import CallNext, EndVisit, MarkLeft, Meet, OpenDesk, SignIn, TakeTicket
from wire.setup import Setup

HOUSE = Path(__file__).parent.parent
PROGRAM = "import sys; from host.serve import serve; sys.exit(serve(sys.argv[1]))"


def started(file):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(file)],
        cwd=HOUSE,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def is_up(port, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            found = httpx.get(f"http://127.0.0.1:{port}/health", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return found.json()["state"] == "ok"
    return False


@pytest.mark.slow
def test_the_program_serves_reloads_and_ends_at_sigterm_with_stable_words_in_its_log(tmp_path):
    port = free_port()
    text = SETTINGS.replace("port = 0", f"port = {port}")
    file = settings_file(tmp_path, text=text)
    with started(file) as host:
        try:
            assert is_up(port)
            file.write_text("nonsense")
            os.kill(host.pid, signal.SIGHUP)
            time.sleep(0.5)
            settings_file(tmp_path, text=text.replace("Grote Hal", "Nieuwe Hal"))
            os.kill(host.pid, signal.SIGHUP)
            time.sleep(0.5)
            url = f"http://127.0.0.1:{port}/api/v1/locations"
            assert "Nieuwe Hal" in httpx.get(url, trust_env=False).text
        finally:
            host.terminate()
            said, _ = host.communicate(timeout=60)
    assert host.returncode == 0
    words = [json.loads(line)["event"] for line in said.splitlines()]
    assert [word for word in words if word.startswith(("host", "settings"))] == [
        "host_started",
        "settings_faulty",
        "settings_reloaded",
        "host_stopped",
    ]


def test_a_host_that_is_up_says_where_in_one_line_that_is_not_the_log(tmp_path):
    port = free_port()
    with started(
        settings_file(tmp_path, text=SETTINGS.replace("port = 0", f"port = {port}"))
    ) as host:
        try:
            assert is_up(port)
        finally:
            host.terminate()
            said, told = host.communicate(timeout=60)
    assert told == f"Balie serves http://127.0.0.1:{port}\n"
    assert all(json.loads(line) for line in said.splitlines())


def test_where_something_listens_already_a_host_says_so_and_touches_no_database(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        file = settings_file(tmp_path, text=SETTINGS.replace("port = 0", f"port = {port}"))
        with started(file) as host:
            said, told = host.communicate(timeout=60)
    assert host.returncode == 1
    assert told.startswith(f"Something already listens on 127.0.0.1:{port} ")
    assert said == ""
    assert not (tmp_path / "town.db").exists()


@pytest.mark.slow
def test_a_host_that_was_started_in_a_terminal_ends_well_when_the_terminal_closes(tmp_path):
    port = free_port()
    text = SETTINGS.replace("port = 0", f"port = {port}")
    file = settings_file(tmp_path, text=text)
    terminal, inside = pty.openpty()
    ours = (
        "import fcntl, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
        "signal.signal(signal.SIGHUP, signal.SIG_DFL); "  # the tests may run under nohup
    )
    with subprocess.Popen(
        [sys.executable, "-c", ours + PROGRAM, str(file)],
        cwd=HOUSE,
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    ) as host:
        os.close(inside)
        try:
            assert is_up(port)
            settings_file(tmp_path, text=text.replace("Grote Hal", "Nieuwe Hal"))
            host.send_signal(signal.SIGHUP)
            time.sleep(0.5)
            url = f"http://127.0.0.1:{port}/api/v1/locations"
            assert "Nieuwe Hal" in httpx.get(url, trust_env=False).text
            os.close(terminal)
            assert host.wait(timeout=20) == 0
        finally:
            host.kill()


def test_a_faulty_file_keeps_the_host_from_starting_and_names_the_line(tmp_path):
    file = settings_file(tmp_path, text=SETTINGS.replace('group = "A"', 'group = "Q"'))
    with started(file) as host:
        _, said = host.communicate(timeout=60)
    assert host.returncode == 1
    assert said.startswith(f"{file}:")
    assert "group" in said
    assert "Traceback" not in said


async def test_new_settings_reach_the_screens_and_the_day(tmp_path):
    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk")
        settings_file(tmp_path, text=SETTINGS.replace('nl = "Paspoort"', 'nl = "Reispapier"'))
        await asyncio.to_thread(lambda: None)
        town.host.reload()
        await kiosk.sees(lambda view: True)
        async with asyncio.timeout(5):
            while len([one for one in kiosk.heard if isinstance(one, Setup)]) < 2:
                kiosk.news.clear()
                await kiosk.news.wait()
        newest = [one for one in kiosk.heard if isinstance(one, Setup)][-1]
        assert newest.services[0].names["nl"] == "Reispapier"
        later = SETTINGS.replace('friday = ["09:00-11:00"]', 'friday = ["13:00-14:00"]')
        settings_file(tmp_path, text=later)
        town.host.reload()
        view = await kiosk.sees(lambda view: not view.choices[0].open)
        assert view.choices[0].opens_at is not None


async def test_the_report_of_a_day_counts_visits_waits_and_those_who_left(tmp_path):
    async with a_town(tmp_path) as town:
        greeter = await town.screen("greeter")
        desk = await town.screen("desk", desk="1")
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        for minutes in (5, 16):
            taken = await greeter.done(
                TakeTicket(id=new_id(), services=("passport",), persons=2, name="Wobbe")
            )
            town.clock.now += minutes * 60_000
            await desk.done(CallNext(id=new_id(), desk="1"))
            await desk.done(Meet(id=new_id(), desk="1"))
            town.clock.now += 4 * 60_000
            await desk.done(EndVisit(id=new_id(), desk="1"))
        taken = await greeter.done(TakeTicket(id=new_id(), services=("collect",)))
        town.clock.now += 120_000
        await greeter.done(MarkLeft(id=new_id(), visit=taken.visit or ""))
        host = town.host
        period = Period.read("2026-11-20")
        found = measure(host.store, host.settings, period, ["hall"])
        assert [found.cell(each).value for each in ("vi", "pe", "tr")] == [2, 4, 4]
        assert (found.cell("ab").part, found.cell("ns").gap) == (1, "none")
        assert found.cell("st").value == 240
        assert (found.cell("wt_w").n, found.cell("wt_w").value) == (2, 630)
        assert found.cell("sl_w").value == 0.5
        days = host.store.read(lambda line: visited_days(line, ["hall"], 3))
        assert days == ["2026-11-20"]
        told = make(host.settings, host.store, period, town.clock.now)
        text = text_of(told)
        assert "10:30" in text
        assert "50,0 %" in text
        assert "Wobbe" not in text
        short = json.loads(json_of(told))["parts"][0]["tables"][0]["rows"]
        assert (short[0]["row"], short[0]["figures"]["value"]["value"]) == ("vi", 2)
