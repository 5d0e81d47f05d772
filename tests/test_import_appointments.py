"""Appointments from files: whole or not at all, every fault by its line, and the same file again
changes nothing.
"""

import asyncio
import contextlib
import hashlib
import hmac
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host.importing import FileFaulty, run
from host.importing.csv_file import read_csv
from host.settings import read
from host.store import Store
from tests.town import ZONE, a_town, at, new_id, settings_file
from wire.commands import CheckIn
from wire.frames import Find

NOW = at("08:00")
DAY = "2026-11-20"
HEAD = "date,time,services,persons,name,phone,mail,language,code\n"
SECRET = b"of the server"


@pytest.fixture
def town(tmp_path):
    settings = read(settings_file(tmp_path))
    store = Store(settings.server.database)
    store.open()
    yield settings, store, tmp_path
    store.close()


def imported(town, content, name="day.csv", **more):
    settings, store, folder = town
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run(settings, store, "hall", file, SECRET, now=NOW, **more)


def faults(town, content, name="day.csv"):
    with pytest.raises(FileFaulty) as faulty:
        imported(town, content, name)
    _, store, _ = town
    assert store.load("hall", DAY) == [], "nothing is half imported"
    return [str(fault) for fault in faulty.value.faults]


def test_a_file_becomes_appointments_with_codes_that_cannot_be_guessed(town):
    lines = f"{DAY},09:10,passport,2,Tjitske Bakker,0600000001,t@example.nl,de,\n"
    lines += f"{DAY},9:20,collect,,,,,,MINE23\n"
    done = imported(town, HEAD + lines)
    assert (done.new, done.known, done.days) == (2, 0, 1)
    codes = sorted(done.codes.values(), key=lambda code: code != "MINE23")
    assert codes[0] == "MINE23"
    assert len(codes[1]) == 6
    assert not set(codes[1]) & set("0O1IL")
    _, store, _ = town
    first, second = (entry.events[0] for entry in store.load("hall", DAY))
    assert (first.appointed, first.persons, first.language) == (at("09:10"), 2, "de")
    assert (second.services, second.persons) == (("collect",), 1)
    person = store.people("hall", DAY)[first.visit]
    assert (person.name, person.phone, person.mail) == (
        "Tjitske Bakker",
        "0600000001",
        "t@example.nl",
    )
    assert "Tjitske" not in str(store.load("hall", DAY))


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_what_is_new(town):
    lines = HEAD + f"{DAY},09:10,passport,,,,,,\n"
    assert imported(town, lines).new == 1
    again = imported(town, lines + f"{DAY},09:20,passport,,,,,,\n")
    assert (again.new, again.known) == (1, 1)


def test_a_dry_run_judges_everything_and_keeps_nothing(town):
    assert imported(town, HEAD + f"{DAY},09:10,passport,,,,,,\n", dry_run=True).new == 1
    assert town[1].load("hall", DAY) == []


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffdate;time;services\r\n20-11-2026;9:10;passport+collect\r\n",
        f'Services,TIME,date\n"passport collect",09:10,{DAY}\n\n',
    ],
)
def test_semicolons_a_byte_order_mark_dutch_dates_and_columns_in_any_order_are_fine(town, content):
    assert imported(town, content).new == 1
    event = town[1].load("hall", DAY)[0].events[0]
    assert (event.appointed, event.services) == (at("09:10"), ("passport", "collect"))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("2026-13-01,09:10,passport,,,,,,", "date is not written as"),
        (f"{DAY},25:10,passport,,,,,,", "time is not written as"),
        (f"{DAY},09:10,nothing,,,,,,", 'does not offer "nothing"'),
        (f"{DAY},09:10,,,,,,,", "names 0 services"),
        (f"{DAY},09:10,passport,0,,,,,", "persons is not a number"),
        (f"{DAY},09:10,passport,13,,,,,", "persons is not a number"),
        (f"{DAY},09:10,passport,,,,,dutch,", "language is not written"),
        (f"{DAY},09:10,passport,,,,,,A!B", "code holds"),
        (f"{DAY},09:10,passport", "has 3 cells"),
        (f"{DAY},08:59,passport,,,,,,", "opening hours"),
        (f"{DAY},17:00,passport,,,,,,", "opening hours"),
        ("2026-11-21,09:10,passport,,,,,,", "closed on 2026-11-21"),
        ("2026-11-13,09:10,passport,,,,,,", "is over"),
        ("2027-03-28,02:30,passport,,,,,,", "does not exist"),
        ("2027-10-31,02:30,passport,,,,,,", "exists twice"),
    ],
)
def test_each_fault_is_told_with_its_line_and_nothing_is_imported(town, line, text):
    good = f"{DAY},09:10,collect,,,,,,\n"
    (fault,) = faults(town, HEAD + good + line + "\n" + good.replace("10", "20"))
    assert fault.startswith("line 3: ")
    assert text in fault


def test_faults_of_all_lines_are_told_at_once(town):
    lines = f"x,09:10,passport,,,,,,\n{DAY},x,passport,,,,,,\n"
    assert [fault.split(":")[0] for fault in faults(town, HEAD + lines)] == ["line 2", "line 3"]


