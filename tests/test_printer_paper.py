"""A slip as bytes and as paper: what stands where, what is an image, and that no text can give the
printer an order.
"""

import re

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from printers.paper import Paper, native, printable, wrap, wrap_sentences
from printers.profiles import ProfileUnknown, profile, profile_names
from printers.raster import raster_bytes, text_image
from printers.reading import Reader
from printers.trial import trial_slip
from tests.printing import LINK, a_slip, drawn
from wire.slips import Slip, SlipLine

INIT = b"\x1b@"
CODE_PAGE_858 = b"\x1bt\x13"
CENTRE = b"\x1ba\x01"
BOLD, PLAIN = b"\x1bE\x01", b"\x1bE\x00"
NORMAL, LARGE, COPY, HUGE = b"\x1d!\x00", b"\x1d!\x11", b"\x1d!\x33", b"\x1d!\x55"
QR_MODEL_2 = b"\x1d(k\x04\x001A2\x00"
QR_SIZE_6 = b"\x1d(k\x03\x001C\x06"
QR_LEVEL_M = b"\x1d(k\x03\x001E1"
QR_PRINT = b"\x1d(k\x03\x001Q0"
FEED, CUT = b"\x1bd\x06", b"\x1dV\x00"
IMAGE = b"\x1dv0\x00"

NARROW = "POS-5890"


def qr_store(link: str) -> bytes:
    return b"\x1d(k" + (len(link) + 3).to_bytes(2, "little") + b"1P0" + link.encode()


def lines(*texts: str, size="normal", **rest) -> Slip:
    return Slip(
        slip="slip-0000",
        language="nl",
        ticket="A042",
        lines=tuple(SlipLine(text=text, size=size) for text in texts),
        **rest,
    )


def text_of(data: bytes) -> bytes:
    """Only what would be printed as letters."""
    return b"".join(
        c.body if c.name == b"" else c.name for c in Reader().feed(data) if c.name in (b"", b"\n")
    )


def test_a_slip_shows_the_number_huge_the_link_as_a_code_and_is_cut():
    slip = Slip(
        slip="slip-0000",
        language="nl",
        ticket="A042",
        lines=(SlipLine(text="A042", size="huge", bold=True), SlipLine(text="Eén minuut")),
        link="https://x.example/v/1",
        below=(SlipLine(text="Dag"),),
    )
    assert Paper(profile("TM-T88V"))(slip) == b"".join(
        (
            *(INIT, CODE_PAGE_858, CENTRE),
            *(HUGE, BOLD, b"A042\n"),
            *(NORMAL, PLAIN, b"E\x82n minuut\n"),
            *(NORMAL, PLAIN, b"\n"),
            *(QR_MODEL_2, QR_SIZE_6, QR_LEVEL_M, qr_store("https://x.example/v/1"), QR_PRINT),
            *(b"\n", NORMAL, PLAIN, b"Dag\n"),
            *(FEED, CUT),
        )
    )


def test_a_copy_says_so_on_top_smaller_than_the_number():
    data = Paper(profile("TM-T88V"))(lines("A042", size="huge", copy_mark="KOPIE"))
    assert data.startswith(INIT + CODE_PAGE_858 + CENTRE + COPY + BOLD + b"KOPIE\n")
    assert data.index(COPY) < data.index(HUGE)


def test_umlauts_and_the_euro_are_native_letters_of_the_code_page():
    data = Paper(profile("TM-T88V"))(lines("Grüße für 5 €, één coördinator"))
    assert "Grüße für 5 €, één coördinator".encode("cp858") in data
    assert IMAGE not in data


def test_curly_quotes_and_dashes_are_no_reason_for_an_image():
    assert text_of(Paper()(lines("’s-Gravenhage – “Zuid”…"))).startswith(
        b'\'s-Gravenhage - "Zuid"...'
    )


