"""The screens of promises to call back, at the greeter's and the desk's: reached by one key, filled
in few, and never losing what was typed.
"""

import pytest
from textual.widgets import Input

from kiosk.staff.callbacks.key import CallbacksKey
from kiosk.staff.callbacks.make import MakeDialog
from kiosk.staff.callbacks.note import NoteDialog
from kiosk.staff.callbacks.screen import CallbacksScreen
from kiosk.staff.keys import Key
from kiosk.staff.lists import RowList
from tests.staff_agenda import LARGE, MIDDLE, SMALL, notice, picture, pressed, said
from tests.staff_callbacks import (
    DEPARTMENTS,
    LONG,
    MAY,
    a_callback,
    a_desk,
    a_greeter,
    a_list,
    a_stage,
    opened,
)
from tests.staff_rows import NOW
from tests.staff_stage import settled


@pytest.mark.parametrize("make", [a_greeter, a_desk])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_key_opens_the_list_and_says_how_many_are_about_to_be_late(make, size):
    stage, _ = a_stage(a_list(), make=make)
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert stage.app.screen.query_one(CallbacksKey).label == "Terugbellen  ▲ 2"
        await pressed(pilot, "v")
        assert isinstance(stage.app.screen, CallbacksScreen)
        await pressed(pilot, "escape")
        assert not isinstance(stage.app.screen, CallbacksScreen)


async def test_at_a_desk_it_stands_behind_more_too():
    stage, _ = a_stage(a_list(), make=a_desk)
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, ".", "v")
        assert isinstance(stage.app.screen, CallbacksScreen)


@pytest.mark.parametrize("make", [a_greeter, a_desk])
async def test_a_town_without_departments_has_no_such_key(make):
    stage, _ = a_stage(make=make, departments=None)
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not stage.app.screen.query_one(CallbacksKey).display
        await pressed(pilot, "v")
        assert not isinstance(stage.app.screen, CallbacksScreen)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("te laat", "dreigt te laat", "op tijd", "gepoogd")),
        ("en", ("late", "soon late", "on time", "tried")),
        ("de", ("zu spät", "bald zu spät", "pünktlich", "versucht")),
    ],
)
async def test_each_row_has_a_light_with_a_word_and_a_shape(language, words):
    stage, _ = a_stage(a_list(), language)
    async with stage.app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        shown = picture(stage)
        assert all(word in shown for word in words)
        assert all(shape in shown for shape in "■▲○")


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_a_long_name_and_its_number_are_read_whole(size):
    stage, _ = a_stage((a_callback(2),))
    async with stage.app.run_test(size=size) as pilot:
        await opened(pilot)
        shown = picture(stage)
        assert all(part in shown for part in LONG.split())
        assert "06 00000002" in shown.replace("\n", " ")


async def test_nobody_to_call_is_said():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "Er is niemand om terug te bellen." in picture(stage)


async def test_a_new_promise_takes_a_department_and_what_is_typed():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "down", "enter", *"Sanne", "tab", *"0600", "tab", *"Belasting")
        await pressed(pilot, "enter")
        (wish,) = said(stage, "make_callback")
        assert (wish.department, wish.name, wish.phone, wish.note) == (
            "tax",
            "Sanne",
            "0600",
            "Belasting",
        )
        assert (wish.term_days, wish.transferred_directly) == (2, False)
        assert isinstance(stage.app.screen, CallbacksScreen)
        assert notice(stage) == "Het verzoek staat in de lijst."


async def test_the_next_new_one_has_the_same_department_and_begins_at_the_name():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "down", "enter", "a", "tab", "1", "f2")
        await pressed(pilot, "n", "b", "enter", "2", "enter", "enter")
        assert [each.department for each in said(stage, "make_callback")] == ["tax", "tax"]
        assert [each.name for each in said(stage, "make_callback")] == ["a", "b"]


async def test_one_key_promises_another_term_and_one_says_put_through():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "enter", "x", "f3", "f4")
        assert "Binnen 2 werkdagen" in picture(stage)
        await pressed(pilot, "f2")
        (wish,) = said(stage, "make_callback")
        assert (wish.term_days, wish.transferred_directly) == (2, True)
        assert notice(stage).startswith("Geteld.")


async def test_without_a_department_nothing_is_said():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "f2")
        assert said(stage, "make_callback") == []
        assert notice(stage) == "Kies eerst een afdeling."


async def test_a_refused_text_is_not_lost():
    stage, _ = a_stage(())
    stage.answers["make_callback"] = "text_unfit"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "enter", *"abc", "enter", *"06", "f2")
        await pilot.pause(0.1)
        assert isinstance(stage.app.screen, MakeDialog)
        assert stage.app.screen.query_one("#make-name", Input).value == "abc"
        assert notice(stage)


