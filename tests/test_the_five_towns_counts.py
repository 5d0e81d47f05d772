"""What five Dutch towns count at their counters, made again: Haarlemmermeer's visits and channels,
Hilversum's evening, access and delivery, Helmond's delivery and passport peak.

The figures of series are those that the towns published; the visits are our own.
"""

import re
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from host import agenda_tools
from host.core.cells import text
from host.core.staffing import documents_a_year, posts_needed
from host.measures.busy import blocks, loads_of
from host.measures.period import Period, measure
from host.norms.breaches import Breach, breaches
from host.norms.live import outlook
from host.series.page import page_of
from host.store import Store
from host.store import access_times as access
from host.store.access_times import AccessTime
from host.store.tables import VISIT
from tests.agenda_town import agenda_town, book, lines, one_hall, tool, write
from tests.builders import at, desk_screen
from tests.five_towns import TownOf, cells, town
from tests.five_towns_lived import Visitor, cancelled, live
from tests.five_towns_tables import HAARLEMMERMEER, HELMOND, HILVERSUM
from tests.test_norm_outlook import a_busy_hall
from tests.town import at as moment_of
from wire import commands as said
from wire.refusals import Refused

pytest_plugins = ["tests.stores"]

HALL = {"hall": "Raadhuis"}


@pytest.fixture
def haarlemmermeer(tmp_path, store: Store) -> TownOf:
    found = town(tmp_path, store, "Haarlemmermeer", HAARLEMMERMEER, HALL)
    found.bring("haarlemmermeer.csv")
    return found


def test_haarlemmermeer_prints_its_channels_as_it_did(haarlemmermeer):
    report = haarlemmermeer.table("channels", "2022-01-10 10:00")
    assert [heading.title for heading in report.headings] == [
        *("2017 (w)", "2018 (w)", "2019 (w)", "2020 (p)", "2021 (p)"),
    ]
    assert cells(report) == [
        ["92.700", "121.000", "110.000", "114.000", "112.000"],
        ["140.764", "138.754", "121.942", "130.773", "135.000"],
        ["623.200", "688.000", "698.000", "710.000", "710.000"],
    ]


def test_a_footnote_is_no_part_of_its_number_and_calls_break_where_a_location_went(haarlemmermeer):
    report = haarlemmermeer.table("channels", "2022-01-10 10:00")
    calls = report.rows[1].figures[2]
    assert (calls.cell.value, calls.text, report.mark(calls.footnote)) == (121942, "121.942", "1")
    ((row, heading, reason),) = report.breaks()
    assert (row.name, heading.title) == ("Telefoontjes callcenter", "2019 (w)")
    assert "Buitenlandse Zaken" in reason


def test_the_drawing_of_the_calls_has_no_line_across_the_break_of_2019(haarlemmermeer):
    page = page_of(haarlemmermeer.table("channels", "2022-01-10 10:00"))
    (drawing,) = re.findall(r"<svg.*?</svg>", page)
    assert drawing.count("<circle") == 5
    lines = re.findall(r"<line.*?>", drawing)
    assert ['class="break"' in line for line in lines] == [False, True, False, False]
    assert ["dasharray" in line for line in lines] == [False, False, True, True]
    assert "2019 (w): 121.942" in drawing
    assert "Breuk in de reeks" in drawing


def test_visits_that_became_transactions_are_no_longer_the_same_series(haarlemmermeer):
    added = haarlemmermeer.bring("haarlemmermeer_2021.csv", "2022-06-01 09:00")
    assert (added.new, added.changed) == (2, 1)
    report = haarlemmermeer.table("counts", "2022-06-02 10:00")
    assert cells(report) == [["121.000", "110.000", "61.500", "61.900"]]
    ((_, heading, reason),) = report.breaks()
    assert heading.title == "2020 (w)"
    assert reason == "Andere telling: eerst Bezoeken balie, nu Transacties balie."


def test_121000_own_visits_are_30_5_percent_more_than_before_and_the_next_year_9_1_less(
    tmp_path, sqlite_url
):
    found = town(tmp_path, Store(sqlite_url), "Haarlemmermeer", HAARLEMMERMEER, HALL)
    found.store.open()
    found.bring("haarlemmermeer.csv")
    forget(found.store, "2018")
    for page in visits_of_2018(121_000):
        found.store.change(partial(keep, page=page))
    (row, _) = found.table("visits", "2022-01-10 10:00").rows
    found.store.close()
    assert [figure.text for figure in row.figures] == [
        *("92.700", "121.000", "110.000", "+30,5 %", "-9,1 %"),
    ]
    assert [bool(figure.source) for figure in row.figures[:3]] == [True, False, True]
    assert row.figures[1].break_reason.startswith("Hier begint onze eigen meting.")


