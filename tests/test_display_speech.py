"""What is heard before the wall, recorded and measured: gong, then the sentences, one call after
another, none cut off, nothing over something else.
"""

from collections.abc import Iterator

import numpy
import pytest
from playwright.sync_api import Browser, expect

from tests.display_stand_in import a_board
from tests.display_wall import CHROMIUM, GONG_HERTZ, QUIET, SOUND, needs_chromium, the_browser
from tests.speech_wall import (
    SpeakingWall,
    a_speaking_wall,
    a_spoken_call,
    a_tone,
    found_in,
    overlaps,
)
from voice.sound import from_wav
from voice.voice import Voice
from wire.speech import SpeechSetup

pytestmark = [pytest.mark.browser, needs_chromium]
GONG_SECONDS = 2.1
NEAR = 0.03
"""Seconds: the measuring looks every ten milliseconds at twenty."""


browser = the_browser(SOUND)


@pytest.fixture
def wall(browser: Browser) -> Iterator[SpeakingWall]:
    with a_speaking_wall(browser) as wall:
        yield wall


def test_a_call_is_a_gong_and_then_its_sentences_whole_and_in_their_order(wall):
    own, theirs = 1_900.0, 2_600.0
    first = wall.host.says("theirs.wav", a_tone(theirs, 0.9))
    second = wall.host.says("own.wav", a_tone(own, 0.6))
    wall.open_and_listen()
    wall.host.show(a_board(a_spoken_call(1, first, second)))
    wall.hears(own)
    gong, one, two = wall.heard(own, theirs)
    assert [gong.what, one.what, two.what] == [GONG_HERTZ, theirs, own]
    assert one.start - gong.start >= GONG_SECONDS - NEAR
    assert one.seconds == pytest.approx(0.9, abs=NEAR)
    assert two.seconds == pytest.approx(0.6, abs=NEAR)
    assert 0.2 < two.start - one.end < 0.8


def test_three_calls_within_a_second_are_heard_one_after_another_and_whole(wall):
    pitches, seconds = (1_900.0, 2_300.0, 2_900.0), (0.5, 1.1, 0.8)
    made = zip(pitches, seconds, strict=True)
    names = [wall.host.says(f"{p}.wav", a_tone(p, long)) for p, long in made]
    calls = [a_spoken_call(ring, name) for ring, name in enumerate(names, start=1)]
    wall.open_and_listen()
    for count in (1, 2, 3):
        wall.host.show(a_board(*reversed(calls[:count])))
        wall.page.wait_for_timeout(250)
    wall.hears(pitches[-1])
    heard = wall.heard(*pitches)
    gongs = [each for each in heard if each.what == GONG_HERTZ]
    voices = [each for each in heard if each.what != GONG_HERTZ]
    assert len(gongs) == 3
    assert [each.what for each in voices] == list(pitches)
    assert [each.seconds for each in voices] == pytest.approx(list(seconds), abs=NEAR)
    assert overlaps(heard) == []
    for gong, voice in zip(gongs, voices, strict=True):
        assert voice.start - gong.start >= GONG_SECONDS - NEAR


def test_a_call_that_is_taken_back_before_its_turn_is_not_heard(wall):
    first = wall.host.says("first.wav", a_tone(1_900, 0.5))
    back = wall.host.says("back.wav", a_tone(2_300, 0.5))
    third = wall.host.says("third.wav", a_tone(2_900, 0.5))
    one, two, three = a_spoken_call(1, first), a_spoken_call(2, back), a_spoken_call(3, third)
    wall.open_and_listen()
    wall.host.show(a_board(three, two, one))
    wall.page.wait_for_timeout(500)
    wall.host.show(a_board(three, one))
    wall.hears(2_900)
    heard = wall.heard(1_900, 2_300, 2_900)
    assert [each.what for each in heard] == [GONG_HERTZ, 1_900, GONG_HERTZ, 2_900]


def test_a_call_that_is_taken_back_while_it_sounds_is_heard_to_its_end(wall):
    name = wall.host.says("long.wav", a_tone(1_900, 1.5))
    wall.open_and_listen()
    wall.host.show(a_board(a_spoken_call(1, name)))
    wall.page.wait_for_timeout(1_000)
    wall.host.show(a_board())
    wall.hears(1_900)
    assert wall.heard(1_900)[-1].seconds == pytest.approx(1.5, abs=NEAR)


def test_a_call_that_waited_too_long_for_others_is_dropped(wall):
    long = wall.host.says("long.wav", a_tone(1_900, 3))
    late = wall.host.says("late.wav", a_tone(2_300, 0.5))
    wall.open_and_listen()
    wall.host.settle(speech=SpeechSetup(drop_seconds=4))
    wall.host.show(a_board(a_spoken_call(2, late), a_spoken_call(1, long)))
    wall.hears(1_900)
    wall.page.wait_for_timeout(3_000)
    assert [each.what for each in wall.heard(1_900, 2_300)] == [GONG_HERTZ, 1_900]


