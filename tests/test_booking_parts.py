"""The small parts of the pages: HTML that cannot be broken, QR codes that scan, tries that are
counted.
"""

import io
from datetime import date

import pytest
import zxingcpp
from PIL import Image
from resvg_py import svg_to_bytes
from starlette.requests import Request

from host.web.booking.asking import language_of
from host.web.booking.guard import ADDRESSES_MAX, Tries, address_of
from host.web.booking.mail_hint import COMMON, likely_mail
from host.web.booking.qr import qr_svg
from host.web.booking.said import Said
from host.web.booking.texts import day_text
from host.web.html import Html, join, tag


def a_request(client: str = "192.0.2.1", **headers: str) -> Request:
    said = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": said, "client": (client, 1), "method": "GET"})


def test_text_is_escaped_and_html_is_not():
    assert tag("p", "<b>", tag("i", "&"), class_='"x') == (
        '<p class="&quot;x">&lt;b&gt;<i>&amp;</i></p>'
    )
    assert join("<", Html("<br>")) == "&lt;<br>"
    assert tag("input", disabled=True, value=None, hidden=False, aria_label="a") == (
        '<input disabled aria-label="a">'
    )


@pytest.mark.parametrize("code", ["7K39QF", "ABCDEFGH-23456789-XYZ"])
def test_a_scanner_reads_the_code_from_the_page(code):
    svg = qr_svg(code, "QR")
    assert 'style="' not in svg
    drawn = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    picture = Image.open(io.BytesIO(svg_to_bytes(svg_string=drawn, width=320, height=320)))
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert found.text == code


def test_tries_are_counted_per_address_and_forgotten_after_their_time():
    now = 1000.0
    tries = Tries(2, 1, lambda: now)
    tries.count("a")
    assert not tries.are_used_up("a")
    tries.count("a")
    assert tries.are_used_up("a")
    assert not tries.are_used_up("b")
    now += 60
    assert not tries.are_used_up("a")


def test_a_flood_of_addresses_takes_no_more_memory_than_is_set():
    now = 0.0
    tries = Tries(2, 1, lambda: now)
    for number in range(ADDRESSES_MAX + 5):
        tries.count(str(number))
    assert len(tries._tries) <= ADDRESSES_MAX


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_who_has_a_whole_network_of_addresses_counts_as_one(one, other, same):
    assert (address_of(a_request(one)) == address_of(a_request(other))) is same


@pytest.mark.parametrize(
    ("wish", "header", "own", "spoken"),
    [
        ("de", "en", "nl", "de"),
        ("xx", "en", "", "en"),
        ("", "en", "de", "de"),
        ("", "fr, de;q=0.5, en;q=0.8", "", "en"),
        ("", "de-AT", "", "de"),
        ("", "en;q=0, de;q=0.1", "", "de"),
        ("", "fr, *;q=0.1", "", "nl"),
        ("", ";;q=,,=", "", "nl"),
        ("", "", "", "nl"),
    ],
)
def test_a_page_speaks_what_was_chosen_then_what_the_browser_asks_then_dutch(
    wish, header, own, spoken
):
    class Spoken:
        class town:
            languages = ("nl", "en", "de")

    said = Said([("taal", wish)])
    request = a_request(accept_language=header)
    assert language_of(Spoken, said, request, own) == spoken  # type: ignore[arg-type]


def test_a_day_is_said_in_full_in_each_language():
    day = date(2026, 11, 23)
    assert day_text("nl", day) == "maandag 23 november"
    assert day_text("en", day) == "Monday, 23 November"
    assert day_text("de", day) == "Montag, 23. November"
    assert day_text("xx", day) == "maandag 23 november"


def test_a_file_that_is_uploaded_is_no_field():
    said = Said([("a", object()), ("a", "1"), ("b", "2026-02-30"), ("c", "٣")])
    assert said.all("a") == ["1"]
    assert said.day("b") is None
    assert said.number("c") is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jan@gmial.com", "jan@gmail.com"),
        ("jan@gmai.com", "jan@gmail.com"),
        ("jan@gmaill.com", "jan@gmail.com"),
        ("jan@gnail.com", "jan@gmail.com"),
        ("jan@gmail.con", "jan@gmail.com"),
        ("jan@gmail.co", "jan@gmail.com"),
        ("Jan.B@Hotmial.COM", "Jan.B@hotmail.com"),
        ("jan@hotmai.nl", "jan@hotmail.nl"),
        ("jan@outlok.com", "jan@outlook.com"),
        ("jan@zigo.nl", "jan@ziggo.nl"),
        ("jan@bakkerij-jansen.con", "jan@bakkerij-jansen.com"),
    ],
)
def test_a_mail_domain_with_one_slip_is_recognised(typed, meant):
    assert likely_mail(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *(f"jan@{domain}" for domain in COMMON),
        "jan@email.com",
        "jan@mail.com",
        "jan@hotmail.de",
        "jan@testdam.example",
        "jan@gmx.de",
        "jan@live.nl",
        "jan@concern.nl",
        "",
        "jan",
    ],
)
def test_a_mail_domain_that_may_well_be_right_is_not_asked_about(typed):
    assert likely_mail(typed) == ""
