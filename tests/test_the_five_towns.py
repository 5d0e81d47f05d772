"""The tables that five Dutch towns publish about their counters, made again out of visits in a real
store and out of series that were brought in, cell for cell as printed text.

Two normalisations, no more: a percentage is compared without the space before its sign ("69 %" is
what the house prints where a page has "69%"), and the star that stands for too little data is "*"
where a page prints "*)".

Hilversum's outage, and the neighbour that takes over, stand in `test_the_five_towns_outage`.
"""

import json
from pathlib import Path

import pytest

from host.measures.period import Period, measure
from host.norms.judged import judged
from host.store import Store
from tests.five_towns import TownOf, cells, town
from tests.five_towns_lived import answered, called_back, clock, kiosk_down, live, waited
from tests.five_towns_tables import GRONINGEN, QUALITY, QUANTITY
from tests.room_stage import a_full_room

pytest_plugins = ["tests.stores", "tests.quick_texts"]

WAITS = json.loads((Path(__file__).parent / "data" / "seed_waits.json").read_text("utf-8"))
HALLS = {
    "harm-buiterplein": "Harm Buiterplein",
    "kreupelstraat": "Kreupelstraat",
    "haren": "Haren",
}
MARKS = {
    "harm-buiterplein": ([8] * 30, [8] * 30),
    "kreupelstraat": ([8] * 30, [8, 9] * 15),
    "haren": ([7, 8, 9] * 10, [8] * 30),
}
BUDGET = "2021-11-01 10:00"
"""When a budget of 2022 is made."""


def came_to_groningen(groningen: TownOf) -> None:
    """Both years: waits whose means are what was published, and marks."""
    for year, day in ((2019, "2019-03-04"), (2020, "2020-03-02")):
        appointments = WAITS[f"groningen_{year}_appointment"]["waits_s"]
        walk_ins = WAITS[f"groningen_{year}_walkin"]["waits_s"]
        for number, location in enumerate(HALLS):
            visitors = [
                *waited(appointments[number::3], by_appointment=True),
                *waited(walk_ins[number::3], by_appointment=False),
            ]
            live(groningen.store, location, day, visitors)
            answered(groningen.store, location, day, MARKS[location][year - 2019])


def was_called_back(groningen: TownOf, year: int, one: int, two: int) -> None:
    """Of 100 notes so many within one working day and so many more within two; and five notes that
    only one officer may answer.
    """
    days = [f"{year}-03-{day:02d}" for day in ((4, 5, 6) if year == 2019 else (2, 3, 4))]
    done = {f"{days[1]} 16:00": one, f"{days[2]} 16:00": two, "": 100 - one - two}
    for department, answers in (("desk", done), ("enforcement", {"": 5})):
        called_back(
            groningen.settings, groningen.store, department, f"{days[0]} 10:00", answers, "haren"
        )


@pytest.fixture
def groningen(tmp_path, store: Store) -> TownOf:
    found = town(tmp_path, store, "Groningen", GRONINGEN, HALLS)
    found.bring("groningen.csv")
    return found


def test_groningen_prints_its_nine_indicators_as_it_did(groningen):
    came_to_groningen(groningen)
    was_called_back(groningen, 2019, 69, 11)
    was_called_back(groningen, 2020, 73, 10)
    report = groningen.table("indicators", BUDGET)
    assert [heading.title for heading in report.headings] == [
        *("Behaald 2019", "Behaald 2020", "Beoogd 2021", "Beoogd 2022"),
    ]
    assert cells(report) == [
        ["8", "8", "8", "8"],
        ["8", "8,5", "8", "8"],
        ["8", "8", "8", "8"],
        ["7", "7,1", "7,5", "7,5"],
        ["7,5", "7,1", "7,5", "7,5"],
        ["69%", "73%", "75%", "80%"],
        ["80%", "83%", "100%", "100%"],
        ["6:30", "5:46", "Maximaal 5 min", "Maximaal 5 min"],
        ["7:36", "5:28", "Maximaal 15 min", "Maximaal 15 min"],
    ]
    kept = [[figure.kept for figure in row.figures[:2]] for row in report.rows[-2:]]
    assert kept == [[False, False], [True, True]]
    assert report.breaks() == []


def test_every_figure_of_groningen_says_by_what_it_was_counted_or_where_it_comes_from(groningen):
    rows = groningen.table("indicators", BUDGET).rows
    assert [row.figures[0].counted_by for row in rows] == [
        *("sat.v1", "sat.v1", "sat.v1", "", "", "cb.v1", "cb.v1", "wt_a.v1", "wt_w.v1"),
    ]
    assert rows[3].figures[0].source == "Gemeente Groningen, begroting 2022"
    assert rows[3].figures[0].source_date == "2022-04-07"


