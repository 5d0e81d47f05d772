"""What a town reads of its survey: by period and location, beside an earlier period, as text and
CSV; and the residents' survey, which is never mixed with it.
"""

from datetime import date
from pathlib import Path

import pytest

from host.core.cells import text
from host.measures.span import Period
from host.settings import Faulty, read
from host.store import Store, residents
from host.store import survey as rows
from host.survey import cli
from host.survey.reading import mark, satisfaction
from host.survey.residents import Unfit, read_residents
from tests.survey_stage import ASKS, CHOSEN, GROUPS, WRITTEN
from tests.town import SETTINGS, at

pytest_plugins = ["tests.stores"]
TOWN = SETTINGS + ASKS.replace("2026-11-16", "2026-01-01")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return settings_file(tmp_path, TOWN + CHOSEN + GROUPS)


def settings_file(folder: Path, said: str) -> Path:
    file = folder / "balie.toml"
    file.write_text(said.replace("DATABASE", f"sqlite:///{folder}/town.db"))
    return file


def give(store: Store, week: str, marks: dict[int, int], **said) -> None:
    said = {"location": "hall", "channel": "page"} | said
    at = f"{week} {said} {marks}"
    for n, mark_given in enumerate(each for each, many in marks.items() for _ in range(many)):
        answer = rows.Answer(week=week, mark=mark_given, **said)
        store.change(lambda line: rows.keep(line, answer, f"{at} {n}", date(2027, 1, 1)))  # noqa: B023


def a_store(settings_file: Path) -> Store:
    store = Store(read(settings_file).server.database)
    store.open()
    return store


def test_a_month_is_the_answers_of_its_own_weeks(town: Path):
    store, settings = a_store(town), read(town)
    give(store, "2026-06-29", {1: 40})
    give(store, "2026-07-01", {8: 20})
    give(store, "2026-07-27", {9: 20})
    give(store, "2026-08-01", {1: 40})
    july = mark(store, settings, Period.read("2026-07"))
    assert (july.value, july.n) == (8.5, 40)
    assert mark(store, settings, Period.read("2026-07-27")).gap == "not_measured"
    assert mark(store, settings, Period.read("2026-03")).gap == "none"
    assert mark(store, settings, Period.read("2025")).gap == "not_offered"
    store.close()


def test_a_period_that_is_running_is_told_until_its_last_week_that_is_over(town: Path):
    store, settings = a_store(town), read(town)
    give(store, "2026-07-06", {8: 40})
    give(store, "2026-07-13", {2: 40})
    so_far = Period(date(2026, 7, 1), date(2026, 7, 15))
    assert mark(store, settings, so_far).gap == "not_measured"
    assert mark(store, settings, so_far, now=at("12:00", "2026-07-15")).value == 8
    assert mark(store, settings, so_far, now=at("12:00", "2026-07-16")).gap == "not_measured"
    first_days = Period(date(2026, 7, 1), date(2026, 7, 3))
    assert mark(store, settings, first_days, now=at("12:00", "2026-07-03")).gap == "not_measured"
    store.close()


def test_a_location_is_told_by_itself_and_all_together(town: Path):
    store, settings = a_store(town), read(town)
    give(store, "2026-07-06", {8: 40})
    give(store, "2026-07-06", {6: 40}, location="annex")
    year = Period.read("2026")
    assert mark(store, settings, year, ("hall",)).value == 8
    assert mark(store, settings, year, ("annex",)).value == 6
    assert mark(store, settings, year).value == 7
    store.close()


def test_the_welcome_the_groups_and_the_answers_are_told_apart(town: Path):
    store, settings = a_store(town), read(town)
    give(store, "2026-07-06", {6: 40}, greeter_mark=9, party="jong", choice="tijd")
    give(store, "2026-07-06", {8: 40}, party="oud", choice="uitleg", channel="kiosk")
    found = satisfaction(store, settings, Period.read("2026"))
    assert (found.desk.value, found.greeter.value, found.greeter.n) == (7, 9, 40)
    assert {name: cell.value for name, cell in found.groups.items()} == {"jong": 6, "oud": 8}
    assert found.choices["tijd"].value == 0.5
    assert found.channels == {"page": 40, "kiosk": 40}
    store.close()


def test_two_half_years_are_told_beside_each_other(town: Path, capsys):
    store = a_store(town)
    give(store, "2026-03-02", {7: 160, 8: 240})
    give(store, "2026-09-07", {7: 40, 8: 360})
    store.close()
    assert cli.show(town, "2026-H2", "2026-H1", "hall", as_csv=False) == 0
    told = capsys.readouterr().out
    assert "Hulp aan de balie: 7,9 (n = 400; 7,9 tot 7,9)" in told
    assert "7,6 -> 7,9 (+0,3; +0,2 tot +0,4), hoger" in told
    assert cli.show(town, "2026-H2", "2026-H1", "hall", as_csv=True) == 0
    table = capsys.readouterr().out.splitlines()
    assert table[0] == "period,location,figure,part,value,gap,n,low,high"
    assert table[1].startswith("2026-H2,hall,desk,,7.9,,400,")
    assert any(line.startswith("2026-H2,hall,change,,0.3") for line in table)


