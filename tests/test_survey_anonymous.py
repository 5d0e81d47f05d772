"""An answer is nobody's: what is kept cannot be joined again with the visit that gave it, by
whoever reads the whole database, knows the host's secret and saw who answered in which order.
"""

import random
from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from host.store import Store
from host.store import survey as rows
from host.survey.links import given_of
from tests.booking_stage import Visitor
from tests.store_people import erased
from tests.survey_stage import a_survey_town

pytest_plugins = ["tests.stores"]
SECRET = b"the host's secret, which the reader has too"
WEEK, DAY = "2026-11-16", "2026-11-20"
GONE = date(2026, 12, 7)
MANY = 120


def visits(number: int) -> list[str]:
    return [f"visit-{n:04d}" for n in range(number)]


def answer(store: Store, visit: str, mark: int = 8, **said) -> bool:
    fields: dict[str, Any] = {"location": "hall", "week": WEEK, "channel": "page", "mark": mark}
    row = rows.Answer(**fields | said)
    given = given_of(SECRET, "hall", DAY, visit)
    return store.change(lambda line: rows.keep(line, row, given, GONE))


def read(store: Store, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in store.read(lambda line: line.execute(text(query)).all())]


def as_they_lie(store: Store, table: str, columns: str) -> list[tuple[Any, ...]]:
    """The rows in the order in which the engine has written them."""
    if store.on_sqlite:
        return read(store, f"SELECT {columns} FROM {table} ORDER BY rowid")
    return read(store, f"SELECT {columns} FROM {table} ORDER BY xmin::text::bigint, ctid")


def answered(store: Store) -> dict[str, int]:
    """Many visits, each with a mark by chance: the truth that a reader wants."""
    chance = random.Random(7)
    truth = {visit: chance.randint(1, 10) for visit in visits(MANY)}
    for visit, mark in truth.items():
        assert answer(store, visit, mark)
    return truth


def test_the_order_of_the_rows_does_not_tell_whose_an_answer_is(store: Store):
    truth = answered(store)
    whose = {given_of(SECRET, "hall", DAY, visit): visit for visit in truth}
    given = [whose[name] for (name,) in as_they_lie(store, "survey_given", "given")]
    assert sorted(given) == sorted(truth)
    marks = [mark for (mark,) in as_they_lie(store, "survey_answer", "mark")]
    right = sum(truth[visit] == mark for visit, mark in zip(given, marks, strict=True))
    assert right < MANY / 3, f"{right} of {MANY}: by chance it is one in ten"


def test_the_names_of_the_rows_do_not_tell_it_either(store: Store):
    truth = answered(store)
    ids = read(store, "SELECT id, mark FROM survey_answer ORDER BY id")
    right = sum(mark == truth[visit] for visit, (_, mark) in zip(truth, ids, strict=True))
    assert right < MANY / 3
    assert all(len(name) == 32 and int(name, 16) for name, _ in ids)


def test_the_transaction_of_the_note_is_that_of_many_answers_or_of_none(store: Store):
    if store.on_sqlite:
        pytest.skip("SQLite keeps no transaction numbers")
    answered(store)
    notes = [number for (number,) in read(store, "SELECT xmin::text FROM survey_given")]
    answers = Counter(n for (n,) in read(store, "SELECT xmin::text FROM survey_answer"))
    newest = max(answers, key=int)
    assert newest in notes
    assert answers[newest] == rows.SHUFFLED + 1
    alone = [number for number in notes if answers[number] == 1]
    assert len(alone) < MANY / 10, "an older answer stands alone only when all others have moved on"


def test_the_newest_answer_is_not_the_last_row(store: Store):
    places = set()
    for visit in visits(12):
        answer(store, visit, mark=1)
    for n in range(12):
        answer(store, f"last-{n}", mark=10, week=WEEK)
        lie = as_they_lie(store, "survey_answer", "mark")
        places.add(len(lie) - 1 - max(at for at, (mark,) in enumerate(lie) if mark == 10))
    assert len(places) > 1


def test_an_answer_has_no_column_that_its_visit_has_too(store: Store):
    store.change(lambda line: line.execute(text("DELETE FROM survey_answer")))
    columns = {row[0] for row in columns_of(store, "survey_answer")}
    assert columns == {
        "id",
        "location",
        "week",
        "channel",
        "mark",
        "greeter_mark",
        "choice",
        "party",
        "said",
        "said_until",
    }
    assert {row[0] for row in columns_of(store, "survey_given")} == {"given", "erase_on"}


def columns_of(store: Store, table: str) -> list[tuple[Any, ...]]:
    if store.on_sqlite:
        return read(store, f"SELECT name FROM pragma_table_info('{table}')")
    wanted = f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'"
    return read(store, wanted)


def test_a_visit_answers_once_whoever_asks_again(store: Store):
    assert answer(store, "visit-a", 8)
    assert not answer(store, "visit-a", 1)
    assert read(store, "SELECT mark FROM survey_answer") == [(8,)]


def test_no_answer_is_lost_or_doubled_while_others_are_written_anew(store: Store):
    truth = answered(store)
    kept = Counter(mark for (mark,) in read(store, "SELECT mark FROM survey_answer"))
    assert kept == Counter(truth.values())


def test_answers_of_another_week_or_place_are_left_where_they_are(store: Store):
    answer(store, "visit-a", 8)
    answer(store, "visit-b", 7, location="annex")
    before = set(read(store, "SELECT id FROM survey_answer"))
    answer(store, "visit-c", 6, week="2026-11-23")
    assert before < set(read(store, "SELECT id FROM survey_answer"))


def test_the_notes_and_the_texts_are_erased_and_the_marks_stay(store: Store):
    answer(store, "visit-a", 8, said="meer stoelen", said_until=date(2026, 12, 1))
    answer(store, "visit-b", 7, said="prima", said_until=date(2027, 1, 1))
    erased(store, "2026-12-01")
    assert sorted(read(store, "SELECT said FROM survey_answer")) == [("",), ("prima",)]
    assert len(read(store, "SELECT given FROM survey_given")) == 2
    erased(store, "2026-12-07")
    assert read(store, "SELECT given FROM survey_given") == []
    assert sorted(read(store, "SELECT mark FROM survey_answer")) == [(7,), (8,)]


def test_a_copy_of_the_database_holds_no_written_answer(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/town.db")
    store.open()
    answer(store, "visit-a", 8, said="meer stoelen", said_until=date(2026, 12, 1))
    store.backup(tmp_path / "copy.db")
    store.close()
    assert b"meer stoelen" in (tmp_path / "town.db").read_bytes()
    assert b"meer stoelen" not in (tmp_path / "copy.db").read_bytes()
    copy = Store(f"sqlite:///{tmp_path}/copy.db")
    copy.open()
    assert read(copy, "SELECT mark, said FROM survey_answer") == [(8, "")]
    copy.close()


async def test_neither_the_log_nor_the_database_holds_a_visit_beside_its_answer(tmp_path, capfd):
    async with a_survey_town(tmp_path) as town:
        before = town.rows("event")
        visits = [(await town.a_visit()).visit for _ in range(3)]
        events = len(town.rows("event"))
        for visit, mark in zip(visits, (3, 9, 5), strict=True):
            visitor = await Visitor(town).goes(town.path(visit))
            await visitor.web.post(visitor.url, data={"cijfer": str(mark)})
        assert len(town.rows("event")) == events > len(before), "an answer is no event of the day"
        for row in (*town.rows("survey_answer"), *town.rows("survey_given")):
            assert not [visit for visit in visits if visit in str(dict(row))]
        told = capfd.readouterr().out
        assert "mening" not in told
