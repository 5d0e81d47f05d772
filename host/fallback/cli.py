"""`balie fallback`: writes the list for the neighbour at the host, and reads it at the neighbour's.
Works on the database alone, also while the host does not.
"""

import json
import os
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import structlog

from host.core.day import Day
from host.core.keep import replay
from host.fallback.due import Due, due_of, expires_of, text_of
from host.fallback.sealing import new_passphrase, seal, seal_for, unseal, unseal_by_key
from host.sentences import counted
from host.serve import open_store, wall_clock
from host.settings import Settings, read, service_day
from host.settings.days import ROLL_OVER
from host.store import Store
from host.store.access import put_setting
from host.store.queries import entries
from host.tools import said
from wire.words import say


@said
def write_fallback(
    settings_file: Path,
    location: str,
    to: str,
    file: Path,
    passphrase_file: Path | None,
    key: Path | None,
    now: int | None = None,
) -> int:
    """Writes who is still due today, sealed, and tells what to say to visitors. It ends with the
    service day. That it was made, for whom and of how many, stays in the database.
    """
    settings = read(settings_file)
    assert settings.locations[location]  # a KeyError says which
    at = wall_clock() if now is None else now
    made = new_passphrase() if key is None and passphrase_file is None else ""
    store = open_store(settings)
    try:
        day = _day(settings, store, location, at)
        rows = due_of(settings, location, day)
        text = _text(settings, location, day, rows, to)
        if key is not None:
            sealed = seal_for(text, key)
        else:
            sealed = seal(text, made or _passphrase(passphrase_file))
        _write(file, sealed)
        note = json.dumps({"to": to, "visits": len(rows), "day": day.day})
        store.change(lambda line: put_setting(line, f"fallback:{location}:{at}", note))
    finally:
        store.close()
    log = _log_beside()
    log.info("fallback_made", location=location, to=to, visits=len(rows), day=day.day)
    print(f"{file}: {counted(len(rows), 'visit')} for {to}, until the end of {day.day}")
    if made:
        print(f"passphrase, to be told by telephone: {made}")
    _tell_visitors(settings, location, to)
    return 0


def _tell_visitors(settings: Settings, location: str, to: str) -> None:
    """What the display and texts can say, and how the kiosks say it by themselves."""
    print("for the display and for texts:")
    for language in settings.town.languages:
        print(f"  {language}: {say(language, 'err.down', backup=to)}")
    if not (settings.locations[location].backup or settings.town.backup):
        print(f'the kiosks and pages say this by themselves with backup = "{to}" in the settings')


def _text(settings: Settings, location: str, day: Day, rows: list[Due], to: str) -> str:
    heading = {
        "from": f"{settings.town.name}, {settings.locations[location].name}",
        "to": to,
        "day": day.day,
        "visits": str(len(rows)),
    }
    return text_of(rows, heading, _ends(settings, location, day))


@said
def read_fallback(file: Path, passphrase_file: Path | None, now: int | None = None) -> int:
    """Prints a list while it holds. Without a passphrase it is opened by one's own key."""
    sealed = file.read_bytes()
    if passphrase_file is not None:
        text = unseal(sealed, _passphrase(passphrase_file))
    else:
        text = unseal_by_key(sealed)
    at = wall_clock() if now is None else now
    if at >= expires_of(text).timestamp() * 1000:
        raise ValueError("this list is over: it held until the end of its day; delete it")
    print(text, end="")
    return 0


def _log_beside() -> Any:
    """One line of JSON on standard error, as the host writes its own: what is told to whoever
    types goes to standard output."""
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )


def _day(settings: Settings, store: Store, location: str, now: int) -> Day:
    name = service_day(settings.zone(location), now).isoformat()
    kept = store.read(lambda line: entries(line, location, name))
    return replay(Day(location=location, day=name), kept)


def _ends(settings: Settings, location: str, day: Day) -> datetime:
    morning = datetime.fromisoformat(day.day).date() + timedelta(days=1)
    clock = time(ROLL_OVER.hour, ROLL_OVER.minute)
    return datetime.combine(morning, clock, tzinfo=settings.zone(location))


def _passphrase(file: Path | None) -> str:
    """The first line of a file; `-` is what is typed."""
    assert file is not None
    told = sys.stdin.readline() if str(file) == "-" else file.read_text(encoding="utf-8")
    phrase = told.strip().split("\n")[0].strip()
    if not phrase:
        raise ValueError(f"{file} holds no passphrase")
    return phrase


def _write(file: Path, sealed: bytes) -> None:
    """Readable for its owner only, whole or not at all."""
    place = file.with_name(file.name + ".new")
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(sealed)
    place.replace(file)
