"""What a call of the hall sounds like: which languages, whose recordings, who may ask for it."""

import asyncio
from array import array
from datetime import time
from pathlib import Path

import httpx
import numpy
import pytest
from structlog.testing import capture_logs

from host.settings.speech import Speech as Told
from host.settings.speech import speech_faults
from host.speech.recordings import Recordings
from host.speech.sentence import mark_of, sentence
from tests.town import PIN, SETTINGS, Town, a_town, new_id
from voice.sound import LEVEL_DBFS, Sound, from_wav, to_wav
from voice.voice import Voice
from wire.commands import CallNext, OpenDesk, SignIn, TakeTicket, Undo

ENGLISH = "Number A, 0 0 1, please go to desk 1.", "en"
DUTCH = "Nummer A, 0 0 1, u kunt naar balie 1.", "nl"


def speaking(*lines: str) -> str:
    """The town's settings with these lines about speech."""
    here = "[locations.hall.hours]"
    return SETTINGS.replace(here, "\n".join(["[locations.hall.speech]", *lines, "", here]))


async def called(town: Town, language: str = "en", desk: str = "1"):
    """A visitor who speaks a language is called; the wall and the desk."""
    kiosk = await town.screen("kiosk")
    screen = await town.screen("desk", f"desk-{desk}", desk=desk)
    wall = await town.screen("display")
    await kiosk.done(TakeTicket(id=new_id(), services=("passport",), language=language))
    await screen.done(SignIn(id=new_id(), desk=desk, staff="anna", pin=PIN))
    await screen.done(OpenDesk(id=new_id(), desk=desk))
    await screen.done(CallNext(id=new_id(), desk=desk))
    board = await wall.sees(lambda view: view.calls)
    return board.calls[0], wall, screen


async def fetched(town: Town, *addresses: str) -> list[httpx.Response]:
    async with httpx.AsyncClient(base_url=town.web, trust_env=False) as web:
        return [await web.get(address) for address in addresses]


def a_wav(seconds: float, loudness: int = 4000, hertz: int = 16_000) -> bytes:
    half = round(seconds * hertz / 2)
    return to_wav(Sound(array("h", [loudness, -loudness] * half), hertz))


def recorded(folder: Path, language: str, *parts: str) -> Path:
    (folder / language).mkdir(parents=True)
    for number, part in enumerate(parts, start=1):
        (folder / language / f"{part}.wav").write_bytes(a_wav(number / 10))
    return folder


