"""The town's own recordings: how they are joined, what is said where one is missing, and when new
ones are heard.
"""

import asyncio
import threading
from array import array
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from host.settings import read
from host.speech.calls import Call
from host.speech.recordings import Recordings
from tests.test_speech_calls import ENGLISH, called, fetched, likeness, speaking
from tests.town import a_town, settings_file
from voice.sound import LEVEL_DBFS, Sound, from_wav, to_wav
from voice.voice import Voice


def a_wav(seconds: float, loudness: int = 4000, hertz: int = 16_000) -> bytes:
    half = round(seconds * hertz / 2)
    return to_wav(Sound(array("h", [loudness, -loudness] * half), hertz))


def recorded(folder: Path, language: str, *parts: str) -> Path:
    (folder / language).mkdir(parents=True)
    for number, part in enumerate(parts, start=1):
        (folder / language / f"{part}.wav").write_bytes(a_wav(number / 10))
    return folder


def test_recordings_are_joined_in_the_order_of_the_sentence_at_the_loudness_of_all(tmp_path):
    folder = recorded(tmp_path, "nl", "number", "A", "0", "4", "2", "desk", "3")
    sound = Recordings(folder).call("nl", "A042", "3")
    assert sound is not None
    parts = sum((1, 2, 3, 4, 5, 6, 7)) / 10
    assert sound.seconds == pytest.approx(parts + 5 * 0.06 + 0.3, abs=0.01)
    assert sound.level_dbfs == pytest.approx(LEVEL_DBFS, abs=0.3)


def test_a_last_part_is_said_where_it_is_there(tmp_path):
    folder = recorded(tmp_path, "nl", "number", "A", "1", "desk", "3", "end")
    sound = Recordings(folder).call("nl", "A1", "3")
    assert sound is not None
    assert sound.seconds == pytest.approx(2.1 + 4 * 0.06 + 0.3, abs=0.01)


def test_a_part_that_is_missing_makes_it_none_and_says_so_once(tmp_path):
    recordings = Recordings(recorded(tmp_path, "nl", "number", "A", "1", "desk"))
    with capture_logs() as lines:
        assert recordings.call("nl", "A1", "3") is None
        assert recordings.call("nl", "A1", "3") is None
    assert lines == [
        {"event": "recording_missing", "log_level": "warning", "language": "nl", "part": "3"}
    ]


def test_a_part_that_cannot_be_played_makes_it_none_and_says_so_once(tmp_path):
    folder = recorded(tmp_path, "nl", "number", "A", "1", "desk", "3")
    (folder / "nl" / "A.wav").write_bytes(b"no sound at all")
    recordings = Recordings(folder)
    with capture_logs() as lines:
        assert recordings.call("nl", "A1", "3") is None
        assert recordings.call("nl", "A1", "3") is None
    assert [line["event"] for line in lines] == ["recording_unfit"]


def test_a_recording_that_cannot_be_opened_is_one_that_is_missing(tmp_path):
    folder = recorded(tmp_path, "nl", "number", "A", "desk", "3")
    (folder / "nl" / "0.wav").symlink_to(tmp_path / "nowhere")
    (folder / "nl" / "4.wav").mkdir()
    assert Recordings(folder).missing("nl", ["number", "A", "0", "4"]) == ["0", "4"]


def test_another_recording_is_another_stamp_and_other_languages_are_not_recorded(tmp_path):
    folder = recorded(tmp_path, "nl", "number")
    before = Recordings(folder)
    (folder / "nl" / "number.wav").write_bytes(a_wav(0.9))
    assert Recordings(folder).stamp != before.stamp
    with capture_logs() as lines:
        assert before.has("en", "A1", "3") is False
        assert Recordings(None).has("nl", "A1", "3") is False
    assert lines == []


async def test_the_towns_recordings_go_first_and_the_voice_fills_in(tmp_path):
    recorded(tmp_path / "opnamen", "nl", "number", "A", "0", "1", "desk", "1")
    async with a_town(tmp_path, text=speaking('recordings = "opnamen"')) as town:
        call, _, _ = await called(town, "en")
        theirs, own = await fetched(town, *call.voices)
        assert likeness(theirs.content, Voice().say(*ENGLISH)) > 0.8
        assert from_wav(own.content).hertz == 16_000


async def test_new_recordings_are_read_beside_the_loop_and_spoken_from_then_on(
    tmp_path, monkeypatch
):
    text = speaking('recordings = "opnamen"')
    async with a_town(tmp_path, text=text) as town:
        call, _, _ = await called(town, "nl")
        by: list[str] = []

        def looked(folder):
            by.append(threading.current_thread().name)
            return Recordings(folder)

        monkeypatch.setattr("host.speech.calls.Recordings", looked)
        recorded(tmp_path / "opnamen", "nl", "number", "A", "0", "1", "desk", "1")
        town.host.take(read(settings_file(tmp_path, text=text)))
        speech = town.host.doors.speech
        one = Call(call.ticket, call.desk, "nl")
        (spoken,) = speech.addresses("hall", one)
        assert spoken == call.voices[0], "the voice speaks until they are read"
        async with asyncio.timeout(5):
            while speech.addresses("hall", one) == (spoken,):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        (own,) = await fetched(town, *speech.addresses("hall", one))
        assert from_wav(own.content).hertz == 16_000
        assert by
        assert threading.main_thread().name not in by
