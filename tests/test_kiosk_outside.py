"""The kiosk when the waiting room is full: a number at once, wait outside, and a text when there is
room, for who wants one.
"""

from typing import Any

import pytest

from tests.kiosk_stand_in import FakeLine, a_setup, a_view, at_the_kiosk, done, no

PHONE = tuple("0612345678")
TO_A_NUMBER = ("1", "2", "4", "1", "1")


def a_full_room(outside: str = "ask", ticket: str = "A013", **wait: Any) -> FakeLine:
    line = FakeLine()
    told = {"wait_from_minutes": 20, "wait_to_minutes": 30} | wait
    line.answers["take_ticket"] = done(ticket=ticket, outside=outside, **told)
    line.answers["check_in"] = done(ticket=ticket, word="on_time", outside=outside, **told)
    line.answers["leave_phone"] = done()
    line.view = a_view(room_full=True)
    return line


async def test_before_taking_a_number_the_visitor_reads_that_the_room_is_full():
    async with at_the_kiosk(line=a_full_room()) as visitor:
        await visitor.press("1", "2", "4", "1")
        assert "De wachtruimte is nu vol. U wacht buiten." in visitor.page.lines


async def test_the_number_is_there_at_once_and_a_text_is_offered():
    line = a_full_room()
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER)
        page = visitor.page
        assert (page.step, page.big, page.back) == ("outside", "A013", None)
        assert page.title == "De wachtruimte is vol. Wacht buiten."
        assert page.lines == ("U houdt uw plaats.",)
        assert line.commands("leave_phone") == []


async def test_a_number_typed_on_the_pad_goes_to_the_host_once_and_a_text_is_told():
    line = a_full_room()
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER, "1")
        assert (visitor.page.typed, visitor.page.digits) == ("", True)
        await visitor.press(*PHONE, "enter")
        (said,) = line.commands("leave_phone")
        assert (said.visit, said.phone) == ("visit-0001", "0612345678")
        assert visitor.page.big == "A013"
        assert "U krijgt een sms. Dan kunt u naar binnen." in visitor.page.lines
        assert "0612345678" not in repr(visitor.app.session)


async def test_who_wants_no_text_hears_when_to_come_back_and_keeps_the_place():
    line = a_full_room()
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER, "2")
        assert "Kom over ongeveer 20 minuten terug." in visitor.page.lines
        assert "U houdt uw plaats." in visitor.page.lines
        assert line.commands("leave_phone") == []


async def test_a_town_without_texts_promises_none():
    line = a_full_room("back")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER)
        page = visitor.page
        assert page.step == "done"
        assert "sms" not in " ".join((page.title, *page.lines))
        assert "Kom over ongeveer 20 minuten terug." in page.lines


@pytest.mark.parametrize("least", [0, None])
async def test_where_it_is_soon_or_nobody_can_tell_the_greeter_knows(least):
    async with at_the_kiosk(line=a_full_room("back", wait_from_minutes=least)) as visitor:
        await visitor.press(*TO_A_NUMBER)
        assert "Vraag de ontvangst wanneer u naar binnen kunt." in visitor.page.lines


async def test_whose_number_is_known_is_not_asked_for_it_again():
    async with at_the_kiosk(line=a_full_room("text")) as visitor:
        await visitor.press("1", "1", "1", *"A7C9K2", "enter", "1")
        assert visitor.page.step == "done"
        assert "U krijgt een sms. Dan kunt u naar binnen." in visitor.page.lines


async def test_a_visitor_with_an_appointment_is_offered_a_text_too():
    async with at_the_kiosk(line=a_full_room()) as visitor:
        await visitor.press("1", "1", "1", *"A7C9K2", "enter", "1")
        assert visitor.page.step == "outside"


async def test_a_number_to_which_no_text_can_go_is_asked_for_again():
    line = a_full_room()
    line.answers["leave_phone"] = no("phone_unfit")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER, "1", *"0501234", "enter")
        assert visitor.page.alarm
        assert visitor.page.typed == ""
        assert visitor.page.lines[0].startswith("Dit nummer klopt niet.")
        await visitor.press("escape")
        assert visitor.page.step == "outside"


async def test_who_was_asked_in_while_typing_is_not_sent_outside():
    line = a_full_room()
    line.answers["leave_phone"] = no("move_not_possible")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER, "1", *PHONE, "enter")
        assert visitor.page.step == "done"
        assert "De wachtruimte is vol. Wacht buiten." not in visitor.page.lines


async def test_a_host_that_takes_no_number_leaves_the_visitor_with_a_time():
    line = a_full_room()
    line.answers["leave_phone"] = no("visit_unknown")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER, "1", *PHONE, "enter")
        assert "Kom over ongeveer 20 minuten terug." in visitor.page.lines


async def test_a_nine_is_a_digit_on_the_pad_and_letters_are_nothing():
    async with at_the_kiosk(line=a_full_room()) as visitor:
        await visitor.press(*TO_A_NUMBER, "1", "9", "a", "-", "8")
        assert visitor.page.typed == "98"
        await visitor.press("backspace")
        assert visitor.page.typed == "9"
        await visitor.press(*"12345678901234567890")
        assert len(visitor.page.typed or "") == 15


async def test_a_finger_types_on_the_pad_as_on_a_telephone():
    async with at_the_kiosk(line=a_full_room()) as visitor:
        await visitor.press(*TO_A_NUMBER, "1")
        letters = visitor.app.screen.query_one("#letters")
        wide, high = letters.cell
        for column, row in ((0, 0), (2, 0), (1, 2), (0, 3), (1, 3)):
            await visitor.pilot.click("#letters", offset=(column * wide + 1, row * high))
            await visitor.settle()
        assert visitor.page.typed == "138"


async def test_where_people_are_fetched_there_is_no_number_to_show():
    line = a_full_room("back", ticket="")
    line.setup = a_setup(mode="hospitality")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER)
        assert visitor.page.big == ""
        assert visitor.page.title == "De wachtruimte is vol. Wacht buiten."


async def test_a_silent_host_does_not_hide_the_number():
    line = a_full_room()
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_A_NUMBER)
        line.fall()
        await visitor.settle()
        assert visitor.page.big == "A013"
