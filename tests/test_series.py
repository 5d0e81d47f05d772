"""Figures of other systems: brought in with their source, whole or not at all, never changed. On
both engines.
"""

from dataclasses import replace
from datetime import date

import pytest

from host.series.csv_file import read_series, series_csv
from host.series.numbers import read_figure
from host.settings import Faulty
from host.store import Store
from host.store.series import SeriesValue, add, all_of

pytest_plugins = ["tests.stores"]

HEAD = "series,name,period,kind,unit,value,source,source_date"
ROW = "visits,Bezoeken,2018,measured,count,121.000,Qmatic,2021-05-18"
VALUE = SeriesValue(
    series="visits",
    location="",
    period="2020",
    kind="forecast",
    names=(("nl", "Bezoeken"),),
    unit="count",
    value=114000,
    gap="",
    source="Jaarstukken 2020",
    source_date=date(2021, 5, 18),
)


def read(folder, *rows, head=HEAD, locations=("hall",)):
    file = folder / "series.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return read_series(file, "nl", locations)


def faults(folder, *rows, head=HEAD):
    with pytest.raises(Faulty) as fault:
        read(folder, *rows, head=head)
    return [(each.line, each.key, each.text) for each in fault.value.faults]


# -- how a figure is read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "unit", "value", "gap"),
    [
        ("121.942", "count", 121942, ""),
        ("8,5", "mark", 8.5, ""),
        ("7.1", "mark", 7.1, ""),
        ("69%", "share", 0.69, ""),
        ("97,96 %", "share", 0.9796, ""),
        ("6:30", "seconds", 390, ""),
        ("-1,5", "percent_points", -1.5, ""),
        ("-2.871", "count", -2871, ""),
        ("-", "share", None, "none"),
        ("*", "share", None, "few"),
        ("n.b.", "mark", None, "not_measured"),
        ("Niet aangeboden", "share", None, "not_offered"),
    ],
)
def test_a_figure_is_read_as_a_page_prints_it(said, unit, value, gap):
    read_value, read_gap = read_figure(said, unit)
    assert read_value == pytest.approx(value) if value is not None else read_value is None
    assert read_gap == gap


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("121.9421", "count"),
        ("121.942 1)", "count"),
        ("121,5", "count"),
        ("121.94", "count"),
        ("", "count"),
        ("12", "mark"),
        ("0", "mark"),
        ("101%", "share"),
        ("-4%", "share"),
        ("6:75", "seconds"),
        ("1.21.000", "count"),
        ("\u0661\u0662", "count"),
    ],
)
def test_what_could_be_a_number_with_a_footnote_is_refused_and_not_guessed(said, unit):
    with pytest.raises(ValueError, match="is "):
        read_figure(said, unit)


# -- a file ----------------------------------------------------------------------------------------


def test_a_row_carries_its_source_its_date_and_its_footnote_apart_from_its_number(tmp_path):
    head = f"{HEAD},footnote,definition,definition_version,break_reason,name_en,provisional,n"
    row = f"{ROW},Zonder Schiphol,visits,2,Anders geteld,Visits,ja,1.200"
    (one,) = read(tmp_path, row, head=head)
    assert (one.value, one.footnote, one.source) == (121000, "Zonder Schiphol", "Qmatic")
    assert (one.source_date, one.counted_by) == (date(2021, 5, 18), "visits.v2")
    assert (one.break_reason, one.provisional, one.n) == ("Anders geteld", True, 1200)
    assert (one.name("nl"), one.name("en"), one.name("de")) == ("Bezoeken", "Visits", "Visits")


def test_half_years_and_quarters_and_a_location_are_kept_as_they_are_written(tmp_path):
    head, row = f"{HEAD},location", ROW.replace("2018", "2018-h1")
    (one,) = read(tmp_path, f"{row},hall", head=head)
    assert (one.period, one.location) == ("2018-H1", "hall")


