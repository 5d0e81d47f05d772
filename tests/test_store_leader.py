"""The role of the dashboard comes to a store of before: its devices and pairings stay as they were,
on both engines.
"""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from host.store.engines import checked_url
from host.store.migrating import numbered, run_script
from host.store.tables import METADATA

pytest_plugins = ["tests.stores"]
LEADER = next(number for number, path in numbered().items() if path.stem.endswith("_leader"))
DEVICE = "INSERT INTO device VALUES ('d1', 'wall', 'display', 'hall', NULL, 'hash', :at, NULL, :at)"
PAIRING = "INSERT INTO pairing VALUES ('7K3-9QF', 'secret', 'display', 'wall', :at, :at, 'd1')"
ROLE = "INSERT INTO device VALUES ('d2', 'chief', :role, 'hall', NULL, NULL, :at, NULL, NULL)"
AT = "2026-11-20 09:05:00+00:00"


@pytest.fixture
def line(store_url: str):
    engine = create_engine(checked_url(store_url))
    try:
        with engine.connect() as line:
            if engine.dialect.name == "sqlite":
                line.exec_driver_sql("PRAGMA foreign_keys=ON")  # as the host has it
                line.commit()
            yield line
            line.rollback()
    finally:
        with engine.begin() as line:
            METADATA.drop_all(line)
        engine.dispose()


def test_devices_and_pairings_of_before_stay_and_the_new_role_is_let_in(line):
    for number, path in numbered().items():
        if number == LEADER:
            line.execute(text(DEVICE), {"at": AT})
            line.execute(text(PAIRING), {"at": AT})
            before = [line.execute(text(f"SELECT * FROM {t}")).all() for t in ("device", "pairing")]
        run_script(line, path.read_text("utf-8"))
    after = [line.execute(text(f"SELECT * FROM {t}")).all() for t in ("device", "pairing")]
    assert after == before
    assert [len(rows) for rows in after] == [1, 1]
    line.execute(text(ROLE), {"at": AT, "role": "leader"})
    line.execute(text("DELETE FROM device WHERE id = 'd1'"))
    assert line.execute(text("SELECT count(*) FROM pairing")).scalar() == 0, "still bound"
    with pytest.raises(IntegrityError):
        line.execute(text(ROLE.replace("d2", "d3")), {"at": AT, "role": "mayor"})


def test_a_store_of_before_does_not_know_the_role(line):
    for number, path in numbered().items():
        if number == LEADER:
            break
        run_script(line, path.read_text("utf-8"))
    with pytest.raises(IntegrityError):
        line.execute(text(ROLE), {"at": AT, "role": "leader"})
