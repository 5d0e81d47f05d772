"""The report of a period as text, CSV, JSON, workbook and page: the same figures in each, with
their definitions and both times, and nothing of anybody.
"""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest

from host.core.cells import Cell
from host.measures.definitions import DEFINITIONS
from host.measures.document import Box, Column, Part, Report, Row, Table
from host.measures.outputs import OUTPUTS
from host.measures.period import Period
from host.measures.report import make
from tests.builders import at
from tests.measured_town import DAY, golden_log, keep_day, opened, town

NOW = at("28:10") + 123
TOLD = ("71,4 %", "4:17", "n.b.", "niet aangeboden")
GROUPS = """
[reports.desk_groups.hall]
"Eerste balies" = ["1", "2"]
"""


@pytest.fixture
def golden(tmp_path):
    settings = town(tmp_path, "hall", "annex")
    store = opened(settings)
    keep_day(store, golden_log())
    yield settings, store
    store.close()


@pytest.fixture
def report(golden):
    return make(golden[0], golden[1], Period.read(DAY), NOW)


def texts_of_sheet(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.endswith(".xml")]
        return "".join(book.read(name).decode() for name in names)


@pytest.mark.parametrize("form", ["text", "html"])
def test_people_read_the_figures_as_they_are_printed(report, form):
    told = OUTPUTS[form](report).decode()
    for text in TOLD:
        assert text in told, text
    assert "9 juni 2026 04:10:00" in told
    assert "gegevens tot en met 9 juni 2026 04:00:00" in told


@pytest.mark.parametrize("form", sorted(OUTPUTS))
def test_every_format_names_the_definition_of_each_figure(report, form):
    content = OUTPUTS[form](report)
    told = texts_of_sheet(content) if form == "xlsx" else content.decode()
    assert report.definitions()
    for identity in report.definitions():
        assert DEFINITIONS[identity].versioned in told


def test_programs_read_unrounded_values_with_part_whole_and_both_times(report):
    told = json.loads(OUTPUTS["json"](report))
    assert (told["period"], told["built_at"]) == (DAY, "2026-06-09T04:10:00+02:00")
    assert told["data_until"] == "2026-06-09T04:00:00+02:00"
    hall = next(part for part in told["parts"] if part["location"] == "hall")
    short = next(table for table in hall["tables"] if table["table"] == "in_short")
    rows = {row["row"]: row["figures"]["value"] for row in short["rows"]}
    assert rows["sl_a"]["value"] == 5 / 7
    assert (rows["sl_a"]["part"], rows["sl_a"]["whole"]) == (5, 7)
    assert rows["wt_a"]["definition"] == "wt_a.v1"
    assert rows["dl"]["gap"] == "not_offered"
    assert "value" not in rows["dl"]
    assert told["definitions"]["wt_a.v1"]["unit"] == "seconds"


def test_csv_has_a_line_for_each_figure_and_json_the_same(report):
    lines = list(csv.DictReader(io.StringIO(OUTPUTS["csv"](report).decode())))
    assert len(lines) == len(report.figures())
    wanted = {"location": "hall", "table": "sl_a", "row": "all", "column": "mean.wt_a_felt"}
    (felt,) = [line for line in lines if wanted.items() <= line.items()]
    assert float(felt["value"]) == pytest.approx(497.2857)
    assert (felt["definition"], felt["statistic"], felt["n"]) == ("wt_a_felt.v1", "mean", "7")


def test_both_clocks_stand_beside_each_other_in_every_table_of_appointments(report):
    found = [table for part in report.parts for table in part.tables if table.id == "sl_a"]
    assert len(found) == 3
    for table in found:
        names = [column.id for column in table.columns]
        assert {"mean.wt_a", "mean.wt_a_felt", "p90.wt_a", "p90.wt_a_felt"} <= set(names)


def test_the_workbook_holds_numbers_as_numbers_and_what_begins_with_a_sign_as_text():
    boxes = (Box(Cell("seconds", 346.0), "wt_a"), Box(Cell("share", 0.9496), "sl_a", 0.95))
    row = Row("x", "=cmd()", boxes)
    columns = (Column("a", "a"), Column("b", "b"))
    table = Table("t", "t", "t", columns, (row,))
    part = Part("hall", "Hal [1]: alles?", (table,))
    built = "2026-06-08T18:00:00+02:00"
    report = Report("Testdam", "nl", DAY, DAY, (part, part), "", built)
    told = texts_of_sheet(OUTPUTS["xlsx"](report))
    assert f"<v>{346 / 86400:.10f}"[:12] in told
    assert "=cmd()" in told
    assert "<f>" not in told
    assert "94,9 %" in told, "95,0 % would be what the spreadsheet prints"
    assert len(set(re.findall(r'<sheet name="([^"]+)"', told))) == 3


class Reader(HTMLParser):
    """What a screen reader asks of a page."""

    def __init__(self):
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attributes):
        self.seen.append((tag, dict(attributes)))


def test_the_page_has_headings_for_every_row_and_column_and_needs_nothing_from_elsewhere(report):
    page = OUTPUTS["html"](report).decode()
    reader = Reader()
    reader.feed(page)
    assert all(each.get("scope") in ("row", "col") for tag, each in reader.seen if tag == "th")
    tables = [tag for tag, _ in reader.seen if tag == "table"]
    assert len(tables) == len([tag for tag, _ in reader.seen if tag == "caption"])
    assert not any(tag in ("script", "link", "img", "iframe") for tag, _ in reader.seen)
    assert ("html", {"lang": "nl"}) in reader.seen
    ids = [each["id"] for _, each in reader.seen if "id" in each]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_the_report_is_there_in_each_language(golden, language):
    report = make(golden[0], golden[1], Period.read("2026-W24"), NOW, language=language)
    told = OUTPUTS["html"](report).decode()
    label = {"nl": "week 24 van 2026", "en": "week 24 of 2026", "de": "Woche 24 von 2026"}
    assert label[language] in told
    assert ("71.4 %" if language == "en" else "71,4 %") in told
    for form in OUTPUTS:
        assert OUTPUTS[form](report)
    text = OUTPUTS["text"](report).decode()
    names = [row.name for part in report.parts for table in part.tables for row in table.rows]
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize("form", sorted(OUTPUTS))
def test_no_report_names_a_member_of_staff_a_desk_or_a_visit(golden, form):
    """`jan` sits at every desk of the golden day; nothing may be told of one employee."""
    content = OUTPUTS[form](make(golden[0], golden[1], Period.read(DAY), NOW))
    told = texts_of_sheet(content) if form == "xlsx" else content.decode()
    assert not re.search(r"\bjan\b", told)
    assert not re.search(r"\b[aw]\d\d\b", told)
    assert "visit-" not in told
    assert "desk_groups" not in told


def test_groups_of_desks_are_told_only_where_the_settings_name_them(tmp_path):
    settings = town(tmp_path, more=GROUPS)
    store = opened(settings)
    keep_day(store, golden_log())
    (part,) = make(settings, store, Period.read(DAY), NOW).parts
    store.close()
    (groups,) = [table for table in part.tables if table.id == "desk_groups"]
    assert [row.name for row in groups.rows] == ["Eerste balies"]


def test_a_group_of_one_desk_would_be_somebodys_own_and_is_refused(tmp_path):
    from host.settings import Faulty

    with pytest.raises(Faulty, match="desk_groups"):
        town(tmp_path, more='[reports.desk_groups.hall]\nalone = ["1"]\n')
