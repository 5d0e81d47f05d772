"""House rules for the hall display's files: no way in for HTML, small modules, known texts."""

import re

import pytest

from display import FOLDER
from wire.words import words_of

SCRIPTS = sorted(FOLDER.glob("*.js"))
PAGE = (FOLDER / "index.html").read_text(encoding="utf-8")
STYLES = sorted(FOLDER.glob("*.css"))
WAYS_IN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|createContextualFragment"
    r"|\beval\(|new Function|srcdoc|setAttribute\(\s*[\"'`](?:on|style)"
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_way_to_make_html_or_code_of_a_text(script):
    assert WAYS_IN.search(script.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("file", [*SCRIPTS, *STYLES], ids=lambda path: path.name)
def test_a_file_opens_by_saying_what_it_knows_and_stays_small(file):
    text = file.read_text(encoding="utf-8")
    assert text.startswith(("// ", "/* "))
    assert text.count("\n") <= (420 if file.suffix == ".css" else 300)
    assert max(map(len, text.splitlines())) <= 120


def test_the_page_has_no_script_style_or_text_of_its_own():
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", PAGE) == []
    body = PAGE.partition("<body>")[2]
    assert re.sub(r"<[^>]*>|\s", "", body) == ""


def test_no_file_names_an_address_of_another_host():
    for file in [*SCRIPTS, *STYLES]:
        assert "://" not in file.read_text(encoding="utf-8").replace("}://$", ""), file.name
    assert "://" not in PAGE


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_every_text_that_a_script_names_is_there_and_every_text_is_named(language):
    named = set()
    for script in SCRIPTS:
        named |= set(re.findall(r'"(display\.[a-z_.]+)"', script.read_text(encoding="utf-8")))
    held = {key for key in words_of(language) if key.startswith("display.")}
    assert named == held
