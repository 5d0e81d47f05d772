"""A town's own tables: what the settings may say, what stands in a field whose period is not over,
where figures cannot be compared, and how a table is printed.
"""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from host.core.cells import Cell
from host.measures.period import Period
from host.measures.report import make
from host.series.document import Figure, TableReport
from host.series.numbers import read_figure
from host.series.outputs import TABLE_OUTPUTS
from host.series.printing import printed, target_printed
from host.settings import Faulty, read
from host.store import Store
from tests.five_towns import TownOf, cells, town
from tests.five_towns_lived import Visitor, clock, live, waited

pytest_plugins = ["tests.stores"]

HALL = {"hall": "Raadhuis"}
NORMS = """
[[norms]]
id = "waiting"
names = { nl = "Wachten" }
definition = "wt_a"
statistic = "mean"
limit_minutes = 5
decided_by = "Raad"
[[norms]]
id = "waiting"
version = 2
names = { nl = "Wachten" }
definition = "wt_a"
statistic = "STATISTIC"
limit_minutes = 4
valid_from = 2021-01-01
decided_by = "College"
"""
TABLE = """
[tables.own]
names = { nl = "Wachten" }
columns = [{ period = "2020" }, { period = "2021" }, { period = "2022" }]
note = { nl = "Vastgesteld door de raad." }
[[tables.own.rows]]
names = { nl = "Wachttijd" }
figure = "wt_a"
norm = "waiting"
"""
HEAD = "series,name,period,kind,unit,value,source,source_date,footnote,provisional"


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    return tmp_path / "balie.toml"


def own(folder, store, table=TABLE, statistic="mean") -> TownOf:
    return town(folder, store, "Testdam", NORMS.replace("STATISTIC", statistic) + table, HALL)


def bring(found: TownOf, folder: Path, *rows: str) -> None:
    file = folder / "own.csv"
    file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    found.bring(str(file))


def row(report: TableReport, at: int = 0) -> tuple[Figure, ...]:
    return report.rows[at].figures


# -- periods ---------------------------------------------------------------------------------------


def test_a_period_that_is_not_over_prints_its_target_and_afterwards_what_came_of_it(
    tmp_path, store: Store
):
    found = own(tmp_path, store)
    live(store, "hall", "2021-03-01", waited([200, 300], by_appointment=True))
    during, after = (found.table("own", f"{day} 10:00") for day in ("2021-12-31", "2022-01-01"))
    assert [heading.title for heading in during.headings] == ["2020 (w)", "2021 (b)", "2022 (b)"]
    assert [heading.title for heading in after.headings] == ["2020 (w)", "2021 (w)", "2022 (b)"]
    assert cells(during) == [["-", "Maximaal 4 min", "Maximaal 4 min"]]
    assert cells(after) == [["-", "4:10", "Maximaal 4 min"]]
    assert row(after)[1].kept is False


def test_a_running_period_can_be_told_so_far_and_says_that_it_is_provisional(tmp_path, store):
    table = TABLE.replace('{ period = "2021" }', '{ period = "2021", kind = "so_far" }')
    found = own(tmp_path, store, table)
    live(store, "hall", "2021-03-01", waited([200], by_appointment=True))
    report = found.table("own", "2021-03-02 10:00")
    assert report.headings[1].title == "2021 (v)"
    assert (row(report)[1].text, row(report)[1].provisional) == ("3:20", True)
    assert "3:20 (v)" in TABLE_OUTPUTS["text"](report).decode()


def test_what_is_asked_as_measured_before_its_time_is_not_known(tmp_path, store):
    table = TABLE.replace('{ period = "2021" }', '{ period = "2021", kind = "measured" }')
    found = own(tmp_path, store, table)
    live(store, "hall", "2021-03-01", waited([200], by_appointment=True))
    assert row(found.table("own", "2021-06-01 10:00"))[1].text == "n.b."


@pytest.mark.parametrize(("statistic", "told"), [("max", "6:00"), ("p90", "4:00")])
def test_a_norm_that_promises_a_maximum_or_nine_of_ten_is_told_as_just_that(
    tmp_path, store, statistic, told
):
    found = own(tmp_path, store, statistic=statistic)
    live(store, "hall", "2021-03-01", waited([60] * 8 + [240, 360], by_appointment=True))
    assert row(found.table("own", "2022-01-10 10:00"))[1].text == told