def keep(line: Connection, page: list[dict[str, Any]]) -> None:
    line.execute(insert(VISIT), page)


def visits_of_2018(number: int):
    """Over the working days, in pages."""
    first = date(2018, 1, 1)
    days = [first + timedelta(days=ahead) for ahead in range(365)]
    days = [day for day in days if day.weekday() < 5][:254]
    row = {
        "location": "hall",
        "by_appointment": True,
        "stage": "done",
        "outcome": "served",
        "ticket": "A001",
        "language": "nl",
        "persons": 1,
        "transactions": 1,
        "late": False,
        "waited_for": "passport",
        "auto": False,
        "times_wrong": False,
        "served_seconds": 0.0,
        "away_seconds": 0.0,
        "wait_seconds": 60.0,
        "felt_seconds": 60.0,
    }
    rows = [
        {**row, "day": days[at % len(days)].isoformat(), "visit": f"visit-{at}"}
        for at in range(number)
    ]
    return [rows[begin : begin + 20_000] for begin in range(0, number, 20_000)]


def forget(store: Store, period: str) -> None:
    """The predecessor counted until the house began to."""
    sql = f"DELETE FROM series_value WHERE period = '{period}'"
    store.change(lambda line: line.exec_driver_sql(sql))


def test_the_share_of_changes_that_visitors_made_themselves_is_shown(haarlemmermeer):
    cancelled(haarlemmermeer.store, "hall", "2018-03-05", {"web": 620, "phone": 380})
    assert cells(haarlemmermeer.table("visits", "2022-01-10 10:00"))[1][1] == "62,0%"


# -- Hilversum -------------------------------------------------------------------------------------


def test_an_evening_with_few_visitors_shows_its_share_and_its_visits_per_desk_hour(tmp_path, store):
    hilversum = town(tmp_path, store, "Hilversum", HILVERSUM, HALL)
    desks = ("1", "2", "3", "4", "5")
    by_day = [
        Visitor(f"{9 + n // 15:02d}:{n // 5 % 3 * 20:02d}", 60, desk=desks[n % 5])
        for n in range(97)
    ]
    evening = [Visitor(f"{clock}:00", 60) for clock in ("17", "18")] + [Visitor("18:30", 60)]
    live(store, "hall", "2021-03-04", [*by_day, *evening], desks, ("09:00", "19:00"))
    measures = measure(store, hilversum.settings, Period.day(date(2021, 3, 4)))
    (row,) = (row for row in blocks(loads_of(measures)["hall"], "nl").rows if row.id == "evening")
    assert [box.text("nl") for box in row.boxes] == ["3", "3,0 %", "10", "0,3"]


async def test_closing_the_evening_names_the_appointments_that_must_move_and_offers_no_more(
    tmp_path, capsys
):
    tuesday, now = "2026-11-24", moment_of("09:00", "2026-11-20")
    async with agenda_town(tmp_path, one_hall(hours="09:00-19:00")) as running:
        for clock in ("10:00", "17:30", "18:00"):
            await book(running, "north", tuesday, clock)
    file = write(tmp_path, one_hall(hours="09:00-17:00"))
    assert await tool(agenda_tools.tell_must_move, file, "", now) == 0
    told = lines(capsys)
    assert told[-1].startswith("2 appointments must move")
    assert [line.split()[1] for line in told[-3:-1]] == ["17:30", "18:00"]
    async with agenda_town(tmp_path, one_hall(hours="09:00-17:00")) as running:
        with pytest.raises(Refused):
            await book(running, "north", "2026-11-23", "17:30")


def test_access_over_the_norm_in_autumn_and_within_it_since_december_is_told_with_its_dates(
    tmp_path, store
):
    hilversum = town(tmp_path, store, "Hilversum", HILVERSUM, HALL)
    day, found = date(2021, 6, 1), []
    while day < date(2022, 1, 1):
        if day.weekday() < 5:
            days = 6 if date(2021, 9, 1) <= day < date(2021, 12, 1) else 4
            found.append(
                AccessTime("hall", day.isoformat(), "passport", 0, None, None, days, days, 40)
            )
        day += timedelta(days=1)
    store.change(lambda line: access.add(line, found))
    ((norm, log),) = breaches(hilversum.settings, store, "hall", Period.year(2021))
    assert norm.id == "access"
    assert log == [Breach("2021-09-01", "2021-11-30", "2021-12-01")]


