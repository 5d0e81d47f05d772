"""The table of EN 301 549 is whole and honest: each clause once, each verdict a test that exists or
a word with its reason.
"""

import re
from pathlib import Path

import pytest

from docs.accessibility import accessibility_page, kind_of, table
from host.web.kiosk.looks import ALL
from wire.words import say

HOUSE = Path(__file__).parent.parent
CLAUSES = [clause for rows in table().values() for clause in rows]
VERDICTS = [
    (clause.number, verdict) for clause in CLAUSES for verdict in (clause.page, clause.terminal)
]
CLOSED = {f"5.1.3.{number}" for number in range(1, 17)} | {
    "5.1.2.1",
    "5.1.2.2",
    "5.1.4",
    "5.1.5",
    "5.1.6.1",
    "5.1.6.2",
    "5.1.7",
}
WEB = {
    "9.1.1.1",
    *(f"9.1.3.{n}" for n in range(1, 6)),
    *(f"9.1.4.{n}" for n in (1, 2, 3, 4, 5, 10, 11, 12, 13)),
    *(f"9.2.1.{n}" for n in (1, 2, 4)),
    "9.2.2.1",
    "9.2.2.2",
    "9.2.3.1",
    *(f"9.2.4.{n}" for n in range(1, 8)),
    *(f"9.2.5.{n}" for n in range(1, 5)),
    "9.3.1.1",
    "9.3.1.2",
    *(f"9.3.2.{n}" for n in range(1, 5)),
    *(f"9.3.3.{n}" for n in range(1, 5)),
    *(f"9.4.1.{n}" for n in range(1, 4)),
    "9.6",
}


def test_every_clause_of_closed_devices_and_of_pages_stands_there_once():
    numbers = [clause.number for clause in CLAUSES]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) >= CLOSED | WEB
    assert {number.split(".")[0] for number in numbers} == {str(part) for part in range(4, 14)}


@pytest.mark.parametrize(("number", "verdict"), VERDICTS)
def test_a_verdict_is_a_test_that_exists_or_a_word_with_its_reason(number, verdict):
    kind = kind_of(verdict)
    if kind == "tested":
        file, mark, name = verdict.partition("::")
        assert mark, (number, verdict)
        text = (HOUSE / "tests" / file).read_text(encoding="utf-8")
        assert re.search(rf"^(async )?def {name}\(", text, re.MULTILINE), (number, verdict)
    elif kind:
        assert len(verdict.removeprefix(kind).strip(" :;")) >= 8, (number, verdict)


def test_of_each_clause_of_pages_and_programs_one_kiosk_has_a_verdict():
    for clause in CLAUSES:
        assert (clause.page, clause.terminal) != ("-", "-"), clause.number
        both = not clause.number.startswith(("9.", "11."))
        assert not both or "-" not in (clause.page, clause.terminal), clause.number


def test_the_page_is_as_the_table_says():
    page = (HOUSE / "docs" / "accessibility.md").read_text(encoding="utf-8")
    assert page.split("\n\n", 1)[1].strip() == accessibility_page().strip()
    assert page.count("**not met**") >= sum(kind_of(each) == "not met" for _, each in VERDICTS)


def told() -> str:
    return (HOUSE / "docs" / "web-kiosk.md").read_text(encoding="utf-8")


def test_the_page_of_the_web_kiosk_lists_every_look():
    for look in ALL:
        assert f"| {say('en', f'look.{look}')} |" in told(), look


def test_the_page_of_the_web_kiosk_says_how_high_it_stands():
    for height in ("1,220 mm", "380 mm", "1,015 mm"):
        assert height in told()
