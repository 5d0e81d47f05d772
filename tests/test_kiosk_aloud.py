"""The kiosk reads its pages aloud: the words of the screen, each in its language, and a key that
stops, repeats, and sets how loud.
"""

import re
from contextlib import asynccontextmanager

import pytest

from kiosk.speaker import STEPS, USUAL_STEP
from kiosk.visitor.aloud import news, plain, read
from kiosk.visitor.speaking_app import SpeakingApp
from tests.kiosk_stand_in import NOW, FakeLine, a_setup, a_view
from visitor import entrance, steps
from visitor.hall import Hall
from visitor.page import Option, Page, Session
from visitor.tongues import Mixed, spoken


class Mouth:
    """A speaker that only notes what it is to say."""

    def __init__(self) -> None:
        self.said: list[tuple[tuple[str, str], ...]] = []
        self.hushed = 0
        self.step = USUAL_STEP
        self.resets = 0
        self.fault = ""

    def say(self, parts):
        self.said.append(parts)

    def hush(self):
        self.hushed += 1

    def louder(self, steps=1):
        self.step += steps
        return self.step

    def reset(self):
        self.resets += 1

    def close(self):
        pass

    @property
    def last(self) -> str:
        return " ".join(text for _, text in self.said[-1]) if self.said else ""


@asynccontextmanager
async def a_kiosk(mouth, line=None):
    line = line or FakeLine()
    clock = [NOW]
    app = SpeakingApp(line.open, lambda: clock[0], speaker=mouth, stamp=stamps())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(100):
            if app.hall is not None:
                break
            await pilot.pause(0.02)
        await pilot.pause()
        yield app, pilot, clock


def stamps():
    """Keys as a person presses them: each half a second after the one before."""
    at = [0.0]

    def stamp(event):
        at[0] += 0.5
        return at[0]

    return stamp


async def press(pilot, *keys):
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.08)


def a_page(**changes):
    return Page(**{"step": "start", "language": "nl", "title": "Goedendag", **changes})


# -- texts -----------------------------------------------------------------------------------------


def test_a_page_is_read_from_title_to_the_keys_that_every_page_has():
    page = a_page(
        lines=("Kies wat u wilt.",),
        points=("Uw paspoort", "Een pasfoto"),
        options=(Option("1", "Ik heb een afspraak", Session(), detail="10–15 minuten"),),
        note="Wij bewaren niets.",
        back=Option("0", "Terug", Session()),
        help=Option("9", "Hulp", Session()),
    )
    assert [text for _, text in read(page)] == [
        "Goedendag",
        "Kies wat u wilt.",
        "Uw paspoort",
        "Een pasfoto",
        "Ik heb een afspraak: toets 1.",
        "10 tot 15 minuten",
        "Wij bewaren niets.",
        "Terug: toets 0.",
        "Hulp: toets 9.",
    ]
    assert {language for language, _ in read(page)} == {"nl"}


def test_a_text_in_another_language_than_its_page_has_its_own_voice():
    page = a_page(
        lines=(Mixed((("nl", "Kies een taal."), ("en", "Choose a language."))),),
        options=(Option("2", spoken("de", "Deutsch"), Session()),),
    )
    assert read(page)[1:] == (
        ("nl", "Kies een taal."),
        ("en", "Choose a language."),
        ("de", "Deutsch: Taste 2."),
    )


def test_keys_that_are_no_digit_are_said_by_their_name():
    page = a_page(help=Option("*", "Hulp", Session()), back=Option("Esc", "Terug", Session()))
    assert [text for _, text in read(page)][1:] == ["Terug: toets Escape.", "Hulp: toets ster."]


def test_a_ticket_is_spelled_and_times_and_ranges_are_words():
    assert plain("Uw nummer is A042.", "nl") == "Uw nummer is A, 0 4 2."
    assert plain("U bent te vroeg voor 10:20.", "nl") == "U bent te vroeg voor 10 uur 20."
    assert plain("Wir öffnen um 13:00.", "de") == "Wir öffnen um 13 Uhr."
    assert plain("Waarvoor komt u? (1/2)", "nl") == "Waarvoor komt u? Deel 1 van 2."
    assert plain("The wait is 10–15 minutes.", "en") == "The wait is 10 to 15 minutes."


def test_a_large_number_is_said_once():
    assert [t for _, t in read(a_page(title="Uw nummer is A042", big="A042"))] == [
        "Uw nummer is A, 0 4 2"
    ]
    assert [t for _, t in read(a_page(big="10:20"))] == ["Goedendag", "10 uur 20"]


def test_a_clock_that_counts_down_is_read_once():
    assert news(entrance.still_there("nl", 10), entrance.still_there("nl", 9)) == ()
    assert news(None, entrance.still_there("nl", 10)) != ()


