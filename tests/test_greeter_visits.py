"""What a greeter does: check-in by name, walk-ins, priority, help, undo."""

import pytest
from textual.widgets import Input

from kiosk.greeter.panels import Panel
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from tests.staff_rows import NOW, a_greeter_view, a_setup, a_visit
from tests.staff_stage import Stage, a_greeter
from wire.link import Lost
from wire.rows import StepRow

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (160, 48)


def picture(stage: Stage) -> str:
    return str(stage.app.export_screenshot()).replace("&#160;", " ")


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))


async def pressed(stage: Stage, *keys: str, size: tuple[int, int] = SMALL) -> None:
    async with stage.app.run_test(size=size) as pilot:
        await pilot.pause(0.1)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.05)


@pytest.mark.parametrize("size", [MIDDLE, LARGE])
async def test_a_wide_screen_shows_all_panels_at_once(size):
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=size) as pilot:
        await pilot.pause(0.2)
        assert all(panel.region.height > 4 for panel in stage.app.screen.query(Panel))
        assert not stage.app.screen.query_one("#tabs").display


async def test_a_visitor_is_checked_in_by_name_with_how_to_recognise_them():
    stage = a_greeter(a_greeter_view(), setup=a_setup("hospitality"))
    keys = ("2", "down", "enter", "1", "tab", "tab", "ctrl+s")
    async with stage.app.run_test(size=LARGE) as pilot:
        await pilot.pause(0.1)
        for key in keys[:4]:
            await pilot.press(key)
            await pilot.pause(0.05)
        stage.app.screen.query_one("#field-look", Input).value = "blauwe hoed"
        stage.app.screen.query_one("#field-seat", Input).value = "bij de deur"
        await pilot.press("plus", "ctrl+s")
        await pilot.pause(0.05)
        (said,) = stage.line.said
        assert (said.kind, said.visit, said.name) == ("check_in", "expected-0001", "Youssef")
        assert (said.look, said.seat, said.persons) == ("blauwe hoed", "bij de deur", 3)


async def test_checking_in_takes_three_keys():
    stage = a_greeter(a_greeter_view())
    await pressed(stage, "2", "enter", "1", "enter")
    (said,) = stage.line.said
    assert (said.kind, said.visit, said.persons, said.slip) == (
        "check_in",
        "expected-0000",
        None,
        True,
    )


async def test_what_became_of_a_check_in_is_told():
    stage = a_greeter(a_greeter_view(), "en")
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["check_in"] = {"ticket": "D077", "word": "late"}
        for key in ("2", "enter", "1", "enter"):
            await pilot.press(key)
            await pilot.pause(0.05)
        assert notice(stage) == "D077 is checked in late."
        assert len(stage.app.screen_stack) == 1


async def test_a_walk_in_with_several_services_persons_and_needs_is_added():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=LARGE) as pilot:
        await pilot.pause(0.1)
        await pilot.press("n", "enter", "down", "down", "space", "plus", "plus")
        stage.app.screen.query_one("#field-name", Input).value = "Ruben"
        stage.app.screen.query_one("#field-needs").mark("wheelchair")
        stage.app.screen.query_one("#field-language").mark("de")
        stage.app.screen.query_one("#field-slip").mark("no")
        await pilot.press("ctrl+s")
        await pilot.pause(0.05)
        (said,) = stage.line.said
        assert said.kind == "take_ticket"
        assert said.services == ("passport", "licence")
        assert (said.persons, said.name, said.needs) == (3, "Ruben", ("wheelchair",))
        assert (said.language, said.slip) == ("de", False)


async def test_a_walk_in_without_a_service_is_asked_for_one():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.press("n", "ctrl+s")
        await pilot.pause(0.05)
        assert stage.line.said == []
        assert notice(stage) == "Kies minstens één dienst."


async def test_a_refused_text_stays_in_the_form_to_be_put_right():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=LARGE) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["take_ticket"] = "text_unfit"
        await pilot.press("n", "enter")
        stage.app.screen.query_one("#field-name", Input).value = "111222333"
        await pilot.press("ctrl+s")
        await pilot.pause(0.05)
        assert "burgerservicenummer" in notice(stage)
        assert stage.app.screen.query_one("#field-name", Input).value == "111222333"