def test_a_mean_of_5_minutes_is_kept_and_of_a_breath_more_is_not_however_it_prints(groningen):
    even = waited([300] * 5, by_appointment=True)
    live(groningen.store, "haren", "2019-03-04", even)
    more = waited([300, 300, 300, 300, 302], by_appointment=True)
    live(groningen.store, "haren", "2020-03-02", more)
    first, second = groningen.table("indicators", BUDGET).rows[7].figures[:2]
    assert (first.text, first.kept) == ("5:00", True)
    assert (second.cell.value, second.text, second.kept) == (300.4, "5:00+", False)


def test_a_mark_just_under_an_eight_is_not_an_eight(groningen):
    answered(groningen.store, "haren", "2020-03-02", [8] * 24 + [7])
    live(groningen.store, "haren", "2020-03-02", waited([10], by_appointment=True))
    few = groningen.table("indicators", BUDGET).rows[2].figures[1]
    assert (few.text, few.cell.n) == ("*", 25)
    answered(groningen.store, "haren", "2020-03-02", [8] * 25)
    mark = groningen.table("indicators", BUDGET).rows[2].figures[1]
    assert (mark.cell.value, mark.text, mark.kept) == (7.98, "8,0", False)


def test_exempt_departments_are_told_with_and_without(tmp_path, store):
    """100 notes of the desk and 5 that only one officer can answer."""
    more = """
[[tables.indicators.rows]]
names = { nl = "Terugbellen binnen 1 werkdag, met Stadstoezicht" }
figure = "cb"
term_days = 1
exempt = "with"
"""
    groningen = town(tmp_path, store, "Groningen", GRONINGEN + more, HALLS)
    was_called_back(groningen, 2020, 73, 10)
    rows = groningen.table("indicators", BUDGET).rows
    assert [rows[at].figures[1].text for at in (5, -1)] == ["73 %", "69,5 %"]
    assert [rows[at].figures[1].cell.n for at in (5, -1)] == [100, 105]


def test_a_table_of_groningen_carries_until_when_its_data_go_and_when_it_was_built(groningen):
    live(groningen.store, "haren", "2020-03-02", waited([60], by_appointment=True))
    built = groningen.table("indicators", "2022-04-07 17:06:48")
    assert built.built_at == "2022-04-07T17:06:48+02:00"
    assert built.data_until == "2021-06-01T09:00:00+02:00"
    early = groningen.table("indicators", "2021-05-01 09:00")
    assert early.data_until <= early.built_at


# -- Leiderdorp ----------------------------------------------------------------------------------


@pytest.fixture
def leiderdorp(tmp_path, store: Store) -> TownOf:
    found = town(tmp_path, store, "Leiderdorp", QUANTITY + QUALITY, {"hall": "Gemeentehuis"})
    found.bring("leiderdorp.csv")
    return found


def test_leiderdorp_prints_only_targets_while_nothing_was_realised(leiderdorp):
    report = leiderdorp.table("quantity", BUDGET)
    assert [heading.title for heading in report.headings] == [
        f"{year} (b)" for year in range(2021, 2026)
    ]
    shares = ("98", "100", "95", "95", "95", "95", "95", "90", "95", "95", "95")
    assert cells(report) == [[f"{share}%"] * 5 for share in shares]


def test_a_norm_without_a_definition_prints_its_target_and_is_not_computed(leiderdorp):
    live(leiderdorp.store, "hall", "2021-03-01", waited([60] * 12, by_appointment=True))
    row = leiderdorp.table("quantity", "2022-02-01 10:00").rows[7]
    assert [figure.text for figure in row.figures[:2]] == ["n.b.", "90 %"]
    assert row.footnote == "De definitie ontbreekt"


@pytest.mark.parametrize(
    ("waits", "whole", "usual", "kept"),
    [
        (WAITS["leiderdorp_95_pass"]["waits_s"], "95 %", "95,0 %", True),
        (WAITS["leiderdorp_95_fail"]["waits_s"], "90 %", "90,0 %", False),
        ([60] * 18 + [301], "94 %", "94,7 %", False),
    ],
)
def test_nineteen_of_twenty_within_five_minutes_is_95_percent_and_18_of_19_is_not(
    tmp_path, store, waits, whole, usual, kept
):
    row = QUANTITY.split("[[tables.quantity.rows]]")[9].replace('shape = "whole"', "")
    assert "sl_a" in row
    again = f"{QUANTITY}[[tables.quantity.rows]]{row}"
    leiderdorp = town(tmp_path, store, "Leiderdorp", again, {"hall": "Gemeentehuis"})
    live(store, "hall", "2021-03-01", waited(waits, by_appointment=True))
    rows = leiderdorp.table("quantity", "2022-02-01 10:00").rows
    assert (rows[8].figures[0].text, rows[8].figures[0].kept) == (whole, kept)
    assert (rows[-1].figures[0].text, rows[-1].figures[0].kept) == (usual, kept)


