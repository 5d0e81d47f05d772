"""The desk's keys: what each says, when it is deaf, and that the view alone turns it on."""

import asyncio

import pytest
from textual.widgets import Input

from kiosk.desk.next_key import NextKey
from kiosk.staff.keys import Key
from tests.staff_rows import MINUTE, NOW, a_setup, a_visit
from tests.staff_stage import CALLED, SERVING, Stage, a_desk, a_desk_view, called, to_fetch
from wire.rows import StepRow


async def pressed(stage: Stage, *keys: str) -> None:
    """Presses keys on a desk of 80 by 24, with time in between for what they start."""
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.05)


async def test_one_key_calls_the_next_visitor():
    stage = a_desk(a_desk_view())
    await pressed(stage, "space")
    (said,) = stage.line.said
    assert (said.kind, said.desk, said.outcome) == ("call_next", "3", "served")


async def test_one_key_ends_the_visit_that_is_here_and_calls_the_next():
    stage = a_desk(called())
    await pressed(stage, "space")
    assert stage.line.kinds() == ["call_next"]


async def test_a_double_press_within_400_milliseconds_calls_one_visitor():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("space")
        stage.now += 399
        await pilot.press("space")
        assert stage.line.kinds() == ["call_next"]


async def test_a_key_that_is_held_down_calls_one_visitor():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        for _ in range(30):
            await pilot.press("space")
            stage.now += 50
        assert stage.line.kinds() == ["call_next"]


async def test_two_seconds_after_its_own_call_the_one_key_hears_again():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("space")
        await pilot.pause(0.05)
        stage.now += 1_900
        await pilot.press("space")
        await pilot.pause(0.05)
        assert stage.line.kinds() == ["call_next"]
        stage.now += 500
        await pilot.press("space")
        await pilot.pause(0.05)
        assert stage.line.kinds() == ["call_next", "call_next"]


async def test_while_a_command_is_under_way_the_one_key_is_deaf():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.held = asyncio.Event()
        await pilot.press("space")
        stage.now += 3000
        await pilot.press("space")
        assert stage.line.kinds() == ["call_next"]
        stage.line.held.set()


async def test_the_one_key_works_wherever_the_focus_is():
    stage = a_desk(called())
    await pressed(stage, "tab", "tab", "space")
    assert stage.line.kinds() == ["call_next"]


async def test_in_a_dialog_the_one_key_calls_nobody():
    stage = a_desk(called())
    await pressed(stage, "p", "space")
    assert stage.line.kinds() == []


async def test_the_one_key_is_off_when_nobody_waits():
    stage = a_desk(a_desk_view(rows=(), next=None))
    await pressed(stage, "space")
    assert stage.line.said == []


async def test_the_one_key_opens_a_desk_that_is_paused():
    stage = a_desk(a_desk_view(state="paused", can=("open_desk", "close_desk")))
    await pressed(stage, "space")
    assert stage.line.kinds() == ["open_desk"]


@pytest.mark.parametrize(
    ("key", "kind"),
    [("r", "recall"), ("m", "meet"), ("x", "not_here"), ("e", "end_visit")],
)
async def test_a_letter_says_its_wish(key, kind):
    stage = a_desk(called(recall_at=NOW - 1))
    await pressed(stage, key)
    assert stage.line.kinds() == [kind]


@pytest.mark.parametrize("key", list("rmxepchontblgu"))
async def test_a_letter_that_the_view_does_not_allow_says_nothing(key):
    stage = a_desk(a_desk_view(can=()))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press(key)
        await pilot.pause(0.05)
        assert stage.line.said == []
        assert len(stage.app.screen_stack) == 1


async def test_the_buttons_are_on_only_where_the_view_says_so():
    stage = a_desk(called(can=("recall", "meet")))
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await pilot.pause(0.1)
        on = {key.id for key in stage.app.screen.query(Key) if not key.disabled}
        assert on == {"wish-recall", "wish-meet", "more", "again", "open_agenda"}


async def test_parking_names_the_minute_of_return_and_that_the_visitor_asked():
    stage = a_desk(called())
    await pressed(stage, "p", "3")
    (said,) = stage.line.said
    assert (said.kind, said.until, said.asked_by_visitor) == ("park", NOW + 15 * MINUTE, True)


