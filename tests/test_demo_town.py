"""The demo: a town that can be told apart, and an end that is quick."""

import asyncio
import sys
import time
from datetime import date
from pathlib import Path

import demo
from demo.callbacks import write_notes
from demo.processes import STOP_SECONDS, Processes
from demo.town import make_town
from host.callbacks.table import read_table
from host.settings import plan_of, read, setup_of

DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(1, flush=True)
time.sleep(99)
"""


def test_appointments_that_are_yours_are_of_people_with_different_names(tmp_path):
    town = make_town(tmp_path, seed=1, port=8300, page=8400, live=True)
    names = [person.name for person in town.yours]
    assert len(names) == len(set(names)) > 20
    first = town.yours[0]
    assert first.appointed is not None
    assert town.code_to_try(first.appointed) == first.code != ""
    assert not make_town(_other(tmp_path), 1, 8300, 8400, live=False).yours


def _other(folder):
    other = folder / "other"
    other.mkdir()
    return other


async def test_a_process_that_does_not_end_is_ended_after_a_moment_of_grace(tmp_path):
    processes = Processes(tmp_path)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", DEAF),
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    processes.running["deaf"] = process
    began = time.monotonic()
    await processes.stop()
    assert process.returncode is not None
    assert time.monotonic() - began < STOP_SECONDS + 2


def test_bulky_waste_is_done_from_one_place_and_no_kiosk_or_desk_shows_it():
    settings = read(Path(demo.__file__).parent / "groningen.toml")
    (service,) = [name for name, each in settings.services.items() if each.routes]
    assert [p for p in settings.locations if settings.rounds_of(p)] == ["harm_buiterplein"]
    for place in settings.locations:
        plan = plan_of(settings, place, date(2026, 11, 24))
        assert service not in plan.services
        assert all(service not in desk.services for desk in plan.desks.values())
        for role in ("kiosk", "greeter", "desk"):
            shown = setup_of(settings, place, role).services
            assert shown
            assert service not in {each.service for each in shown}


def test_the_promises_to_call_back_of_the_demo_are_fit_to_be_brought_in(tmp_path):
    settings = read(Path(demo.__file__).parent / "groningen.toml")
    zone = settings.zone("harm_buiterplein")
    content = write_notes(tmp_path).read_bytes()
    notes = read_table(content, zone, list(settings.departments))
    assert {note.department for note in notes} == set(settings.departments)
    before_opening = make_town(_other(tmp_path), 1, 8300, 8400, live=False).opens - 15 * 60_000
    for note in notes:
        assert max(note.created, *note.attempts, note.answered or 0) < before_opening
