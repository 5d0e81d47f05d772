"""What a call of the hall sounds like: which languages, whose recordings, who may ask for it."""

import asyncio
import os
import signal
from datetime import time

import httpx
import numpy
from structlog.testing import capture_logs

from host.settings.speech import Speech as Told
from host.settings.speech import speech_faults
from host.speech.sentence import mark_of, sentence
from tests.town import PIN, SETTINGS, Town, a_town, new_id
from voice.child import child, on_worker
from voice.sound import from_wav
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
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        return [await web.get(address) for address in addresses]


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


# -- the whole line --------------------------------------------------------------------------------


async def test_the_wall_gets_two_addresses_and_what_is_there_is_the_sentence(tmp_path):
    async with a_town(tmp_path) as town:
        call, _, _ = await called(town, "en")
        theirs, own = await fetched(town, *call.voices)
        assert likeness(theirs.content, Voice().say(*ENGLISH)) > 0.8
        assert likeness(own.content, Voice().say(*DUTCH)) > 0.8
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
        assert likeness(own.content, Voice().say(*DUTCH)) > 0.8


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
        async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
            answers = await asyncio.gather(*(web.get(call.voices[0]) for _ in range(50)))
        assert {answer.content for answer in answers} == {answers[0].content}
        assert made == ["en"]


async def test_a_voice_that_falls_leaves_the_host_alive_and_the_next_call_is_spoken(tmp_path):
    async with a_town(tmp_path) as town:
        call, wall, desk = await called(town, "nl")
        process = await asyncio.to_thread(on_worker, lambda: child().process)
        assert process is not None
        os.kill(process.pid, signal.SIGSEGV)
        (answer,) = await fetched(town, *call.voices)
        assert likeness(answer.content, Voice().say(*DUTCH)) > 0.8
        await desk.done(Undo(id=new_id(), step=desk.view.undo.step))
        await wall.sees(lambda view: not view.calls)


async def test_a_call_for_which_no_voice_is_found_is_told_in_the_log(tmp_path, monkeypatch):
    async with a_town(tmp_path) as town:
        monkeypatch.setattr(Voice, "say", lambda *_: None)
        with capture_logs() as lines:
            assert town.host.doors.speech.sample("hall", "nl", "A001", "1") is None
    assert [(line["event"], line["language"]) for line in lines] == [("voice_failed", "nl")]


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
