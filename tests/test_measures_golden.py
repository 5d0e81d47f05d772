"""The report's figures on the fifteen golden visits, through the store: each as it was worked out
by hand, and each again from the log.
"""

import json

import pytest

from host.core import events as ev
from host.core.cells import Cell, text
from host.core.entry import Entry
from host.measures.behind import JUDGES, figure_of, visits_behind
from host.measures.period import Period, measure
from tests.builders import at
from tests.measured_town import DATA, DAY, golden_log, keep_day, opened, town

EXPECTED = json.loads((DATA / "golden_expected.json").read_text())


@pytest.fixture
def golden(tmp_path):
    settings = town(tmp_path)
    store = opened(settings)
    keep_day(store, golden_log())
    yield settings, store, measure(store, settings, Period.read(DAY))
    store.close()


def test_the_waits_by_both_clocks_are_those_worked_out_by_hand(golden):
    _, _, found = golden
    by_hand, walk_in = EXPECTED["appointment"], EXPECTED["walkin"]
    assert found.values("wt_a") == sorted(by_hand["waits"])
    assert found.values("wt_w") == sorted(walk_in["waits"])
    assert round(found.cell("wt_a").value, 3) == by_hand["mean_s"]
    assert found.cell("wt_w").value == walk_in["mean_s"]
    assert (found.cell("wt_a").n, found.cell("wt_w").n) == (by_hand["n"], walk_in["n"])
    assert found.cell("wt_a_felt").value == (720 + 180 + 180 + 600 + 601 + 1020 + 180) / 7


def test_within_the_norm_includes_the_limit_and_a_second_line_counts_who_left(golden):
    _, _, found = golden
    assert (found.cell("sl_a").part, found.cell("sl_a").whole) == (5, 7)
    assert text(found.cell("sl_a"), "nl") == "71,4 %"
    assert (found.cell("sl_w").part, found.cell("sl_w").whole) == (3, 4)
    assert (found.cell("sl_a_left").part, found.cell("sl_a_left").whole) == (5, 8)
    assert (found.cell("sl_w_left").part, found.cell("sl_w_left").whole) == (3, 5)
    assert found.cell("sl_a", limit_seconds=299.9).part == 4
    assert found.cell("sl_a", limit_seconds=301).part == 6


def test_the_counts_and_rates_are_those_worked_out_by_hand(golden):
    _, _, found = golden
    no_show, gone = EXPECTED["no_show_rate"], EXPECTED["abandonment"]
    assert (found.cell("ns").part, found.cell("ns").whole) == (no_show["num"], no_show["den"])
    assert (found.cell("ab").part, found.cell("ab").whole) == (gone["num"], gone["den"])
    assert found.cell("ab", "appointment").whole == 8
    assert found.cell("ab", "walk_in").whole == 5
    assert found.cell("bounced").value == 0
    for definition, name in (("vi", "visits"), ("pe", "persons"), ("tr", "transactions")):
        assert found.cell(definition).value == EXPECTED[name]
    assert found.cell("st").value == EXPECTED["service_mean_s"]
    assert found.cell("st_person").value == 600 * 11 / 14


def test_the_channels_the_desks_and_the_end_of_the_day_are_told_too(golden):
    _, _, found = golden
    assert (found.cell("ch", "web").part, found.cell("ch", "desk").part) == (7, 4)
    assert found.cell("ch", "phone").value == 0
    assert found.cell("ch", "chat").gap == "not_measured"
    assert (found.cell("ch_last", "phone").part, found.cell("ch_last", "phone").whole) == (1, 1)
    assert found.cell("ot").value == 11 * 60 + 20
    served = sum((600, 600, 600, 600, 600, 1500, 600, 300, 600, 300, 300))
    # Fifteen desks from 8:30 until 17:00, and one until its last visitor was gone at 17:11:20.
    opened_seconds = 15 * 8.5 * 3600 + 11 * 60 + 20
    assert found.cell("oc").value == pytest.approx(served / opened_seconds)
    assert found.cell("dl") == Cell("share", gap="not_offered")
    assert found.cell("av").gap == found.cell("at1").gap == "not_measured"
    assert found.cell("wt_2").gap == "none"


@pytest.mark.parametrize("definition", sorted(JUDGES))
def test_every_figure_is_the_same_when_it_is_worked_out_again_from_the_log(golden, definition):
    settings, store, found = golden
    behind = visits_behind(settings, store, definition, Period.read(DAY))
    assert figure_of(definition, behind) == found.cell(definition)


def booked_for(day, *, taken_at="8:00"):
    """Somebody books, in the morning of the golden day, for another day or for the same."""
    booked = ev.Booked(
        at=at(taken_at),
        visit=f"later-{day}",
        services=("passport",),
        persons=1,
        code="LATER",
        appointed=at("15:00"),
        channel="web",
    )
    return Entry(f"later-{day}", booked.kind, "test", booked.at, (booked,))


def test_bookings_for_days_to_come_do_not_turn_back_until_when_the_data_go(golden):
    settings, store, whole = golden
    keep_day(store, [booked_for("2026-06-10")], "2026-06-10")
    found = measure(store, settings, Period.read("2026-06"))
    assert found.found.data_until == whole.found.data_until == at("28:00")
    assert found.cell("oc") == whole.cell("oc")


def test_a_day_that_still_has_visits_to_come_has_no_overtime_yet(tmp_path):
    settings = town(tmp_path)
    store = opened(settings)
    running = [entry for entry in golden_log() if entry.at < at("12:00")]
    keep_day(store, [booked_for(DAY), *running])
    assert measure(store, settings, Period.read(DAY)).cell("ot") == Cell("seconds", gap="none", n=0)
    store.close()
