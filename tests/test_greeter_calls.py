"""What tells a greeter about devices and calls for help, and what became of small steps."""

from typing import Any

from kiosk.pen import Pen
from kiosk.rows import help_row
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from tests.staff_rows import NOW, a_greeter_view, a_setup, a_visit
from tests.staff_stage import Stage, a_greeter, settled
from wire.rows import DeviceRow, HelpRow

SMALL, LARGE = (80, 24), (160, 48)


def picture(stage: Stage) -> str:
    return str(stage.app.export_screenshot()).replace("&#160;", " ")


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))


def a_call() -> HelpRow:
    return HelpRow(
        help="help-0001", device="kiosk-2", reason="code", since=NOW, language="de", page="code"
    )


def one_waiting(**changes: Any) -> Stage:
    view = a_greeter_view()
    row = a_visit(**changes)
    return a_greeter(view.model_copy(update={"waiting": (row,), "waiting_count": 1}))


def test_a_call_for_help_tells_where_why_at_which_page_and_in_which_language():
    told = help_row(a_call(), Pen.of(a_setup(), "nl", "Europe/Amsterdam"), NOW, 100).plain
    for words in ("Zuil 2", "heeft geen goede code", "bij: code typen", "spreekt Duits"):
        assert words in told


def test_a_device_with_a_name_of_its_own_keeps_it():
    assert Pen().device("Printer ingang") == "Printer ingang"
    assert Pen().device("kiosk-hal") == "Zuil hal"


async def test_who_answers_a_call_reads_where_to_go():
    stage = a_greeter(a_greeter_view(help=(a_call(),)))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("5", "enter")
        await pilot.pause(0.1)
        assert notice(stage) == "U gaat naar: Zuil 2."


async def test_a_device_in_trouble_stands_in_the_top_line_the_gravest_first():
    devices = (
        DeviceRow(device="Printer hal", role="printer", state="near_end", since=NOW),
        DeviceRow(device="Printer 2", role="printer", state="paper_out", since=NOW),
    )
    for size in (SMALL, LARGE):
        stage = a_greeter(a_greeter_view(devices=devices, help=()))
        async with stage.app.run_test(size=size) as pilot:
            await settled(pilot)
            assert "■ papier op: Printer 2 +1" in picture(stage)


async def test_a_copy_that_was_asked_for_is_told():
    stage = one_waiting(can=("print_again",))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter", "6")
        await pilot.pause(0.1)
        assert notice(stage) == "Kopie gevraagd."
        assert len(stage.app.screen_stack) == 1


async def test_priority_gets_another_reason_or_is_taken_away():
    for key, reason in (("2", "baby"), ("7", "none")):
        stage = one_waiting(priority="bereaved")
        async with stage.app.run_test(size=SMALL) as pilot:
            await settled(pilot)
            await pilot.press("enter", "3", key)
            await pilot.pause(0.1)
            (said,) = stage.line.said
            assert (said.kind, said.reason) == ("prioritise", reason)


async def test_who_has_no_priority_is_not_offered_to_lose_it():
    stage = one_waiting()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter", "3", "7")
        await pilot.pause(0.1)
        assert stage.line.said == []


async def test_without_the_host_the_keys_of_the_hall_are_off():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        stage.line.fall_silent()
        await pilot.pause(0.1)
        for key in ("#walk_in", "#find", "#undo"):
            assert stage.app.screen.query_one(key, Key).disabled
        await pilot.press("n", "slash", "u", "5", "enter")
        await pilot.pause(0.1)
        assert stage.line.said == []
        assert len(stage.app.screen_stack) == 1


async def test_without_the_host_the_actions_of_a_visit_are_off():
    stage = one_waiting()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        stage.line.fall_silent()
        await pilot.pause(0.1)
        await pilot.press("6", "8")
        await pilot.pause(0.1)
        assert stage.line.said == []


async def test_function_keys_save_a_form():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("n", "enter", "f2")
        await pilot.pause(0.1)
        assert [each.kind for each in stage.line.said] == ["take_ticket"]