# -- breaks ----------------------------------------------------------------------------------------


def test_another_version_of_a_norm_is_a_break_before_the_period_in_which_it_holds(tmp_path, store):
    report = own(tmp_path, store).table("own", "2022-01-10 10:00")
    ((_, heading, reason),) = report.breaks()
    assert heading.title == "2021 (w)"
    assert reason == "Andere afspraak: Wachten, versie 2, vanaf 1 januari 2021. Besluit: College."
    line = next(
        line for line in TABLE_OUTPUTS["text"](report).decode().splitlines() if "Wachttijd" in line
    )
    assert line.split() == ["Wachttijd", "-", "|", "-", "Maximaal", "4", "min"]


def test_where_own_measuring_begins_is_a_break(tmp_path, store):
    table = TABLE.replace('norm = "waiting"', 'predecessor = "old"')
    found = own(tmp_path, store, table)
    bring(found, tmp_path, "old,Wachten,2020,measured,seconds,6:30,Qmatic,2021-01-05,,")
    live(store, "hall", "2021-03-01", waited([200], by_appointment=True))
    report = found.table("own", "2022-01-10 10:00")
    assert cells(report) == [["6:30", "3:20", "-"]]
    assert [reason for _, _, reason in report.breaks()] == [
        "Hier begint onze eigen meting. Eerder: Qmatic."
    ]


# -- footnotes and prints --------------------------------------------------------------------------


def noted(folder, store) -> TableReport:
    table = """
[tables.own]
names = { nl = "Telefoon" }
columns = [{ period = "2019" }, { period = "2020" }]
[[tables.own.rows]]
names = { nl = "Gesprekken" }
figure = "series:calls"
[[tables.own.rows]]
names = { nl = "Zonder omschrijving" }
[[tables.own.rows]]
names = { nl = "<b>Kosten</b> & baten" }
figure = "series:cost"
"""
    found = own(folder, store, table)
    bring(
        found,
        folder,
        "calls,Gesprekken,2019,measured,count,121.942,Lync,2021-05-18,Schiphol ging weg,",
        "calls,Gesprekken,2020,measured,count,130.773,Lync,2021-05-18,,ja",
        "cost,Kosten,2019,measured,count,*,Lync,2021-05-18,Te weinig,",
        "cost,Kosten,2020,measured,count,-2.871,Lync,2021-05-18,Schiphol ging weg,",
    )
    return found.table("own", "2022-01-10 10:00")


def test_notes_are_numbered_as_one_meets_them_and_the_star_keeps_its_own(tmp_path, store):
    report = noted(tmp_path, store)
    assert report.footnotes() == {
        "1": "Schiphol ging weg",
        "2": "De definitie ontbreekt",
        "*": "Te weinig",
    }
    text = TABLE_OUTPUTS["text"](report).decode()
    assert "121.942 [1]" in text
    assert "130.773 (v)" in text
    assert "Zonder omschrijving [2]" in text
    assert "-2.871 [1]" in text


def test_a_footnote_is_never_within_the_number_for_a_program_either(tmp_path, store):
    report = noted(tmp_path, store)
    lines = list(csv.DictReader(io.StringIO(TABLE_OUTPUTS["csv"](report).decode())))
    assert (lines[0]["value"], lines[0]["text"], lines[0]["footnote"]) == (
        *("121942.0", "121.942"),
        "Schiphol ging weg",
    )
    told = json.loads(TABLE_OUTPUTS["json"](report))
    assert told["rows"][0]["figures"][0]["value"] == 121942
    assert told["rows"][2]["figures"][0]["gap"] == "few"
    page = TABLE_OUTPUTS["html"](report).decode()
    assert '<dt id="note-1">1</dt><dd>Schiphol ging weg</dd>' in page
    (field,) = re.findall(r"<td>(121\.942.*?)</td>", page)
    copied = re.sub(r"<[^>]*>", "", field)
    assert copied == "121.942 1)"
    with pytest.raises(ValueError, match="footnote"):
        read_figure(copied, "count")