def test_every_bad_row_is_named_with_its_line_and_nothing_is_brought_in(tmp_path):
    found = faults(
        tmp_path,
        ROW,
        ROW.replace("121.000", "121.0001").replace("2018", "2019", 1),
        ROW.replace("measured", "guessed").replace("2018", "2020", 1),
        ROW.replace("2018", "last year", 1),
        ROW.replace("2021-05-18", "18-05-2021").replace("2018", "2021", 1),
        ROW.replace("Qmatic", "").replace("2018", "2022", 1),
        ROW,
        ROW + ",more",
    )
    assert [(line, key) for line, key, _ in found] == [
        (3, "value"),
        (4, "kind"),
        (5, "period"),
        (6, "source_date"),
        (7, "source"),
        (8, "series"),
        (9, ""),
    ]
    assert found[5][2] == "stands on line 2 already"


def test_a_citizen_service_number_in_a_footnote_is_refused(tmp_path):
    found = faults(tmp_path, ROW + ",Van 111222333", head=f"{HEAD},footnote")
    assert found == [(2, "footnote", "cannot be kept")]


def test_columns_that_are_missing_or_unknown_are_named(tmp_path):
    found = faults(tmp_path, head="series,period,kind,unit,value,source,colour")
    assert [(line, key) for line, key, _ in found] == [(1, "source_date"), (1, "colour")]


def test_a_location_that_the_town_does_not_have_is_a_fault(tmp_path):
    assert faults(tmp_path, ROW + ",moon", head=f"{HEAD},location")[0][:2] == (2, "location")


def test_semicolons_do_as_well_as_commas(tmp_path):
    (one,) = read(tmp_path, ROW.replace(",", ";"), head=HEAD.replace(",", ";"))
    assert one.value == 121000


def test_what_is_exported_can_be_brought_in_again_and_is_the_same(tmp_path):
    head = f"{HEAD},footnote,location,name_en"
    rows = [
        f"{ROW},Noot; met teken,hall,Visits",
        ROW.replace("121.000", "-").replace("2018", "2019", 1) + ",,,",
        'mark,Cijfer,2018,target,mark,"8,5",KTO,2021-05-18,,,',
        'share,Deel,2018,measured,share,"97,96 %",KTO,2021-05-18,,,',
    ]
    values = read(tmp_path, *rows, head=head)
    again = tmp_path / "again.csv"
    again.write_text(series_csv(values, "nl"), encoding="utf-8", newline="")
    assert read_series(again, "nl", ["hall"]) == values


# -- in the store ----------------------------------------------------------------------------------


def test_the_same_row_brought_in_again_is_nothing_and_a_changed_one_is_a_next_version(store: Store):
    first = store.change(lambda line: add(line, [VALUE], 1000))
    again = store.change(lambda line: add(line, [VALUE], 2000))
    later = replace(VALUE, value=110000, source="Jaarstukken 2021")
    changed = store.change(lambda line: add(line, [later], 3000))
    assert [(one.new, one.changed, one.known) for one in (first, again, changed)] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    (newest,) = store.read(all_of)
    assert (newest.value.value, newest.value.version, newest.imported) == (110000, 2, 3000)
    history = store.read(lambda line: all_of(line, history=True))
    assert [(each.value.value, each.value.source) for each in history] == [
        (114000, "Jaarstukken 2020"),
        (110000, "Jaarstukken 2021"),
    ]


def test_a_forecast_and_what_came_of_it_stand_beside_each_other(store: Store):
    real = replace(VALUE, kind="measured", value=61500)
    store.change(lambda line: add(line, [VALUE, real], 1000))
    kinds = {each.value.kind: each.value.value for each in store.read(all_of)}
    assert kinds == {"forecast": 114000, "measured": 61500}


def test_a_gap_is_kept_as_the_gap_that_it_is(store: Store):
    gaps = ("none", "few", "not_measured", "not_offered")
    those = [
        replace(VALUE, period=f"{2000 + at}", value=None, gap=gap) for at, gap in enumerate(gaps)
    ]
    store.change(lambda line: add(line, those, 1000))
    assert [each.value.cell.gap for each in store.read(all_of)] == list(gaps)
