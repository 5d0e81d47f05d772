"""A look into a database that a host may be working on: makes nothing, brings no table up to date,
and writes nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from host.core.norms import Norm
from host.store.access import DeviceRow, devices, with_pin
from host.store.engines import checked_url, faults_named, open_engine
from host.store.kept import RaceLost, StoreBusy, StoreUnfit
from host.store.norms import versions
from host.store.tables import MIGRATION

WAIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Known:
    """What settings can be compared with."""

    norms: list[Norm]
    """Each version that a host has seen."""
    devices: list[DeviceRow]
    """Those that were revoked too."""
    with_pin: frozenset[tuple[str, str]]
    """Location and key of the staff whose PIN stands here."""


class NotSeen(Exception):
    """There is a database, and it cannot be read now; the text says why."""


def glance(url: str) -> Known | None:
    """What is known at one moment; None where no host has made the tables yet. Raises NotSeen."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            file = Path(address.database or "")
            if not file.is_file() or not file.stat().st_size:
                return None
        engine = open_engine(checked_url(url), WAIT_SECONDS, reading=True)
        try:
            with faults_named(), engine.begin() as line:
                if not inspect(line).has_table(MIGRATION.name):
                    return None
                norms = [each.norm for each in versions(line)]
                return Known(norms, devices(line), with_pin(line))
        finally:
            engine.dispose()
    except (OSError, ImportError, RaceLost, StoreBusy, StoreUnfit) as fault:
        raise NotSeen(str(fault)) from fault
    except SQLAlchemyError as fault:
        raise NotSeen("its tables are of another version") from fault
