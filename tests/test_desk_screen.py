"""What a desk sees: who is next and why, whom to fetch, refusals, silence, the sign-in."""

import asyncio

from textual.widgets import Input, Static

from kiosk.desk.card import Card
from kiosk.desk.next_key import NextKey
from kiosk.look import BigText
from kiosk.staff.frame import Banner, Notice
from tests.printing import until
from tests.staff_rows import NOW, a_setup, a_visit
from tests.staff_stage import Stage, a_desk, a_desk_view, called, to_fetch
from wire.link import Lost
from wire.rows import NextRow

SIGNED_OUT = {"signed_in": "", "state": "closed", "can": ("sign_in",)}


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))


def picture(stage: Stage) -> str:
    """The words on the screen; spaces are drawn as hard ones."""
    return str(stage.app.export_screenshot()).replace("&#160;", " ")


async def test_the_screen_says_who_is_next_and_why():
    row = NextRow(visit=a_visit(), why="least_time_left", minutes_left=1, limit_minutes=5)
    stage = a_desk(a_desk_view(next=row), "en")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        lines = stage.app.screen.query_one(NextKey).lines
        assert lines[:2] == ("Next visitor: A042", "A042 is next: 1 min left of 5")


async def test_the_number_of_who_is_here_stands_large():
    stage = a_desk(called())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        number = stage.app.screen.query_one(BigText)
        assert (number.text, number.display) == ("A018", True)


async def test_a_visitor_to_fetch_is_known_by_name_looks_and_seat_and_has_no_number():
    stage = a_desk(to_fetch(), setup=a_setup("hospitality"))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        shown = picture(stage)
        assert not stage.app.screen.query_one(BigText).display
        for text in ("Haal deze bezoeker op", "Anneke", "rode jas, kinderwagen", "bij het raam"):
            assert text in shown


async def test_who_is_on_the_way_to_a_visitor_sees_so():
    view = to_fetch()
    assert view.visit is not None
    coming = view.visit.model_copy(update={"coming": True})
    stage = a_desk(to_fetch(visit=coming))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert "✓ U bent onderweg" in picture(stage)


async def test_the_seconds_until_the_next_recall_count_down():
    stage = a_desk(called(), "en")
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert "Not here: in 34 s  ·  2 calls left" in picture(stage)
        stage.now += 10_000
        stage.app.look_again()
        await pilot.pause(0.05)
        assert "Not here: in 24 s  ·  2 calls left" in picture(stage)


async def test_a_refusal_is_a_sentence_in_place_and_goes_away_by_itself(monkeypatch):
    monkeypatch.setattr("kiosk.staff.frame.NOTICE_SECONDS", 1.0)
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["call_next"] = "nobody_waiting"
        await pilot.press("space")
        await pilot.pause(0.05)
        assert notice(stage) == "Er wacht niemand voor deze balie."
        await until(lambda: notice(stage) == "")


async def test_a_command_whose_answer_was_lost_is_offered_again_with_the_same_id():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["call_next"] = Lost
        await pilot.press("space")
        await pilot.pause(0.05)
        assert "Geen antwoord" in notice(stage)
        stage.line.answers.clear()
        await pilot.press("ctrl+r")
        await pilot.pause(0.05)
        first, second = stage.line.said
        assert first == second
        assert notice(stage) == ""


async def test_pressing_the_same_key_after_a_lost_answer_is_the_same_wish():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["call_next"] = Lost
        await pilot.press("space")
        await pilot.pause(0.05)
        stage.now += 5_000
        await pilot.press("space")
        await pilot.pause(0.05)
        stage.line.answers.clear()
        stage.now += 5_000
        await pilot.press("space")
        await pilot.pause(0.05)
        stage.now += 5_000
        await pilot.press("space")
        await pilot.pause(0.05)
        ids = [each.id for each in stage.line.said]
        assert ids[0] == ids[1] == ids[2] != ids[3]


