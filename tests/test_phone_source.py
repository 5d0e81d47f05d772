"""House rules for the files of the visit's page: no way in for HTML, small, no other address."""

import re

import pytest

from display import FOLDER
from tests.test_display_source import WAYS_IN

FILES = sorted((FOLDER / "phone").iterdir())


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_file_is_small_says_what_it_knows_and_makes_no_html_of_a_text(file):
    text = file.read_text(encoding="utf-8")
    assert text.startswith(("// ", "/* "))
    assert WAYS_IN.search(text) is None
    assert "://" not in text
    assert text.count("\n") <= 300
    assert max(map(len, text.splitlines())) <= 120


def test_no_script_of_the_page_asks_for_another_file_than_its_own():
    names = {file.name for file in FILES}
    for file in FILES:
        asked = re.findall(r'from "\./([^"]+)"', file.read_text(encoding="utf-8"))
        assert set(asked) <= names
