"""What the administrator reads of devices on the command line, and the names that may be given."""

import pytest

from host import devices_cli
from host.access import Access, By, NameTaken, NotAllowed
from host.serve import wall_clock
from host.settings import read
from host.store import Store, downtime
from host.store.downtime import Noticed
from host.tools import list_device_steps, list_devices, rename_device
from tests.town import settings_file
from wire.version import own_version

MINUTE = 60_000


@pytest.fixture
def file(tmp_path):
    return settings_file(tmp_path)


@pytest.fixture
def access(file):
    settings = read(file)
    store = Store(settings.server.database)
    store.open()
    yield Access(store, settings, wall_clock)
    store.close()


def lines(file, verb, capsys, *more):
    assert verb(file, *more) == 0
    return capsys.readouterr().out.splitlines()


def test_the_list_tells_how_each_device_is_since_when_and_its_version(access, file, capsys):
    device, _ = access.add("printer", "hall", "roll")
    access.add("desk", "hall", "desk-1", desk="1")
    now = wall_clock()
    news = [Noticed(device.id, "paper_out", now - 5 * MINUTE, "0.1.0", works=False)]
    access.store.change(lambda line: downtime.notice(line, news, [], now, beats=True))
    desk, roll = lines(file, list_devices, capsys)
    assert desk.startswith("hall/desk-1  desk desk 1  not yet on the line  paired ")
    assert roll.startswith("hall/roll  printer  paper out since ")
    assert "version 0.1.0" in roll


def test_while_no_host_is_there_the_list_says_so(access, file, capsys):
    access.add("kiosk", "hall", "kiosk-1")
    access.store.change(lambda line: downtime.beat(line, wall_clock() - 10 * MINUTE))
    first, _ = lines(file, list_devices, capsys)
    assert first.startswith("No host is there since ")


def test_a_device_that_is_away_tells_when_it_was_last_seen(access, file, capsys):
    device, _ = access.add("kiosk", "hall", "kiosk-1")
    now = wall_clock()
    gone = [Noticed(device.id, "away", now, "", works=False)]
    access.store.change(lambda line: downtime.notice(line, [], [device.id], now - 60 * MINUTE))
    access.store.change(lambda line: downtime.notice(line, gone, [], now, beats=True))
    (line,) = lines(file, list_devices, capsys)
    assert "away since" in line
    assert "last seen" in line


def test_a_device_gets_a_name_that_is_free_and_fit(access, file, capsys):
    access.add("kiosk", "hall", "kiosk-1")
    access.add("kiosk", "hall", "kiosk-2")
    assert lines(file, rename_device, capsys, "hall/kiosk-1", "kiosk-hal") == [
        "hall/kiosk-1 is called kiosk-hal now"
    ]
    for device, name, why in (
        ("hall/kiosk-hal", "kiosk-2", "already"),
        ("hall/kiosk-hal", "Kiosk!", "cannot be a name"),
        ("hall/kiosk-1", "kiosk-9", "no device is called"),
    ):
        assert rename_device(file, device, name) == 1
        assert why in capsys.readouterr().err


def test_a_device_that_the_settings_name_is_renamed_there_first(access, file, capsys):
    access.add("printer", "hall", "roll")
    assert rename_device(file, "hall/roll", "bonnen") == 1
    assert capsys.readouterr().err.strip() == (
        "hall/roll is named in the settings, at locations.hall.printers:"
        " write the new name there first, then rename the device"
    )
    file.write_text(file.read_text().replace('"roll"', '"bonnen"'))
    assert lines(file, rename_device, capsys, "hall/roll", "bonnen") == [
        "hall/roll is called bonnen now"
    ]


def test_a_revoked_device_has_no_name_to_change(access):
    device, _ = access.add("kiosk", "hall", "kiosk-1")
    assert access.revoke("hall/kiosk-1")
    assert not access.rename(device.id, "kiosk-2")
    access.add("kiosk", "hall", "kiosk-1")
    assert access.rename("hall/kiosk-1", "kiosk-2")


def test_two_devices_cannot_have_one_name_and_others_places_do_not_matter(access):
    access.add("kiosk", "hall", "kiosk-1")
    access.add("kiosk", "annex", "kiosk-2")
    assert access.rename("hall/kiosk-1", "kiosk-2")
    access.add("kiosk", "hall", "kiosk-3")
    with pytest.raises(NameTaken):
        access.rename("hall/kiosk-3", "kiosk-2")


def test_the_log_of_devices_says_who_did_what_and_a_command_stands_in_it_once(access, file, capsys):
    access.add("kiosk", "hall", "kiosk-1")
    access.invite("printer", "hall", "roll")
    by = By("ontvangst", "a-command-1", "digest")
    access.rename("hall/kiosk-1", "kiosk-2", by)
    assert access.step_of("a-command-1").digest == "digest"
    assert access.step_of("another-one") is None
    access.revoke("hall/kiosk-2")
    told = [line.split("  ", 1)[1] for line in lines(file, list_device_steps, capsys)]
    assert sorted(told) == [
        "hall/kiosk-1  added by administrator",
        "hall/kiosk-2  renamed by ontvangst",
        "hall/kiosk-2  revoked by administrator",
        "hall/roll  invited by administrator",
    ]


def test_who_was_let_in_under_a_taken_name_hears_the_name_that_it_got(access):
    access.add("display", "hall", "wall")
    started = access.start("display", "wall")
    name = access.approve(started.code, "hall").name
    assert name != "wall"
    assert name in {row.name for row in access.devices()}


def test_a_device_is_not_let_in_by_a_word_that_is_no_code(access):
    with pytest.raises(NotAllowed):
        access.approve("", "hall")
    assert devices_cli.rename(access.settings, "nobody", "x") is False


def test_a_program_knows_its_version_and_one_that_was_not_installed_has_none():
    assert own_version() == "0.1.0"
    assert own_version("no-such-package-of-ours") == ""
