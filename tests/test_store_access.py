"""Devices, pairing, staff and settings in the store: the same on both engines."""

from dataclasses import replace
from functools import partial

import pytest

from host.store import RaceLost, Store
from host.store import access as rows
from host.store.access import DeviceRow, PairingRow, StaffRow

pytest_plugins = ["tests.stores"]

NOW = 1_795_161_600_123
KIOSK = DeviceRow("device-1", "Kiosk hal", "kiosk", "centrum", None, "hash-1", NOW)
PAIRING = PairingRow("7K3-9QF", "secret-hash", "kiosk", "Kiosk hal", NOW, NOW + 600_000)


def test_a_device_is_known_by_its_token_until_it_is_revoked(store: Store):
    store.change(lambda line: rows.add_device(line, KIOSK))
    assert store.read(lambda line: rows.device_by_token(line, "hash-1")) == KIOSK
    assert store.read(lambda line: rows.device_by_token(line, "hash-2")) is None
    assert store.change(lambda line: rows.revoke_device(line, "device-1", NOW + 5))
    assert store.read(lambda line: rows.device_by_token(line, "hash-1")) is None
    assert not store.change(lambda line: rows.revoke_device(line, "device-1", NOW + 9))
    assert store.read(rows.devices) == [replace(KIOSK, revoked_at=NOW + 5)]
    assert store.read(lambda line: rows.device(line, "device-1")) is not None


def test_two_devices_never_share_a_token(store: Store):
    store.change(lambda line: rows.add_device(line, KIOSK))
    with pytest.raises(RaceLost):
        store.change(lambda line: rows.add_device(line, replace(KIOSK, id="device-2")))


def test_devices_are_listed_per_location_and_when_last_heard(store: Store):
    other = replace(KIOSK, id="device-2", location="haren", token_hash=None)
    for each in (other, KIOSK):
        store.change(partial(rows.add_device, device=each))
    store.change(lambda line: rows.touch_devices(line, ["device-2"], NOW + 7))
    assert store.read(rows.devices) == [KIOSK, replace(other, last_seen=NOW + 7)]
    assert store.read(lambda line: rows.devices(line, "centrum")) == [KIOSK]


def test_a_device_gets_its_token_once_and_only_after_a_person_has_approved_it(store: Store):
    store.change(lambda line: rows.start_pairing(line, PAIRING))
    finish = partial(rows.finish_pairing, code=PAIRING.code, token_hash="hash-1", now=NOW + 2)
    assert store.change(finish) is None
    assert store.read(lambda line: rows.pairings(line, NOW)) == [PAIRING]
    new = replace(KIOSK, token_hash=None)
    assert store.change(lambda line: rows.approve_pairing(line, PAIRING.code, new, NOW + 1))
    assert store.read(lambda line: rows.pairings(line, NOW)) == []
    again = replace(new, id="device-2")
    assert not store.change(lambda line: rows.approve_pairing(line, PAIRING.code, again, NOW + 1))
    assert store.change(finish) == KIOSK
    assert store.change(finish) is None
    assert store.read(rows.devices) == [KIOSK]


def test_an_expired_code_pairs_nothing_and_is_cleared_away(store: Store):
    store.change(lambda line: rows.start_pairing(line, PAIRING))
    late = PAIRING.expires
    assert store.read(lambda line: rows.pairing_of_code(line, PAIRING.code, late)) is None
    assert store.read(lambda line: rows.pairing_of_secret(line, "secret-hash", late)) is None
    assert store.read(lambda line: rows.pairing_of_secret(line, "secret-hash", late - 1)) == PAIRING
    assert not store.change(lambda line: rows.approve_pairing(line, PAIRING.code, KIOSK, late))
    anew = replace(PAIRING, created=late, expires=late + 1)
    store.change(lambda line: rows.start_pairing(line, anew))
    assert store.read(lambda line: rows.pairings(line, late)) == [anew]


def test_a_code_in_use_is_not_given_twice(store: Store):
    store.change(lambda line: rows.start_pairing(line, PAIRING))
    with pytest.raises(RaceLost):
        store.change(lambda line: rows.start_pairing(line, replace(PAIRING, secret_hash="other")))


def test_staff_are_put_replaced_listed_and_removed(store: Store):
    anja = StaffRow("centrum", "anja", "Anja", "argon2-hash", ("pick",))
    bram = StaffRow("centrum", "bram", "Bram")
    for each in (bram, anja):
        store.change(partial(rows.put_staff, member=each))
    store.change(lambda line: rows.put_staff(line, replace(bram, pin_hash="new")))
    assert store.read(lambda line: rows.staff(line, "centrum")) == [
        anja,
        replace(bram, pin_hash="new"),
    ]
    assert store.read(lambda line: rows.staff_member(line, "centrum", "anja")) == anja
    assert store.read(lambda line: rows.staff_member(line, "haren", "anja")) is None
    assert store.change(lambda line: rows.remove_staff(line, "centrum", "bram"))
    assert not store.change(lambda line: rows.remove_staff(line, "centrum", "bram"))


def test_of_two_hosts_that_both_make_a_secret_the_first_one_holds(store: Store):
    assert store.read(lambda line: rows.setting(line, "secret")) is None
    assert store.change(lambda line: rows.keep_setting(line, "secret", "first")) == "first"
    assert store.change(lambda line: rows.keep_setting(line, "secret", "second")) == "first"
    store.change(lambda line: rows.put_setting(line, "secret", "third"))
    assert store.read(lambda line: rows.setting(line, "secret")) == "third"
