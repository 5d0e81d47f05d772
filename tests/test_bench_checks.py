"""What the benches hold against the host: every planted fault is found."""

from bench.checks import faults_of_answers
from bench.history import Life
from bench.house import House
from host.core.entry import Entry
from host.core.events import WalkedIn


def ticket(identity, number):
    came = WalkedIn(at=1, visit=identity, ticket=number, services=("passport",))
    return Entry(identity, "take_ticket", "kiosk-1", 1, (came,))


def told(identity, number):
    return {"kind": "done", "id": identity, "visit": identity, "ticket": number}


def test_answers_that_the_log_bears_out_are_no_fault():
    log = [ticket("visit-0001", "A001"), ticket("visit-0002", "A002")]
    answers = {name: told(name, number) for name, number in (("visit-0001", "A001"),)}
    assert faults_of_answers(log, answers) == []


def test_an_acknowledged_command_that_is_not_in_the_log_is_found():
    (fault,) = faults_of_answers([], {"visit-0001": told("visit-0001", "A001")})
    assert "is not in the log" in fault


def test_a_number_other_than_the_one_told_is_found():
    (fault,) = faults_of_answers(
        [ticket("visit-0001", "A002")], {"visit-0001": told("visit-0001", "A001")}
    )
    assert "told ticket A001, the log says A002" in fault


def test_a_command_that_acted_twice_is_found():
    faults = faults_of_answers([ticket("visit-0001", "A001"), ticket("visit-0001", "A002")], {})
    assert faults == ["visit-0001 acted twice"]


def test_a_number_given_to_two_visitors_is_found():
    log = [ticket("visit-0001", "A001"), ticket("visit-0002", "A001")]
    answers = {entry.id: told(entry.id, "A001") for entry in log}
    assert faults_of_answers(log, answers) == ["A001 was given twice"]


def test_a_day_of_history_is_lived_to_its_end_by_the_rules(tmp_path):
    import datetime

    house = House(tmp_path, desks={"1": (), "2": ()})
    life = Life(house, datetime.date(2026, 3, 2))
    kept = life.live(visits=30)
    assert life.day.ended
    assert sum(visit.stage == "done" for visit in life.day.visits.values()) == 30
    assert [one.seq for one in kept] == sorted({one.seq for one in kept})