@pytest.mark.parametrize("text", ["Київ", "مرحبا", "Ελλάδα", "Łódź in İstanbul"])
def test_what_the_code_page_lacks_is_printed_as_an_image(text):
    data = Paper(profile("TM-T88V"))(lines("Balie", text))
    assert data.count(IMAGE) == 1
    assert b"?" not in text_of(data)


def test_a_printer_without_images_writes_base_letters_instead():
    model = profile("TM-U220")
    data = Paper(model)(lines("Łódź, één", link=LINK))
    assert IMAGE not in data
    assert b"odz, een" in data
    assert LINK.encode() in text_of(data).replace(b"\n", b"")


@pytest.mark.parametrize("name", profile_names())
def test_every_model_gets_a_whole_slip(name):
    data = Paper(profile(name))(a_slip())
    assert data.startswith(INIT)
    assert b"A042" in text_of(data)


def test_an_unknown_model_is_named():
    with pytest.raises(ProfileUnknown, match="TM-0"):
        profile("TM-0")


def test_a_model_without_codes_of_its_own_gets_the_code_as_an_image():
    assert not profile(NARROW).native_qr
    data = Paper(profile(NARROW))(a_slip())
    assert b"\x1d(k" not in data
    assert IMAGE in data


@pytest.mark.parametrize(("size", "columns"), [("normal", 42), ("large", 21), ("huge", 21)])
def test_no_row_is_longer_than_the_paper_is_wide(size, columns):
    text = "Verklaring omtrent het gedrag aanvragen bij de gemeente Nieuwerkerk-Zevenhuizen"
    rows = text_of(Paper(profile("TM-T88V"))(lines(text, size=size))).split(b"\n")
    assert max(map(len, rows)) <= columns
    assert b" ".join(row for row in rows if row).replace(b"- ", b"-").decode() == text