def test_of_a_code_each_sign_is_said_as_it_is_typed():
    empty, one, two = (a_page(typed=code) for code in ("", "7", "7K"))
    assert news(empty, one) == (("nl", "U typte: 7."),)
    assert news(one, two) == (("nl", "U typte: K."),)
    assert news(two, one) == (("nl", "U typte: 7."),)
    assert news(one, empty) == (("nl", "Er staat niets meer."),)
    assert news(one, a_page(typed="7-")) == (("nl", "U typte: -."),)


def test_of_a_mark_that_is_set_only_that_is_said():
    before = a_page(options=(Option("1", "Rolstoel", Session(), on=False),))
    after = a_page(options=(Option("1", "Rolstoel", Session(), on=True),))
    assert news(before, after) == (("nl", "Rolstoel, gekozen: toets 1."),)
    assert news(after, before) == (("nl", "Rolstoel: toets 1."),)


@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("step", ["language", "start", "appointment", "services", "persons"])
def test_every_word_and_every_key_of_a_page_is_read(language, step):
    hall = Hall(a_setup(), a_view(), NOW, "Europe/Amsterdam", False, 5)
    page = steps.page_of(hall, Session(step=step, language=language, service="paspoort"))
    said = " ".join(text for _, text in read(page))
    for option in (*page.options, page.help):
        assert option is not None
        name = {"*": {"nl": "ster", "en": "star", "de": "Stern"}[language]}.get(option.key)
        assert re.search(rf"(?i)(toets|press|Taste) {name or option.key}\.", said), option
    heard = set(re.findall(r"\w+", said))
    for text in (page.title, *page.lines, *page.points):
        assert set(re.findall(r"[^\W\d]{2,}", plain(text, language))) <= heard


# -- the app ---------------------------------------------------------------------------------------


async def test_the_first_page_is_not_read_to_an_empty_hall_but_to_who_presses_a_key():
    mouth = Mouth()
    async with a_kiosk(mouth) as (_, pilot, _):
        assert mouth.said == []
        await press(pilot, "7")
        assert ("en", "English: press 2.") in mouth.said[-1]
        assert ("de", "Deutsch: Taste 3.") in mouth.said[-1]


async def test_each_page_is_read_when_it_comes_and_a_key_stops_what_is_being_said():
    mouth = Mouth()
    async with a_kiosk(mouth) as (app, pilot, _):
        await press(pilot, "2")
        assert "I have an appointment: press 1." in mouth.last
        assert mouth.said[-1][:-1] == read(app.shown)
        assert "To hear it again: press slash." in mouth.last
        hushed = mouth.hushed
        await press(pilot, "2")
        assert mouth.hushed > hushed
        assert mouth.said[-1] == read(app.shown)
        assert app.shown.step == "services"


async def test_a_view_that_changes_nothing_to_be_read_says_nothing():
    mouth, line = Mouth(), FakeLine()
    async with a_kiosk(mouth, line) as (_, pilot, _):
        await press(pilot, "2")
        said = len(mouth.said)
        line.show(a_view(printer="near_end"))
        await pilot.pause(0.1)
        assert len(mouth.said) == said


@pytest.mark.parametrize("key", ["slash", "f2"])
async def test_the_repeat_key_reads_the_page_again(key):
    mouth = Mouth()
    async with a_kiosk(mouth) as (app, pilot, _):
        await press(pilot, "2")
        said = len(mouth.said)
        await press(pilot, key)
        assert len(mouth.said) == said + 1
        assert mouth.said[-1] == read(app.shown)


async def test_the_sound_keys_make_it_louder_and_softer_and_say_so():
    mouth = Mouth()
    async with a_kiosk(mouth) as (_, pilot, _):
        await press(pilot, "2", "full_stop")
        assert mouth.step == USUAL_STEP + 1
        assert mouth.last == f"Sound {USUAL_STEP + 1} of {STEPS}."
        await press(pilot, "f3", "f3")
        assert mouth.step == USUAL_STEP - 1
        mouth.step = STEPS
        await press(pilot, "full_stop")
        assert mouth.step == 1


async def test_the_next_visitor_hears_it_as_loud_as_everybody():
    mouth = Mouth()
    async with a_kiosk(mouth) as (app, pilot, clock):
        await press(pilot, "2")
        clock[0] += 60_000
        app.look_around()
        app.look_around()
        await pilot.pause(0.1)
        assert app.shown.step == "language"
        assert mouth.resets >= 1


async def test_what_is_said_to_one_visitor_stops_when_the_kiosk_forgets_them():
    mouth = Mouth()
    async with a_kiosk(mouth) as (app, pilot, clock):
        await press(pilot, "2")
        pressed = mouth.hushed
        clock[0] += 60_000
        app.look_around()
        app.look_around()
        await pilot.pause(0.1)
        assert app.shown.step == "language"
        assert mouth.hushed > pressed


async def test_a_kiosk_without_a_speaker_is_a_kiosk_like_any_other():
    async with a_kiosk(None) as (app, pilot, _):
        await press(pilot, "2", "slash")
        assert app.shown.step == "start"
        assert app.mute == ""