async def test_a_form_whose_answer_was_lost_is_sent_again_with_the_same_id():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        stage.line.answers["take_ticket"] = Lost
        await pilot.press("n", "enter", "ctrl+s")
        await pilot.pause(0.05)
        stage.line.answers.clear()
        await pilot.press("ctrl+s")
        await pilot.pause(0.05)
        first, second = stage.line.said
        assert first == second
        assert len(stage.app.screen_stack) == 1


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("put_back", "5"),
        ("print_again", "6"),
        ("cancel_appointment", "71"),
        ("mark_left", "81"),
    ],
)
async def test_each_action_has_its_own_key_and_a_grave_one_asks_once(kind, keys):
    row = a_visit(can=(kind,))
    view = a_greeter_view().model_copy(update={"waiting": (row,), "waiting_count": 1})
    stage = a_greeter(view)
    await pressed(stage, "enter", *keys)
    (said,) = stage.line.said
    assert (said.kind, said.visit) == (kind, row.visit)


async def test_a_grave_action_that_is_not_confirmed_does_not_happen():
    row = a_visit(can=("mark_left",))
    view = a_greeter_view().model_copy(update={"waiting": (row,), "waiting_count": 1})
    stage = a_greeter(view)
    await pressed(stage, "enter", "8", "escape")
    assert stage.line.said == []


async def test_an_action_that_the_row_does_not_allow_keeps_its_place_and_is_off():
    row = a_visit(can=("annotate",))
    view = a_greeter_view().model_copy(update={"waiting": (row,), "waiting_count": 1})
    stage = a_greeter(view)
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.05)
        keys = {key.id: key.disabled for key in stage.app.screen.query(Key)}
        assert not keys.pop("do-annotate")
        assert len(keys) > 7
        assert all(off for name, off in keys.items() if name and name.startswith("do-"))


async def test_an_action_that_is_no_longer_allowed_goes_off_while_the_dialog_is_open():
    row = a_visit(can=("mark_left",))
    view = a_greeter_view().model_copy(update={"waiting": (row,), "waiting_count": 1})
    stage = a_greeter(view)
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        await pilot.press("enter")
        gone = row.model_copy(update={"stage": "left", "can": ("put_back",)})
        stage.line.show(view.model_copy(update={"waiting": (), "aside": (gone,)}))
        await pilot.pause(0.05)
        await pilot.press("8", "1")
        await pilot.pause(0.05)
        assert stage.line.said == []


async def test_priority_needs_a_reason():
    stage = a_greeter(a_greeter_view())
    await pressed(stage, "enter", "3", "3")
    (said,) = stage.line.said
    assert (said.kind, said.reason) == ("prioritise", "bereaved")


async def test_a_note_says_only_what_changed():
    stage = a_greeter(a_greeter_view())
    await pressed(stage, "enter", "2", *"Bo", "enter")
    (said,) = stage.line.said
    assert (said.kind, said.name, said.look, said.note) == ("annotate", "Bo", None, None)


async def test_a_call_for_help_is_answered_with_one_key():
    stage = a_greeter(a_greeter_view())
    await pressed(stage, "5", "enter")
    (said,) = stage.line.said
    assert (said.kind, said.help) == ("answer_help", "help-0001")


async def test_somebody_is_found_by_a_part_of_a_name_and_checked_in():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        stage.line.rows = (a_view_row := a_greeter_view().expected[3],)
        await pilot.press("slash", *"rech")
        await pilot.pause(0.4)
        assert [(each.kind, each.text) for each in stage.line.said] == [("find", "rech")]
        await pilot.press("enter")
        await pilot.pause(0.05)
        await pilot.press("1", "enter")
        await pilot.pause(0.05)
        assert stage.line.said[-1].visit == a_view_row.visit


async def test_nothing_found_says_what_to_try():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", "q")
        await pilot.pause(0.4)
        assert "Niets gevonden" in picture(stage)


async def test_the_last_step_is_undone():
    step = StepRow(step="step-0001", what="mark_left", ticket="A019", until=NOW + 9_000)
    stage = a_greeter(a_greeter_view(undo=step))
    await pressed(stage, "u")
    (said,) = stage.line.said
    assert (said.kind, said.step) == ("undo", "step-0001")