async def test_silence_is_told_with_its_time_and_taken_back_by_the_next_frame():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        banner = stage.app.screen.query_one(Banner)
        assert not banner.display
        stage.line.fall_silent()
        await pilot.pause(0.05)
        assert banner.display
        assert "Geen contact met de server sinds 10:30" in picture(stage)
        stage.line.show(a_desk_view())
        await pilot.pause(0.05)
        assert not banner.display


async def test_silence_is_told_in_a_dialog_too():
    stage = a_desk(called())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        stage.line.fall_silent()
        await pilot.pause(0.1)
        assert stage.app.screen.query_one(Banner).display


async def test_markup_in_a_name_is_shown_as_it_was_typed():
    view = called(visit=a_visit(stage="serving", name="[b]Bo[/b]", note="[red]$mark [/nope"))
    stage = a_desk(view)
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await pilot.pause(0.1)
        told = str(stage.app.screen.query_one("#card-told", Static).content)
        assert "[b]Bo[/b]" in told
        assert "[red]$mark [/nope" in told


async def test_nobody_signed_in_means_the_sign_in():
    stage = a_desk(a_desk_view(**SIGNED_OUT))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("down", "enter", *"4321", "enter")
        await pilot.pause(0.1)
        sign_in, open_desk = stage.line.said
        assert (sign_in.kind, sign_in.staff, sign_in.pin) == ("sign_in", "joost", "4321")
        assert (open_desk.kind, open_desk.desk) == ("open_desk", "3")


async def test_space_chooses_a_name_as_enter_does():
    stage = a_desk(a_desk_view(**SIGNED_OUT))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("down", "space", *"4321", "enter")
        await pilot.pause(0.1)
        assert stage.line.said[0].staff == "joost"


async def test_a_pin_without_a_name_and_one_that_is_too_short_are_told():
    stage = a_desk(a_desk_view(**SIGNED_OUT))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        await pilot.press("tab", *"4321", "enter")
        await pilot.pause(0.1)
        assert notice(stage) == "Kies eerst uw naam."
        assert stage.app.screen.query_one(Input).value == "4321"
        await pilot.press("enter", "backspace", "enter")
        await pilot.pause(0.1)
        assert notice(stage) == "Uw pincode heeft 4 tot 12 cijfers."
        assert stage.line.said == []


async def test_a_wrong_pin_is_told_and_the_pin_is_gone():
    stage = a_desk(a_desk_view(**SIGNED_OUT))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["sign_in"] = "pin_wrong"
        await pilot.press("enter", *"4321", "enter")
        await pilot.pause(0.1)
        assert notice(stage).startswith("De pincode klopt niet")
        assert stage.app.screen.query_one(Input).value == ""
        assert stage.line.kinds() == ["sign_in"]


async def test_the_pin_is_not_shown():
    stage = a_desk(a_desk_view(**SIGNED_OUT))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"7391")
        await pilot.pause(0.1)
        assert "7391" not in picture(stage)


async def test_who_signs_in_is_let_in_and_who_is_signed_out_is_out_of_every_dialog():
    stage = a_desk(a_desk_view(**SIGNED_OUT))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.show(called())
        await pilot.pause(0.1)
        assert stage.app.screen.query(Card)
        await pilot.press("p")
        stage.line.show(a_desk_view(**SIGNED_OUT))
        await pilot.pause(0.1)
        assert stage.app.screen.query("#pin")


async def test_ctrl_q_ends_the_app_and_there_is_no_palette():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.05)
        assert len(stage.app.screen_stack) == 1
        await pilot.press("ctrl+q")
        await pilot.pause(0.05)
        assert not stage.app.is_running


async def test_the_time_shown_is_the_hosts():
    stage = a_desk(None)
    stage.now = NOW - 7 * 3_600_000
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.show(a_desk_view(), NOW)
        await pilot.pause(0.1)
        assert ">10:30" in picture(stage)


async def test_a_key_that_comes_too_soon_after_a_slow_one_is_told_to_wait():
    stage = a_desk(called())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        stage.line.held = asyncio.Event()
        await pilot.press("m")
        stage.now += 2_000
        await pilot.press("r")
        await pilot.pause(0.05)
        assert notice(stage) == "Even wachten"
        assert stage.line.kinds() == ["meet"]
        stage.line.held.set()
