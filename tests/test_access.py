"""Who may speak: pairing, tokens and revoking, at the host and on the device."""

import pytest

from host import devices_cli
from host.access import PAIRING_MILLIS, Access, Limit, NotAllowed
from host.serve import wall_clock
from host.settings import read
from host.signin import HASHER, set_pin
from host.store import Store
from host.store import access as rows
from host.tokens import CODE_LETTERS, hash_of, new_code
from tests.town import Clock, settings_file


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def access(tmp_path, clock):
    settings = read(settings_file(tmp_path))
    store = Store(settings.server.database)
    store.open()
    yield Access(store, settings, clock)
    store.close()


def test_a_token_opens_until_it_is_revoked_and_only_its_hash_is_kept(access):
    device, token = access.add("kiosk", "hall", "kiosk-1")
    assert access.device_of(token) == device
    assert token not in str(access.devices())
    assert access.devices()[0].token_hash == hash_of(token)
    assert access.revoke("hall/kiosk-1")
    assert access.device_of(token) is None
    assert not access.revoke("hall/kiosk-1")


@pytest.mark.parametrize(
    ("role", "location", "name", "desk", "why"),
    [
        ("system", "hall", "x", None, "no role"),
        ("kiosk", "nowhere", "x", None, "no location"),
        ("desk", "hall", "x", "9", "no desk"),
        ("kiosk", "hall", "", None, "needs a name"),
    ],
)
def test_a_device_that_fits_nowhere_is_not_let_in(access, role, location, name, desk, why):
    with pytest.raises(NotAllowed, match=why):
        access.add(role, location, name, desk)


def test_a_name_is_given_once_per_location_and_again_after_it_was_revoked(access):
    access.add("kiosk", "hall", "kiosk-1")
    access.add("kiosk", "annex", "kiosk-1")
    with pytest.raises(NotAllowed, match="already"):
        access.add("kiosk", "hall", "kiosk-1")
    access.revoke("hall/kiosk-1")
    access.add("kiosk", "hall", "kiosk-1")


def test_a_code_is_good_for_ten_minutes(access, clock):
    started = access.start("display")
    clock.now += PAIRING_MILLIS
    assert access.claim(started.secret) is None
    with pytest.raises(NotAllowed, match="older than ten minutes"):
        access.approve(started.code, "hall")


def test_a_code_that_was_never_shown_is_not_approved(access):
    with pytest.raises(NotAllowed, match="no device shows"):
        access.approve("222-222", "hall")
    invited = access.invite("kiosk", "hall", "kiosk-1")
    with pytest.raises(NotAllowed, match="no device shows"):
        access.approve(invited, "hall")


def test_a_code_is_approved_once(access):
    started = access.start("desk", "balie-3")
    access.approve(started.code, "hall", desk="1")
    with pytest.raises(NotAllowed, match="used already"):
        access.approve(started.code, "hall")
    device = access.device_of(access.claim(started.secret))
    assert (device.role, device.name, device.desk) == ("desk", "balie-3", "1")


def test_devices_that_wait_at_the_door_are_listed_and_two_of_a_name_are_told_apart(access):
    access.add("display", "hall", "wall")
    started = access.start("display", "wall")
    assert [row.name for row in access.waiting()] == ["wall"]
    assert access.approve(started.code, "hall").name.startswith("wall-")
    access.claim(started.secret)
    names = {row.name for row in access.devices()}
    assert len(names) == 2


def test_codes_hold_nothing_that_is_read_as_something_else():
    assert not set("0O1IL") & set(CODE_LETTERS)
    assert len({new_code() for _ in range(1000)}) == 1000


def test_a_limit_forgets_after_a_minute():
    now = [100.0]
    limit = Limit(2, lambda: now[0])
    assert [limit.allows() for _ in range(3)] == [True, True, False]
    now[0] += 60
    assert limit.allows()


def test_a_pin_set_at_the_host_goes_before_the_settings(access):
    set_pin(access.store, access.settings, "hall", "anna", "86420")
    kept = access.store.read(lambda line: rows.staff_member(line, "hall", "anna"))
    assert HASHER.verify(kept.pin_hash, "86420")
    assert "86420" not in str(kept)
    for pin in ("123", "1" * 13, "12a4", "１２３４"):
        with pytest.raises(ValueError, match="digits"):
            set_pin(access.store, access.settings, "hall", "anna", pin)


def test_the_commands_at_the_host_do_the_same(access):
    settings = access.settings
    token = devices_cli.add(settings, "printer", "hall", "roll")
    assert access.device_of(token).name == "roll"
    code = devices_cli.invite(settings, "kiosk", "hall", "kiosk-1")
    assert access.device_of(access.redeem(code)).role == "kiosk"
    started = Access(access.store, settings, wall_clock).start("display", "wall")
    lines: list[str] = []
    devices_cli.tell_all(settings, lines.append)
    assert any(line.startswith("hall/roll  printer") for line in lines)
    assert any(line.startswith(started.code) for line in lines)
    assert devices_cli.approve(settings, started.code, "hall") == "wall"
    assert devices_cli.revoke(settings, "hall/roll")
    assert not devices_cli.revoke(settings, "hall/roll")
    devices_cli.pin(settings, "hall", "bram", "97531")
