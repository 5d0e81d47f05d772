"""What a greeter sees and does when the waiting room is full: how many are inside, who waits
outside, and letting somebody in.
"""

from typing import Any

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from tests.staff_rows import a_greeter_view, a_visit, at
from tests.staff_stage import Stage, a_desk, a_desk_view, a_greeter, settled
from wire.care import RoomRow
from wire.views import GreeterView

SIZES = ((80, 24), (120, 36), (160, 48))


def a_full_room(**more: Any) -> GreeterView:
    """Twelve of twelve, and two outside, of whom one can be texted."""
    can = ("annotate", "mark_left", "ask_in", "leave_phone")
    later = {"arrived": at("10:29"), "outside": True, "can": can}
    rows = tuple(a_visit(f"A{n:03d}") for n in range(1, 13))
    rows += (a_visit("A013", phone=True, **later), a_visit("A014", **later))
    room = RoomRow(persons=12, persons_max=12, outside=2)
    told = {"waiting": rows, "waiting_count": 14, "room": room, "devices": ()}
    return a_greeter_view().model_copy(update=told | more)


def said_of(stage: Stage, kind: str) -> list[Any]:
    return [each for each in stage.line.said if each.kind == kind]


def picture(stage: Stage) -> str:
    return str(stage.app.export_screenshot()).replace("&#160;", " ")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_bar_says_how_many_are_inside_of_how_many_and_how_many_wait_outside(size):
    stage = a_greeter(a_full_room())
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "wachtruimte 12 van 12 · 2 buiten" in picture(stage)


@pytest.mark.parametrize("language", ["nl", "en", "de"])
async def test_a_small_screen_cuts_nothing_of_it_also_when_much_is_the_matter(language):
    late = tuple(
        a_visit(f"A{n:03d}", arrived=at("09:40"), amber_at=at("10:00"), red_at=at("10:10"))
        for n in range(1, 13)
    )
    soon = tuple(
        a_visit(f"B{n:03d}", amber_at=at("10:20"), red_at=at("10:40")) for n in range(1, 13)
    )
    devices = a_greeter_view().devices
    assert any(row.state != "ok" for row in devices)
    view = a_full_room(waiting=(*late, *soon), waiting_count=24, devices=devices)
    stage = a_greeter(view, language)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        state = stage.app.screen.query_one("#bar-state")
        told = str(state.content)
        assert "■ 12" in told
        assert "▲ 12" in told
        assert stage.app.pen.say("room.outside", n=2) in told
        assert cell_len(told) <= state.content_size.width


async def test_a_hall_without_a_limit_says_nothing_of_it():
    stage = a_greeter(a_full_room(room=None))
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        assert "wachtruimte" not in picture(stage)


async def test_with_room_left_only_the_room_is_told():
    room = RoomRow(persons=3, persons_max=12, outside=0)
    stage = a_greeter(a_full_room(room=room))
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        assert "wachtruimte 3 van 12" in picture(stage)
        assert "0 buiten" not in picture(stage)


async def test_who_waits_outside_is_marked_and_whether_a_text_will_go():
    stage = a_greeter(a_full_room())
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        await pilot.press("end")
        await pilot.pause(0.1)
        shown = picture(stage)
        assert "wacht buiten, krijgt sms" in shown
        assert shown.count("wacht buiten") == 2


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "terug om 10:44"), ("en", "back at 10:44"), ("de", "zurück um 10:44")],
)
async def test_the_row_says_when_somebody_outside_was_told_to_be_back(language, told):
    late = a_visit("A013", arrived=at("10:29"), outside=True, back_at=at("10:44"))
    rows = (a_visit("A001"), late)
    for stage in (
        a_greeter(a_full_room(waiting=rows, waiting_count=2), language),
        a_desk(a_desk_view(rows=rows), language),
    ):
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert picture(stage).count(told) == 1


async def test_a_desk_for_which_only_somebody_waits_who_is_back_later_says_that_nobody_is_here():
    late = a_visit("A013", arrived=at("10:29"), outside=True, back_at=at("10:44"))
    for rows, told in (((late,), "Er is nu niemand"), ((), "Er wacht niemand")):
        stage = a_desk(a_desk_view(rows=rows).model_copy(update={"next": None}))
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert told in picture(stage)


async def test_one_letter_asks_a_visitor_in_and_only_where_it_can_be():
    stage = a_greeter(a_full_room())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert not stage.app.screen.query_one("#care").display
        await pilot.press("i", "escape", "end", "enter")
        await pilot.pause(0.1)
        care = [key for key in stage.app.screen.query("#care Key").results(Key) if key.display]
        assert [key.hint for key in care] == ["I", "T"]
        await pilot.press("i")
        await pilot.pause(0.1)
    (said,) = said_of(stage, "ask_in")
    assert said.visit == a_full_room().waiting[-1].visit


async def test_the_greeter_writes_down_a_number_for_the_text():
    stage = a_greeter(a_full_room())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("end", "enter", "t")
        await pilot.pause(0.1)
        await pilot.press("enter")
        await pilot.pause(0.1)
        assert "Typ een mobiel nummer." in notice(stage)
        stage.app.screen.query_one("#field-phone", Input).value = "06 1234 5678"
        await pilot.press("enter")
        await pilot.pause(0.1)
    (said,) = said_of(stage, "leave_phone")
    assert said.phone == "06 1234 5678"


@pytest.mark.parametrize(
    ("outside", "told"),
    [
        ("ask", "A013: de wachtruimte is vol. Vraag een mobiel nummer."),
        ("text", "A013: wacht buiten en krijgt een sms."),
        ("back", "A013: wacht buiten. Spreek af wanneer terug."),
    ],
)
async def test_whoever_gets_a_number_at_the_greeter_is_sent_outside_in_words(outside, told):
    stage = a_greeter(a_full_room())
    stage.answers["take_ticket"] = {"ticket": "A013", "outside": outside}
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await pilot.pause(0.1)
        await pilot.press("space", "f2")
        await pilot.pause(0.1)
        assert told in notice(stage)


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))