def likeness(one: bytes, other: bytes | None) -> float:
    """How alike two sounds rise and fall, at most 1. A voice never says a thing twice to the very
    same sample.
    """
    curves = []
    for wav in (one, other or b""):
        samples = numpy.array(from_wav(wav).samples, dtype=float)
        size = 441
        blocks = samples[: len(samples) // size * size].reshape(-1, size)
        curves.append(numpy.sqrt((blocks**2).mean(axis=1)))
    length = max(map(len, curves))
    first, second = (numpy.pad(curve, (0, length - len(curve))) for curve in curves)
    return float(numpy.corrcoef(first, second)[0, 1])


def test_the_likeness_of_two_sentences_tells_them_apart():
    voice = Voice(kept_bytes=0)
    said, again, other = (voice.say(*text) for text in (ENGLISH, ENGLISH, DUTCH))
    assert likeness(said or b"", again) > 0.8
    assert likeness(said or b"", other) < 0.7


# -- sentences -------------------------------------------------------------------------------------


def test_the_sentence_spells_the_ticket_and_says_the_desk_as_a_number():
    assert sentence("nl", "A042", "12") == "Nummer A, 0 4 2, u kunt naar balie 12."
    assert sentence("en", "A042", "3") == "Number A, 0 4 2, please go to desk 3."
    assert sentence("de", "A042", "3") == "Nummer A, 0 4 2, bitte zu Schalter 3."


def test_a_language_without_a_sentence_of_its_own_is_not_spoken():
    assert sentence("xx", "A042", "3") is None


def test_the_word_for_a_desk_is_not_said_twice():
    assert mark_of("Balie 3", ("nl", "en")) == "3"
    assert mark_of("Desk 3", ("nl", "en")) == "3"
    assert mark_of("Trouwzaal 2", ("nl", "en")) == "Trouwzaal 2"
    assert mark_of("3", ("nl", "en")) == "3"


# -- settings --------------------------------------------------------------------------------------


def test_a_call_is_in_the_visitors_language_and_then_in_the_towns_own_once():
    assert Told().spoken("en", "nl") == ("en", "nl")
    assert Told().spoken("nl", "nl") == ("nl",)
    assert Told().spoken("", "nl") == ("nl",)
    assert Told(own_language=False).spoken("en", "nl") == ("en",)
    assert Told(own_language=False).spoken("", "nl") == ("nl",)
    assert Told(languages=("nl",)).spoken("en", "nl") == ("nl",)
    assert Told(languages=("de",)).spoken("en", "nl") == ()
    assert Told(own_language=False, languages=("nl",)).spoken("en", "nl") == ("nl",)


def test_quiet_hours_hold_from_their_first_minute_until_before_their_last():
    told = Told.model_validate({"quiet_hours": ["12:00-13:00"]})
    assert told.is_quiet(time(12)) is True
    assert told.is_quiet(time(12, 59, 59)) is True
    assert told.is_quiet(time(13)) is False
    assert told.is_quiet(time(11, 59)) is False


def test_a_language_that_the_town_does_not_have_is_a_fault():
    told = Told(languages=("nl", "pl"))
    assert [what for _, what in speech_faults(told, "hall", ("nl", "en"))] == [
        '"pl" is none of the town\'s languages'
    ]


# -- recordings ------------------------------------------------------------------------------------


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


# -- the whole line --------------------------------------------------------------------------------


async def test_the_wall_gets_two_addresses_and_what_is_there_is_the_sentence(tmp_path):
    async with a_town(tmp_path) as town:
        call, _, _ = await called(town, "en")
        theirs, own = await fetched(town, *call.voices)
        assert likeness(theirs.content, Voice().say(*ENGLISH)) > 0.9
        assert likeness(own.content, Voice().say(*DUTCH)) > 0.9
        for answer in (theirs, own):
            assert answer.headers["content-type"] == "audio/wav"
            assert "immutable" in answer.headers["cache-control"]


async def test_an_address_names_neither_the_ticket_nor_the_language(tmp_path):
    async with a_town(tmp_path) as town:
        call, _, _ = await called(town, "en")
        for address in call.voices:
            assert address.startswith("/speech/hall/")
            assert len(address) == len("/speech/hall/.wav") + 24
            assert call.ticket.lower() not in address


async def test_who_speaks_the_towns_own_language_is_called_once(tmp_path):
    async with a_town(tmp_path) as town:
        call, _, _ = await called(town, "nl")
        assert len(call.voices) == 1


async def test_a_language_that_the_town_does_not_offer_is_called_in_its_own(tmp_path):
    async with a_town(tmp_path) as town:
        call, _, _ = await called(town, "fr")
        own = (await fetched(town, *call.voices))[0]
        assert likeness(own.content, Voice().say(*DUTCH)) > 0.9


async def test_what_does_not_stand_on_the_board_cannot_be_heard(tmp_path):
    async with a_town(tmp_path) as town:
        wrong = ("/speech/hall/" + "0" * 24 + ".wav", "/speech/nowhere/x.wav", "/speech/hall/.wav")
        assert {each.status_code for each in await fetched(town, *wrong)} == {404}
        call, wall, desk = await called(town, "en")
        elsewhere = call.voices[0].replace("/hall/", "/annex/")
        assert {each.status_code for each in await fetched(town, *wrong, elsewhere)} == {404}
        assert (await fetched(town, call.voices[0]))[0].status_code == 200
        await desk.done(Undo(id=new_id(), step=desk.view.undo.step))
        await wall.sees(lambda view: not view.calls)
        assert (await fetched(town, call.voices[0]))[0].status_code == 404


async def test_many_displays_that_ask_at_once_get_the_same_sound_made_once(tmp_path):
    async with a_town(tmp_path) as town:
        call, _, _ = await called(town, "en")
        speech = town.host.doors.speech
        made: list[str] = []
        make = speech._make
        speech._make = lambda spoken: made.append(spoken.language) or make(spoken)  # type: ignore
        async with httpx.AsyncClient(base_url=town.web, trust_env=False) as web:
            answers = await asyncio.gather(*(web.get(call.voices[0]) for _ in range(50)))
        assert {answer.content for answer in answers} == {answers[0].content}
        assert made == ["en"]


async def test_the_towns_recordings_go_first_and_the_voice_fills_in(tmp_path):
    recorded(tmp_path / "opnamen", "nl", "number", "A", "0", "1", "desk", "1")
    async with a_town(tmp_path, text=speaking('recordings = "opnamen"')) as town:
        call, _, _ = await called(town, "en")
        theirs, own = await fetched(town, *call.voices)
        assert likeness(theirs.content, Voice().say(*ENGLISH)) > 0.9
        assert from_wav(own.content).hertz == 16_000


async def test_a_hall_that_does_not_speak_has_no_addresses(tmp_path):
    async with a_town(tmp_path, text=speaking("on = false")) as town:
        call, wall, _ = await called(town, "en")
        assert call.voices == ()
        assert wall.view.hushed is False


async def test_in_quiet_hours_the_board_says_so_and_the_volume_comes_once(tmp_path):
    lines = 'quiet_hours = ["09:00-09:30"]', "volume = 40", "drop_after_seconds = 20"
    async with a_town(tmp_path, text=speaking(*lines)) as town:
        _, wall, _ = await called(town, "en")
        assert wall.view.hushed is True
        setup = next(each for each in wall.heard if getattr(each, "kind", "") == "setup")
        assert (setup.speech.volume, setup.speech.drop_seconds) == (40, 20)
