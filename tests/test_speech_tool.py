"""`balie speech` tells an administrator what calls are spoken with, and what is missing."""

from array import array

import pytest

from host.speech.tool import speech
from tests.town import SETTINGS, settings_file
from voice.sound import Sound, from_wav, to_wav


@pytest.fixture
def town(tmp_path):
    here = "[locations.hall.hours]"
    text = SETTINGS.replace(here, f'[locations.hall.speech]\nrecordings = "own"\n\n{here}')
    return settings_file(tmp_path, text=text)


def recorded(folder, *parts):
    (folder / "own" / "nl").mkdir(parents=True)
    for part in parts:
        wav = to_wav(Sound(array("h", [4000, -4000] * 2000), 16_000))
        (folder / "own" / "nl" / f"{part}.wav").write_bytes(wav)


def test_it_tells_of_each_hall_and_language_what_speaks(town, capsys):
    assert speech(town) == 0
    assert capsys.readouterr().out.splitlines() == [
        "hall: speaks, volume 100",
        "  nl: a voice; recordings: none",
        "  en: a voice; recordings: none",
        "  de: a voice; recordings: none",
        "annex: speaks, volume 100",
        "  nl: a voice; recordings: none",
        "  en: a voice; recordings: none",
        "  de: a voice; recordings: none",
    ]


def test_it_names_the_recordings_that_are_missing(town, tmp_path, capsys):
    recorded(tmp_path, "number", "A", "B", "C", *"0123456789", "desk")
    assert speech(town, "hall") == 0
    shown = capsys.readouterr().out
    assert "nl: a voice; recordings: 14 parts" not in shown
    (tmp_path / "own" / "nl" / "B.wav").unlink()
    assert speech(town, "hall") == 0
    shown = capsys.readouterr().out
    assert "missing: B" in shown
    assert "annex" not in shown


def test_it_writes_a_call_of_each_language_to_listen_to(town, tmp_path, capsys):
    assert speech(town, "annex", tmp_path / "sounds") == 0
    written = sorted(file.name for file in (tmp_path / "sounds").iterdir())
    assert written == ["annex-de.wav", "annex-en.wav", "annex-nl.wav"]
    for name in written:
        assert from_wav((tmp_path / "sounds" / name).read_bytes()).seconds > 2


def test_a_hall_that_is_not_there_is_a_sentence(town, capsys):
    assert speech(town, "nowhere") == 1
    assert "nowhere" in capsys.readouterr().err
