"""Reports that somebody answered for: they stay what they were, a correction is a next version that
says what changed, and a row that was touched is found. On both engines.
"""

from functools import partial
from hashlib import sha256

import orjson
import pytest

from host.frozen.freeze import faults_of, freeze
from host.measures.definitions import DEFINITIONS, Definition
from host.measures.period import Period
from host.store import RaceLost, Store
from host.store import frozen as rows
from tests.five_towns import TownOf, town
from tests.five_towns_lived import Visitor, clock, live

pytest_plugins = ["tests.stores"]

SECRET = b"only this host knows"
H1 = Period.half_year(2025, 1)
JULY = clock("2025-07-02 10:00")
BY = "R. de Boer, teamleider"
NORMS = """
[[norms]]
id = "appointment"
names = { nl = "Wachten met afspraak" }
definition = "wt_a"
limit_minutes = 5
target = 0.95
decided_by = "Raad"
"""
STRICTER = """
[[norms]]
id = "appointment"
version = 2
names = { nl = "Wachten met afspraak" }
definition = "wt_a"
limit_minutes = 4
target = 0.95
valid_from = 2025-07-01
decided_by = "Raad"
"""


@pytest.fixture
def helmond(tmp_path, store: Store) -> TownOf:
    return lived(tmp_path, store, NORMS)


def lived(folder, store, norms) -> TownOf:
    found = town(folder, store, "Helmond", norms, {"hall": "Huis voor de Stad"})
    live(store, "hall", "2025-03-03", [Visitor("09:00", 100), Visitor("09:20", 200)])
    return found


def frozen(helmond, period=H1, now=JULY, by=BY, **more):
    return freeze(helmond.settings, helmond.store, SECRET, period, by, now, **more)


def late_correction(helmond):
    """A day that had not reached the host when the report was frozen."""
    live(helmond.store, "hall", "2025-06-30", [Visitor("09:00", 600)])


def body(row):
    return orjson.loads(row.body)


def faults(helmond, secret=SECRET):
    kept = helmond.store.read(rows.all_of)
    return [(row.number, what) for row, what in faults_of(kept, secret)]


def change(helmond, sql):
    helmond.store.change(lambda line: line.exec_driver_sql(sql))


def test_a_report_is_frozen_with_who_answers_for_it_and_both_its_times(helmond):
    row = frozen(helmond)
    assert (row.number, row.period, row.version, row.status) == (1, "2025-H1", 1, "definitive")
    head, report = body(row)["frozen"], body(row)["report"]
    assert (head["by"], head["at"]) == (BY, "2025-07-02T10:00:00+02:00")
    assert report["data_until"] <= report["built_at"] == "2025-07-02T10:00:00+02:00"
    assert "wt_a.v1" in report["definitions"]


def test_the_norms_are_frozen_as_they_held_with_what_came_of_them(helmond):
    (norm,) = body(frozen(helmond))["norms"]
    assert (norm["norm"], norm["version"], norm["limit"], norm["target"]) == (
        *("appointment", 1, 300),
        0.95,
    )
    assert (norm["n"], norm["realised"], norm["kept"]) == (2, 1.0, True)


def test_a_late_correction_is_a_second_version_that_says_what_changed_and_the_first_stays(helmond):
    first = frozen(helmond)
    late_correction(helmond)
    second = frozen(helmond, now=JULY + 1000, why="Een dag kwam later binnen.")
    assert (second.version, body(second)["frozen"]["why"]) == (2, "Een dag kwam later binnen.")
    told = {each["where"]: (each["was"], each["now"]) for each in body(second)["changes"]}
    assert told["Huis voor de Stad, In het kort, Wachttijd met afspraak, waarde"] == (
        "2:30, n = 2 (wt_a.v1)",
        "5:00, n = 3 (wt_a.v1)",
    )
    assert told["norm Wachten met afspraak"] == ("100,0 % (n = 2)", "66,7 % (n = 3)")
    ids = {"value", "p90.wt_a", "mean.wt_a", "within", "by_appointment", "per_desk_hour"}
    assert [where for where in told if where.rpartition(", ")[2] in ids] == []
    kept = helmond.store.read(rows.all_of)
    assert kept[0] == first
    assert "2:30" in body(kept[0])["text"]
    assert faults(helmond) == []


def test_a_correction_must_say_why(helmond):
    frozen(helmond)
    late_correction(helmond)
    with pytest.raises(ValueError, match="say why with --why"):
        frozen(helmond)
    assert len(helmond.store.read(rows.all_of)) == 1


def test_what_is_the_same_is_not_frozen_twice(helmond):
    frozen(helmond)
    with pytest.raises(ValueError, match="version 1 says the same"):
        frozen(helmond, now=JULY + 86_400_000)


def test_a_period_that_is_not_over_can_be_frozen_as_provisional_only(helmond):
    june = clock("2025-06-30 18:00")
    with pytest.raises(ValueError, match="2025-H1 is not over"):
        frozen(helmond, now=june)
    early = frozen(helmond, now=june, provisional=True)
    final = frozen(helmond)
    assert [early.status, final.status] == ["provisional", "definitive"]
    assert (final.version, body(final)["changes"]) == (2, [])
    late_correction(helmond)
    with pytest.raises(ValueError, match="version 2 is definitive"):
        frozen(helmond, provisional=True, why="Toch niet.")


def test_nobody_answers_for_a_report_without_a_name(helmond):
    with pytest.raises(ValueError, match="--by is empty"):
        frozen(helmond, by="  ")


