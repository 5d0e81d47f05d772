"""What a neighbouring town gets when nothing works here: code, time and product of who is still
due, the most urgent first, sealed, noted, and over at the end of the day."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from host.fallback.due import due_of, urgency_of
from host.settings import read
from host.settings.days import ROLL_OVER
from tests.fallback_stage import a_morning, balie, with_services, write
from tests.office import SETTINGS, Office
from tests.town import FRIDAY, at, settings_file

needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not installed")


@pytest.fixture(scope="module")
def morning(tmp_path_factory):
    folder = tmp_path_factory.mktemp("morning")
    asyncio.run(a_morning(folder, with_services()))
    return folder


@pytest.fixture
def office(morning, tmp_path):
    """A folder of its own; the database is everybody's."""
    shutil.copy(morning / "balie.toml", tmp_path)
    (tmp_path / "phrase").write_text("goede buren\n")
    return tmp_path


ROWS = [
    "time;code;product;urgency",
    "11:30;DEATH-1;Overlijden aangeven;death",
    "11:00;BIRTH-1;geboorteaangifte;birth",
    "12:00;SPOED-1;Spoedpaspoort;urgent_document",
    "09:05;B001;Ophalen;other",
    "10:00;PASS-1;Paspoort;other",
    "10:10;COLL-1;Ophalen;other",
]


@needs_gpg
def test_the_neighbour_reads_code_time_and_product_the_most_urgent_first(office):
    code, told, logged = write(office)
    assert code == 0, logged
    assert "6 visits for Gooise Meren" in told
    assert "  nl: Door een storing kunnen wij u hier niet helpen. U kunt naar Gooise Meren." in told
    assert (office / "list.gpg").stat().st_mode & 0o777 == 0o600
    code, told, logged = balie(
        office, "read_fallback", office / "list.gpg", office / "phrase", at("15:00")
    )
    assert code == 0, logged
    lines = told.splitlines()
    assert lines[:5] == [
        "# from: Testdam, Grote Hal",
        "# to: Gooise Meren",
        f"# day: {FRIDAY}",
        "# visits: 6",
        "# expires: 2026-11-21T04:00:00+01:00",
    ]
    assert lines[5:] == ROWS


@needs_gpg
def test_no_name_is_in_the_list_and_nothing_is_readable_in_the_file(office):
    write(office)
    sealed = (office / "list.gpg").read_bytes()
    for secret in (b"DEATH-1", b"Overlijden", b"Geheim", b"Gooise"):
        assert secret not in sealed
    told = balie(office, "read_fallback", office / "list.gpg", office / "phrase", at("15:00"))[1]
    assert "Geheim" not in told
    assert "Stil" not in told


@needs_gpg
def test_the_list_is_over_at_the_end_of_the_service_day(office):
    write(office)
    given = (office / "list.gpg", office / "phrase")
    assert ROLL_OVER.hour == 4
    assert balie(office, "read_fallback", *given, at("03:59", "2026-11-21"))[0] == 0
    code, told, fault = balie(office, "read_fallback", *given, at("04:00", "2026-11-21"))
    assert (code, told) == (1, "")
    assert "this list is over" in fault


@needs_gpg
def test_that_it_was_made_is_logged_and_stays_in_the_database(office):
    logged = write(office)[2]
    line = json.loads(logged)
    assert (line["event"], line["to"], line["visits"]) == ("fallback_made", "Gooise Meren", 6)
    from host.serve import open_store
    from host.store.access import setting

    store = open_store(read(office / "balie.toml"))
    try:
        note = store.read(lambda row: setting(row, f"fallback:hall:{at('09:30')}"))
    finally:
        store.close()
    assert note is not None
    assert json.loads(note) == {"to": "Gooise Meren", "visits": 6, "day": FRIDAY}