def test_what_the_settings_say_cannot_become_markup(tmp_path, store):
    page = TABLE_OUTPUTS["html"](noted(tmp_path, store)).decode()
    assert "&lt;b&gt;Kosten&lt;/b&gt; &amp; baten" in page
    assert "<b>Kosten" not in page


@pytest.mark.parametrize("format", ["text", "csv", "json", "html"])
def test_every_form_of_a_table_carries_both_times(tmp_path, store, format):
    found = own(tmp_path, store)
    live(store, "hall", "2021-03-01", [Visitor("09:00", 60)])
    report = found.table("own", "2022-04-07 17:06:48")
    content = TABLE_OUTPUTS[format](report).decode()
    times = ("1 maart 2021 18:00:00", "7 april 2022 17:06:48")
    if format in ("csv", "json"):
        times = ("2021-03-01T18:00:00", "2022-04-07T17:06:48")
    for time in times:
        assert time in content


def test_what_came_in_while_it_was_read_is_never_newer_than_what_it_is_told_in(tmp_path, store):
    """The host keeps on working: the day below ends after somebody asked."""
    table = TABLE.replace('{ period = "2021" }', '{ period = "2021", kind = "so_far" }')
    found = own(tmp_path, store, table)
    live(store, "hall", "2021-03-01", [Visitor("09:00", 60)])
    told = found.table("own", "2021-03-01 12:00")
    assert told.data_until == told.built_at == "2021-03-01T18:00:00+01:00"
    day = Period.day(date(2021, 3, 1))
    report = make(found.settings, store, day, clock("2021-03-01 12:00"))
    assert report.data_until == report.built_at == "2021-03-01T18:00:00+01:00"


@pytest.mark.parametrize(
    ("value", "target", "shape", "text"),
    [
        (0.9496, 0.95, "usual", "94,9 %"),
        (0.9496, 0.95, "whole", "94 %"),
        (0.9496, None, "whole", "95 %"),
        (0.95, 0.95, "whole", "95 %"),
        (0.95, 0.95, "tenths", "95,0 %"),
    ],
)
def test_a_share_is_never_rounded_up_to_its_target(value, target, shape, text):
    assert printed(Cell("share", value), "nl", shape, target) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell("seconds", 300), "Maximaal 5 min"),
        (Cell("seconds", 330), "Maximaal 5:30 min"),
        (Cell("days", 5), "Maximaal 5 werkdagen"),
        (Cell("mark", 8), "8"),
        (Cell("share", gap="none"), "-"),
    ],
)
def test_the_target_of_a_wait_says_that_it_is_a_limit(cell, text):
    assert target_printed(cell, "nl", "usual") == text


# -- settings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('figure = "wt_a"', 'figure = "wt_x"', 'there is no definition "wt_x"'),
        ('norm = "waiting"', 'norm = "hoping"', 'there is no norm "hoping"'),
        ('norm = "waiting"', "term_days = 2", "is for cb"),
        ('norm = "waiting"', 'locations = ["moon"]', 'there is no location "moon"'),
        ('figure = "wt_a"', 'figure = "sl_a"', "version 1 promises no share"),
        ('figure = "wt_a"', 'figure = "ch"', "needs a channel"),
        ('{ period = "2022" }', "{ }", "a column has a period, or a total, or a change"),
        ('{ period = "2022" }', '{ period = "2022-W60" }', "the calendar does not have"),
        ('{ period = "2022" }', '{ total = ["2020"] }', "needs names"),
        (
            '{ period = "2022" }',
            '{ total = ["2019"], names = { nl = "Som" } }',
            "there is no column 2019",
        ),
        ('names = { nl = "Wachttijd" }', 'names = { en = "Wait" }', 'has no text in "nl"'),
    ],
)
def test_a_table_that_cannot_be_made_is_a_fault_of_the_settings(
    tmp_path, store, settings_file, old, new, told
):
    assert old in TABLE
    with pytest.raises(Faulty, match=told):
        own(tmp_path, store, TABLE.replace(old, new))
    with pytest.raises(Faulty) as fault:
        read(settings_file)
    assert fault.value.faults[0].line > 1
