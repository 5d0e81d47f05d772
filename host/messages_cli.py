"""What `balie message` does at the host: plain functions over the settings file. What goes wrong is
a sentence.
"""

import asyncio
import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from host.calendar import feed_path
from host.messages.checks import way
from host.messages.due import ready
from host.messages.trial import try_mail, try_sms
from host.serve import open_store, secret_of, wall_clock
from host.settings import Settings, read
from host.store import MessageRow, Store, outbox
from host.store.queries import person
from host.tools import said

COLUMNS = (
    "visit",
    "kind",
    "channel",
    "state",
    "due",
    "sent",
    "tries",
    "provider",
    "receipt",
    "why",
    "id",
)


@said
def say_ready(
    settings_file: Path, location: str, visit: str, code: str, now: int | None = None
) -> int:
    """ "Your document is ready", once, to the visitor of a visit or of an appointment's code."""
    settings = read(settings_file)
    settings.locations[location]
    with _store(settings) as store:
        name, day, language = _whose(store, location, visit, code)
        whom = store.read(partial(person, location=location, day=day, visit=name))
        at = wall_clock() if now is None else now
        row = ready(settings, location, day, name, language, at)
        if whom is None or not way(settings, row, whom):
            raise ValueError("nobody to tell: no address is known for this visit, or no longer")
        new = store.change(partial(outbox.add, message=row))
    when = _moment(settings, location, row.due)
    print(f"will be told from {when}" if new else "was told before")
    return 0


@said
def list_messages(
    settings_file: Path, visit: str, location: str, since: str, until: str, as_csv: bool
) -> int:
    """The proof of sending: a line for each message."""
    settings = read(settings_file)
    if location:
        settings.locations[location]
    wanted = partial(
        outbox.messages, visit=visit, location=location, day_from=since, day_to=until or since
    )
    with _store(settings) as store:
        rows = store.read(wanted)
    if as_csv:
        table = csv.writer(sys.stdout)
        table.writerow(COLUMNS)
        table.writerows(_columns(settings, row) for row in rows)
    else:
        for row in rows:
            print(_line(settings, row))
    return 0


@said
def tell_feeds(settings_file: Path, location: str) -> int:
    """The addresses of the calendars that staff may subscribe to."""
    settings = read(settings_file)
    names = [location] if location else list(settings.locations)
    with _store(settings) as store:
        secret = secret_of(settings, store)
    base = settings.server.url.rstrip("/")
    for name in names:
        print(f"{name}  {base}{feed_path(secret, name)}")
        for desk in settings.locations[name].desks:
            print(f"{name}, {desk}  {base}{feed_path(secret, name, desk)}")
    return 0


@said
def try_out(settings_file: Path, to: str) -> int:
    """A test message to a mail address or a mobile number, at once."""
    settings = read(settings_file)
    if "@" in to:
        outcome = asyncio.run(try_mail(settings, to, wall_clock()))
    else:
        outcome = asyncio.run(try_sms(settings, to, wall_clock))
    if outcome.what != "sent":
        raise ValueError(f"not sent: {outcome.why}")
    print(f"sent: {outcome.receipt}")
    return 0


def _whose(store: Store, location: str, visit: str, code: str) -> tuple[str, str, str]:
    """Visit, day and language. The newest appointment that had a code is meant."""
    if bool(visit) == bool(code):
        raise ValueError("say either --visit or --code")
    if code:
        found = store.read(partial(outbox.visits_of_code, location=location, code=code.upper()))
        if not found:
            raise ValueError("no appointment here has this code")
        visit = found[0][1]
    place = store.read(partial(outbox.place_of_visit, visit=visit, location=location))
    if place is None:
        raise ValueError("there is no such visit here")
    return visit, place[1], place[2]


def _line(settings: Settings, row: MessageRow) -> str:
    at = row.sent if row.sent is not None else row.due
    parts = (
        _moment(settings, row.location, at),
        row.visit,
        row.kind,
        row.channel,
        row.state,
        row.provider,
        row.receipt or row.why,
    )
    return "  ".join(part for part in parts if part)


def _columns(settings: Settings, row: MessageRow) -> list[str]:
    values = {name: getattr(row, name) for name in COLUMNS}
    for name in ("due", "sent"):
        values[name] = _moment(settings, row.location, values[name])
    return [str(value) for value in values.values()]


def _moment(settings: Settings, location: str, millis: int | None) -> str:
    """Local time with its offset; of a location that is gone, the first one's."""
    if millis is None:
        return ""
    known = location if location in settings.locations else next(iter(settings.locations))
    return datetime.fromtimestamp(millis / 1000, settings.zone(known)).isoformat(timespec="seconds")


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    store = open_store(settings)
    try:
        yield store
    finally:
        store.close()
