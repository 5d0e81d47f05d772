"""What `balie check` says where a host has already worked: it asks the database, and changes
nothing there.
"""

import os
import sqlite3
from functools import partial

from host import devices_cli
from host.check import check
from host.norms.kept import keep
from host.settings import read
from host.store import Store
from host.store import access as rows
from tests.norm_files import FIRST, SECOND, settings_of
from tests.town import SETTINGS, at, settings_file

pytest_plugins = ["tests.stores"]

NOW = at("12:00", "2026-11-20")
WALLS = """
[locations.hall.displays.wal-9]
quiet = ["12:00-13:00"]
[locations.hall.displays.wall-1]
"""


def judged(file, now=NOW):
    said: list[str] = []
    return check(file, said.append, lambda: now), said


def remembered(settings, *devices):
    """A host of these settings was here, with these displays."""
    store = Store(settings.server.database)
    store.open()
    keep(store, settings, NOW)
    for name in devices:
        row = rows.DeviceRow(f"id-{name}", name, "display", "hall", paired_at=NOW)
        store.change(partial(rows.add_device, device=row))
    store.close()


def test_a_norm_that_was_seen_and_edited_is_a_fault_before_the_host_is_started_again(tmp_path):
    remembered(settings_of(tmp_path, FIRST))
    file = settings_file(tmp_path, text=SETTINGS + FIRST.replace("= 10", "= 12"))
    well, said = judged(file)
    assert not well
    line = file.read_text().split("\n").index("[[norms]]") + 1
    assert said[:1] == [
        f'{file}:{line}: norms.0: norm "waiting" version 1 was changed (limit); '
        "give it version 2 and say from when and who decided"
    ]
    assert judged(settings_file(tmp_path, text=SETTINGS + FIRST + SECOND))[0]


def test_without_a_database_nothing_is_compared_and_none_is_made(tmp_path):
    well, said = judged(settings_file(tmp_path, text=SETTINGS + WALLS))
    assert well
    assert len(said) == 1
    assert os.listdir(tmp_path) == ["balie.toml"]


def test_a_display_of_the_settings_that_is_not_paired_is_remarked_with_those_that_are(tmp_path):
    file = settings_file(tmp_path, text=SETTINGS + WALLS)
    remembered(read(file), "wall-1", "wall-2")
    well, said = judged(file)
    assert well
    line = file.read_text().split("\n").index("[locations.hall.displays.wal-9]") + 1
    assert said[1:] == [
        f'{file}:{line}: locations.hall.displays.wal-9: no display "wal-9" is paired here; '
        "paired are wall-1, wall-2",
        f'{file}:{said[2].split(":")[1]}: locations.hall.printers: no printer "roll" is paired '
        "here; none is paired yet",
        f"{file}:{said[3].split(':')[1]}: locations.hall.devices.kiosk: no kiosk, greeter or desk "
        '"kiosk" is paired here; none is paired yet',
    ]


def test_staff_without_a_pin_are_remarked_until_they_have_one_in_the_file_or_the_database(tmp_path):
    more = '[locations.hall.staff.jan]\nname = "Jan"\n[locations.annex.staff.jan]\nname = "Jan"\n'
    file = settings_file(tmp_path, text=SETTINGS + more)
    assert not [line for line in judged(file)[1] if "PIN" in line], "no host has been here"
    settings = read(file)
    remembered(settings)
    line = file.read_text().split("\n").index("[locations.hall.staff.jan]") + 1
    wanted = [
        f"{file}:{line}: locations.hall.staff.jan: cannot sign in without a PIN: "
        "balie staff hall jan",
        f"{file}:{line + 2}: locations.annex.staff.jan: cannot sign in without a PIN: "
        "balie staff annex jan",
    ]
    well, said = judged(file)
    assert well
    assert [line for line in said if "PIN" in line] == wanted
    devices_cli.pin(settings, "hall", "jan", "2468")
    assert [line for line in judged(file)[1] if "PIN" in line] == wanted[1:]


def test_a_database_that_cannot_be_read_is_remarked_and_is_no_fault(tmp_path):
    file = settings_file(tmp_path)
    database = read(file).server.database.removeprefix("sqlite:///")
    with sqlite3.connect(database) as line:
        line.execute("CREATE TABLE migration (number INTEGER)")
    line.close()
    well, said = judged(file)
    assert well
    assert "could not be asked (its tables are of another version)" in said[1]
    with open(database, "wb") as broken:
        broken.write(b"nonsense" * 1000)
    well, said = judged(file)
    assert well
    assert "could not be asked (" in said[1]