@needs_gpg
@pytest.mark.parametrize("how", ["wrong", "touched"])
def test_a_wrong_passphrase_and_a_file_that_was_touched_open_nothing(office, how):
    write(office)
    if how == "wrong":
        (office / "phrase").write_text("slechte buren\n")
    else:
        sealed = bytearray((office / "list.gpg").read_bytes())
        sealed[len(sealed) // 2] ^= 1
        (office / "list.gpg").write_bytes(sealed)
    code, told, fault = balie(
        office, "read_fallback", office / "list.gpg", office / "phrase", at("15:00")
    )
    assert (code, told) == (1, "")
    assert fault.startswith("gpg: ")


@needs_gpg
def test_without_a_passphrase_a_strong_one_is_made_and_told_once(office):
    told = write(office, phrase=None)[1]
    phrase = told.split("by telephone: ")[1].split("\n")[0]
    assert len(phrase) == 29
    (office / "phrase").write_text(phrase)
    assert (
        balie(office, "read_fallback", office / "list.gpg", office / "phrase", at("15:00"))[0] == 0
    )


@needs_gpg
def test_a_passphrase_is_good_however_it_was_written_down_from_the_telephone(office):
    told = write(office, phrase=None)[1]
    phrase = told.split("by telephone: ")[1].split("\n")[0]
    for heard in (phrase.lower(), phrase.replace("-", ""), phrase.lower().replace("-", "  ")):
        (office / "phrase").write_text(heard)
        words = (office / "list.gpg", office / "phrase", at("15:00"))
        assert balie(office, "read_fallback", *words)[0] == 0, heard
    last = "A" if phrase[-1] != "A" else "B"
    (office / "phrase").write_text(phrase[:-1].lower() + last)
    assert balie(office, "read_fallback", *words)[0] == 1


@needs_gpg
def test_it_can_be_sealed_for_the_neighbours_own_key(office, tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("gnupg")
    home.chmod(0o700)
    gpg = ["gpg", "--homedir", str(home), "--batch", "--pinentry-mode", "loopback"]
    subprocess.run(
        [*gpg, "--passphrase", "", "--quick-gen-key", "buur@example.org", "rsa2048", "encr"],
        check=True,
        capture_output=True,
    )
    public = subprocess.run([*gpg, "--armor", "--export"], check=True, capture_output=True).stdout
    (office / "neighbour.asc").write_bytes(public)
    try:
        assert write(office, phrase=None, key=office / "neighbour.asc")[0] == 0
        monkeypatch.setenv("GNUPGHOME", str(home))
        code, told, fault = balie(office, "read_fallback", office / "list.gpg", None, at("15:00"))
        assert code == 0, fault
        assert told.splitlines()[5:] == ROWS
    finally:
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)


def test_without_gpg_a_sentence_says_what_to_install(office, monkeypatch):
    monkeypatch.setattr("host.fallback.sealing.shutil.which", lambda name: None)
    code, _, fault = write(office)
    assert (code, fault) == (1, "gpg is missing: install GnuPG (apt install gnupg)\n")
    install = Path(__file__).parent.parent / "docs" / "install.md"
    assert fault.strip() in " ".join(install.read_text(encoding="utf-8").split())


def test_an_empty_passphrase_is_none(office):
    (office / "phrase").write_text("\n")
    assert "holds no passphrase" in write(office)[2]


def test_another_file_is_no_list(office):
    from host.fallback.due import expires_of

    with pytest.raises(ValueError, match="no list"):
        expires_of("# from: nobody\n")


def test_urgency_follows_from_the_names_of_a_service(tmp_path):
    settings = read(settings_file(tmp_path, text=with_services()))
    told = {name: urgency_of(settings, name) for name in (*settings.services, "unknown")}
    assert told == {
        "passport": "other",
        "collect": "other",
        "talk": "other",
        "death": "death",
        "birth": "birth",
        "emergency": "urgent_document",
        "stranger": "urgent_document",
        "unknown": "other",
    }


def test_a_day_that_is_not_open_yet_has_its_appointments(tmp_path):
    from host.core.day import Day

    settings = read(settings_file(tmp_path, text=with_services()))
    assert due_of(settings, "hall", Day("hall", FRIDAY)) == []


@needs_gpg
def test_an_administrator_types_it(tmp_path):
    office = Office(tmp_path)
    assert "[locations.stadhuis]" in SETTINGS
    (tmp_path / "phrase").write_text("goede buren")
    told = office.told(
        *("fallback", "write", "stadhuis", "--to", "Gooise Meren", "--file", "list.gpg"),
        *("--passphrase-file", "phrase"),
    )
    assert "0 visits for Gooise Meren" in told
    assert HEAD in office.told("fallback", "read", "list.gpg", "--passphrase-file", "phrase")
    assert "no 'elders'" in office.refused(
        *("fallback", "write", "elders", "--to", "x", "--file", "x", "--passphrase-file", "phrase")
    )


HEAD = "time;code;product;urgency"
