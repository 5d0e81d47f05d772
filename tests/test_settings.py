"""The town's settings: every fault is named with file and line, and a day's plan is right on every
day of the year.
"""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from host.check import check
from host.settings import Faulty, models, plan_of, read, service_day, setup_of
from host.settings.booking import Booking
from host.settings.contrast import ratio
from host.settings.parts import Part
from tests.town import SETTINGS, settings_file

HOUSE = Path(__file__).parent.parent
ZONE = ZoneInfo("Europe/Amsterdam")


def the_town(tmp_path, text=SETTINGS):
    return read(settings_file(tmp_path, text=text))


def faults(tmp_path, text):
    file = settings_file(tmp_path, text=text)
    with pytest.raises(Faulty) as faulty:
        read(file)
    lines = file.read_text().split("\n")
    return [(lines[fault.line - 1], fault.text) for fault in faulty.value.faults]


def local(millis):
    return datetime.fromtimestamp(millis / 1000, ZONE).isoformat(timespec="minutes")


@pytest.mark.parametrize("file", ["demo/groningen.toml", "balie.example.toml"])
def test_the_files_that_come_with_the_house_have_no_faults(file):
    assert read(HOUSE / file).locations


def test_every_setting_stands_in_the_example():
    text = (HOUSE / "balie.example.toml").read_text(encoding="utf-8")
    parts = Part.__subclasses__()
    assert {models.Settings, models.Location, Booking} <= {*parts}
    missing = [
        f"{part.__name__}.{name}"
        for part in parts
        for name in part.model_fields
        if not re.search(rf"\b{name}\b", text)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("old", "new", "line", "text"),
    [
        ('group = "A"', 'group = "G"', 'group = "G"', "'A', 'B'"),
        ('friday = "09:00-17:00"', 'friday = "17:00-09:00"', "friday", "ends before it begins"),
        ('monday = "09:00-17:00"', 'monday = "nine"', "monday", "not written as"),
        ('services = ["collect"]', 'services = ["colect"]', "colect", "does not offer"),
        ('devices = { kiosk = "roll" }', 'devices = { kiosk = "rol" }', "devices", "no printer"),
        ('name = "Testdam"', 'nam = "Testdam"', "nam =", "Extra inputs"),
        ('name = "Testdam"', 'name = "T"\ntimezone = "Europe/Testdam"', "timezone", "no time zone"),
        ('name = "Testdam"', 'name = "T"\nlanguages = ["nl", "xx"]', "languages", "no texts"),
        (', de = "Pass" }', " }", "names", 'no name in "de"'),
        ("port = 0", "port = 99999", "port", "less than or equal"),
        ("port = 0", 'port = 0\ntls_key = "x"', "[server]", "belong together"),
        ("[server]", '[look]\naccent = "#77aaff"\n[server]', "accent", "contrast of"),
        ("[server]", '[look]\nlogo = "logo.exe"\n[server]', "logo", "SVG or PNG"),
    ],
)
def test_a_fault_names_the_line_and_what_is_wrong(tmp_path, old, new, line, text):
    assert old in SETTINGS
    found = faults(tmp_path, SETTINGS.replace(old, new, 1))
    assert any(line in at for at, _ in found), found
    assert any(text in what for _, what in found), found


def test_a_file_that_is_no_toml_names_the_line(tmp_path):
    ((at, what),) = faults(tmp_path, "[town]\nname = 'x'\nname = \n")
    assert at == "name = "
    assert what.startswith("is not TOML")


def test_all_faults_are_told_at_once_and_a_good_file_says_so(tmp_path):
    said: list[str] = []
    assert check(settings_file(tmp_path), said.append)
    assert said[-1].endswith("no faults")
    said.clear()
    bad = SETTINGS.replace('group = "A"', 'group = "Z"').replace("port = 0", "port = -1")
    file = settings_file(tmp_path, text=bad)
    assert not check(file, said.append)
    assert len(said) == 2
    assert all(line.startswith(f"{file}:") for line in said)


