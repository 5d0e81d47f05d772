"""The ids that JCC clients keep in their forms: a UUID for each service and location, the same for
as long as the town and the key in `balie.toml` are. A visit's own id is a UUID already.
"""

from collections.abc import Iterable
from uuid import UUID, uuid5

SPACE = UUID("8f0c9b0e-0c3e-5a68-9d55-6f3b8b0b9a01")
"""Of these ids alone; another would make all forms out there lose their services."""
NOBODY = str(UUID(int=0))
"""Stands where an id must stand and there is none."""


def id_of(town: str, kind: str, name: str) -> str:
    """Of the `kind` service, location, address or group with this name."""
    return str(uuid5(SPACE, f"{town}\n{kind}\n{name}"))


def named(town: str, kind: str, identity: str, names: Iterable[str]) -> str | None:
    """The one of these names that has this id."""
    wanted = identity.strip().lower()
    return next((name for name in names if id_of(town, kind, name) == wanted), None)


def visit_of(identity: str) -> str | None:
    """A visit's id as the agenda knows it. None: this is no UUID, so no visit of this door."""
    try:
        return UUID(identity).hex
    except ValueError:
        return None


def told(visit: str) -> str:
    """A visit's id with dashes; one that another door made in another form stays as it is."""
    try:
        return str(UUID(visit))
    except ValueError:
        return visit
