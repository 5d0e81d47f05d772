"""Home delivery in the report: a share of the documents where it is offered, "not offered" where it
is not, and no pick-up for what is brought home.
"""

from datetime import date

import pytest

from host import report
from host.delivery_report import delivery_line, read_delivery
from host.settings import read
from host.store import Store, VisitRecord
from tests.agenda_town import hall, one_hall, settings_of, write

COLLECT = """[services.passport_collect]
names = { nl = "Ophalen", en = "Collect", de = "Abholen" }
group = "B"
collect = true
"""
FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)


@pytest.fixture
def town(tmp_path):
    return made(tmp_path, f"delivery_from = {FRIDAY}")


def made(tmp_path, more=""):
    text = one_hall(more).replace(
        "first_minutes = 30", 'first_minutes = 30\ncollect_with = "passport_collect"'
    )
    return read(write(tmp_path, text + COLLECT + hall("south")))


def visit(number, day=FRIDAY, delivery=False, services=("passport",), persons=1, **more):
    said = {"stage": "done", "outcome": "served", **more}
    return VisitRecord(
        location="north",
        day=day.isoformat(),
        visit=f"visit-{number}",
        by_appointment=True,
        ticket="A001",
        language="nl",
        persons=persons,
        transactions=persons * len(services),
        desk="1",
        waited_for=services[0],
        appointed=None,
        arrived=None,
        first_called=None,
        met=None,
        ended=None,
        late=False,
        auto=False,
        times_wrong=False,
        wait_seconds=None,
        felt_seconds=None,
        service_seconds=None,
        served_seconds=0,
        away_seconds=0,
        services=services,
        delivery=delivery,
        **said,
    )


def test_of_a_thousand_applications_four_hundred_are_brought_home(town):
    rows = [visit(number, delivery=number < 400) for number in range(1000)]
    told = read_delivery(town, "north", [FRIDAY], rows)
    assert (told.offered, told.applied, told.delivered, told.share) == ("offered", 1000, 400, 0.4)
    assert told.pick_ups == 600
    assert delivery_line(told) == (
        "documents 1.000   home delivery 400 of 1.000 (40,0 %)   pick-ups to come 600"
    )


def test_where_it_is_not_offered_there_is_no_share_not_even_of_nothing(tmp_path):
    settings = made(tmp_path)
    told = read_delivery(settings, "north", [FRIDAY], [visit(1), visit(2)])
    assert (told.offered, told.applied, told.share) == ("not offered", 2, None)
    line = delivery_line(told)
    assert line == "documents 2   home delivery not offered   pick-ups to come 2"


def test_before_the_first_day_nobody_was_asked(tmp_path):
    settings = made(tmp_path, f"delivery_from = {MONDAY}")
    rows = [visit(1, FRIDAY), visit(2, MONDAY, delivery=True), visit(3, MONDAY)]
    told = read_delivery(settings, "north", [FRIDAY, SATURDAY, date(2026, 11, 22), MONDAY], rows)
    assert (told.offered, told.asked, told.delivered, told.share) == ("on some days", 2, 1, 0.5)
    assert (told.applied, told.pick_ups) == (3, 2)
    assert "1 of 2 (50,0 %), offered on some days" in delivery_line(told)


def test_a_document_is_a_service_for_a_person_and_other_services_are_none(town):
    rows = [
        visit(1, delivery=True, persons=2),
        visit(2, services=("talk",)),
        visit(3, services=("passport", "talk")),
        visit(4, services=("gone",)),
        visit(5, stage="left", outcome=""),
        visit(6, outcome="papers_missing"),
    ]
    told = read_delivery(town, "north", [FRIDAY], rows)
    assert (told.applied, told.delivered, told.pick_ups) == (3, 2, 1)


def test_the_report_of_an_empty_day_says_whether_it_is_offered(tmp_path):
    made(tmp_path, f"delivery_from = {FRIDAY}")
    settings = settings_of(tmp_path)
    store = Store(settings.server.database)
    store.open()
    lines: list[str] = []
    report.run(settings, store, FRIDAY.isoformat(), tell=lines.append)
    store.close()
    told = [line for line in lines if line.startswith("documenten")]
    assert told == [
        "documenten 0   thuis bezorgd 0 van 0   nog op te halen 0",
        "documenten 0   thuis bezorgd niet aangeboden   nog op te halen 0",
    ]
