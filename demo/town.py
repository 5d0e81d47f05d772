"""The demo's town on disk: settings with its own ports and database, appointments of the day,
paired devices. Made anew at each start.
"""

import csv
import datetime
import json
import random
import re
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.crowd import FIRST_NAMES, LAST_NAMES, MINUTE, Kind, Person, draw

LOCATION = "harm_buiterplein"
DAY = datetime.date(2026, 6, 8)
"""A Monday in June, in the season in which everybody wants a passport."""
VISITS = 176
"""As many as five desks can help on a full day."""
PIN = "2468"
STAFF = {"1": "anna", "2": "bram", "3": "carla", "4": "david", "5": "esra"}
ZONE = ZoneInfo("Europe/Amsterdam")
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

KINDS = [
    Kind("paspoort", 17, 9.5, by_appointment=0.85),
    Kind("id_kaart", 10, 9.5, by_appointment=0.85),
    Kind("paspoort_ophalen", 25, 3.5, 0.5, by_appointment=0.0),
    Kind("rijbewijs", 11, 7, by_appointment=0.85),
    Kind("rijbewijs_ophalen", 10, 3, 0.5, by_appointment=0.0),
    Kind("uittreksel", 4, 5, 0.5),
    Kind("gedrag", 3, 8, by_appointment=0.85),
    Kind("akte", 2, 7, by_appointment=0.85),
    Kind("verhuizing", 4, 9, by_appointment=0.85),
    Kind("inschrijving", 2, 28, 0.5, by_appointment=1.0),
    Kind("geboorte", 2, 18, 0.35),
    Kind("overlijden", 1, 18, 0.35),
    Kind("huwelijk", 1, 25, by_appointment=1.0),
    Kind("parkeren", 4, 9, by_appointment=0.3),
    Kind("digid", 4, 13, by_appointment=0.3),
]
"""Shares and minutes of a Dutch hall's services; collecting is always without an appointment."""
ALL_DAY = {"paspoort_ophalen", "rijbewijs_ophalen", "uittreksel", "parkeren", "digid"} | {
    "geboorte",
    "overlijden",
}
DEVICES = (
    ("kiosk", "kiosk-1", None),
    ("kiosk", "kiosk-2", None),
    ("greeter", "greeter-1", None),
    ("greeter", "greeter-2", None),
    ("display", "display-1", None),
    ("leader", "leader-1", None),
    ("printer", "hal", None),
    *(("desk", f"desk-{desk}", desk) for desk in STAFF),
)


@dataclass
class Town:
    folder: Path
    seed: int
    people: list[Person]
    yours: list[Person] = field(default_factory=list)
    """Those of them whom nobody plays: for whoever tries the kiosk."""
    tokens: dict[str, str] = field(default_factory=dict)
    key: tuple[str, str] = ("", "")
    """Id and secret of a form system's key."""

    @property
    def settings(self) -> Path:
        return self.folder / "balie.toml"

    @property
    def options(self) -> tuple[str, str]:
        """How a tool of `balie` finds this town."""
        return "--settings", str(self.settings)

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock"

    @property
    def roll(self) -> Path:
        return self.folder / "slips"

    @property
    def appointments(self) -> Path:
        return self.folder / "appointments.csv"

    @property
    def opens(self) -> int:
        return _moment(9, 0)

    @property
    def closes(self) -> int:
        return _moment(17, 0)

    def token_file(self, device: str) -> Path:
        return self.folder / f"{device}.token"

    def command(self, role: str, address: str, device: str) -> str:
        """The shell command that starts a screen, for a terminal in the browser."""
        words = [sys.executable, "-m", "balie", *role.split()]
        words += ["--host", address, "--token-file", str(self.token_file(device))]
        return shlex.join(words)

    @property
    def paper_file(self) -> Path:
        """What the virtual printer is told to suffer."""
        return self.roll / "control.json"

    def paper(self) -> str:
        """`ok` or `out`."""
        try:
            return str(json.loads(self.paper_file.read_text(encoding="utf-8")).get("paper", "ok"))
        except (OSError, ValueError):
            return "ok"

    def code_to_try(self, now: int) -> str:
        """The code of somebody who could check in now and whom nobody plays."""
        return next(
            (
                person.code
                for person in self.yours
                if person.appointed is not None
                and now - 5 * MINUTE <= person.appointed <= now + 14 * MINUTE
            ),
            "",
        )