def test_two_of_six_people_ill_at_half_past_eight_lengthen_the_forecast_and_ask_for_more_desks():
    hall = a_busy_hall()
    for number in range(15):
        hall.book(f"9:{number * 2:02d}")
    before = outlook(hall.day, [], at("8:30"))
    for desk in ("5", "6"):
        shut = said.ShutDesk(id=hall.new_id(), desk=desk, reason="sick")
        hall.say(desk_screen(desk), "8:30", shut)
    after = outlook(hall.day, [], at("8:30"))
    assert [found.halves[0].desks for found in (before, after)] == [6, 4]
    longer, shorter = after.halves[0].wait_minutes, before.halves[0].wait_minutes
    assert longer is not None
    assert shorter is not None
    assert longer > shorter
    assert after.advice is not None
    assert before.advice is not None
    assert after.advice.desks > before.advice.desks


def test_a_year_without_delivery_prints_not_offered_and_no_zero(tmp_path, store):
    hilversum = town(tmp_path, store, "Hilversum", HILVERSUM, HALL)
    live(store, "hall", "2021-03-04", [Visitor("10:00", 60)])
    assert cells(hilversum.table("documents", "2022-01-10 10:00")) == [["niet aangeboden"]]


# -- Helmond ---------------------------------------------------------------------------------------


def test_of_a_thousand_applications_four_hundred_brought_home_leave_six_hundred_to_collect(
    tmp_path, store
):
    offers = "delivery_from = 2024-01-01"
    helmond = town(tmp_path, store, "Helmond", HELMOND, HALL, offers)
    desks = tuple(str(number) for number in range(1, 51))
    visitors = [
        Visitor(
            f"{9 + n // 150:02d}:{n // 50 % 3 * 20:02d}",
            *(60, True, desks[n % 50]),
            delivery=n % 5 < 2,
        )
        for n in range(1000)
    ]
    live(store, "hall", "2024-06-03", visitors, desks)
    assert cells(helmond.table("documents", "2025-01-10 10:00")) == [["40,0%"]]
    told = measure(store, helmond.settings, Period.year(2024)).found.delivery["hall"]
    assert (told.applied, told.delivered, told.pick_ups) == (1000, 400, 600)


def test_the_cost_of_the_peak_is_told_per_year_and_together(tmp_path, store):
    helmond = town(tmp_path, store, "Helmond", HELMOND, HALL)
    helmond.bring("helmond.csv", "2024-11-06 09:00")
    report = helmond.table("cost", "2024-11-07 09:00")
    assert cells(report) == [["156", "156", "156", "156", "624"]]


def test_two_posts_handle_8640_documents_a_year_and_9969_when_two_in_five_are_brought_home():
    collected, brought = (documents_a_year(2, 10, 5, share) for share in (0.0, 0.4))
    assert (round(collected), round(brought)) == (8640, 9969)
    assert f"{brought / collected - 1:.1%}" == "15.4%"
    assert posts_needed(8640, 10, 5) == 2


@pytest.mark.parametrize(
    ("unit", "values", "total"),
    [("seconds", ("6:30", "5:00"), "-"), ("mark", ("8", "7"), "-"), ("count", ("6", "5"), "22")],
)
def test_counts_are_added_up_and_means_never(tmp_path, store, unit, values, total):
    helmond = town(tmp_path, store, "Helmond", HELMOND.replace("peak_cost", "other"), HALL)
    years = zip(("2025", "2026", "2027", "2028"), (*values, *values), strict=True)
    lines = [f"other,{year},target,{unit},{value},Begroting,2024-11-06" for year, value in years]
    file = tmp_path / "other.csv"
    file.write_text("\n".join(["series,period,kind,unit,value,source,source_date", *lines]))
    helmond.bring(str(file), "2024-11-06 09:00")
    (row,) = cells(helmond.table("cost", "2024-11-07 09:00"))
    assert row[-1] == total


def test_a_total_with_a_year_that_is_not_known_is_none(tmp_path, store):
    helmond = town(tmp_path, store, "Helmond", HELMOND, HALL)
    helmond.bring("helmond.csv", "2024-11-06 09:00")
    forget(store, "2027")
    assert cells(helmond.table("cost", "2024-11-07 09:00")) == [["156", "156", "-", "156", "-"]]
    assert text(measure(store, helmond.settings, Period.year(2024)).cell("dl"), "nl") != "0,0 %"
