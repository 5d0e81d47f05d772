"""The voice: what it says is measured, since no test can listen."""

import os
import signal
import subprocess
import sys
import time
import wave
from array import array
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import numpy
import pytest

from host.speech.sentence import sentence
from voice.child import _open, child, on_worker
from voice.espeak import VOICES, Manner
from voice.sound import LEVEL_DBFS, Sound, Unfit, from_wav, joined, to_wav
from voice.spelling import desk_spoken, spelled
from voice.voice import Voice, languages

HOUSE = Path(__file__).parent.parent
TEXTS = {
    "nl": "Nummer A, 0 4 2, u kunt naar balie 12.",
    "en": "Number A, 0 4 2, please go to desk 12.",
    "de": "Nummer A, 0 4 2, bitte zu Schalter 12.",
    "tr": "A, 0 4 2.",
    "pl": "A, 0 4 2.",
    "ar": "0 4 2.",
    "uk": "0 4 2.",
}


def samples_of(wav: bytes) -> "numpy.ndarray":
    return numpy.array(from_wav(wav).samples) / 32768


def active_dbfs(samples: "numpy.ndarray", hertz: int) -> float:
    """Loudness by another way than the product's: every sample, blocks of 20 ms."""
    size = hertz // 50
    blocks = samples[: len(samples) // size * size].reshape(-1, size)
    squares = (blocks**2).mean(axis=1)
    return float(10 * numpy.log10(squares[squares > squares.max() / 100].mean()))


def quiet_seconds(samples: "numpy.ndarray", hertz: int) -> list[float]:
    """The stretches between two words in which nothing is heard, in seconds."""
    loud = numpy.flatnonzero(numpy.abs(samples) > 0.005)
    gaps = numpy.diff(loud) / hertz
    return [float(gap) for gap in gaps if gap > 0.1]


def test_seven_languages_have_a_voice():
    assert set(languages()) == set(TEXTS) == set(VOICES)


@pytest.mark.parametrize("language", ["ti", "xx", "", "nl-NL", "../nl", "n\0l"])
def test_a_language_without_a_voice_is_none_and_no_fault(language):
    assert Voice().say("Nummer A042", language) is None


@pytest.mark.parametrize("text", ["", " ", "\n", "\0\0", ".", "…"])
def test_a_text_without_a_word_is_silence_or_none_and_no_fault(text):
    said = Voice().say(text, "nl")
    assert said is None or from_wav(said).seconds < 1


def test_a_text_of_strange_signs_or_of_great_length_is_no_fault():
    said = Voice().say("\x1b[31m\x07 <speak><mark/> [[h@'loU]] \U0001f600 \u202e A042" * 100, "nl")
    assert said is not None


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_it_is_a_wav_of_sixteen_bits_mono_of_one_loudness_and_nothing_is_clipped(language):
    said = Voice().say(TEXTS[language], language)
    assert said is not None
    with wave.open(BytesIO(said)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
    samples = samples_of(said)
    assert active_dbfs(samples, 22_050) == pytest.approx(LEVEL_DBFS, abs=0.75)
    assert 20 * numpy.log10(numpy.abs(samples).max()) <= -0.99


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_the_silence_at_both_ends_is_a_breath_and_no_more(language):
    said = Voice().say(TEXTS[language], language)
    assert said is not None
    loud = numpy.flatnonzero(numpy.abs(samples_of(said)) > 0.01)
    assert loud[0] / 22_050 < 0.1
    assert (len(samples_of(said)) - loud[-1]) / 22_050 < 0.1


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_there_is_a_pause_behind_the_letter_and_before_the_way_to_the_desk(language):
    text = sentence(language, "A042", "3")
    assert text is not None
    said = Voice().say(text, language)
    assert said is not None
    assert len([gap for gap in quiet_seconds(samples_of(said), 22_050) if gap > 0.15]) >= 2


def test_what_was_said_lately_is_not_made_again():
    voice = Voice()
    assert voice.known("Nummer", "nl") is None
    first = voice.say("Nummer", "nl")
    assert voice.known("Nummer", "nl") is first
    assert voice.say("Nummer", "nl") is first


def test_what_is_remembered_is_bounded_and_the_oldest_goes_first():
    one = Voice().say("een", "nl")
    assert one is not None
    voice = Voice(kept_bytes=3 * len(one))
    for text in ("een", "twee", "drie", "vier", "vijf"):
        voice.say(text, "nl")
    assert voice.known("een", "nl") is None
    assert voice.known("vijf", "nl") is not None


def test_many_threads_get_what_one_would_get():
    wanted = {language: Voice().say(text, language) for language, text in TEXTS.items()}
    voice = Voice(kept_bytes=0)
    with ThreadPoolExecutor(8) as threads:
        asked = [*TEXTS] * 4
        said = list(threads.map(lambda language: voice.say(TEXTS[language], language), asked))
    for language, made in zip(asked, said, strict=True):
        assert made is not None
        assert from_wav(made).seconds == pytest.approx(
            from_wav(wanted[language] or b"").seconds, abs=0.02
        )


def test_a_slower_manner_takes_longer():
    slow = Voice(Manner(words_per_minute=100)).say(TEXTS["nl"], "nl")
    fast = Voice(Manner(words_per_minute=200)).say(TEXTS["nl"], "nl")
    assert slow is not None
    assert fast is not None
    assert from_wav(slow).seconds > 1.2 * from_wav(fast).seconds


def library_process() -> int:
    """Its number, while it runs."""
    process = on_worker(lambda: child().process)
    assert process is not None
    return process.pid


def test_a_library_that_falls_takes_nobody_with_it_and_the_next_wish_is_said():
    voice = Voice(kept_bytes=0)
    assert voice.say("Nummer", "nl") is not None
    first = library_process()
    assert first != os.getpid()
    for how in (signal.SIGSEGV, signal.SIGKILL):
        os.kill(library_process(), how)
        assert voice.say("Nummer", "nl") is not None
    assert library_process() != first


def test_a_library_that_does_not_answer_is_ended_and_another_one_says_it(monkeypatch):
    voice = Voice(kept_bytes=0)
    voice.say("Nummer", "nl")
    monkeypatch.setattr("voice.child.ANSWER_SECONDS", 2.0)
    os.kill(library_process(), signal.SIGSTOP)
    assert voice.say("Nummer", "nl") is not None


def test_a_text_over_which_it_falls_each_time_is_silence_and_the_next_one_is_said(monkeypatch):
    voice = Voice(kept_bytes=0)
    opened: list[subprocess.Popen[bytes]] = []

    def open_and_fall(*found: str) -> subprocess.Popen[bytes]:
        opened.append(_open(*found))
        opened[-1].kill()
        return opened[-1]

    voice.say("Nummer", "nl")
    os.kill(library_process(), signal.SIGKILL)
    with monkeypatch.context() as patched:
        patched.setattr("voice.child._open", open_and_fall)
        assert voice.say("Nummer", "nl") is None
    assert len(opened) == 1, "it is tried once more, and not for ever"
    assert voice.say("Nummer", "nl") is not None


def test_its_process_ends_with_ours_however_that_ends():
    code = (
        "import os; from voice.child import child; from voice.voice import Voice; "
        "Voice().say('een', 'nl'); print(child().process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HOUSE)
    place = Path(f"/proc/{int(shown.stdout)}")
    end = time.monotonic() + 10
    while place.exists() and "zombie" not in (place / "status").read_text():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_without_the_extra_there_is_no_voice_and_no_fault():
    code = (
        "import sys; sys.modules['espeakng_loader'] = None; "
        "from voice.voice import Voice, languages; print(languages(), Voice().say('een', 'nl'))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=HOUSE, check=True
    )
    assert shown.stdout.strip() == "() None"


def test_a_ticket_is_spelled_sign_by_sign_with_its_noughts_and_a_desk_is_a_number():
    assert spelled("A042", "nl") == "A, 0 4 2"
    assert spelled("a042", "en") == "A, 0 4 2"
    assert spelled("F-107", "de") == "F, 1 0 7"
    assert spelled("C107", "uk") == "це, 1 0 7"
    assert spelled("B001", "ar") == "بي, 0 0 1"
    assert spelled("K7", "uk") == "ка, 7"
    assert spelled("P7", "ar") == "P, 7"
    assert desk_spoken("3", "nl") == "3"
    assert desk_spoken("07", "nl") == "7"
    assert desk_spoken("12", "pl") == "12"
    assert desk_spoken("112", "nl") == "1 1 2"
    assert desk_spoken("B3", "nl") == "B, 3"
    assert desk_spoken("Trouwzaal", "nl") == "Trouwzaal"


def test_a_wav_is_read_at_any_rate_and_of_two_channels_the_middle():
    stereo = BytesIO()
    with wave.open(stereo, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(array("h", [1000, 3000] * 4410).tobytes())
    read = from_wav(stereo.getvalue())
    assert (read.hertz, set(read.samples)) == (44_100, {2000})
    half = read.at(22_050)
    assert half.seconds == pytest.approx(read.seconds, abs=0.001)
    assert set(half.samples) == {2000}


def test_what_is_no_wav_of_sixteen_bits_is_refused_with_a_reason():
    eight = BytesIO()
    with wave.open(eight, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        file.writeframes(bytes(100))
    for data in (b"", b"RIFF", b"no sound at all", eight.getvalue(), to_wav(a_sound(1))[:30]):
        with pytest.raises(Unfit):
            from_wav(data)


def test_sounds_are_joined_with_a_silence_between_them():
    whole = joined([a_sound(0.2), a_sound(0.3)], [0.1])
    assert whole.seconds == pytest.approx(0.6, abs=0.001)
    assert set(whole.samples[round(0.2 * 8000) : round(0.3 * 8000)]) == {0}


def test_silence_at_both_ends_is_taken_away_but_for_a_breath():
    silence = array("h", bytes(2 * 4000))
    long = Sound(silence + a_sound(0.5).samples + silence, 8000)
    assert long.trimmed().seconds == pytest.approx(0.56, abs=0.011)


def test_what_is_silent_stays_silent():
    silence = Sound(array("h", bytes(8000)), 8000)
    assert silence.levelled() is silence
    assert silence.trimmed().samples == array("h")
    assert silence.peak_dbfs == silence.level_dbfs == -numpy.inf


def a_sound(seconds: float) -> Sound:
    return Sound(array("h", [1000, -1000] * round(seconds * 4000)), 8000)