async def test_why_a_department_is_exempt_stands_where_it_is_chosen():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "down", "down", "enter")
        assert "Alleen de handhaver zelf" in picture(stage)


@pytest.mark.parametrize(
    ("key", "kind", "more"),
    [
        ("1", "attempt_callback", {"reached": False}),
        ("2", "finish_callback", {"outcome": "answered"}),
        ("3", "attempt_callback", {"reached": True}),
    ],
)
async def test_what_came_of_a_call_is_one_key(key, kind, more):
    stage, _ = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter")
        await pressed(pilot, key)
        await pilot.pause(0.1)
        (wish,) = said(stage, kind)
        assert wish.callback == "callback-0000"
        assert {name: getattr(wish, name) for name in more} == more
        assert isinstance(stage.app.screen, CallbacksScreen)


async def test_enter_twice_says_nothing():
    stage, _ = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "enter")
        kinds = {each.kind for each in stage.line.said}
        assert not kinds & {"attempt_callback", "finish_callback"}


async def test_only_an_honest_try_can_be_given_up():
    stage, fake = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter")
        await pilot.pause(0.2)
        assert not stage.app.screen.query_one("#say-give_up", Key).display
        await pressed(pilot, "6")
        assert said(stage, "finish_callback") == []
        await pressed(pilot, "escape")
        fake.can = (*MAY, "give_up_callback")
        await pressed(pilot, "enter")
        await pilot.pause(0.2)
        await pressed(pilot, "6")
        assert [each.outcome for each in said(stage, "finish_callback")] == ["unreached"]


async def test_a_promise_is_handed_over_to_another_department():
    stage, _ = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "4", "1")
        await pilot.pause(0.1)
        (wish,) = said(stage, "hand_over_callback")
        assert (wish.callback, wish.department) == ("callback-0000", "tax")


async def test_a_promise_becomes_an_appointment_with_name_and_number_carried():
    stage, _ = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "5")
        await pressed(pilot, "1", "enter")
        await pilot.pause(0.3)
        await pressed(pilot, "enter")
        await pilot.pause(0.3)
        await pressed(pilot, "f2")
        await pilot.pause(0.5)
        (booked,) = said(stage, "book_appointment")
        (wish,) = said(stage, "convert_callback")
        assert (booked.name, booked.phone) == ("Sanne de Vries", "06 00000000")
        assert booked.channel == "phone"
        assert (wish.callback, wish.visit) == ("callback-0000", booked.id)


async def test_who_was_second_hears_why_and_sees_the_list():
    stage, _ = a_stage(a_list())
    stage.answers["finish_callback"] = "callback_done"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "2")
        await pilot.pause(0.1)
        assert isinstance(stage.app.screen, CallbacksScreen)
        assert notice(stage).startswith("Een collega heeft dit al afgerond.")


async def test_one_department_at_a_time():
    stage, _ = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "d", "2")
        await pilot.pause(0.1)
        assert said(stage, "ask_callbacks")[-1].department == "tax"
        await pressed(pilot, "d", "0")
        await pilot.pause(0.1)
        assert said(stage, "ask_callbacks")[-1].department is None


async def test_a_finished_one_can_be_opened_again():
    stage, fake = a_stage(a_list())
    fake.done = (a_callback(3, state="done", outcome="answered", ended=NOW),)
    fake.can = ("reopen_callback",)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "g")
        await pilot.pause(0.2)
        assert "teruggebeld" in picture(stage)
        await pressed(pilot, "enter")
        await pilot.pause(0.2)
        assert isinstance(stage.app.screen, NoteDialog)
        await pressed(pilot, "7")
        await pilot.pause(0.1)
        assert [each.callback for each in said(stage, "reopen_callback")] == ["callback-0003"]


async def test_without_the_host_the_keys_are_off():
    stage, _ = a_stage(a_list())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        stage.line.fall_silent()
        await pilot.pause(0.1)
        await pressed(pilot, "n")
        assert isinstance(stage.app.screen, CallbacksScreen)
        assert stage.app.screen.query_one("#do-make", Key).disabled
        await pressed(pilot, "escape")
        assert not isinstance(stage.app.screen, CallbacksScreen)


async def test_the_list_is_asked_for_again_while_it_is_open():
    stage, fake = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        fake.rows = a_list(3)
        stage.app.screen.load()
        await pilot.pause(0.2)
        assert stage.app.screen.query_one(RowList).option_count == 3
        assert len(DEPARTMENTS) == 3