def make_town(folder: Path, seed: int, port: int, page: int, live: bool) -> Town:
    """Writes settings and appointments; pairs nothing yet. `port` is the host's, `page` the port of
    the page that frames the display. `live`: somebody will play, so a few appointments are theirs.
    """
    chance = random.Random(f"codes {seed}")
    town = Town(folder, seed, [])
    walk_in = (town.opens, _moment(11, 0))
    town.people = _people(seed, town.opens, town.closes, walk_in)
    if live:
        town.yours = _yours(seed, town.opens)
        town.people += town.yours
    for person in town.people:
        if person.appointed is not None:
            person.code = "".join(chance.choices(ALPHABET, k=6))
    source = (Path(__file__).parent / "groningen.toml").read_text(encoding="utf-8")
    database = f"sqlite:///{folder.resolve() / 'demo.db'}"
    source = re.sub(r"(?m)^database = .*$", f'database = "{database}"', source)
    source = re.sub(r"(?m)^port = .*$", f"port = {port}", source)
    source = source.replace(
        "[server]\n", f'[server]\ndisplay_frames = ["http://127.0.0.1:{page}"]\n', 1
    )
    source = re.sub(r"(?m)^url = .*$", f'url = "http://127.0.0.1:{port}"', source)
    town.settings.write_text(source, encoding="utf-8")
    town.roll.mkdir()
    _write_appointments(town)
    return town


def pair(town: Town) -> None:
    """Pairs every device, as `balie device add` does; tokens go to memory and to files. A form
    system gets a key, as by `balie key add`.
    """
    from host.access import Access
    from host.keys import Keys
    from host.serve import open_store
    from host.settings import read

    settings = read(town.settings)
    store = open_store(settings)
    try:
        access = Access(store, settings, lambda: town.opens)
        for role, name, desk in DEVICES:
            _, town.tokens[name] = access.add(role, LOCATION, name, desk)
            town.token_file(name).write_text(town.tokens[name], encoding="ascii")
            town.token_file(name).chmod(0o600)
        scopes = ("availability:read", "appointments:read", "appointments:write")
        row, secret = Keys(store, settings, lambda: town.opens).add("formulieren", scopes)
        town.key = row.id, secret
    finally:
        store.close()


def _yours(seed: int, opens: int) -> list[Person]:
    """Appointments that nobody plays, one every ten minutes, for whoever tries the kiosk."""
    chance = random.Random(f"yours {seed}")
    moments = range(70, 420, 10)
    pairs = [(first, last) for first in FIRST_NAMES for last in LAST_NAMES]
    return [
        Person(
            service="paspoort",
            arrives=opens,
            appointed=opens + minutes * MINUTE,
            persons=1,
            language="nl",
            name=" ".join(name),
            serve_minutes=8,
            comes=False,
        )
        for minutes, name in zip(moments, chance.sample(pairs, len(moments)), strict=True)
    ]


def _people(seed: int, opens: int, closes: int, walk_in: tuple[int, int]) -> list[Person]:
    """Two crowds: services that take walk-ins all day, and those that do so on the morning only."""
    total = sum(kind.share for kind in KINDS)
    all_day = [kind for kind in KINDS if kind.service in ALL_DAY]
    morning = [kind for kind in KINDS if kind.service not in ALL_DAY]
    count = round(VISITS * sum(kind.share for kind in all_day) / total)
    people = draw(f"{seed} all day", all_day, count, opens, closes)
    people += draw(f"{seed} morning", morning, VISITS - count, opens, closes, walk_in)
    return sorted(people, key=lambda person: person.arrives)


def _write_appointments(town: Town) -> None:
    with town.appointments.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["date", "time", "services", "persons", "name", "language", "code"])
        for person in town.people:
            if person.appointed is None:
                continue
            at = datetime.datetime.fromtimestamp(person.appointed / 1000, ZONE)
            rows.writerow(
                [
                    at.date().isoformat(),
                    at.strftime("%H:%M"),
                    person.service,
                    person.persons,
                    person.name,
                    person.language,
                    person.code,
                ]
            )


def _moment(hour: int, minute: int) -> int:
    at = datetime.datetime.combine(DAY, datetime.time(hour, minute), ZONE)
    return int(at.timestamp() * 1000)