def test_95_of_100_calls_within_two_working_days_and_questions_within_ten(leiderdorp):
    call = ("kcc", "2021-03-01 10:00", {"2021-03-03 16:00": 95, "": 5})
    ask = ("advice", "2021-03-01 10:00", {"2021-03-15 16:00": 9, "2021-03-16 09:00": 1})
    for department, made, done in (call, ask):
        called_back(leiderdorp.settings, leiderdorp.store, department, made, done, "hall")
    rows = leiderdorp.table("quantity", "2022-02-01 10:00").rows
    assert [(rows[at].figures[0].text, rows[at].figures[0].kept) for at in (6, 3)] == [
        ("95 %", True),
        ("90 %", False),
    ]


REACHABLE = """
[[norms]]
id = "reachable"
names = { nl = "Apparaten werken" }
definition = "av"
target = 0.98
decided_by = "Raad"
[tables.devices]
names = { nl = "Bereikbaar" }
head = { nl = "Omschrijving" }
columns = [{ period = "2021-W09" }]
[[tables.devices.rows]]
names = { nl = "Apparaten" }
figure = "av"
norm = "reachable"
"""


@pytest.mark.parametrize(
    ("minutes", "value", "printed", "kept"),
    [(48, 0.98, "98,0 %", True), (49, 1 - 49 / 2400, "97,9 %", False)],
)
def test_of_a_week_of_40_hours_98_percent_leaves_48_minutes_and_not_one_more(
    tmp_path, store, minutes, value, printed, kept
):
    week = Period.week(2021, 9)
    leiderdorp = town(tmp_path, store, "Leiderdorp", REACHABLE, {"hall": "Gemeentehuis"})
    later = "2021-03-08 07:00"
    kiosk_down(store, "2021-03-01 08:00", "2021-03-02 10:00", minutes, until=later)
    told = measure(store, leiderdorp.settings, week, now=clock(later)).cell("av")
    assert told.value == pytest.approx(value, abs=1e-12)
    assert (told.part, told.whole) == ((2400 - minutes) * 60, 2400 * 60)
    figure = leiderdorp.table("devices", later).rows[0].figures[0]
    assert (figure.text, figure.kept) == (printed, kept)
    ((_, found),) = judged(leiderdorp.settings, store, week, "hall", clock(later))
    assert (found.realised, found.kept, found.n) == (told.value, kept, 144_000)


def test_a_town_that_kept_no_device_prints_that_nobody_measured_it(tmp_path, store):
    leiderdorp = town(tmp_path, store, "Leiderdorp", REACHABLE, {"hall": "Gemeentehuis"})
    figure = leiderdorp.table("devices", "2022-02-01 10:00").rows[0].figures[0]
    assert (figure.text, figure.kept) == ("n.b.", None)


def test_leiderdorp_prints_its_survey_among_residents_with_every_dash_and_star(leiderdorp):
    report = leiderdorp.table("quality", BUDGET)
    assert [heading.title for heading in report.headings] == [
        *("2019 (w)", "2020 (b)", "2021 (w)", "2022 (b)", "2023 (b)", "2024 (b)", "2025 (b)"),
    ]
    assert cells(report) == [
        ["7,0", "-", "7,2", "-", "7,7", "-", "8,0"],
        ["74%", "-", "73%", "-", "78%", "-", "80%"],
        ["74%", "-", "75%", "-", "80%", "-", "82%"],
        ["72%", "-", "67%", "-", "75%", "-", "78%"],
        ["80%", "-", "85%", "-", "88%", "-", "90%"],
        ["64%", "-", "63%", "-", "70%", "-", "75%"],
        ["77%", "-", "79%", "-", "85%", "-", "90%"],
        ["86%", "-", "88%", "-", "90%", "-", "92%"],
        ["78%", "-", "*", "-", "80%", "-", "85%"],
        ["67%", "-", "*", "-", "75%", "-", "80%"],
        ["-", "-", "42%", "-", "65%", "-", "70%"],
    ]
    assert report.footnotes() == {
        "*": "De vraag leverde te weinig gegevens op voor een percentage."
    }


def test_what_visitors_answer_at_the_counter_never_fills_a_cell_of_the_residents(leiderdorp):
    before = cells(leiderdorp.table("quality", BUDGET))
    answered(leiderdorp.store, "hall", "2021-03-01", [9] * 40)
    assert cells(leiderdorp.table("quality", BUDGET)) == before


def test_seven_marks_are_too_few_to_tell(tmp_path, store):
    found = town(tmp_path, store, "Leiderdorp", GRONINGEN, HALLS)
    answered(store, "haren", "2020-03-02", [8] * 7)
    figure = found.table("indicators", BUDGET).rows[2].figures[1]
    assert (figure.text, figure.cell.n, figure.kept) == ("*", 7, None)


async def test_hilversums_waiting_room_holds_twelve_and_the_thirteenth_gets_a_text(
    tmp_path, store_url, quick_texts
):
    async with a_full_room(tmp_path, 12, store_url) as room:
        assert await room.come_and_be_texted(2) == ["A013", "A014"]
