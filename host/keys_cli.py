"""What `balie key` does at the host: plain functions over the settings file. What goes wrong is a
sentence.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from host.keys import Keys
from host.serve import open_store, wall_clock
from host.settings import Settings, read
from host.store.keys import KeyRow
from host.tools import said


@said
def add_key(
    settings_file: Path, name: str, scopes: Sequence[str], locations: Sequence[str], often: int
) -> int:
    """Prints a new key's token, and nothing else. `often`: requests a minute."""
    with _keys(read(settings_file)) as keys:
        print(keys.add(name, scopes, locations, often)[1])
    return 0


@said
def list_keys(settings_file: Path) -> int:
    """One line for each key that holds."""
    settings = read(settings_file)
    with _keys(settings) as keys:
        for key in keys.all():
            if key.revoked_at is None:
                print(_line(settings, key))
    return 0


@said
def revoke_key(settings_file: Path, key: str) -> int:
    """Takes the token away."""
    with _keys(read(settings_file)) as keys:
        if not keys.revoke(key):
            raise ValueError(f"no key is called {key}, or it was revoked before")
    print(f"{key} is revoked")
    return 0


def _line(settings: Settings, key: KeyRow) -> str:
    zone = settings.zone(next(iter(settings.locations)))

    def moment(millis: int | None) -> str:
        if millis is None:
            return "never"
        return f"{datetime.fromtimestamp(millis / 1000, zone):%Y-%m-%d %H:%M}"

    return (
        f"{key.name}  {' '.join(key.scopes)}  at {', '.join(key.locations) or 'all'}"
        f"  {key.per_minute} a minute  made {moment(key.created_at)}  used {moment(key.last_used)}"
    )


@contextmanager
def _keys(settings: Settings) -> Iterator[Keys]:
    """The list, open for one command."""
    store = open_store(settings)
    try:
        yield Keys(store, settings, wall_clock)
    finally:
        store.close()
