"""Keys of programs that use the REST interface, and which of their requests came before. Functions
over a connection.

Secrets come in as hashes and leave as hashes. Moments in milliseconds UTC, told by the caller.
"""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from host.store.tables import API_KEY, API_REQUEST


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key: what its holder may do, where, and how often."""

    id: str
    name: str
    scopes: tuple[str, ...]
    locations: tuple[str, ...]
    """Empty: every one."""
    per_minute: int
    token_hash: str
    created_at: int
    revoked_at: int | None = None
    last_used: int | None = None


def add_key(line: Connection, key: KeyRow) -> None:
    """Raises RaceLost (through the store) when a key that holds has this name."""
    values = {field.name: getattr(key, field.name) for field in fields(key)}
    values |= {"scopes": list(key.scopes), "locations": list(key.locations)}
    line.execute(insert(API_KEY).values(**values))


def key_by_token(line: Connection, token_hash: str) -> KeyRow | None:
    """The key that this token opens; None for an unknown or revoked one."""
    known = select(API_KEY).where(
        API_KEY.c.token_hash == token_hash, API_KEY.c.revoked_at.is_(None)
    )
    row = line.execute(known).first()
    return None if row is None else _key(row)


def keys(line: Connection) -> list[KeyRow]:
    """All of them by name, revoked ones too."""
    wanted = select(API_KEY).order_by(API_KEY.c.name, API_KEY.c.created_at, API_KEY.c.id)
    return [_key(row) for row in line.execute(wanted)]


def revoke_key(line: Connection, key_id: str, now: int) -> bool:
    """From now on its token opens nothing. False: unknown, or revoked before."""
    change = update(API_KEY).where(API_KEY.c.id == key_id, API_KEY.c.revoked_at.is_(None))
    return line.execute(change.values(revoked_at=now)).rowcount == 1


def touch_key(line: Connection, key_id: str, now: int) -> None:
    """It was used."""
    line.execute(update(API_KEY).where(API_KEY.c.id == key_id).values(last_used=now))


def keep_request(
    line: Connection, key_id: str, name: str, digest: str, now: int
) -> tuple[str, bool]:
    """Remembers what a key asked for under this name, unless it did before; the digest that holds,
    and whether it was done.

    So that two hosts agree on which body came first.
    """
    engine: Any = sqlite if line.dialect.name == "sqlite" else postgresql
    said = {"api_key": key_id, "name": name, "digest": digest, "acted": False, "at": now}
    line.execute(engine.insert(API_REQUEST).values(**said).on_conflict_do_nothing())
    held = select(API_REQUEST.c.digest, API_REQUEST.c.acted).where(*_named(key_id, name))
    digest, acted = line.execute(held).one()
    return digest, acted


def mark_request(line: Connection, key_id: str, name: str) -> None:
    """It was done."""
    line.execute(update(API_REQUEST).where(*_named(key_id, name)).values(acted=True))


def _named(key_id: str, name: str) -> tuple[ColumnElement[bool], ...]:
    return API_REQUEST.c.api_key == key_id, API_REQUEST.c.name == name


def forget_requests(line: Connection, before: int) -> int:
    """Those that came before this moment are forgotten; how many."""
    return line.execute(delete(API_REQUEST).where(API_REQUEST.c.at < before)).rowcount


def _key(row: Row[Any]) -> KeyRow:
    known = dict(row._mapping)
    return KeyRow(**known | {name: tuple(known[name]) for name in ("scopes", "locations")})
