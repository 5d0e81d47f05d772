"""Home delivery in the report: a share of the documents where it is offered, "not offered" where it
is not, and no pick-up for what is brought home.
"""

from datetime import date

import pytest

from host.core.cells import text
from host.measures.delivery import delivery_share, documents_of
from host.measures.delivery import read_delivery as told_of
from host.measures.outputs.as_text import text_of
from host.measures.period import Period
from host.measures.report import make
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


def read_delivery(settings, location, days, rows):
    return told_of(settings, location, days, documents_of(settings, rows))


def test_of_a_thousand_applications_four_hundred_are_brought_home(town):
    rows = [visit(number, delivery=number < 400) for number in range(1000)]
    told = read_delivery(town, "north", [FRIDAY], rows)
    assert (told.offered, told.applied, told.delivered, told.share) == ("offered", 1000, 400, 0.4)
    assert told.pick_ups == 600
    assert text(delivery_share([told]), "nl") == "40,0 %"


def test_where_it_is_not_offered_there_is_no_share_not_even_of_nothing(tmp_path):
    settings = made(tmp_path)
    told = read_delivery(settings, "north", [FRIDAY], [visit(1), visit(2)])
    assert (told.offered, told.applied, told.share) == ("not offered", 2, None)
    assert told.pick_ups == 2
    assert text(delivery_share([told]), "nl") == "niet aangeboden"


def test_before_the_first_day_nobody_was_asked(tmp_path):
    settings = made(tmp_path, f"delivery_from = {MONDAY}")
    rows = [visit(1, FRIDAY), visit(2, MONDAY, delivery=True), visit(3, MONDAY)]
    told = read_delivery(settings, "north", [FRIDAY, SATURDAY, date(2026, 11, 22), MONDAY], rows)
    assert (told.offered, told.asked, told.delivered, told.share) == ("on some days", 2, 1, 0.5)
    assert (told.applied, told.pick_ups) == (3, 2)
    assert text(delivery_share([told]), "en") == "50.0 %"


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
    told = text_of(make(settings, store, Period.day(FRIDAY), 1_790_000_000_000))
    store.close()
    lines = [line.split() for line in told.splitlines()]
    assert ["Hal", "north", "0", "0", "-", "0"] in lines
    assert ["Hal", "south", "0", *["niet", "aangeboden"] * 2, "0"] in lines