def test_while_others_have_waited_long_a_call_is_spoken_in_the_visitors_language_only(wall):
    tones = {"theirs.wav": (1_900, 3), "own.wav": (2_300, 3), "third.wav": (2_900, 0.5)}
    for name, (pitch, seconds) in tones.items():
        wall.host.says(name, a_tone(pitch, seconds))
    both = "/speech/theirs.wav", "/speech/own.wav"
    wall.open_and_listen()
    wall.host.settle(speech=SpeechSetup(drop_seconds=16))
    calls = [
        a_spoken_call(1, *both),
        a_spoken_call(2, *both),
        a_spoken_call(3, "/speech/third.wav"),
    ]
    wall.host.show(a_board(*reversed(calls)))
    wall.hears(2_900, seconds=40)
    heard = [each.what for each in wall.heard(1_900, 2_300, 2_900)]
    gong = GONG_HERTZ
    assert heard == [gong, 1_900, 2_300, gong, 1_900, gong, 2_900]


def test_a_sentence_that_does_not_come_within_two_seconds_leaves_the_gong_alone(wall):
    stuck = wall.host.says("stuck.wav", a_tone(1_900, 0.5))
    fine = wall.host.says("fine.wav", a_tone(2_300, 0.5))
    wall.host.slow["stuck.wav"] = 4
    wall.open_and_listen()
    wall.host.show(a_board(a_spoken_call(2, fine), a_spoken_call(1, stuck)))
    wall.hears(2_300)
    first, second, voice = wall.heard(1_900, 2_300)
    assert [first.what, second.what, voice.what] == [GONG_HERTZ, GONG_HERTZ, 2_300]
    assert second.start - first.start < 3.0


def test_what_is_no_sound_or_is_not_there_leaves_the_gong_alone(wall):
    broken = wall.host.says("broken.wav", b"no sound at all")
    fine = wall.host.says("fine.wav", a_tone(2_300, 0.5))
    wall.open_and_listen()
    wall.host.show(a_board(a_spoken_call(1, broken, "/speech/not-there.wav", fine)))
    wall.hears(2_300)
    assert [each.what for each in wall.heard(2_300)] == [GONG_HERTZ, 2_300]


def test_quiet_hours_and_a_volume_of_nothing_make_no_sound_and_show_the_call(wall):
    name = wall.host.says("one.wav", a_tone(1_900, 0.5))
    wall.open_and_listen()
    wall.host.show(a_board(a_spoken_call(1, name), hushed=True))
    wall.shows("A001")
    wall.host.settle(speech=SpeechSetup(volume=0))
    wall.host.show(a_board(a_spoken_call(2, name)))
    wall.shows("A002")
    wall.page.wait_for_timeout(3_500)
    samples, _ = wall.recording()
    assert numpy.abs(samples).max(initial=0) == 0
    assert wall.host.asked == []


def test_the_volume_of_the_hall_makes_gong_and_voice_softer_alike(wall):
    name = wall.host.says("one.wav", a_tone(1_900, 0.8))
    wall.open_and_listen()
    wall.host.settle(speech=SpeechSetup(volume=50))
    wall.host.show(a_board(a_spoken_call(1, name)))
    wall.hears(1_900)
    voice = wall.heard(1_900)[-1]
    samples, hertz = wall.recording()
    part = samples[round(voice.start * hertz) : round(voice.end * hertz)]
    assert numpy.abs(part).max() == pytest.approx(8000 / 32768 / 2, rel=0.1)


def test_a_real_sentence_goes_through_the_loudspeaker_sample_by_sample(wall):
    made = Voice().say("Nummer A, 0 4 2, u kunt naar balie 12.", "nl")
    assert made is not None
    name = wall.host.says("real.wav", made)
    sound = from_wav(made)
    wall.open_and_listen()
    wall.host.show(a_board(a_spoken_call(1, name)))
    wall.page.wait_for_timeout(round((GONG_SECONDS + sound.seconds + 1.5) * 1000))
    samples, hertz = wall.recording()
    start, likeness = found_in(samples, hertz, sound)
    assert likeness > 0.95
    behind = samples[round((start + sound.seconds + 0.1) * hertz) :]
    assert numpy.abs(behind).max(initial=0) < 0.01


@pytest.fixture
def silent_browser(browser: Browser) -> Iterator[Browser]:
    """A browser of the same kind that keeps a page silent until it is touched."""
    silent = browser.browser_type.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield silent
    silent.close()


def test_a_page_that_may_not_sound_says_so_and_goes_on_when_it_is_touched(silent_browser):
    with a_speaking_wall(silent_browser) as wall:
        name = wall.host.says("one.wav", a_tone(1_900, 0.5))
        wall.open()
        wall.says("Tik op het scherm voor geluid.")
        wall.host.show(a_board(a_spoken_call(1, name)))
        wall.shows("A001")
        wall.page.mouse.click(400, 400)
        expect(wall.page.locator("#sound")).to_be_hidden()
        wall.hears(1_900)
        assert [each.what for each in wall.heard(1_900)] == [GONG_HERTZ, 1_900]
