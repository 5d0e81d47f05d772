"""`balie report` as it is asked: which period, which format, and the visits behind a figure."""

from datetime import date

import pytest

from host.core.cells import text
from host.measures.period import Period, measure
from host.measures.tool import Asked, content_of, period_of, write
from tests.builders import at
from tests.measured_town import DAY, golden_log, keep_day, opened, town

NOW = at("28:10")
TODAY = date(2026, 6, 8)
PERIOD = Period.read(DAY)


@pytest.fixture
def golden(tmp_path):
    settings = town(tmp_path)
    store = opened(settings)
    keep_day(store, golden_log())
    yield settings, store
    store.close()


def test_a_period_is_asked_for_by_name_by_days_or_not_at_all():
    assert period_of("2026-H1", "", "", TODAY) == Period.half_year(2026, 1)
    assert period_of("", "2026-06-01", "2026-06-07", TODAY) == Period.week(2026, 23)
    assert period_of("", "", "", TODAY) == Period.day(TODAY)
    with pytest.raises(ValueError, match="goes without"):
        period_of("2026", "2026-06-01", "", TODAY)
    with pytest.raises(ValueError, match="before"):
        period_of("", "2026-06-07", "2026-06-01", TODAY)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(format="pdf"), "no format"),
        (Asked(visits="wt_z"), "no definition"),
        (Asked(visits="oc"), "single visits"),
        (Asked(visits="wt_a", format="html"), "text or csv"),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence(golden, asked, why):
    with pytest.raises(ValueError, match=why):
        content_of(golden[0], golden[1], PERIOD, asked, NOW)
    with pytest.raises(KeyError, match="elders"):
        content_of(golden[0], golden[1], PERIOD, Asked(location="elders"), NOW)


def test_a_report_is_written_to_a_file_or_to_standard_output(golden, tmp_path, capsysbinary):
    settings, store = golden
    write(settings, store, PERIOD, Asked(format="csv", out=tmp_path / "r.csv"), NOW)
    assert capsysbinary.readouterr().out == b""
    write(settings, store, PERIOD, Asked(format="csv"), NOW)
    assert capsysbinary.readouterr().out == (tmp_path / "r.csv").read_bytes()


def test_the_visits_behind_a_figure_are_told_by_id_and_time_with_the_figure_again(golden):
    settings, store = golden
    told = content_of(settings, store, PERIOD, Asked(visits="wt_a"), NOW).decode()
    assert "Wachttijd met afspraak (wt_a.v1): 7 bezoeken" in told
    again = text(measure(store, settings, PERIOD).cell("wt_a"), "nl")
    assert told.endswith(f"Opnieuw berekend uit het logboek: {again}.\n")
    (family,) = [line for line in told.splitlines() if "visit-A06" in line]
    clocks = ["10:00:00", "09:55:00", "10:12:00", "10:12:30", "10:37:30"]
    assert family.split() == [DAY, "visit-A06", *clocks, "720,000"]


def test_the_visits_behind_a_share_say_which_count_and_csv_has_a_line_each(golden):
    settings, store = golden
    told = content_of(settings, store, PERIOD, Asked(visits="ns", format="csv"), NOW).decode()
    lines = [line.split(",") for line in told.splitlines()]
    assert lines[0][:4] == ["definition", "location", "day", "visit"]
    assert len(lines) == 1 + 9
    assert [line[3] for line in lines[1:] if line[-2] == "1.0"] == ["visit-A07"]
