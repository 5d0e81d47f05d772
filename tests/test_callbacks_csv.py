"""Promises to call back as CSV, and the commands at the host."""

import csv
import io

import pytest
from typer.testing import CliRunner

from balie.verbs import app
from host.callbacks.bring import bring
from host.callbacks.table import OUT, read_table, write_table
from host.importing.wanted import FileFaulty
from host.store import Store
from host.store.callback_lists import made_between
from tests.callbacks_stage import TEXT, Office, local, moment
from tests.town import ZONE, settings_file

DEPARTMENTS = ("desk", "law", "enforcement")
FILE = """created;department;term_days;name;phone;note;attempts;answered;transferred_directly
2027-03-19 10:00;desk;1;Sanne;0600000123;Paspoort;;2027-03-22 16:00;
19-03-2027 16:30;desk;2;Piet;;Rijbewijs;2027-03-19 16:45 + 2027-03-22 09:10;;
2027-03-19 11:00;law;;;;;;;ja
"""


@pytest.fixture
def office(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/balie.db")
    store.open()
    yield Office(tmp_path, store)
    store.close()


def brought(office, text=FILE, secret=b"of this town", **more):
    lines = read_table(text.encode(), ZONE, DEPARTMENTS)
    return bring(office.callbacks, "hall", lines, secret, **more)


def kept(office):
    span = {"first": moment("2027-01-01 00:00"), "last": moment("2028-01-01 00:00")}
    return office.store.read(lambda line: made_between(line, ["hall"], **span))


def test_notes_of_another_system_come_in_as_they_were_made_tried_and_answered(office):
    office.at("2027-03-22 17:30")
    assert brought(office) == (3, 0)
    first, taken, second = kept(office)
    assert (local(first.created), local(first.due)) == (
        "Fri 19 Mar 2027 10:00",
        "Mon 22 Mar 2027 17:00",
    )
    assert (first.outcome, local(first.answered), first.channel) == (
        "answered",
        "Mon 22 Mar 2027 16:00",
        "import",
    )
    assert (second.state, second.attempts, local(second.tried)) == (
        "open",
        2,
        "Mon 22 Mar 2027 09:10",
    )
    assert (taken.outcome, taken.name) == ("transferred", "")


@pytest.mark.parametrize(
    "cells", ["2027-03-19 11:05;;ja", ";2027-03-19 11:05;ja", "2027-03-19 11:05;2027-03-19 11:06;1"]
)
def test_a_call_that_somebody_took_at_once_has_nothing_after_it(office, cells):
    office.at("2027-03-22 17:30")
    head = FILE.split("\n", 1)[0]
    with pytest.raises(FileFaulty) as faulty:
        brought(office, f"{head}\n2027-03-19 11:00;law;;;;;{cells}\n")
    assert "taken at once" in str(faulty.value.faults[0])
    assert kept(office) == []


def test_the_same_file_again_changes_nothing_and_a_dry_run_keeps_nothing(office):
    office.at("2027-03-22 17:30")
    assert brought(office, dry_run=True) == (3, 0)
    assert kept(office) == []
    assert brought(office) == (3, 0)
    assert brought(office) == (0, 3)
    assert len(kept(office)) == 3


def test_without_the_server_s_secret_no_id_can_be_tried_against_a_guess_at_a_caller(office):
    office.at("2027-03-22 17:30")
    assert brought(office) == (3, 0)
    assert brought(office, secret=b"of another town") == (3, 0)
    assert len({row.callback for row in kept(office)}) == 6


def test_of_who_was_called_back_long_ago_nothing_personal_comes_in(office):
    office.at("2027-06-01 10:00")
    brought(office)
    assert [row.name for row in kept(office)] == ["", "", "Piet"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2027-03-19 10:00;gardens;1;a;;;;;", 'there is no department "gardens"'),
        ("yesterday;desk;1;a;;;;;", "created is not written as 2027"[:22]),
        ("2027-03-28 02:30;desk;1;a;;;;;", "does not exist"),
        ("2027-03-19 10:00;desk;many;a;;;;;", "term_days is not"),
        ("2027-03-19 10:00;desk;7;a;;;;;", "does not promise that many"),
        ("2027-03-19 10:00;desk;1;a;;111222333;;;", "BSN"),
        ("2027-03-19 10:00;desk;1;a;;;;2027-03-18 09:00;", "before it was created"),
        ("2027-03-25 10:00;desk;1;a;;;;;", "has not come yet"),
        ("2027-03-19 10:00;desk;1;a;;;;;perhaps", "not yes or no"),
        ("2027-03-19 10:00;desk", "has 2 cells"),
    ],
)
def test_a_file_with_a_fault_is_not_brought_in_at_all_and_names_the_line(office, line, fault):
    office.at("2027-03-22 17:30")
    with pytest.raises(FileFaulty) as faulty:
        brought(office, FILE + line + "\n")
    (told,) = faulty.value.faults
    assert fault in str(told)
    assert "111222333" not in str(told)
    assert told.line == 5 or "line 5" in str(told)
    assert kept(office) == []


def test_what_goes_out_names_nobody_unless_asked(office):
    office.made(name="=cmd|' /C calc'!A0", note="Sanne belt")
    rows = kept(office)
    plain = write_table(office.settings, rows)
    (line,) = csv.DictReader(io.StringIO(plain))
    assert tuple(line) == OUT
    assert (line["due"], line["term_days"], line["exempt"]) == (
        "2027-03-23T17:00:00+01:00",
        "1",
        "false",
    )
    assert "Sanne" not in plain
    (line,) = csv.DictReader(io.StringIO(write_table(office.settings, rows, with_people=True)))
    assert line["name"].startswith("'=cmd")
    assert line["note"] == "Sanne belt"


def test_the_commands_at_the_host_do_the_same(tmp_path, monkeypatch):
    settings = settings_file(tmp_path, text=TEXT)
    clock = tmp_path / "clock"
    file = tmp_path / "notes.csv"
    file.write_text(FILE)
    monkeypatch.setattr("balie.callbacks.now_of", lambda clock_file: moment("2027-03-22 17:30"))

    def balie(*words):
        heard = CliRunner().invoke(app, ["callback", *words, "--settings", str(settings)])
        return heard.exit_code, heard.output

    assert balie("import", str(file), "--location", "hall")[1] == (
        "3 promises brought in; 0 were known\n"
    )
    code, listed = balie("list")
    assert code == 0
    assert "2027-03-23 17:00  on_time   desk  2 wd" in listed
    assert "2 calls in vain" in listed
    assert balie("list", "--late")[1] == ""
    code, told = balie("figures", "--from", "2027-03-19", "--to", "2027-03-22")
    assert (code, "all " in told, "100,0 %" in told, "33,3 %" in told) == (0, True, True, True)
    assert "Sanne" not in listed + told
    out = tmp_path / "out.csv"
    days = ("--from", "2027-03-19", "--to", "2027-03-22")
    assert balie("export", *days, "--csv", str(out)) == (0, f"{out}: 3 promises\n")
    assert len(out.read_text().splitlines()) == 4
    assert out.stat().st_mode & 0o077 == 0
    assert balie("export", *days, "--csv", str(out))[0] == 1
    assert balie("list", "--location", "nowhere")[0] == 1
    assert not clock.exists()
