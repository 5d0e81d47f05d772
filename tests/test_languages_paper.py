"""Slips in the languages of visitors: in letters that the printer or a font here has, else in the
town's own language, and never in boxes.
"""

from pathlib import Path

import pytest
from PIL import features

from host.settings import read
from host.slips import line_of
from printers import faces
from printers.faces import can_draw
from printers.paper import Paper
from printers.profiles import profile
from printers.raster import text_image
from printers.trial import languages_of, languages_told
from tests.printing import drawn
from tests.test_printer_paper import text_of
from tests.town import SETTINGS, settings_file
from wire.slips import Slip, SlipLine
from wire.words import own_words_of, say

DEJAVU = faces.FONTS[0]
IMAGE = b"\x1dv0\x00"
needs_dejavu = pytest.mark.skipif(not Path(DEJAVU).is_file(), reason="needs the font DejaVu Sans")


@pytest.fixture
def only_dejavu(monkeypatch):
    """No font here has Ethiopic letters."""
    monkeypatch.setattr(faces, "FONTS", (DEJAVU,))
    faces._paths.cache_clear()
    yield
    faces._paths.cache_clear()


def slip(*lines):
    return Slip(slip="slip-0001", language="nl", ticket="A042", lines=lines)


def test_a_named_model_writes_polish_and_turkish_in_its_own_letters():
    paper = Paper(profile("TM-T88V"))
    for text, codec, page in (("Proszę czekać", "cp852", 18), ("Sıranız: gişe", "cp857", 13)):
        data = paper(slip(SlipLine(text=text)))
        assert IMAGE not in data
        there = data.index(b"\x1bt" + bytes([page]) + text.encode(codec))
        assert b"\x1bt\x13" in data[there:], "and goes back to its first page"


@needs_dejavu
def test_a_copy_says_so_in_letters_that_come_out(only_dejavu):
    marked = slip(SlipLine(text="A042")).model_copy(update={"copy_mark": say("ti", "slip.copy")})
    assert b"KOPIE" in Paper(profile("TM-T88V"))(marked)


@needs_dejavu
def test_a_printer_that_was_not_named_prints_them_as_an_image():
    data = Paper(profile("default"))(slip(SlipLine(text="Proszę czekać")))
    assert IMAGE in data


@needs_dejavu
def test_a_line_without_letters_here_is_in_the_towns_own_language(only_dejavu):
    line = SlipLine(text=say("ti", "ticket.look"), instead=say("nl", "ticket.look"))
    data = Paper(profile("TM-T88V"))(slip(line))
    assert IMAGE not in data
    assert b"Kijk op het scherm." in text_of(data)
    assert not can_draw(line.text)


def test_a_printer_without_images_gets_the_towns_own_language():
    model = profile("TM-U220")
    assert not model.images
    line = SlipLine(text=say("uk", "ticket.look"), instead=say("nl", "ticket.look"))
    data = Paper(model)(slip(line))
    assert b"Kijk op het scherm." in text_of(data)
    assert b"?" not in text_of(data)


@needs_dejavu
def test_the_test_page_tells_for_which_languages_letters_are_missing(only_dejavu):
    found = languages_of(Paper(profile("TM-T88V")))
    assert [each for each, can in found.items() if not can] == ["ti"]
    assert "no letters for ti" in languages_told("TM-T88V")


@needs_dejavu
def test_ukrainian_and_arabic_are_drawn_with_one_font(only_dejavu):
    for language in ("uk", "ar"):
        for key, text in own_words_of(language).items():
            if key.startswith(("ticket.", "slip.")):
                assert can_draw(text.replace("{", "").replace("}", "")), key


@needs_dejavu
def test_arabic_is_not_drawn_without_what_joins_its_letters(monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: False)
    assert not can_draw("رقمك")
    assert can_draw("Ваш номер")


@needs_dejavu
@pytest.mark.skipif(not features.check("raqm"), reason="needs Pillow with Raqm")
def test_arabic_letters_are_joined_and_run_from_right_to_left():
    joined = text_image("رقمك", 576, 1).width
    apart = sum(text_image(letter, 576, 1).width for letter in "رقمك")
    assert joined < apart
    ends_left = text_image("رقمك A", 576, 1)
    assert ends_left.tobytes() != text_image("A رقمك", 576, 1).tobytes()


@needs_dejavu
@pytest.mark.parametrize(("model", "paper_mm"), [("TM-T88V", 80), ("NT-5890K", 58)])
@pytest.mark.parametrize("language", ["uk", "pl", "tr", "ar", "ti"])
def test_a_whole_slip_comes_out_in_each_language(tmp_path, language, model, paper_mm):
    settings = read(settings_file(tmp_path, text=SETTINGS))
    keys = ("ticket.look", "slip.outside", "ticket.nohurry", "slip.scan")
    lines = [line_of(settings, language, key) for key in keys]
    assert all(each.instead for each in lines)
    picture, _ = drawn(slip(*lines), model, paper_mm)
    assert picture.height > 120


def test_a_language_that_every_printer_has_needs_nothing_beside_it(tmp_path):
    settings = read(settings_file(tmp_path, text=SETTINGS))
    assert line_of(settings, "de", "ticket.look").instead == ""
