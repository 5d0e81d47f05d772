"""A house whose agenda is open to programs: eight desks that give appointments from nine to five on
fifty days, a key, and any number of bookings made by the rules.
"""

import datetime
import random
import time
from pathlib import Path

import httpx

from bench.caller import new_id
from bench.house import LOCATION, WEEKDAYS, House
from host.agenda.beside import Beside
from host.core.booking import plan_ahead
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.keep import keep
from host.keys import SCOPES, Keys
from host.settings import read
from host.store import Kept, Store
from host.tokens import new_code
from wire.commands import BookAppointment

DESKS = 8
DAYS = 50
SERVICE = "passport"
KEPT_TOGETHER = 256
PER_MINUTE = 100_000
SYSTEM = Sender("bench", "system")
SETTINGS = f"""[timings]
call_stands_seconds = 0
[locations.{LOCATION}.booking]
horizon_days = {DAYS}
notice_minutes = 0
[locations.{LOCATION}.booking.hours]
""" + "\n".join(f'{day} = ["09:00-17:00"]' for day in WEEKDAYS)


def house(folder: Path) -> House:
    """Not yet started."""
    desks = {str(number + 1): () for number in range(DESKS)}
    return House(folder, desks=desks, more=SETTINGS)


def program(town: House, connections: int = 1) -> httpx.AsyncClient:
    """A client with a key of its own, over connections that stay."""
    store = Store(town.database_url)
    store.open()
    keys = Keys(store, read(town.settings), lambda: time.time_ns() // 1_000_000)
    _, token = keys.add("bench", tuple(SCOPES), per_minute=PER_MINUTE)
    store.close()
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{town.port}/api/v1",
        headers={"authorization": f"Bearer {token}"},
        limits=httpx.Limits(max_connections=connections, max_keepalive_connections=connections),
        timeout=20,
        trust_env=False,
    )


def book(town: House, count: int, seed: int = 1) -> None:
    """So many appointments of one person at times by chance on the days after today, each where
    there is room.
    """
    chance = random.Random(seed)
    settings = read(town.settings)
    store = Store(town.database_url)
    store.open()
    beside = Beside(settings, store, time.time_ns() // 1_000_000, "bench")
    today = beside.today(LOCATION)
    batch: list[Kept] = []
    for number in range(count):
        day = today + datetime.timedelta(days=1 + number % (DAYS - 1))
        batch.append(_booked(beside, day, chance))
        if len(batch) == KEPT_TOGETHER or number == count - 1:
            store.keep(batch)
            batch = []
    store.close()


def _booked(beside: Beside, day: datetime.date, chance: random.Random) -> Kept:
    page = beside.page(LOCATION, day)
    room = page.room_at(beside.now)
    assert room is not None
    minutes = plan_ahead(page.day).services[SERVICE].first_minutes
    starts = room.starts((SERVICE,), minutes, beside.now)
    command = BookAppointment(
        id=new_id(),
        day=day.isoformat(),
        code=new_code(),
        services=(SERVICE,),
        appointed=chance.choice(starts),
        channel="api",
    )
    events = decide(page.day, command, SYSTEM, beside.now)
    entry = Entry(
        id=command.id,
        what=command.kind,
        by=SYSTEM.device,
        at=beside.now,
        events=tuple(events),
        digest="0" * 24,
    )
    seq = page.day.seq + 1
    keep(page.day, entry)
    return Kept(LOCATION, page.day.day, seq, entry, [page.day.visits[command.id]])
