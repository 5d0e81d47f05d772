"""Sixteen programs want the last time at once, from two host processes over one database: one gets
it.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from host.core.invariants import violations
from host.store import Store
from tests.office import Office

pytest_plugins = ["tests.stores"]

CLIENTS = 16
ROUNDS = 3


def an_office(folder: Path, database: str) -> Office:
    """A folder whose settings share one database and give appointments every 30 minutes."""
    folder.mkdir()
    office = Office(folder)
    file = folder / "balie.toml"
    said = file.read_text("utf-8").replace("[server]\n", f'[server]\ndatabase = "{database}"\n')
    said += "\n[locations.stadhuis.booking]\ngrid_minutes = 30\n"
    file.write_text(said, encoding="utf-8")
    return office


@contextmanager
def two_hosts(tmp_path: Path, database: str) -> Iterator[list[Office]]:
    offices = [an_office(tmp_path / name, database) for name in ("one", "two")]
    with ExitStack() as ending:
        for office in offices:
            host = office.start("host")
            ending.callback(host.communicate, timeout=60)
            ending.callback(host.terminate)
            wait_for(office)
        yield offices


def wait_for(office: Office) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"http://{office.host}/health", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the host does not answer")


async def race(offices: list[Office], key: str, start: str) -> list[int]:
    head = {"authorization": f"Bearer {key}"}
    wish = {"location": "stadhuis", "services": [{"service": "paspoort"}], "start": start}
    async with httpx.AsyncClient(headers=head, trust_env=False, timeout=60) as web:
        tries = (
            web.post(
                f"http://{offices[n % 2].host}/api/v1/appointments", json=wish | {"start": start}
            )
            for n in range(CLIENTS)
        )
        return sorted(answer.status_code for answer in await asyncio.gather(*tries))


@pytest.mark.slow
async def test_of_sixteen_programs_at_two_hosts_one_gets_the_last_time(tmp_path, store_url):
    with two_hosts(tmp_path, store_url) as offices:
        scopes = ("--scope", "availability:read", "--scope", "appointments:write")
        key = offices[0].told("key", "add", "race", *scopes).split()[-1]
        day = (offices[0].today + timedelta(days=1)).isoformat()
        async with httpx.AsyncClient(trust_env=False, timeout=60) as web:
            asked = {"location": "stadhuis", "service": "paspoort", "from": day, "to": day}
            head = {"authorization": f"Bearer {key}"}
            url = f"http://{offices[0].host}/api/v1/availability"
            free = (await web.get(url, params=asked, headers=head)).json()
        for start in free["days"][0]["times"][-ROUNDS:]:
            assert await race(offices, key, start) == [201] + [409] * (CLIENTS - 1)
    store = Store(store_url)
    assert violations(store.load("stadhuis", day)) == []
    assert len(store.load("stadhuis", day)) == ROUNDS
    store.close()
