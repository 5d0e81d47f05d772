"""What stands in the pages of the kiosk, as a screen reader meets it. No browser is needed."""

import re

import pytest

from host.settings import read
from host.web.kiosk.draw import drawn
from host.web.kiosk.sheet import SHEET
from tests.town import settings_file
from tests.web_kiosk_pages import LOOKS, documents, pages
from tests.web_kiosk_stage import FEW, Seen
from visitor.page import Page
from visitor.tongues import Mixed, parts_of, spoken
from wire.words import languages
from wire.words.tongues import direction

IN_ALL = ("-language", "-away", "-closed", "-starting")
"""Pages for who has chosen no language: they speak those of the town."""


@pytest.fixture
def settings(tmp_path):
    return read(settings_file(tmp_path, text=FEW))


def all_of(settings, language="nl"):
    return list(documents(settings, language, LOOKS["town"]))


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_reading_goes_from_title_to_text_to_keys_to_the_foot(settings, language):
    for name, html in all_of(settings, language):
        marks = ("<header", "<form", "<main", "<h1", 'class="choices"', "</main>")
        places = [html.index(mark) for mark in marks]
        assert places == sorted(places), name
        foot = html.find("<footer")
        assert foot == -1 or html.index("</main>") < foot < html.index("</form>"), name
        said = html.split("<template", 1)[0]
        assert said.count("<h1") == 1, name
        assert re.findall("<(header|main)", said) == ["header", "main"], name


def test_every_part_says_its_language_and_direction(settings):
    found = dict(all_of(settings))
    first = found["00-language"]
    assert '<html lang="nl" dir="ltr"' in first
    assert '<span lang="en" dir="ltr">English</span>' in first
    assert '<span lang="de" dir="ltr">Wählen Sie Ihre Sprache</span>' in first
    arabic = Page(step="closed", language="ar", title="مرحبا", lines=(spoken("nl", "Dag"),))
    assert '<span lang="nl" dir="ltr">Dag</span>' in drawn(arabic, "t")
    assert (direction("ar"), direction("ti"), direction("pl")) == ("rtl", "ltr", "ltr")


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_of_the_words_has_every_page(settings, language):
    assert len(all_of(settings, language)) >= 40
    for name, html in all_of(settings, language):
        assert f'lang="{language}"' in html or name.endswith(IN_ALL), name


def test_the_one_picture_has_a_name(settings):
    pictures = [html for _, html in all_of(settings) if "<svg" in html or "<img" in html]
    assert len(pictures) == 1
    assert re.search(r'<svg[^>]*role="img"[^>]*aria-label="QR-code[^"]+"', pictures[0])
    assert "background-image" not in SHEET
    assert "url(" not in SHEET


def test_nothing_moves_or_flashes():
    by_hand = ("text-transform", "animation:more linear;animation-timeline:scroll(root)")
    more = "@keyframes more{0%,95%{visibility:visible}96%,to{visibility:hidden}}"
    shown = SHEET.replace(more, "")
    for word in by_hand:
        assert word in shown, "it goes with the scrolling, not with time"
        shown = shown.replace(word, "")
    for word in ("animation", "@keyframes", "transform:", "blink"):
        assert word not in shown
    assert re.findall(r"transition:([^}]*)", SHEET) == ["opacity .2s"]


def test_a_fault_is_told_in_the_heading_and_not_by_colour_alone(settings):
    shown = [html.split("<template")[0] for _, html in all_of(settings)]
    faults = [html for html in shown if '<main class="alarm"' in html]
    assert len(faults) >= 4
    assert all(Seen(html).heading.strip() for html in faults)
    assert "border-inline-start:.375rem solid" in SHEET


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_the_name_of_a_key_begins_with_what_stands_on_it(settings, language):
    for name, html in all_of(settings, language):
        for each in Seen(html).buttons:
            shown = " ".join(each["text"].split())
            label = each.get("aria-label", shown)
            assert shown, name
            assert label.startswith(shown), (name, label, shown)


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_keys_and_order_are_those_of_the_terminal(settings, language):
    made = zip(all_of(settings, language), pages(language, LOOKS["town"]), strict=True)
    for (name, html), (page, _) in made:
        wanted = [each.key for each in page.options]
        keys = [each["value"] for each in Seen(html).buttons if each["name"] == "key"]
        drawn_keys = [key for key in keys if key in wanted]
        assert drawn_keys[: len(wanted)] == wanted, name
        for option in (page.back, page.more, page.help):
            assert option is None or option.key in keys, (name, option)


def test_a_text_of_several_languages_is_to_everybody_else_a_plain_text():
    mixed = Mixed((("nl", "Hulp"), ("en", "Help")))
    assert mixed == "Hulp · Help"
    assert parts_of(mixed) == (("nl", "Hulp"), ("en", "Help"))
    assert parts_of("Hulp") == (("", "Hulp"),)
    assert spoken("de", "Hilfe") == "Hilfe"
