"""The kiosk's way for somebody with an appointment."""

import pytest

from tests.kiosk_stand_in import FakeLine, at, at_the_kiosk, done, found, no

TO_CODE = ("1", "1", "1")
CODE = "A7C9K2"


async def test_a_typed_code_is_looked_up_confirmed_and_checked_in():
    async with at_the_kiosk() as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert visitor.page.title == "U heeft een afspraak om 10:20. Klopt dat?"
        assert visitor.line.said[-1].code == CODE
        await visitor.press("1")
        said = visitor.line.said[-1]
        assert (said.kind, said.code, said.language, said.slip) == ("check_in", CODE, "nl", True)
        assert visitor.page.big == "A042"


async def test_small_letters_are_capitals():
    async with at_the_kiosk() as visitor:
        await visitor.press(*TO_CODE, *CODE.lower(), "enter")
        assert visitor.line.said[-1].code == CODE


async def test_a_wrong_letter_can_be_taken_away_and_an_empty_field_leads_back():
    async with at_the_kiosk() as visitor:
        await visitor.press(*TO_CODE, "A", "B", "backspace")
        assert visitor.page.typed == "A"
        await visitor.press("backspace", "backspace")
        assert visitor.page.step == "appointment"


async def test_the_language_chosen_is_told_to_the_host_and_spoken_to_the_end():
    async with at_the_kiosk() as visitor:
        await visitor.press("3", "1", "1", *CODE, "enter", "1")
        assert visitor.line.said[-1].language == "de"
        assert visitor.page.options[0].label == "Fertig"


async def test_an_early_visitor_is_told_that_they_are_on_time():
    line = FakeLine()
    line.answers["find_appointment"] = found("early")
    line.answers["check_in"] = done(ticket="A042", word="early")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter", "1")
        early = "U bent op tijd. Uw afspraak is om 10:20. Soms kan het eerder."
        assert early in visitor.page.lines


async def test_a_late_visitor_is_checked_in_and_told_so():
    line = FakeLine()
    line.answers["find_appointment"] = found("late", appointed=at("09:59"))
    line.answers["check_in"] = done(ticket="A042", word="late")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter", "1")
        assert visitor.page.big == "A042"
        assert any("later dan uw afspraak" in text for text in visitor.page.lines)


async def test_a_visitor_who_is_too_early_is_told_from_when_and_nobody_is_called():
    line = FakeLine()
    line.answers["find_appointment"] = found("too_early", opens_at=at("10:15"))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert (visitor.page.step, visitor.page.big) == ("too_early", "10:15")
        assert "Uw afspraak is om 10:20." in visitor.page.lines
        assert "Neem nog even plaats. Meld u daarna hier aan." in visitor.page.lines
        assert not line.commands("call_for_help")


async def test_who_is_far_too_early_is_told_when_to_come_back_and_not_to_sit_down():
    line = FakeLine()
    line.answers["find_appointment"] = found(
        "too_early", appointed=at("11:30"), opens_at=at("11:15")
    )
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert visitor.page.lines == (
            "Uw afspraak is om 11:30.",
            "Kom terug om 11:15. Meld u dan hier aan.",
        )


async def test_who_was_helped_already_hears_so_and_may_ask_for_a_person():
    line = FakeLine()
    line.answers["find_appointment"] = found("already_here", ticket="B017", over=True)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert visitor.page.title == "Uw bezoek is afgerond."
        assert visitor.page.big == ""
        await visitor.press("1")
        [call] = line.commands("call_for_help")
        assert call.visit == "visit-0001"


@pytest.mark.parametrize(
    ("word", "reason", "told"),
    [
        ("too_late", "late", "Uw afspraak was om 10:20."),
        ("wrong_day", "wrong_day", "Uw afspraak is op dinsdag 3 maart"),
        ("wrong_place", "wrong_place", "Servicepunt Zuiderveen"),
        ("cancelled", "other", "afgezegd"),
    ],
)
async def test_what_a_kiosk_cannot_do_is_handed_to_the_greeter_and_said(word, reason, told):
    line = FakeLine()
    line.answers["find_appointment"] = found(word, location_name="Servicepunt Zuiderveen")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        [call] = line.commands("call_for_help")
        assert (call.reason, call.visit) == (reason, "visit-0001")
        assert visitor.page.step == word
        assert told in visitor.page.title
        assert "Er komt iemand naar u toe. U hoeft niets te doen." in visitor.page.lines


async def test_a_refused_check_in_has_the_same_page_as_a_refused_code():
    line = FakeLine()
    line.answers["check_in"] = no("too_late")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter", "1")
        assert visitor.page.step == "too_late"
        assert [call.reason for call in line.commands("call_for_help")] == ["late"]


async def test_when_the_greeter_cannot_be_called_the_visitor_is_told_where_to_go():
    line = FakeLine()
    line.answers["find_appointment"] = found("too_late")
    line.answers["call_for_help"] = no("day_closed")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert visitor.page.lines == ("Loop naar de ontvangst. Wij helpen u daar.",)


async def test_who_is_here_already_sees_the_number_again():
    line = FakeLine()
    line.answers["find_appointment"] = found("already_here", ticket="B017")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert visitor.page.big == "B017"
        assert not line.commands("check_in")


async def test_who_is_here_already_where_people_are_fetched_sees_no_number():
    line = FakeLine()
    line.answers["find_appointment"] = found("already_here")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter")
        assert visitor.page.big == ""
        assert "Een medewerker haalt u op." in visitor.page.lines


async def test_an_unknown_code_may_be_tried_again_and_then_the_greeter_is_offered():
    line = FakeLine()
    line.answers["find_appointment"] = no("code_unknown")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *"WRONG", "enter")
        assert visitor.page.title == "Deze code klopt niet."
        assert visitor.page.lines == ("Probeer het nog een keer of vraag hulp.",)
        await visitor.press("1")
        assert visitor.page.typed == ""
        await visitor.press(*"WRONG", "enter")
        assert visitor.page.title == "Wij vinden uw afspraak niet."
        assert visitor.page.lines == ("Loop naar de ontvangst. Wij helpen u daar.",)
        await visitor.press("2")
        assert line.said[-1].reason == "code"
        assert visitor.page.step == "help"


async def test_a_citizen_service_number_goes_no_further_than_the_kiosk():
    async with at_the_kiosk() as visitor:
        await visitor.press(*TO_CODE, *"123456782", "enter")
        assert visitor.page.title == "Typ hier nooit uw burgerservicenummer (BSN)"
        assert visitor.line.said == []
        assert "123456782" not in repr(visitor.app.session.code)


async def test_who_has_no_code_gets_a_person():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "2")
        assert visitor.line.said[-1].reason == "code"
        assert visitor.page.step == "help"


async def test_saying_that_the_appointment_is_another_calls_the_greeter():
    async with at_the_kiosk() as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter", "2")
        assert visitor.line.said[-1].kind == "call_for_help"
        assert not visitor.line.commands("check_in")


async def test_extra_help_is_told_with_the_check_in():
    async with at_the_kiosk() as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter", "3", "1", "4", "1", "8")
        assert visitor.page.step == "confirm"
        await visitor.press("1")
        assert visitor.line.said[-1].needs == ("quiet",)


async def test_where_people_are_fetched_no_number_is_shown():
    line = FakeLine()
    line.answers["check_in"] = done(fetch=True, ticket="", word="on_time")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press(*TO_CODE, *CODE, "enter", "1")
        assert visitor.page.big == ""
        assert visitor.page.title == "U bent aangemeld. Een medewerker haalt u op."
