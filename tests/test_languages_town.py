"""A town with languages for visitors only: what `balie check` says, which pages offer them, and
what stands where a text or a name is missing.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import Request
from textual.geometry import Size

from host.check import check
from host.messages.texts import Told, body, sms_text
from host.settings import Faulty, read, setup_of
from host.store import MessageRow
from host.web.booking.asking import language_of
from host.web.booking.parts import languages
from host.web.booking.said import Said
from host.web.frame import page
from kiosk.visitor.shown import without_unshown
from tests.kiosk_stand_in import NOW, a_setup, a_view
from tests.town import SETTINGS, settings_file
from visitor.entrance import language as language_page
from visitor.hall import Hall
from visitor.page import Session
from visitor.tongues import parts_of
from wire.words import say
from wire.words.tongues import TONGUES

ALL = f'name = "Testdam"\nlanguages = {list(TONGUES)}'.replace("'", '"')


def town(folder, languages=ALL):
    return settings_file(folder, text=SETTINGS.replace('name = "Testdam"', languages, 1))


def asking(wants: str) -> Request:
    """A request with what its browser reads."""
    return Request({"type": "http", "headers": [(b"accept-language", wants.encode())]})


def terminal(columns: int, rows: int) -> Any:
    """As much of a kiosk in a terminal as is asked for its size."""
    return SimpleNamespace(size=Size(columns, rows))


def message(language, kind="turn"):
    return MessageRow(
        id="m-1",
        location="hall",
        day="2026-11-20",
        visit="v-1",
        kind=kind,
        language=language,
        cause="e-1",
        due=NOW,
        next_try=NOW,
        appointed=NOW,
    )


def test_a_town_may_name_them_and_hears_what_they_have_not(tmp_path):
    told: list[str] = []
    assert check(town(tmp_path), told.append)
    assert "no faults" in told[0]
    notes = told[1:]
    assert [note.split('"')[1] for note in notes] == ["uk", "pl", "tr", "ar", "ti"]
    assert all("machine-drafted, to be checked by a native reader" in note for note in notes)
    assert all("have no name in it" in note for note in notes)
    assert "terminal" in notes[3]
    assert "no voice" in notes[4]
    assert "no voice" not in notes[3]


def test_a_town_without_them_hears_nothing_of_them(tmp_path):
    told: list[str] = []
    assert check(town(tmp_path, 'name = "Testdam"'), told.append)
    assert len(told) == 1


@pytest.mark.parametrize(
    ("languages", "fault"),
    [
        ('["uk", "nl"]', "has every text"),
        ('["nl", "qq"]', 'no texts for the language "qq"'),
        ('["nl", "uk", "uk"]', "twice"),
        ('["nl", "en", "de", "uk", "pl", "tr", "ar", "ti", "nl"]', "more than the 8"),
    ],
)
def test_what_cannot_be_is_a_fault(tmp_path, languages, fault):
    with pytest.raises(Faulty) as faulty:
        read(town(tmp_path, f'name = "Testdam"\nlanguages = {languages}'))
    assert any(fault in str(each) for each in faulty.value.faults)


def test_pages_for_appointments_are_offered_in_whole_languages_and_a_visits_page_in_all(tmp_path):
    settings = read(town(tmp_path))
    assert languages(settings, "nl", str).count("hreflang") == 2
    assert languages(settings, "nl", str, every=True).count("hreflang") == 7
    assert 'dir="rtl"' in languages(settings, "nl", str, every=True)
    wants_arabic, nothing = asking("ar,en;q=0.5"), Said([])
    assert language_of(settings, nothing, wants_arabic) == "en"
    assert language_of(settings, nothing, asking("ar")) == "nl"
    assert language_of(settings, nothing, wants_arabic, every=True) == "ar"
    assert language_of(settings, Said([("taal", "ti")]), wants_arabic) == "en"


def test_a_service_without_a_name_there_has_that_of_the_town_and_is_marked_so(tmp_path):
    setup = setup_of(read(town(tmp_path)), "hall", "kiosk")
    hall = Hall(setup, a_view(), NOW, "Europe/Amsterdam")
    assert "ar" not in setup.services[0].names
    label = hall.label(setup.services[0].service, "ar")
    assert parts_of(label) == (("nl", setup.services[0].names["nl"]),)
    assert parts_of(hall.label(setup.services[0].service, "nl"))[0][0] == ""
    bring = hall.bring("paspoort", "ar") or hall.bring("passport", "ar")
    assert all(parts_of(each)[0][0] == "nl" for each in bring)
    assert hall.label("unknown", "ar") == "unknown"


def test_every_language_of_a_town_has_a_key(tmp_path):
    setup = a_setup().model_copy(update={"languages": tuple(TONGUES)})
    shown = language_page(Hall(setup, a_view(), NOW, "Europe/Amsterdam"), Session())
    assert [option.key for option in shown.options] == list("12345678")
    assert [parts_of(option.label)[0][0] for option in shown.options] == list(TONGUES)


def test_a_kiosk_in_a_terminal_leaves_out_what_it_cannot_show():
    setup = a_setup().model_copy(update={"languages": tuple(TONGUES)})
    shown = without_unshown(terminal(113, 40), setup)
    assert shown is not None
    assert shown.languages == ("nl", "en", "de", "uk", "pl", "tr")
    low = without_unshown(terminal(80, 24), setup)
    assert low is not None
    assert low.languages == ("nl", "en", "de", "uk", "pl"), "none is cut off"
    assert without_unshown(terminal(80, 24), None) is None


def test_a_short_text_is_in_the_visitors_language_and_a_mail_in_a_whole_one(tmp_path):
    settings = read(town(tmp_path))
    told = Told(settings, message("ar"))
    assert sms_text(told) == say("ar", "sms.turn")
    assert say("nl", "sms.turn") in body(told).opening
    assert say("nl", "mail.greeting") in body(told).opening


def test_a_short_text_is_in_the_towns_language_when_the_town_has_not_the_visitors(tmp_path):
    settings = read(town(tmp_path, 'name = "Testdam"'))
    assert sms_text(Told(settings, message("ar"))) == say("nl", "sms.turn")


def test_a_page_says_which_way_it_runs(tmp_path):
    settings = read(town(tmp_path))
    assert '<html lang="ar" dir="rtl">' in page(settings, "ar", "-")
    assert '<html lang="ti">' in page(settings, "ti", "-")
