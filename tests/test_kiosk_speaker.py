"""What a kiosk's speaker gives to the player, measured: a player that keeps each file stands in for
the loudspeaker.
"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.speaker import Speaker, player_of
from voice.sound import LEVEL_DBFS, from_wav
from voice.voice import Voice

HOUSE = Path(__file__).parent.parent
FAKE = HOUSE / "tests" / "fake_player.py"


@pytest.fixture
def speaker(tmp_path):
    made = Speaker((sys.executable, str(FAKE), str(tmp_path), "1"))
    yield made
    made.close()


def heard(folder: Path, count: int, ending: str = "ended", seconds: float = 20) -> list[Path]:
    """The files that the player kept, once there are so many."""
    end = time.monotonic() + seconds
    while len(list(folder.glob(f"*.{ending}"))) < count and time.monotonic() < end:
        time.sleep(0.02)
    return sorted(folder.glob("*.wav"))


def test_what_is_said_reaches_the_player_sentence_by_sentence_in_its_languages(speaker, tmp_path):
    parts = (("nl", "Kies een taal."), ("en", "Choose a language."), ("xx", "Nobody speaks it."))
    speaker.say(parts)
    files = heard(tmp_path, 2)
    assert len(files) == 2
    voice = Voice()
    for file, (language, text) in zip(files, parts, strict=False):
        sound = from_wav(file.read_bytes())
        made = voice.say(text, language)
        assert made is not None
        assert sound.seconds == pytest.approx(from_wav(made).seconds, abs=0.05)
        assert sound.level_dbfs == pytest.approx(LEVEL_DBFS - 10, abs=0.5)


def test_each_step_of_the_sound_is_five_decibels(tmp_path):
    levels: list[float] = []
    for steps_louder in (-4, 2, 1, 1):
        folder = tmp_path / str(len(levels))
        folder.mkdir()
        speaker = Speaker((sys.executable, str(FAKE), str(folder), "0"))
        speaker.louder(steps_louder)
        speaker.say((("nl", "Goedendag."),))
        levels.append(from_wav(heard(folder, 1)[0].read_bytes()).level_dbfs)
        speaker.close()
    wanted = [LEVEL_DBFS - 20, LEVEL_DBFS, LEVEL_DBFS - 5, LEVEL_DBFS - 5]
    assert levels == pytest.approx(wanted, abs=0.5)


def test_hush_stops_at_once_and_what_follows_is_heard_whole(speaker, tmp_path):
    speaker.say((("nl", "Dit is een lange zin, die niemand tot het einde hoort, want hij duurt."),))
    heard(tmp_path, 1, "wav")
    began = time.perf_counter()
    speaker.hush()
    assert time.perf_counter() - began < 0.5
    time.sleep(0.3)
    speaker.say((("nl", "Goedendag."),))
    assert heard(tmp_path, 1)[-1].stem == "001"
    assert not (tmp_path / "000.ended").exists()


def test_a_newer_text_replaces_the_older(speaker, tmp_path):
    for number in range(20):
        speaker.say((("nl", f"Bladzijde {number}."),))
    files = heard(tmp_path, 1)
    last = Voice().say("Bladzijde 19.", "nl")
    assert last is not None
    assert from_wav(files[-1].read_bytes()).seconds == pytest.approx(
        from_wav(last).seconds, abs=0.03
    )
    time.sleep(0.3)
    assert len(list(tmp_path.glob("*.ended"))) == 1


def test_a_wish_never_waits_for_the_voice_or_the_player(speaker):
    text = "Dit is een lange zin. " * 40
    took = []
    for _ in range(20):
        began = time.perf_counter()
        speaker.say((("nl", text),))
        speaker.hush()
        took.append(time.perf_counter() - began)
    assert sorted(took)[len(took) // 2] < 0.1


def test_a_player_that_fails_or_is_not_there_leaves_silence_and_a_reason(tmp_path):
    failing = Speaker((sys.executable, "-c", "raise SystemExit(3)"))
    missing = Speaker((str(tmp_path / "no-player"),))
    for speaker in (failing, missing):
        speaker.say((("nl", "Goedendag."),))
        end = time.monotonic() + 10
        while not speaker.fault and time.monotonic() < end:
            time.sleep(0.02)
        assert speaker.fault
        speaker.say((("nl", "Nog eens."),))
        speaker.close()
    silent = Speaker(())
    silent.say((("nl", "Goedendag."),))
    time.sleep(0.1)
    assert silent.fault == ""
    silent.close()


def test_a_disk_that_takes_no_sound_leaves_silence_and_a_reason_and_goes_on(speaker, tmp_path):
    folder = speaker._folder
    away = folder.rename(tmp_path / "away")
    speaker.say((("nl", "Goedendag."),))
    end = time.monotonic() + 10
    while not speaker.fault and time.monotonic() < end:
        time.sleep(0.02)
    assert "No such file" in speaker.fault
    away.rename(folder)
    speaker.say((("nl", "Nog eens."),))
    assert len(heard(tmp_path, 1)) == 1


def test_a_kiosk_without_the_extra_is_silent_and_knows_why():
    code = (
        "import sys; sys.modules['espeakng_loader'] = None; "
        "from kiosk.speaker import Speaker; made = Speaker(('true',)); "
        "made.say((('nl', 'Goedendag.'),)); made.close(); print(made.fault)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=FAKE.parents[1],
        check=True,
    )
    assert shown.stdout.strip() == "the extra speech is not installed"


def test_the_first_player_that_is_there_plays_to_the_named_device_only():
    def only(*names):
        return lambda name: f"/usr/bin/{name}" if name in names else None

    alsa = player_of("plughw:1,0", only("aplay", "paplay"))
    assert alsa == ("/usr/bin/aplay", "-q", "-D", "plughw:1,0")
    assert player_of("head", only("pw-play")) == ("/usr/bin/pw-play", "--target", "head")
    assert player_of("head", only("paplay")) == ("/usr/bin/paplay", "-d", "head")
    assert player_of("default", only("paplay")) == ("/usr/bin/paplay",)
    assert player_of("default", only()) == ()