def test_a_period_or_place_that_is_none_is_a_sentence(town: Path, capsys):
    assert cli.show(town, "vorig jaar", "", "", as_csv=False) == 1
    assert "is no period" in capsys.readouterr().err
    assert cli.show(town, "2026", "", "nergens", as_csv=False) == 1
    assert "nergens" in capsys.readouterr().err


def test_what_was_written_is_listed_by_week_without_its_mark(tmp_path: Path, capsys):
    file = settings_file(tmp_path, TOWN + WRITTEN)
    store = a_store(file)
    give(store, "2026-07-06", {3: 1}, said="meer stoelen", said_until=date(2027, 1, 1))
    store.close()
    assert cli.tell_texts(file, "2026-07", "") == 0
    assert capsys.readouterr().out == "2026-07-06  Grote Hal: meer stoelen\n"


# -- residents ------------------------------------------------------------------------------------

CSV = """year;question;mark;n;source;place
2019;Balie;7,0;512;Burgerpeiling;
2020;Balie;-;;Burgerpeiling;
2021;Balie;7,2;1.204;Burgerpeiling;
2021;Digitaal;*;;Burgerpeiling;
2021;Balie;8,5;;Burgerpeiling;Kreupelstraat
"""


def test_a_residents_survey_is_brought_in_with_its_gaps_and_half_marks(town: Path, capsys):
    file = town.with_name("burgerpeiling.csv")
    file.write_text(CSV)
    assert cli.bring_residents(town, file) == 0
    assert cli.bring_residents(town, file) == 0
    assert cli.tell_residents(town, "Balie") == 0
    told = capsys.readouterr().out
    assert "2019  Balie: 7  n = 512  Burgerpeiling" in told
    assert "2020  Balie: -  Burgerpeiling" in told
    assert "2021  Balie (Kreupelstraat): 8,5  Burgerpeiling" in told
    assert told.count("2019  Balie") == 1
    assert "Dit zijn geen cijfers van bezoekers." in told


def test_the_residents_survey_and_the_visitors_marks_never_meet(town: Path):
    file = town.with_name("burgerpeiling.csv")
    file.write_text(CSV)
    assert cli.bring_residents(town, file) == 0
    store, settings = a_store(town), read(town)
    assert mark(store, settings, Period.read("2026")).gap == "none"
    give(store, "2026-07-06", {8: 40})
    before = store.read(residents.all_of)
    assert mark(store, settings, Period.read("2026")).value == 8
    assert store.read(residents.all_of) == before
    store.close()


def test_residents_marks_are_kept_on_both_engines(store: Store):
    row = residents.Residents(2021, "Balie", "", "Burgerpeiling", 7.2, n=1204)
    gap = residents.Residents(2020, "Balie", "", "Burgerpeiling", None, "none")
    store.change(lambda line: residents.put(line, [row, gap]))
    store.change(lambda line: residents.put(line, [row]))
    found = store.read(lambda line: residents.all_of(line, "Balie"))
    assert found == [gap, row]
    assert [text(one.cell, "nl") for one in found] == ["-", "7,2"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("19;Balie;7;1;Peiling", "year"),
        ("2019;Balie;11;1;Peiling", "from 1 to 10"),
        ("2019;Balie;zeven;1;Peiling", "no mark"),
        ("2019;;7;1;Peiling", "question"),
        ("2019;Balie;7;veel;Peiling", "number of answers"),
        ("2019;Balie 111222333;7;1;Peiling", "cannot be kept"),
        ("2019;Balie;7;1;Peiling\n2019;Balie;8;1;Peiling", "twice"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_whole(tmp_path: Path, line: str, why: str):
    file = tmp_path / "fout.csv"
    file.write_text(f"year;question;mark;n;source\n{line}\n")
    with pytest.raises(Unfit, match=why):
        read_residents(file)


# -- settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("[survey]\nvalid_until = 2026-12-01\n", "without valid_from"),
        ("[survey]\nvalid_from = 2026-12-01\nvalid_until = 2026-01-01\n", "is before valid_from"),
        ("[survey]\nvalid_from = 2026-12-01\nopen_days = 15\n", "14"),
        ('[survey]\n[survey.question]\nnl = "Wat?"\n', 'no text in "de"'),
        ('[survey.choices.a]\nnl = "A"\nen = "A"\nde = "A"\n', "without a question"),
        ('[survey.groups.a]\nnl = "A"\nen = "A"\nde = "A"\n', "belong together"),
    ],
)
def test_a_faulty_survey_is_refused_with_its_reason(tmp_path: Path, said: str, why: str):
    with pytest.raises(Faulty) as caught:
        read(settings_file(tmp_path, SETTINGS + said))
    assert any(why in str(fault) for fault in caught.value.faults), caught.value.faults


def test_nobody_is_asked_until_a_day_is_named(tmp_path: Path):
    survey = read(settings_file(tmp_path, SETTINGS)).survey
    assert not survey.counts(date(2026, 11, 20))
    assert read(settings_file(tmp_path, TOWN)).survey.counts(date(2026, 11, 20))
