"""A desk in a hurry: keys that work at once, keys that are deaf or off, and steps taken back."""

import pytest
from textual.events import AppBlur, AppFocus

from kiosk.desk.card import Card
from kiosk.desk.keys import label_of
from kiosk.desk.next_key import NextKey
from kiosk.pen import Pen
from kiosk.rows import waiting_row
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from kiosk.staff.undo import UndoKey, step_told
from tests.staff_rows import MINUTE, NOW, a_setup, a_visit
from tests.staff_stage import FREE, Stage, a_desk, a_desk_view, called, settled
from wire.link import Lost
from wire.rows import StepRow

SMALL = (80, 24)
SIGNED_OUT = {"signed_in": "", "state": "closed", "can": ("sign_in",)}


def step(what: str = "call_next", ended: str = "") -> StepRow:
    return StepRow(step="step-0001", what=what, ticket="A018", ended=ended, until=NOW + 40_000)


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))


async def test_a_sign_in_that_opened_behind_another_window_hears_its_first_key():
    stage = a_desk(None)
    async with stage.app.run_test(size=SMALL) as pilot:
        stage.app.post_message(AppBlur())
        await pilot.pause(0.1)
        stage.line.show(a_desk_view(**SIGNED_OUT))
        await pilot.pause(0.1)
        stage.app.post_message(AppFocus())
        await pilot.pause(0.1)
        await pilot.press("enter", *"1234", "enter")
        await pilot.pause(0.1)
        assert stage.line.said[0].staff == "fatma"


async def test_a_call_that_was_refused_leaves_the_one_key_its_hearing():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["call_next"] = "called_just_now"
        await pilot.press("space")
        await pilot.pause(0.05)
        assert notice(stage).startswith("U heeft net opgeroepen.")
        stage.now += 500
        await pilot.press("space")
        await pilot.pause(0.05)
        assert stage.line.kinds() == ["call_next", "call_next"]


@pytest.mark.parametrize(
    ("recall_at", "left", "told"),
    [
        (NOW - 1, 2, "Niet hier: roep nog eens (nog 2)"),
        (NOW - 1, 0, "Niet hier: gemist"),
        (NOW + 34_000, 2, "Niet hier: kan over 34 s"),
    ],
)
def test_not_here_says_what_it_will_do(recall_at, left, told):
    view = called(recall_at=recall_at, recalls_left=left)
    assert label_of("not_here", view, Pen(), NOW) == told


async def test_a_call_that_has_just_sounded_can_sound_again_only_after_its_seconds():
    stage = a_desk(called(sound_at=NOW + 4_000))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        key = stage.app.screen.query_one("#wish-recall", Key)
        assert key.disabled
        assert key.label == "Nog eens over 4 s"
        await pilot.press("r")
        stage.now += 4_000
        stage.app.look_again()
        assert not key.disabled
        assert key.label == "Nog eens"
        await pilot.press("r")
        await pilot.pause(0.1)
        assert stage.line.kinds() == ["recall"]


async def test_not_here_goes_on_by_the_clock_when_its_minute_is_over():
    stage = a_desk(called(recall_at=NOW + 34_000))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        key = stage.app.screen.query_one("#wish-not_here", Key)
        assert key.disabled
        stage.now += 34_000
        stage.app.look_again()
        assert not key.disabled


async def test_wrong_times_are_marked_only_after_a_second_yes():
    stage = a_desk(a_desk_view(can=FREE))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("t", "escape")
        await pilot.pause(0.1)
        assert stage.line.said == []
        await pilot.press("t", "1")
        await pilot.pause(0.1)
        assert stage.line.kinds() == ["mark_times_wrong"]


async def test_the_chosen_outcome_stands_on_the_card():
    stage = a_desk(called())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("o", "2")
        await pilot.pause(0.1)
        assert "papieren niet compleet" in str(stage.app.screen.query_one(Card).border_subtitle)


@pytest.mark.parametrize(
    ("taken_back", "told"),
    [
        (step(), "A018 terug in de rij"),
        (step(ended="D011"), "A018 terug in de rij, D011 weer hier"),
        (step("park"), "later A018"),
    ],
)
def test_undo_names_what_comes_back(taken_back, told):
    assert step_told(taken_back, Pen()) == told


async def test_without_the_host_every_key_is_off_and_with_it_they_are_on_again():
    stage = a_desk(called(undo=step(), recall_at=NOW - 1))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        stage.line.fall_silent()
        await pilot.pause(0.1)
        screen = stage.app.screen
        for key in (NextKey, UndoKey, "#wish-meet", "#more"):
            assert screen.query_one(key).disabled
        await pilot.press("space", "m", "u", "full_stop")
        await pilot.pause(0.1)
        assert stage.line.said == []
        assert len(stage.app.screen_stack) == 1
        stage.line.show(called(undo=step()))
        await pilot.pause(0.1)
        assert not screen.query_one(NextKey).disabled
        assert not screen.query_one("#wish-meet").disabled


async def test_the_line_about_a_lost_answer_leaves_when_the_host_is_back():
    stage = a_desk(called())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        stage.line.answers["meet"] = Lost
        await pilot.press("m")
        await pilot.pause(0.05)
        stage.line.fall_silent()
        await pilot.pause(0.05)
        assert "Geen antwoord" in notice(stage)
        stage.line.show(called())
        await pilot.pause(0.05)
        assert notice(stage) == ""


async def test_a_key_in_focus_hides_none_of_its_lines():
    stage = a_desk(called())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        key = stage.app.screen.query_one(NextKey)
        key.focus()
        await pilot.pause(0.1)
        assert key.has_focus
        assert key.content_size.height >= len(key.lines) == 3


@pytest.mark.parametrize(("minutes", "told"), [(51, "51 min"), (60, "1 u 00"), (291, "4 u 51")])
def test_a_long_time_is_told_in_hours_and_minutes(minutes, told):
    assert Pen().minutes(minutes) == told


@pytest.mark.parametrize("width", [36, 48, 78])
def test_a_row_goes_on_below_rather_than_losing_words(width):
    row = a_visit(
        services=("first", "licence"),
        name="Wilhelmina van Rechteren Limpurg",
        look="rode jas, kinderwagen",
        arrived=NOW - 10 * MINUTE,
    )
    drawn = waiting_row(row, Pen.of(a_setup(), "nl", "Europe/Amsterdam"), NOW, width)
    words = drawn.plain.split()
    assert "…" not in drawn.plain
    for word in ("buitenland,", "aanvragen", "Limpurg", "kinderwagen", "10:20"):
        assert word in words
    assert all(len(line) <= width for line in drawn.plain.split("\n"))
