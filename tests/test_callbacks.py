"""Promises to call back as the host keeps them: when they are due, who may do what, who wins when
two act at once, and what stays of the caller. On both engines.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from host.answers import digest_of
from host.callbacks.clock import soon_at
from host.callbacks.notes import By
from host.settings import Faulty, read
from host.store import Store
from host.store.callbacks import find, note_of, steps_of
from host.store.tables import CALLBACK, PERSON
from tests.callbacks_stage import HALL, TEXT, Office, local
from tests.store_people import erased
from tests.town import new_id, settings_file
from wire.commands import ConvertCallback, FinishCallback, MakeCallback
from wire.refusals import Refused

pytest_plugins = ["tests.stores"]
BSN = "111222333"
GOOD_FRIDAY = 'printers = ["roll"]\nclosures = [{ date = 2027-03-26, reason = "Goede Vrijdag" }]'


@pytest.fixture
def office(tmp_path, store) -> Office:
    return Office(tmp_path, store)


def word(work):
    with pytest.raises(Refused) as no:
        work()
    return no.value.word


@pytest.mark.parametrize(
    ("text", "department", "end"),
    [
        (TEXT, "desk", "Tue 30 Mar 2027 17:00"),
        (TEXT.replace('printers = ["roll"]', GOOD_FRIDAY), "desk", "Wed 31 Mar 2027 17:00"),
        (TEXT, "law", "Wed 31 Mar 2027 17:00"),
    ],
    ids=["good friday open", "good friday closed", "by the law"],
)
def test_a_note_of_thursday_at_four_with_two_days_over_easter(
    tmp_path, store, text, department, end
):
    office = Office(tmp_path, store, text).at("2027-03-25 16:00")
    assert local(office.made(department, term_days=2).due) == end


@pytest.mark.parametrize(
    ("made", "end", "soon"),
    [
        ("2027-03-26 12:00", "Tue 30 Mar 2027 17:00", "Tue 30 Mar 2027 15:00"),
        ("2026-10-23 16:59", "Mon 26 Oct 2026 17:00", "Mon 26 Oct 2026 15:00"),
        ("2026-10-23 17:00", "Tue 27 Oct 2026 17:00", "Tue 27 Oct 2026 15:00"),
    ],
    ids=["clock goes on in Easter", "clock goes back in the weekend", "after closing"],
)
def test_one_working_day_over_a_weekend_on_which_the_clock_changes(office, made, end, soon):
    row = office.at(made).made()
    assert local(row.due) == end
    assert local(soon_at(office.settings, row)) == soon


def test_the_evening_before_a_day_that_is_open_for_one_hour_counts_as_office_time(tmp_path, store):
    special = (
        '[locations.hall.special_hours]\n2027-03-23 = "09:00-10:00"\n\n[locations.hall.walk_in]'
    )
    text = TEXT.replace("[locations.hall.walk_in]", special)
    office = Office(tmp_path, store, text)
    row = office.made()
    assert local(row.due) == "Tue 23 Mar 2027 10:00"
    assert local(soon_at(office.settings, row)) == "Mon 22 Mar 2027 16:00"


def test_a_department_promises_its_first_term_and_only_its_own_terms(office):
    assert office.made().term_days == 1
    assert office.made("law").term_days == 2
    assert office.made(term_days=10).term_days == 10
    assert word(lambda: office.made("law", term_days=10)) == "term_unknown"
    assert word(lambda: office.made("gardens")) == "department_unknown"


def test_a_note_says_whom_to_call_or_why(office):
    assert word(lambda: office.made(name="", phone="", note="")) == "callback_empty"
    assert word(lambda: office.made(name=" ", phone="", note="\x1b[31m")) == "callback_empty"
    assert office.made(name="", phone="0600000123", note="").phone == "0600000123"


def test_a_citizen_service_number_is_refused_and_stands_nowhere(office, tmp_path, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(Refused) as no:
        office.made(note=f"Belt over {BSN}")
    assert no.value.word == "text_unfit"
    assert BSN not in f"{no.value.detail} {no.value} {caplog.text}"
    assert BSN.encode() not in b"".join(file.read_bytes() for file in tmp_path.glob("balie.db*"))
    assert office.store.read(lambda line: line.execute(select(CALLBACK)).all()) == []


def test_a_name_of_200_letters_is_kept_whole(office):
    name = "Å" * 200
    row = office.made(name=name)
    kept = office.store.read(lambda line: find(line, row.callback))
    assert kept.name == name


def test_a_promise_of_the_past_is_kept_as_made_then_and_one_of_the_future_is_not(office):
    row = office.at("2027-03-25 09:00").made(created="2027-03-22 16:00")
    assert (local(row.created), local(row.due)) == (
        "Mon 22 Mar 2027 16:00",
        "Tue 23 Mar 2027 17:00",
    )
    assert word(lambda: office.made(created="2027-03-25 09:01")) == "callback_ahead"


def test_a_note_that_is_handed_over_keeps_when_it_was_made_and_when_it_is_due(office):
    row = office.made()
    moved = office.at("2027-03-23 11:00").handed(row, "enforcement")
    assert (moved.created, moved.due, moved.term_days) == (row.created, row.due, row.term_days)
    assert (moved.department, moved.exempt) == ("enforcement", True)
    assert office.handed(moved, "desk").exempt is False
    assert word(lambda: office.handed(row, "gardens")) == "department_unknown"


def test_only_where_a_note_was_made_can_it_be_changed(office):
    row = office.made()
    assert word(lambda: office.done(row, by=By("annex", "d", "desk"))) == "callback_unknown"


def test_a_note_becomes_an_appointment_that_there_is(office):
    wish = ConvertCallback(id=new_id(), callback=office.made().callback, visit=new_id())
    assert word(lambda: office.callbacks.do(wish, HALL)) == "visit_unknown"


def test_a_call_that_was_taken_at_once_is_counted_and_its_caller_is_not_kept(office):
    row = office.made(transferred_directly=True)
    assert (row.state, row.outcome, row.name) == ("done", "transferred", "")
    assert office.store.read(lambda line: line.execute(select(PERSON)).all()) == []


def test_the_row_says_what_its_steps_say(office):
    row = office.made()
    office.at("2027-03-22 10:00").tried(row)
    office.at("2027-03-22 14:00").tried(row)
    office.done(row, "unreached")
    office.reopened(row)
    office.at("2027-03-23 10:00").tried(row, reached=True)
    last = office.done(row)
    steps = office.store.read(lambda line: steps_of(line, row))
    kept = office.store.read(lambda line: find(line, row.callback))
    note = note_of(steps)
    assert [each.step.what for each in steps] == [
        "made", "attempted", "attempted", "unreached", "reopened", "reached", "answered",
    ]  # fmt: skip
    assert kept == last
    assert (note.outcome, note.attempts, note.tried, note.answered, note.steps) == (
        kept.outcome,
        kept.attempts,
        kept.tried,
        kept.answered,
        kept.steps,
    )
    assert local(kept.tried) == "Mon 22 Mar 2027 14:00"


def test_the_same_wish_acts_once_and_the_same_id_with_another_is_noticed(office):
    id_ = new_id()
    first = office.made(id=id_)
    assert office.made(id=id_) == first
    assert word(lambda: office.made("law", id=id_)) == "id_reused"
    wish = FinishCallback(id=new_id(), callback=first.callback)
    assert office.callbacks.do(wish, HALL) == office.callbacks.do(wish, HALL)
    other = FinishCallback(id=wish.id, callback=first.callback, outcome="unreached")
    assert word(lambda: office.callbacks.do(other, HALL)) == "id_reused"


def test_of_two_devices_that_finish_a_note_at_once_one_wins_and_the_other_hears_why_not(
    office, tmp_path, store_url
):
    second = Store(store_url)
    second.open()
    other = Office(tmp_path, second)
    try:
        for _ in range(10):
            row = office.made()
            with ThreadPoolExecutor(2) as pool:
                heard = list(pool.map(lambda who, row=row: _finish(who, row), (office, other)))
            assert sorted(heard) == ["callback_done", "done"]
            assert store_steps(office, row) == ["made", "answered"]
    finally:
        second.close()


def _finish(office, row):
    try:
        return office.done(row).state
    except Refused as no:
        return no.word


def store_steps(office, row):
    return [each.step.what for each in office.store.read(lambda line: steps_of(line, row))]


def test_the_caller_is_forgotten_some_days_after_the_note_is_finished(office):
    row = office.made()
    assert erased(office.store, "2027-05-01") == 0
    office.at("2027-03-23 10:00").done(row)
    assert erased(office.store, "2027-03-29") == 0
    assert erased(office.store, "2027-03-30") == 1
    kept = office.store.read(lambda line: find(line, row.callback))
    assert (kept.name, kept.phone, kept.note, kept.outcome) == ("", "", "", "answered")


def test_a_note_that_nobody_finishes_forgets_its_caller_in_the_end(office):
    office.made()
    assert erased(office.store, "2027-06-20") == 0
    assert erased(office.store, "2027-06-21") == 1


def test_a_note_that_is_opened_again_keeps_its_caller_until_it_is_finished(office):
    row = office.made()
    office.done(row)
    office.reopened(row)
    assert erased(office.store, "2027-05-01") == 0


@pytest.mark.parametrize("engine", ["sqlite"])
def test_after_that_no_byte_of_the_caller_stays_in_the_files(engine, tmp_path, sqlite_url):
    store = Store(sqlite_url)
    store.open()
    office = Office(tmp_path, store)
    row = office.made(name="Zwaantje Uniek", phone="0612340987", note="Over Kattenkruid")
    office.handed(row, "law")
    office.tried(row)
    files = lambda: b"".join(f.read_bytes() for f in Path(tmp_path).glob("balie.db*"))  # noqa: E731
    assert b"Zwaantje" in files()
    office.done(row)
    assert erased(office.store, "2027-03-29") == 1
    found = files()
    assert not [text for text in (b"Zwaantje", b"0612340987", b"Kattenkruid") if text in found]
    store.close()


def test_what_is_personal_is_in_no_digest():
    """It stands in the steps for ever: nobody may try guesses at a caller against it."""
    wish = MakeCallback(id=new_id(), department="desk", name="Sanne", phone="1", note="a")
    other = wish.model_copy(update={"name": "Piet", "phone": "2", "note": "b"})
    assert digest_of(wish) == digest_of(other)
    assert digest_of(wish) != digest_of(wish.model_copy(update={"department": "law"}))


@pytest.mark.parametrize(
    ("terms", "fault"),
    [("[2, 1]", "in order"), ("[1, 1]", "in order"), ("[]", "at least 1"), ("[0]", "greater")],
)
def test_a_department_whose_terms_make_no_sense_is_a_fault_of_the_settings(tmp_path, terms, fault):
    text = TEXT.replace("terms = [1, 2, 10]", f"terms = {terms}")
    with pytest.raises(Faulty) as faulty:
        read(settings_file(tmp_path, text=text))
    told = faulty.value.faults[0]
    assert told.key.startswith("departments.desk.terms")
    assert fault in told.text
