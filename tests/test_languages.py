"""The languages of visitors: each has every text that it should have, with the same values, in its
own letters. Whether a text is good only a native reader can say.
"""

import re
import string
import tomllib
import unicodedata
from pathlib import Path

import pytest

import wire.words
from wire.words import languages, own_words_of, say, words_of
from wire.words.tongues import (
    OFFERED_MAX,
    TONGUES,
    VISITOR_KEYS,
    direction,
    for_terminal,
    is_due,
    is_whole,
    tongue,
    whole,
)

FOLDER = Path(wire.words.__file__).parent
VISITORS = [each for each in TONGUES if not is_whole(each)]
LETTERS = {"uk": "CYRILLIC", "pl": "LATIN", "tr": "LATIN", "ar": "ARABIC", "ti": "ETHIOPIC"}
ALIKE = {"speech.key.escape", "speech.key.enter"}
"""Names of keys, which stand on every keyboard."""
NAMES = re.compile(r"\b(SMS|QR|BSN|Escape|Enter|Balie)\b")
"""What has the same name in every language."""


def texts(language, surface):
    file = FOLDER / language / f"{surface}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def surfaces():
    return sorted(file.stem for file in (FOLDER / "nl").glob("*.toml"))


def values_of(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_folders_are_the_languages_that_are_known():
    assert set(languages()) == set(TONGUES)
    assert len(TONGUES) <= OFFERED_MAX


def test_a_surface_for_visitors_is_a_surface():
    assert set(VISITOR_KEYS) <= set(surfaces())
    for surface, (wanted, unwanted) in VISITOR_KEYS.items():
        keys = texts("nl", surface)
        for beginning in (*wanted, *unwanted):
            assert any(key.startswith(beginning) for key in keys), (surface, beginning)


@pytest.mark.parametrize("surface", surfaces())
@pytest.mark.parametrize("language", VISITORS)
def test_a_language_has_what_visitors_meet_and_nothing_else(language, surface):
    dutch, other = texts("nl", surface), texts(language, surface)
    due = {key for key in dutch if is_due(language, surface, key)}
    assert set(other) == due, {"missing": due - set(other), "too many": set(other) - due}
    for key, text in other.items():
        assert text == text.strip() != "", key
        assert values_of(text) == values_of(dutch[key]), key


@pytest.mark.parametrize("language", VISITORS)
def test_no_text_is_left_in_dutch_or_english(language):
    dutch, english = own_words_of("nl"), own_words_of("en")
    for key, text in own_words_of(language).items():
        words = {said for said in re.sub(r"\{\w+\}", "", text).split() if said.isalpha()}
        if key not in ALIKE and words:
            assert text not in (dutch[key], english[key]), key


@pytest.mark.parametrize("language", VISITORS)
def test_a_text_stands_in_the_letters_of_its_language(language):
    for key, text in own_words_of(language).items():
        own = NAMES.sub("", re.sub(r"\{\w+\}", "", text))
        names = {unicodedata.name(each, "").split()[0] for each in own if each.isalpha()}
        assert names <= {LETTERS[language], "MODIFIER"}, (key, names)


@pytest.mark.parametrize("language", VISITORS)
def test_digits_are_the_ones_on_the_keys(language):
    """A code, a time and a key are looked for in other places in these same digits."""
    dutch = own_words_of("nl")
    for key, text in own_words_of(language).items():
        assert all(each.isascii() for each in text if each.isdigit()), key
        long = re.findall(r"\d{2,}", dutch[key])
        assert re.findall(r"\d{2,}", text) == long or sorted(re.findall(r"\d{2,}", text)) == sorted(
            long
        ), key


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_a_date_has_seven_days_and_twelve_months(language):
    words = words_of(language)
    assert len(set(words["date.days"].split())) == 7
    assert len(set(words["date.months"].split())) == 12


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_a_language_says_its_own_name(language):
    names = {each: own_words_of(each)["lang.name"] for each in TONGUES}
    assert len(set(names.values())) == len(TONGUES)
    assert language in names


@pytest.mark.parametrize("language", VISITORS)
def test_what_a_language_has_not_is_dutch_and_never_a_blank(language):
    assert say(language, "staff.nameless") == say("nl", "staff.nameless") != ""
    with pytest.raises(KeyError):
        say(language, "no.such.text")


def test_in_a_language_from_right_to_left_a_value_is_set_apart():
    assert "\u206806-AB\u2069" in say("ar", "code.now", code="06-AB")
    assert "\u2068" not in say("tr", "code.now", code="06-AB")
    assert "\u2068" not in say("ar", "ticket.number", nummer="")
    assert "\u2068" not in say("ar", "walkin.wait", min=10)


def test_an_address_is_not_set_apart_for_a_telephone_would_take_the_sign_with_it():
    text = say("ar", "sms.link", link="https://testdam.example/a")
    assert text.endswith("https://testdam.example/a")


def test_what_falls_back_to_dutch_is_not_set_apart():
    text = say("ar", "staff.hours", u="4", m="05")
    assert text == say("nl", "staff.hours", u="4", m="05")


def test_an_unknown_language_is_as_dutch():
    assert tongue("qq") == tongue("nl")
    assert direction("qq") == "ltr"
    assert not is_whole("qq")


def test_a_terminal_shows_neither_right_to_left_nor_ethiopic():
    assert for_terminal(("nl", "ar", "pl", "ti", "uk")) == ("nl", "pl", "uk")
    assert whole(("uk", "en", "ar", "de")) == ("en", "de")


def test_a_call_is_due_in_every_language_and_speech_only_where_there_is_a_voice():
    assert is_due("ti", "board", "display.call")
    assert not is_due("ti", "speech", "speech.empty")
    assert is_due("ar", "speech", "speech.empty")
    assert not is_due("ar", "staff", "staff.nameless")
    assert is_due("de", "staff", "staff.nameless")
