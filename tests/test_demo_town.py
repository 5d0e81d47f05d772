"""The demo: a town that can be told apart, and an end that is quick."""

import asyncio
import sys
import time

from demo.processes import STOP_SECONDS, Processes
from demo.town import make_town

DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1); time.sleep(99)"
)


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