@pytest.mark.parametrize(("name", "columns"), [("TM-T88V", 42), ("NT-5890K", 32)])
def test_boxes_to_tick_stand_below_one_another_at_the_edge(name, columns):
    told = "[ ] 2 x A042 Mevrouw Van der Berg-Öztürk, op weg naar balie 3"
    listed = (SlipLine(text=told, align="start"), SlipLine(text=told, align="start"))
    data = Paper(profile(name))(
        Slip(slip="slip-0000", language="nl", ticket="", lines=(*listed, SlipLine(text="Klaar")))
    )
    rows = [row for row in text_of(data).split(b"\n") if row]
    assert [row[:4] for row in rows] == [
        *([b"[ ] ", *[b"    "] * (len(rows) // 2 - 1)] * 2),
        b"Klaa",
    ]
    assert max(map(len, rows)) <= columns
    orders = [c.body[0] % 48 for c in Reader().feed(data) if c.name == b"\x1ba"]
    assert orders == [1, 0, 1, 0, 1], "in the middle again after each"


def test_a_word_longer_than_the_paper_is_broken_within():
    word = "Arbeiterunfallversicherungsgesetzbuchsachbearbeiterin"
    assert wrap(word, 20) == [word[:20], word[20:40], word[40:]]


def test_rows_are_even_so_that_no_last_word_stands_alone():
    assert wrap("Verwachte wachttijd: ongeveer 10 minuten", 36) == [
        "Verwachte wachttijd:",
        "ongeveer 10 minuten",
    ]


def test_each_sentence_of_a_long_text_has_rows_of_its_own():
    text = "Is het nummer voorbij? Ga naar de ontvangst. U hoeft niet opnieuw te wachten."
    assert wrap_sentences(text, 42) == [
        "Is het nummer voorbij?",
        "Ga naar de ontvangst.",
        "U hoeft niet opnieuw te wachten.",
    ]
    assert wrap_sentences("Ga. Kom.", 42) == ["Ga. Kom."]
    assert wrap_sentences("Voor 1. Zitting, mr. A. Vries", 20) == [
        "Voor 1. Zitting,",
        "mr. A. Vries",
    ]


def test_a_long_number_is_as_large_as_fits_on_one_row():
    assert b"\x1d!\x44" in Paper(profile(NARROW))(lines("A1042B", size="huge"))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_control_character_passes_whatever_the_text(text):
    assert not re.search("[\x00-\x1f\x7f-\x9f]", printable(text))
    assert not any(byte < 0x20 or byte == 0x7F for byte in native(printable(text), "cp858"))


ORDERS = st.sampled_from(
    [
        "\x1b@",
        "\x1dV\x00",
        "\x10\x04\x01",
        "\x10\x14\x01\x00\x01",
        "\x1c",
        "\x1bp0",
        "\x9b",
        "\u202e",
    ]
)


@given(st.lists(st.one_of(ORDERS, st.text(max_size=20)), max_size=8).map("".join))
@settings(max_examples=300, deadline=None)
def test_orders_in_a_name_a_mark_or_a_link_reach_no_printer(text):
    text = text[:200]
    harmless = Paper()(lines("x", copy_mark="x", link="x"))
    data = Paper()(lines(text, copy_mark=text, link=f"x{text}"))
    kinds = {command.name for command in Reader().feed(data)}
    allowed = {command.name for command in Reader().feed(harmless)} | {b"", b"\n", b"\x1dv"}
    assert kinds <= allowed
    assert data.count(CUT) >= 1
    assert len([c for c in Reader().feed(data) if c.name == b"\x1dV"]) == 1


@given(st.binary(min_size=72 * 8, max_size=72 * 8))
@settings(max_examples=50, deadline=None)
def test_no_dots_of_an_image_spell_an_order_that_printers_obey_at_once(dots):
    dots = dots[:100] + b"\x10\x14\x10\x04\x10\x05" + dots[106:]
    data = raster_bytes(Image.frombytes("1", (576, 8), bytes(~byte & 0xFF for byte in dots)))
    assert not re.search(rb"\x10[\x04\x05\x14]", data[8:])
    assert len(data) == 8 + 72 * 8


def test_a_tall_image_goes_out_in_bands():
    data = raster_bytes(Image.new("1", (80, 600), 0))
    heights = [int.from_bytes(c.body[4:6], "little") for c in Reader().feed(data)]
    assert heights == [255, 255, 90]


def test_an_image_of_text_is_never_wider_than_the_paper():
    for text in ("Łódź " * 30, "Ł" * 150):
        assert text_image(text, 384, 2).width <= 384


@pytest.mark.parametrize(
    ("model", "paper_mm"), [("TM-T88V", 80), (NARROW, 58), ("TM-T20II", 80), ("default", 80)]
)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_a_telephone_reads_the_link_from_the_paper(model, paper_mm, language):
    picture, _ = drawn(a_slip(language=language), model, paper_mm)
    found = zxingcpp.read_barcodes(picture)
    assert [code.text for code in found] == [LINK]


@pytest.mark.parametrize(("model", "paper_mm"), [("TM-T20II", 80), ("NT-5890K", 58)])
def test_the_test_page_has_a_ruler_of_just_one_row_and_a_code(model, paper_mm):
    facts = profile(model)
    slip = trial_slip(facts.name, facts.columns)
    rows = text_of(Paper(facts)(slip)).split(b"\n")
    assert sum(len(row) == facts.columns for row in rows) == 1
    picture, _ = drawn(slip, model, paper_mm)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [slip.link]


def test_columns_that_are_set_overrule_the_model():
    facts = profile("default", 32)
    assert (facts.columns, facts.dots) == (32, 384)


def test_the_drawn_number_is_as_high_as_six_lines_and_centred():
    picture, _ = drawn(lines("A042", size="huge"))
    left, top, right, bottom = (
        picture.convert("L").point(lambda level: 255 * (level < 128)).getbbox()
    )
    assert abs((left + right) - picture.width) < 24
    assert 90 < bottom - top < 144