# -- breaks ----------------------------------------------------------------------------------------


def test_a_norm_that_became_another_one_is_a_break_with_the_half_year_before(tmp_path, store):
    helmond = lived(tmp_path, store, NORMS + STRICTER)
    frozen(helmond)
    live(store, "hall", "2025-09-01", [Visitor("09:00", 100)])
    second = frozen(helmond, Period.half_year(2025, 2), clock("2026-01-05 10:00"))
    (line,) = body(second)["breaks"]
    assert (line["what"], line["was"], line["now"]) == ("hall/appointment", "1", "2")
    assert line["text"] == (
        "Wachten met afspraak: andere norm dan in eerste halfjaar van 2025 (versie 1, nu 2)."
    )


def test_a_norm_that_changed_in_the_course_of_a_period_is_a_break_within_it(tmp_path, store):
    helmond = lived(tmp_path, store, NORMS + STRICTER.replace("2025-07-01", "2025-04-01"))
    (line,) = body(frozen(helmond))["breaks"]
    assert (line["was"], line["now"]) == ("1", "2")


def test_a_definition_that_became_another_one_is_a_break_and_the_old_report_keeps_its_own(
    helmond, monkeypatch
):
    first = frozen(helmond)
    old = DEFINITIONS["wt_a"]
    monkeypatch.setitem(DEFINITIONS, "wt_a", Definition(old.id, 2, old.unit, old.code))
    live(helmond.store, "hall", "2025-09-01", [Visitor("09:00", 100)])
    second = frozen(helmond, Period.half_year(2025, 2), clock("2026-01-05 10:00"))
    (line,) = body(second)["breaks"]
    assert (line["what"], line["was"], line["now"]) == ("wt_a", "1", "2")
    kept = helmond.store.read(rows.all_of)[0]
    assert kept == first
    assert "wt_a.v1" in body(kept)["report"]["definitions"]


# -- touched ---------------------------------------------------------------------------------------


@pytest.fixture
def three(helmond: TownOf) -> TownOf:
    frozen(helmond)
    late_correction(helmond)
    frozen(helmond, why="Een dag kwam later binnen.")
    frozen(helmond, Period.half_year(2024, 2))
    assert faults(helmond) == []
    return helmond


def test_a_figure_that_was_changed_in_the_table_is_found(three):
    change(three, "UPDATE frozen_report SET body = replace(body, '2:30', '2:03') WHERE number = 1")
    assert faults(three) == [(1, "the report was changed after it was frozen")]


def test_a_figure_that_was_changed_together_with_its_digest_is_found(three):
    def forge(line):
        kept = rows.all_of(line)[0]
        text = kept.body.replace("2:30", "2:03")
        digest = sha256(text.encode()).hexdigest()
        sql = "UPDATE frozen_report SET body = ?, digest = ? WHERE number = 1"
        mark = "?" if line.dialect.name == "sqlite" else "%s"
        line.exec_driver_sql(sql.replace("?", mark), (text, digest))

    three.store.change(forge)
    assert faults(three) == [(1, "the seal is not of this host, or was changed")]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE frozen_report SET frozen_by = 'P. Peters, wethouder' WHERE number = 2",
        "UPDATE frozen_report SET status = 'provisional' WHERE number = 2",
        "UPDATE frozen_report SET version = 9 WHERE number = 2",
        "UPDATE frozen_report SET period = '2023-H1' WHERE number = 2",
    ],
)
def test_who_and_what_and_when_cannot_be_changed_either(three, sql):
    change(three, sql)
    told = "period, version, status or name are not those of the report"
    assert faults(three) == [(2, told)]


def test_a_report_that_was_taken_out_is_missed(three):
    change(three, "DELETE FROM frozen_report WHERE number = 2")
    assert faults(three) == [(3, "is number 3 where 2 should be: a report is gone")]


def test_a_report_that_was_taken_out_is_missed_when_the_numbers_were_mended_too(three):
    change(three, "DELETE FROM frozen_report WHERE number = 2")
    change(three, "UPDATE frozen_report SET number = 2 WHERE number = 3")
    assert [number for number, _ in faults(three)] == [2]


def test_a_report_that_was_put_in_the_place_of_another_is_found_by_the_one_after_it(helmond):
    """Both were frozen by this host, one of them before a copy of the database was put back."""
    frozen(helmond)
    late_correction(helmond)
    first_try = frozen(helmond, why="Een dag kwam later binnen.")
    change(helmond, "DELETE FROM frozen_report WHERE number = 2")
    frozen(helmond, why="Een dag kwam te laat binnen.")
    frozen(helmond, Period.half_year(2024, 2))
    assert faults(helmond) == []
    change(helmond, "DELETE FROM frozen_report WHERE number = 2")
    helmond.store.change(partial(rows.add, make=lambda kept: first_try))
    told = "does not follow on the report before it: that one was changed or is gone"
    assert faults(helmond) == [(3, told)]


def test_another_host_cannot_make_a_seal(three):
    assert [number for number, _ in faults(three, b"another secret")] == [1, 2, 3]


def test_of_two_who_freeze_at_once_one_is_told_that_it_lost(helmond):
    """The number is taken: nothing is written over."""
    first = frozen(helmond)
    with pytest.raises(RaceLost):
        helmond.store.change(partial(rows.add, make=lambda kept: first))
    assert helmond.store.read(rows.all_of) == [first]