async def test_parking_takes_a_time_of_day():
    stage = a_desk(called())
    await pressed(stage, "p", "v", "tab", "tab", "tab", "tab", *"14:30", "enter")
    (said,) = stage.line.said
    assert (said.until, said.asked_by_visitor) == (NOW + 4 * 60 * MINUTE, False)


async def test_parking_until_a_time_that_is_past_is_asked_again():
    stage = a_desk(called())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        stage.app.screen.query_one(Input).focus()
        await pilot.press(*"10:15", "enter")
        await pilot.pause(0.05)
        assert stage.line.said == []
        assert "14:30" in shown_notice(stage)


async def test_the_outcome_goes_with_the_command_that_ends_the_visit():
    stage = a_desk(called())
    await pressed(stage, "o", "2", "space")
    (said,) = stage.line.said
    assert (said.kind, said.outcome) == ("call_next", "papers_missing")


async def test_an_outcome_is_forgotten_with_its_visit():
    stage = a_desk(called())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("o", "2")
        stage.line.show(called(visit=a_visit("B099", stage="serving"), can=SERVING))
        await pilot.pause(0.05)
        await pilot.press("e")
        await pilot.pause(0.05)
        assert stage.line.said[-1].outcome == "served"


async def test_a_pause_has_a_reason():
    stage = a_desk(a_desk_view())
    await pressed(stage, "b", "3")
    (said,) = stage.line.said
    assert (said.kind, said.reason) == ("pause_desk", "meeting")


async def test_a_visit_is_handed_over_to_a_service_with_a_note():
    stage = a_desk(called())
    await pressed(stage, "h", "down", "enter", "tab", "tab", *"let op", "enter")
    (said,) = stage.line.said
    assert (said.kind, said.services, said.to_desk) == ("hand_over", ("passport_collect",), None)
    assert said.note == "let op"


async def test_a_hand_over_to_nowhere_is_asked_again():
    stage = a_desk(called())
    await pressed(stage, "h", "ctrl+s")
    assert stage.line.said == []


async def test_somebody_without_a_number_is_served_at_once():
    stage = a_desk(a_desk_view())
    await pressed(stage, "s", "enter", "down", "down", "space", "plus", "ctrl+s")
    (said,) = stage.line.said
    assert (said.kind, said.services, said.persons) == ("serve_now", ("passport", "licence"), 2)


async def test_a_service_is_added_to_the_visit_that_is_here():
    stage = a_desk(called())
    await pressed(stage, "c", "up", "up", "enter", "ctrl+s")
    (said,) = stage.line.said
    assert (said.kind, said.visit) == ("change_visit", "visit-A018-0000")
    assert set(said.services) == {"first", "death"}
    assert said.persons is None


async def test_a_visitor_is_picked_from_the_list():
    stage = a_desk(a_desk_view())
    await pressed(stage, "down", "enter", "1")
    (said,) = stage.line.said
    assert (said.kind, said.visit, said.desk) == ("call_visit", "visit-B022-0000", "3")


async def test_the_last_step_is_undone_while_its_minute_runs():
    step = StepRow(step="step-0001", what="call_next", ticket="A018", until=NOW + 2_000)
    stage = a_desk(called(undo=step))
    await pressed(stage, "u")
    (said,) = stage.line.said
    assert (said.kind, said.step) == ("undo", "step-0001")


async def test_a_step_whose_minute_is_over_is_not_offered():
    step = StepRow(step="step-0001", what="call_next", ticket="A018", until=NOW)
    stage = a_desk(called(undo=step))
    await pressed(stage, "u")
    assert stage.line.said == []


async def test_who_is_fetched_is_told_that_somebody_comes():
    stage = a_desk(to_fetch(), setup=a_setup("hospitality"))
    await pressed(stage, "f", "m")
    assert stage.line.kinds() == ["come_to_fetch", "meet"]


async def test_a_small_screen_has_the_other_keys_behind_one():
    stage = a_desk(called(can=CALLED))
    await pressed(stage, "full_stop", "o", "2", "e")
    (said,) = stage.line.said
    assert (said.kind, said.outcome) == ("end_visit", "papers_missing")


async def test_a_tap_on_the_one_key_calls_too():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.click(NextKey)
        await pilot.pause(0.05)
        assert stage.line.kinds() == ["call_next"]


def shown_notice(stage: Stage) -> str:
    from kiosk.staff.frame import Notice

    return " ".join(notice.text for notice in stage.app.screen.query(Notice))