def test_a_file_that_cannot_be_read_is_a_fault_too(tmp_path):
    assert not check(tmp_path / "nothing.toml", lambda line: None)
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    assert not check(tmp_path / "latin.toml", lambda line: None)


def test_contrast_is_that_of_wcag():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert ratio("#777777", "#777777") == 1


def test_the_plan_of_a_day_has_its_hours_windows_and_roll_over(tmp_path):
    plan = plan_of(the_town(tmp_path), "hall", date(2026, 11, 20))
    assert (local(plan.opens), local(plan.closes), local(plan.ends)) == (
        "2026-11-20T09:00+01:00",
        "2026-11-20T17:00+01:00",
        "2026-11-21T04:00+01:00",
    )
    windows = {name: service.walk_in for name, service in plan.services.items()}
    assert [local(at) for at in windows["passport"][0]] == [
        "2026-11-20T09:00+01:00",
        "2026-11-20T11:00+01:00",
    ]
    assert windows["collect"] == ((plan.opens, plan.closes),)
    assert plan.desks["1"].label == "Balie 1"
    assert plan.desks["2"].services == {"collect"}
    monday = plan_of(the_town(tmp_path), "hall", date(2026, 11, 23))
    assert monday.services["passport"].walk_in == ()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-11-21", "a Saturday"),
        ("2026-12-25", "Christmas, a Friday"),
        ("2027-03-29", "Easter Monday"),
        ("2026-12-04", "a closure of the town's own"),
    ],
)
def test_on_a_closed_day_nobody_is_taken(tmp_path, day, why):
    text = SETTINGS.replace(
        'printers = ["roll"]',
        'printers = ["roll"]\nclosures = [{ date = 2026-12-04, reason = "moving" }]',
    )
    plan = plan_of(the_town(tmp_path, text), "hall", date.fromisoformat(day))
    assert plan.opens is None, why
    assert all(service.walk_in == () for service in plan.services.values())


def test_good_friday_is_a_working_day_and_a_date_may_have_hours_of_its_own(tmp_path):
    text = SETTINGS.replace(
        "[locations.hall.walk_in]",
        '[locations.hall.special_hours]\n2026-12-31 = "09:00-12:00"\n[locations.hall.walk_in]',
    )
    town = the_town(tmp_path, text)
    assert plan_of(town, "hall", date(2027, 3, 26)).opens is not None
    assert local(plan_of(town, "hall", date(2026, 12, 31)).closes) == "2026-12-31T12:00+01:00"


def test_a_service_day_is_a_day_long_on_every_day_of_the_year_but_the_two_of_the_clocks(tmp_path):
    town = the_town(tmp_path)
    hours = []
    day = date(2026, 1, 1)
    while day.year == 2026:
        plan, following = (plan_of(town, "hall", d) for d in (day, day + timedelta(days=1)))
        hours.append((following.ends - plan.ends) / 3_600_000)
        assert service_day(ZONE, plan.ends - 1) == day
        assert service_day(ZONE, plan.ends) == day + timedelta(days=1)
        day += timedelta(days=1)
    assert sorted({*hours}) == [23, 24, 25]
    assert hours.count(24) == 363


def test_the_evening_belongs_to_its_own_day_until_four():
    night = datetime(2026, 11, 21, 2, 59, tzinfo=UTC).timestamp() * 1000
    assert service_day(ZONE, int(night)) == date(2026, 11, 20)
    assert service_day(ZONE, int(night) + 60_000) == date(2026, 11, 21)


def test_screens_get_names_in_the_towns_languages_only(tmp_path):
    text = SETTINGS.replace('name = "Testdam"', 'name = "Testdam"\nlanguages = ["nl", "en"]')
    setup = setup_of(the_town(tmp_path, text), "hall")
    assert setup.services[0].names == {"nl": "Paspoort", "en": "Passport"}
    assert setup.languages == ("nl", "en")
