"""What people type: no control characters, no hidden direction, no citizen service numbers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.text import clean, has_bsn, is_mail
from wire.words import words_of

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def bsns():
    """Numbers that pass the 11-test, made from any eight digits for which a ninth exists."""

    def ninth(digits):
        last = sum(w * d for w, d in zip(WEIGHTS, digits, strict=True)) % 11
        return None if last == 10 or not any(digits) else (*digits, last)

    eight = st.tuples(*[st.integers(0, 9)] * 8)
    return eight.map(ninth).filter(lambda found: found is not None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna   de  Vries ", "Anna de Vries"),
        ("two\r\nlines\tand\u2028more", "two lines and more"),
        ("\x1b[2J\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("\x9b31mred", "red"),
        ("\x1bnot a sequence", "not a sequence"),
        ("abc\u202edef\u2066ghi\u200f", "abcdefghi"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e\u0301", "\u00e9"),
        ("bell\x07 null\x00 del\x7f", "bell null del"),
        ("[/b] plan", "[/b] plan"),
        ("<b>fat</b> & co", "<b>fat</b> & co"),
        ("\ud800half", "half"),
        ("\U000e0041tag", "tag"),
        ("\u05d0\u0628\u4e2d\U0001f600", "\u05d0\u0628\u4e2d\U0001f600"),
        ("", ""),
    ],
)
def test_a_text_is_one_visible_line(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_no_control_or_direction_character_survives(typed):
    kept = clean(typed)
    for character in kept:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        }  # fmt: skip
    assert kept == kept.strip()
    assert "  " not in kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed):
    assert clean(clean(typed)) == clean(typed)


@pytest.mark.parametrize(
    "text",
    ["111222333", "bsn: 111222333.", "111.222.333", "111 222 333", "1112-22-333", "x123456782y"],
)
def test_nine_digits_that_pass_the_test_are_a_citizen_service_number(text):
    assert has_bsn(text)


@pytest.mark.parametrize(
    "text",
    ["", "000000000", "111222334", "1112223330", "0111222333", "0600000123", "A042", "10:20 3 x 4"],
)
def test_other_digits_are_not(text):
    assert not has_bsn(text)


@pytest.mark.parametrize("country", ["+31 ", "+31-", "0031 ", "+31 (0)", "+49 "])
@pytest.mark.parametrize("number", ["6 11122233", "111222333", "6-11-12-23-33"])
def test_nine_digits_after_the_code_of_a_country_are_a_telephone_number(country, number):
    assert not has_bsn(f"{country}{number}")
    assert has_bsn(f"{country}{number} or 111222333")


@pytest.mark.parametrize("text", ["jan@voorbeeld.example", "j.de-vries+balie@post.voorbeeld.nl"])
def test_a_mail_address_has_a_name_and_a_place_with_a_dot(text):
    assert is_mail(text)
    assert not is_mail(text.replace(".", ""))
    assert not is_mail(f"{text} {text}")
    assert not is_mail(text.replace("@", " "))


@given(bsns(), st.sampled_from(["", " ", ".", "-"]), st.text(alphabet="abc :,", max_size=10))
def test_no_separator_hides_a_citizen_service_number(digits, separator, around):
    assert has_bsn(around + separator.join(map(str, digits)) + around)


@given(bsns(), st.sampled_from(["\u200b", "\x00", "\t", "  ", "\u00a0", "\u202e"]))
def test_what_cleaning_takes_away_hides_none_either(digits, separator):
    assert has_bsn(clean(separator.join(map(str, digits))))


@given(bsns(), st.integers(1, 9), st.integers(0, 8))
def test_one_wrong_digit_is_no_citizen_service_number(digits, by, place):
    """The 11-test finds every single wrong digit."""
    changed = list(digits)
    changed[place] = (changed[place] + by) % 10
    assert not has_bsn("".join(map(str, changed)))


@pytest.mark.parametrize("language", ["", "../nl", "x1", "qq"])
def test_a_language_that_nobody_speaks_here_is_dutch_and_leads_to_no_other_file(language):
    assert words_of(language) == words_of("nl")
