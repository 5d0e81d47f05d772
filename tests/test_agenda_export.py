"""The appointments of a period as a file: without people unless they are asked for, and readable by
other programs.
"""

import asyncio
import csv
import io
import stat
from typing import Any

import pytest
from icalendar import Calendar

from host import agenda_files, importing
from host.core.events import Booked
from host.importing.csv_file import read_csv
from host.store import Store
from host.tools import bring_appointments
from tests.agenda_town import BEFORE, agenda_town, book, one_hall, settings_of, write
from tests.town import ZONE, at

TUESDAY, WEDNESDAY = "2026-11-24", "2026-11-25"
NOW = at("09:00", BEFORE)
HARM = '=HYPERLINK("http://example.org")'


async def filled(folder):
    """A talk and a cancelled passport on Tuesday, and a passport on Wednesday."""
    async with agenda_town(folder, one_hall()) as town:
        talk = await book(town, "north", TUESDAY, "10:00", "talk", name="Els Voorbeeld")
        gone = await book(town, "north", TUESDAY, "09:00", name=HARM)
        await book(town, "north", WEDNESDAY, "09:30")
        await town.host.doors.agenda.cancel(gone.visit, channel="phone", by="test")
    return talk, gone


def exported(folder, *, first=TUESDAY, last=WEDNESDAY, kind="csv", people=False):
    file = folder / f"agenda.{kind}"
    files = (file, None) if kind == "csv" else (None, file)
    given = ("north", (first, last), *files, people, NOW)
    return asyncio.to_thread(agenda_files.export_agenda, folder / "balie.toml", *given)


def table(folder):
    text = (folder / "agenda.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


async def test_a_table_holds_every_appointment_of_the_period_and_nobody(tmp_path):
    talk, gone = await filled(tmp_path)
    assert await exported(tmp_path) == 0
    rows = table(tmp_path)
    assert [(row["date"], row["time"], row["services"], row["state"]) for row in rows] == [
        (TUESDAY, "09:00", "passport", "cancelled"),
        (TUESDAY, "10:00", "talk", "open"),
        (WEDNESDAY, "09:30", "passport", "open"),
    ]
    assert (rows[1]["id"], rows[1]["minutes"], rows[1]["amounts"]) == (talk.visit, "60", "1")
    assert rows[0]["id"] == gone.visit
    text = (tmp_path / "agenda.csv").read_text()
    assert "Voorbeeld" not in text
    assert "@" not in text
    assert await exported(tmp_path, last="") == 0
    assert len(table(tmp_path)) == 2


async def test_people_are_there_when_asked_for_and_no_name_becomes_a_formula(tmp_path):
    await filled(tmp_path)
    assert await exported(tmp_path, people=True) == 0
    rows = table(tmp_path)
    assert rows[1]["name"] == "Els Voorbeeld"
    assert rows[1]["mail"] == "Els Voorbeeld@testdam.example"
    assert rows[0]["name"] == f"'{HARM}"
    mode = stat.S_IMODE((tmp_path / "agenda.csv").stat().st_mode)
    assert mode == 0o600


async def test_a_calendar_holds_what_stands_and_says_the_services(tmp_path):
    talk, _ = await filled(tmp_path)
    assert await exported(tmp_path, kind="ics") == 0
    content = (tmp_path / "agenda.ics").read_bytes()
    assert b"Voorbeeld" not in content
    events: list[Any] = [*Calendar.from_ical(content).walk("VEVENT")]
    first, second = events
    assert str(first["SUMMARY"]) == "Gesprek"
    assert str(first["UID"]) == f"{talk.visit}@testdam.example"
    assert first["DTSTART"].dt.timestamp() * 1000 == talk.appointed
    assert first["DTEND"].dt.timestamp() * 1000 == talk.ends
    assert str(second["SUMMARY"]) == "Paspoort"


async def test_a_calendar_with_people_can_be_brought_into_another_town(tmp_path):
    await filled(tmp_path)
    assert await exported(tmp_path, kind="ics", people=True) == 0
    other = tmp_path / "other"
    other.mkdir()
    write(other, one_hall())
    store = Store(settings_of(other).server.database)
    store.open()
    given = (settings_of(other), store, "north", tmp_path / "agenda.ics", b"secret")
    found = importing.run(*given, now=NOW)
    assert (found.new, found.days) == (2, 2)
    assert "Els Voorbeeld" in {row.name for row in store.people("north", TUESDAY).values()}
    store.close()


@pytest.mark.parametrize("people", [True, False])
async def test_a_table_can_be_brought_into_another_town_without_what_was_cancelled(
    tmp_path, people, capsys
):
    talk, _ = await filled(tmp_path)
    assert await exported(tmp_path, people=people) == 0
    other = tmp_path / "other"
    other.mkdir()
    file = write(other, one_hall())
    for booked, known in ((2, 0), (0, 2)):
        given = (file, "north", tmp_path / "agenda.csv", False, NOW)
        assert await asyncio.to_thread(bring_appointments, *given) == 0
        told = capsys.readouterr().out
        assert f"{booked} appointments booked on" in told
        assert f"{known} were known; 1 that does not stand was passed over" in told
    store = Store(settings_of(other).server.database)
    store.open()
    (kept,) = store.load("north", TUESDAY)
    (fact,) = kept.events
    assert isinstance(fact, Booked)
    assert (fact.appointed, fact.services, fact.code) == (
        talk.appointed,
        talk.asked.services,
        talk.code,
    )
    names = {row.name for row in store.people("north", TUESDAY).values()}
    assert names == ({"Els Voorbeeld"} if people else set())
    store.close()


async def test_a_table_of_another_location_is_refused_and_a_guarded_text_is_itself_again(tmp_path):
    line = f"north,{TUESDAY},09:00,passport,open,one,'+mail@example.nl,'Rie 't Hart\n"
    content = f"location,date,time,services,state,id,name,note\n{line}".encode()
    with pytest.raises(importing.FileFaulty, match="line 2: is of another location"):
        read_csv(content, ZONE, ("passport",), "south")
    (found,) = read_csv(content, ZONE, ("passport",), "north")
    assert (found.name, found.note) == ("+mail@example.nl", "'Rie 't Hart")


async def test_an_export_that_says_too_little_is_refused_in_a_sentence(tmp_path, capsys):
    write(tmp_path, one_hall())
    file = tmp_path / "balie.toml"
    cases: tuple[tuple[Any, str], ...] = (
        (("north", ("", ""), None, None), "say one file"),
        (("north", ("", ""), file, file), "say one file"),
        (("south", ("", ""), tmp_path / "x", None), "there is no 'south'"),
        (("north", (WEDNESDAY, TUESDAY), tmp_path / "x", None), "is before"),
    )
    export: Any = agenda_files.export_agenda
    for given, fault in cases:
        assert export(file, *given, False, NOW) == 1
        assert fault in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


async def test_an_appointment_that_moved_stands_once_on_its_new_day(tmp_path):
    async with agenda_town(tmp_path, one_hall()) as town:
        booked = await book(town, "north", TUESDAY, "10:00")
        start = at("11:00", WEDNESDAY)
        await town.host.doors.agenda.move(booked.visit, start, channel="phone", by="test")
    assert await exported(tmp_path) == 0
    rows = [(row["id"], row["date"], row["state"]) for row in table(tmp_path)]
    assert rows == [(booked.visit, WEDNESDAY, "open")]