def test_a_citizen_service_number_is_refused_and_never_repeated(town):
    for number in ("111222333", "111.222.333", "1112 22 333"):
        for cells in (f"{number},,,,", f"Jan {number},,,,", f",{number},,,"):
            (fault,) = faults(town, HEAD + f"{DAY},09:10,passport,,{cells}\n")
            assert "BSN" in fault
            assert "222" not in fault


def test_a_file_of_windows_is_refused_with_what_to_do(town):
    (fault,) = faults(town, (HEAD + f"{DAY},09:10,passport,,Zoë,,,,\n").encode("cp1252"))
    assert fault.startswith("line 2: is not UTF-8")
    assert "CSV UTF-8" in fault


def test_two_appointments_with_one_code_are_refused(town):
    lines = f"{DAY},09:10,passport,,,,,,SAME22\n{DAY},09:20,passport,,,,,,SAME22\n"
    (fault,) = faults(town, HEAD + lines)
    assert "has this code" in fault


@pytest.mark.parametrize(
    "head", ["date,time\n", "date,time,services,bsn\n", "date,date,time,services\n", ""]
)
def test_a_header_that_is_not_ours_is_refused(town, head):
    assert all(fault.startswith("line 1") for fault in faults(town, head))


def test_control_characters_do_not_come_in_with_a_name(town):
    imported(town, HEAD + f"{DAY},09:10,passport,,\x1b[31mRood\x07,,,,\n")
    assert [row.name for row in town[1].people("hall", DAY).values()] == ["Rood"]


@given(st.binary(max_size=300))
def test_no_file_at_all_makes_anything_but_appointments_or_faults(content):
    with contextlib.suppress(FileFaulty):
        assert all(wanted.services for wanted in read_csv(content, ZONE, ("passport",)))


def test_an_id_that_stays_in_the_log_cannot_be_made_from_a_guessed_name(town):
    """It outlives the erased person; without the server's secret nobody can try names on it."""
    settings, store, folder = town
    imported(town, HEAD + f"{DAY},09:10,passport,,Wiebe,,,,CODE22\n")
    (entry,) = store.load("hall", DAY)
    other = Store(f"sqlite:///{folder}/other.db")
    other.open()
    run(settings, other, "hall", folder / "day.csv", b"guessed", now=NOW)
    (guess,) = other.load("hall", DAY)
    other.close()
    assert guess.id != entry.id


def test_a_line_that_was_imported_before_ids_were_keyed_is_known(town, monkeypatch):
    line = HEAD + f"{DAY},09:10,passport,,Wiebe,,,,CODE22\n"
    with monkeypatch.context() as older:
        older.setattr(hmac, "digest", lambda _, text, kind: hashlib.new(kind, text).digest())
        assert imported(town, line).new == 1
    again = imported(town, line)
    assert (again.new, again.known, again.codes) == (0, 1, {2: "CODE22"})


ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//
BEGIN:VEVENT
UID:one@example.nl
DTSTAMP:20261101T000000Z
DTSTART:20261120T081000Z
CATEGORIES:passport
SUMMARY:Sietske
X-BALIE-PERSONS:3
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_a_calendar_file_becomes_appointments_too(town):
    assert imported(town, ICS, "day.ics").new == 1
    assert imported(town, ICS, "day.ics").known == 1
    event = town[1].load("hall", DAY)[0].events[0]
    assert datetime.fromtimestamp(event.appointed / 1000, UTC).hour == 8
    assert (event.appointed, event.persons) == (at("09:10"), 3)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("CATEGORIES:passport", "CATEGORIES:nothing", "does not offer"),
        ("CATEGORIES:passport", "COMMENT:none", "no CATEGORIES"),
        ("DTSTART:20261120T081000Z", "DTSTART;VALUE=DATE:20261120", "no start"),
        ("PERSONS:3", "PERSONS:many", "PERSONS is not"),
        ("SUMMARY:Sietske", "SUMMARY:Jan 111222333", "BSN"),
        ("SUMMARY:Sietske", "RRULE:FREQ=DAILY", "repeats"),
        ("SUMMARY:Sietske", "STATUS:CANCELLED", "cancelled"),
        ("BEGIN:VCALENDAR", "no calendar", "is not iCalendar"),
    ],
)
def test_a_fault_in_a_calendar_file_names_the_event(town, old, new, text):
    assert old in ICS
    (fault,) = faults(town, ICS.replace(old, new, 1), "day.ics")
    assert text in fault


async def test_what_was_imported_is_expected_found_by_name_and_checked_in(tmp_path):
    async with a_town(tmp_path) as town:
        file = tmp_path / "day.csv"
        file.write_text(HEAD + f"{DAY},09:10,passport,,Wiebe,,,,CODE22\n")
        host = town.host
        given = (host.settings, host.store, "hall", file, SECRET)
        await asyncio.to_thread(run, *given, now=town.clock.now)
        greeter = await town.screen("greeter")
        view = await greeter.sees(lambda view: view.expected)
        assert (view.expected[0].name, view.expected[0].code) == ("Wiebe", "CODE22")
        found = await greeter.say(Find(id=new_id(), text="wieb"))
        done = await greeter.done(CheckIn(id=new_id(), visit=found.rows[0].visit))
        assert done.ticket == "A001"
