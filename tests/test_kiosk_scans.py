"""What a scan does at the kiosk: on which page, for whom, and what it never does."""

import asyncio

import pytest

from tests.kiosk_stand_in import FakeLine, a_setup, a_view, at_the_kiosk, no

READ = "Code gelezen. Kies uw taal."


async def test_a_scan_works_from_the_appointment_page():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1")
        await visitor.scan("A7C9K2")
        assert visitor.line.said[-1].code == "A7C9K2"
        assert visitor.page.step == "confirm"


async def test_a_scan_before_the_language_was_chosen_takes_two_keys_to_check_in():
    async with at_the_kiosk() as visitor:
        await visitor.scan("A7C9K2")
        assert visitor.page.step == "language"
        await visitor.press("2", "1")
        assert [said.kind for said in visitor.line.said] == ["find_appointment", "check_in"]
        assert visitor.page.big == "A042"


async def test_a_code_scanned_by_somebody_who_walked_on_is_forgotten():
    async with at_the_kiosk() as visitor:
        await visitor.scan("A7C9K2")
        await visitor.wait(51)
        await visitor.press("1")
        assert visitor.page.step == "start"
        assert visitor.line.said == []


async def test_the_digits_of_a_scan_press_no_keys():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        await visitor.scan("1123459")
        kinds = [said.kind for said in visitor.line.said]
        assert kinds == ["find_appointment"]


async def test_after_a_scan_back_leads_to_the_page_where_it_was_scanned():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        await visitor.scan("44A7")
        assert visitor.page.step == "confirm"
        await visitor.press("0")
        assert visitor.page.step == "services"


async def test_a_scan_with_control_characters_presses_no_keys_either():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        before = visitor.page
        for end in ("enter", "ctrl+q", "ctrl+c"):
            await visitor.scan("14\x1b9", end)
            assert visitor.page == before
        assert visitor.line.said == []


async def test_a_scan_at_the_end_of_a_visit_begins_the_next():
    async with at_the_kiosk() as visitor:
        await visitor.press("2", "2", "4", "1", "1")
        await visitor.scan("B7C9K2")
        assert visitor.page.step == "language"
        await visitor.press("1")
        assert visitor.page.step == "confirm"
        assert visitor.page.language == "nl"


@pytest.mark.parametrize("code", ["B7C9K2", "1123K2", "9123K2"])
async def test_a_scan_after_help_that_interrupted_nothing_begins_the_next_visit(code):
    async with at_the_kiosk() as visitor:
        await visitor.press("2", "2", "4", "1", "1", "9")
        await visitor.scan(code)
        assert (visitor.page.step, visitor.page.lines[0]) == ("language", READ)
        await visitor.press("3")
        assert visitor.line.said[-1].code == code
        assert visitor.page.language == "de"


async def test_a_code_from_the_serial_door_at_the_end_of_a_visit_begins_the_next():
    async with at_the_kiosk() as visitor:
        await visitor.press("2", "2", "4", "1", "1")
        assert visitor.page.big == "A042"
        visitor.app.scanned("B7C9K2")
        await visitor.settle()
        assert (visitor.page.step, visitor.page.lines[0]) == ("language", READ)
        await visitor.press("1")
        assert visitor.line.said[-1].code == "B7C9K2"
        assert visitor.page.step == "confirm"


async def test_where_one_language_is_spoken_a_scan_at_the_end_looks_the_next_one_up():
    line = FakeLine()
    line.setup = a_setup(languages=("nl",))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("2", "4", "1", "1")
        await visitor.scan("B7C9K2")
        assert visitor.page.step == "confirm"


@pytest.mark.parametrize("code", ["B7C9K2", "9C7K2A"])
async def test_a_scan_replaces_what_was_typed(code):
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A", "7")
        await visitor.scan(code)
        [asked] = visitor.line.said
        assert asked.code == code
        assert visitor.page.step == "confirm"
        await visitor.press("0")
        assert visitor.page.typed == ""


async def test_a_code_from_the_serial_door_replaces_what_was_typed():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A", "7")
        visitor.app.scanned("B7C9K2")
        await visitor.settle()
        assert visitor.line.said[-1].code == "B7C9K2"
        await visitor.press("0")
        assert visitor.page.typed == ""


async def test_after_an_unreadable_scan_nothing_of_what_was_typed_is_left():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A", "7")
        await visitor.scan("P<NLD<<")
        assert visitor.page.step == "unknown_code"
        await visitor.press("1")
        assert visitor.page.typed == ""


async def test_a_scanner_that_sends_no_line_end_is_read_too():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A", "7")
        visitor.clock.key_gap_seconds = 0.004
        visitor.clock.key_seconds += 1
        for key in "B7C9K2":
            await visitor.send(key)
        for _ in range(500):
            if visitor.line.said:
                break
            await asyncio.sleep(0.01)
        await visitor.settle()
        assert visitor.line.said[-1].code == "B7C9K2"
        assert visitor.page.step == "confirm"


async def test_who_scans_while_help_is_coming_goes_on_in_their_own_language():
    async with at_the_kiosk() as visitor:
        await visitor.press("3", "1", "9")
        await visitor.scan("A7C9K2")
        assert (visitor.page.step, visitor.page.language) == ("confirm", "de")
        await visitor.press("0")
        assert visitor.page.step == "appointment"


async def test_an_unreadable_scan_is_answered_where_a_code_is_asked_for_and_nowhere_else():
    line = FakeLine()
    line.answers["find_appointment"] = no("code_unknown")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1")
        await visitor.scan("P<NLD<<")
        assert visitor.page.step == "start"
        await visitor.press("1")
        await visitor.scan("P<NLD<<")
        assert visitor.page.step == "unknown_code"
        assert line.said == []


async def test_a_closed_hall_looks_up_nothing():
    line = FakeLine()
    line.view = a_view(open=False)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.scan("A7C9K2")
        assert visitor.page.step == "closed"
        assert line.said == []
