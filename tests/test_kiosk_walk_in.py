"""The kiosk's way for somebody without an appointment, or with something to collect."""

import pytest

from tests.kiosk_stand_in import (
    NOW,
    FakeLine,
    a_choice,
    a_setup,
    a_view,
    at,
    at_the_kiosk,
    done,
    no,
)
from visitor import steps
from visitor.hall import Hall
from visitor.page import Page, Session
from wire.rows import SlipRow


async def test_births_and_deaths_stand_first():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        labels = [option.label for option in visitor.page.options]
        assert labels[:3] == ["Geboorte aangeven", "Overlijden aangeven", "Paspoort aanvragen"]


async def test_the_wait_is_told_before_a_visitor_chooses():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        assert visitor.page.lines == ("De wachttijd is nu ongeveer 10 tot 15 minuten.",)
        assert [option.detail for option in visitor.page.options[:4]] == [""] * 4
        assert visitor.page.options[4].detail == "Vandaag vanaf 13:00"
        await visitor.press("4", "1")
        assert "De wachttijd is nu ongeveer 10 tot 15 minuten." in visitor.page.lines


@pytest.mark.parametrize(("size", "count"), [((80, 24), 5), ((142, 42), 6), ((160, 48), 7)])
async def test_a_screen_shows_as_many_services_as_it_has_room_for(size, count):
    async with at_the_kiosk(size=size) as visitor:
        await visitor.press("1", "2")
        rows = [row for row in visitor.app.screen.query("#options OptionRow") if row.display]
        assert len(rows) == count
        assert rows[-1].region.bottom < visitor.app.screen.query_one("#foot").region.y


async def test_waits_that_differ_stand_each_beside_its_service():
    line = FakeLine()
    short = a_choice("rijbewijs", wait_from_minutes=5, wait_to_minutes=10)
    line.view = a_view(choices=(a_choice("paspoort"), short))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2")
        assert visitor.page.lines == ()
        details = [option.detail for option in visitor.page.options]
        assert details == ["10 tot 15 min wachten", "5 tot 10 min wachten"]


async def test_no_wait_is_told_where_nobody_can_tell_one():
    line = FakeLine()
    unknown = {"wait_from_minutes": None, "wait_to_minutes": None}
    line.view = a_view(choices=(a_choice("paspoort", **unknown), a_choice("rijbewijs", **unknown)))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2")
        assert visitor.page.lines == ()
        assert [option.detail for option in visitor.page.options] == ["", ""]


async def test_eight_shows_the_next_handful_and_comes_round_and_says_so():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        first = visitor.page
        assert first.more.label == "Meer keuzes"
        await visitor.press("8")
        assert [option.key for option in visitor.page.options] == ["1", "2"]
        assert visitor.page.more.label == "Weer de eerste keuzes"
        await visitor.press("8")
        assert visitor.page == first


def behind(hall: Hall, page: Page, key: str) -> Page:
    option = page.option(key)
    assert option is not None
    assert isinstance(option.then, Session)
    return steps.page_of(hall, option.then)


async def test_back_leads_one_handful_back_and_from_the_first_out_of_the_list():
    hall = Hall(a_setup(), a_view(), NOW, "Europe/Amsterdam", scanner=True, handful=3)
    start = Session(step="start", language="nl", before=Session())
    first = steps.page_of(hall, start.to("services"))
    second = behind(hall, first, "8")
    third = behind(hall, second, "8")
    handfuls = (first, second, third)
    assert [page.title[-5:] for page in handfuls] == ["(1/3)", "(2/3)", "(3/3)"]
    labels = [page.more.label for page in handfuls if page.more]
    assert labels == ["Meer keuzes", "Meer keuzes", "Weer de eerste keuzes"]
    assert behind(hall, third, "0") == second
    assert behind(hall, second, "0") == first
    assert behind(hall, third, "8") == first
    assert behind(hall, behind(hall, third, "8"), "0") == steps.page_of(hall, start)


async def test_what_is_to_be_collected_stands_behind_its_own_choice_alone():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "3")
        labels = [option.label for option in visitor.page.options]
        assert labels == ["Paspoort of ID-kaart ophalen", "Rijbewijs ophalen"]
        await visitor.press("1", "1")
        assert visitor.line.said[-1].services == ("ophalen",)
        assert visitor.page.big == "A042"


async def test_a_town_without_pick_ups_does_not_offer_them():
    line = FakeLine()
    line.setup = a_setup(services=tuple(s for s in a_setup().services if not s.collect))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1")
        assert [option.key for option in visitor.page.options] == ["1", "2", "4"]


async def test_a_number_is_taken_for_the_service_the_persons_and_the_language():
    async with at_the_kiosk() as visitor:
        await visitor.press("2", "2", "4", "6", "1")
        said = visitor.line.said[-1]
        assert said.kind == "take_ticket"
        assert (said.services, said.persons, said.language) == (("rijbewijs",), 6, "en")
        assert visitor.page.big == "A042"
        assert any("10 to 15 minutes" in text for text in visitor.page.lines)
        assert any("screen" in text for text in visitor.page.lines)


@pytest.mark.parametrize(("key", "persons"), [("1", 8), ("5", 12)])
async def test_large_parties_are_counted_on_the_next_page(key, persons):
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "8", key, "1")
        assert visitor.line.said[-1].persons == persons


async def test_what_to_bring_is_asked_first():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "3")
        assert visitor.page.points == ("Uw oude paspoort", "Een pasfoto", "Geld of een pinpas")
        await visitor.press("1")
        assert visitor.page.step == "persons"


async def test_who_misses_something_may_ask_or_go_on_all_the_same():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "3", "2")
        assert visitor.page.step == "missing"
        await visitor.press("2")
        assert visitor.page.step == "persons"
        await visitor.press("0", "1")
        assert visitor.line.said[-1].kind == "call_for_help"


async def test_a_service_that_opens_later_says_when_and_offers_a_person():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "5")
        assert visitor.page.title == "Uittreksel BRP"
        assert "Zonder afspraak kan dit vandaag vanaf 13:00." in visitor.page.lines
        await visitor.press("1")
        assert visitor.line.said[-1].reason == "closed"
        assert visitor.page.step == "help"


async def test_a_service_without_a_further_hour_today_says_so():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "8")
        assert visitor.page.options[0].detail == "Vandaag niet meer"
        await visitor.press("1")
        assert "Zonder afspraak kan dit vandaag niet meer." in visitor.page.lines


async def test_somebody_with_a_death_to_report_never_reads_that_there_is_no_room():
    line = FakeLine()
    line.view = a_view(choices=(a_choice("overlijden", open=False, opens_at=at("13:00")),))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2", "1")
        assert any("Wij helpen u vandaag." in text for text in visitor.page.lines)


async def test_needs_are_marked_taken_away_and_told():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1", "2", "1", "3")
        assert [option.on for option in visitor.page.options] == [True, False, True, False, False]
        await visitor.press("3", "8")
        assert "Wij weten dat u extra hulp nodig heeft." in visitor.page.lines
        await visitor.press("1")
        assert visitor.line.said[-1].needs == ("wheelchair",)


async def test_the_visitor_reads_what_happens_to_what_they_told():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        assert visitor.page.note.endswith("Na 7 dagen wissen wij ze.")


async def test_without_paper_the_number_is_to_be_photographed_and_no_slip_is_asked_for():
    line = FakeLine()
    line.view = a_view(printer="out")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2", "4", "1", "1")
        assert line.said[-1].slip is False
        assert "Er is geen papier. Maak een foto van uw nummer." in visitor.page.lines


async def test_paper_that_runs_out_after_the_offer_was_shown_counts():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        visitor.line.show(a_view(printer="out"))
        await visitor.press("1")
        assert visitor.line.said[-1].slip is False


async def test_paper_that_comes_back_brings_no_slip_that_was_not_asked_for():
    line = FakeLine()
    line.view = a_view(printer="out")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2", "4", "1", "1")
        visitor.line.show(a_view(printer="ready"))
        await visitor.pilot.pause()
        assert "Maak een foto van uw nummer." in visitor.page.lines
        assert "Pak uw bon." not in visitor.page.lines


async def test_the_page_tells_what_becomes_of_this_visitors_own_slip():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1", "1")
        assert "Pak uw bon." in visitor.page.lines
        for slip, told in (
            (
                SlipRow(slip="visit-0001-1", state="waits"),
                "Er is geen papier. Maak een foto van uw nummer.",
            ),
            (
                SlipRow(slip="visit-0001-1", state="missing"),
                "Uw bon komt niet. Maak een foto van uw nummer.",
            ),
        ):
            visitor.line.show(a_view(slips=(slip,)))
            await visitor.pilot.pause()
            assert told in visitor.page.lines
        visitor.line.show(a_view(slips=(SlipRow(slip="visit-0009-1", state="missing"),)))
        await visitor.pilot.pause()
        assert "Pak uw bon." in visitor.page.lines


async def test_no_longer_today_is_said_only_where_it_was_possible_today():
    line = FakeLine()
    shut = {"open": False, "wait_from_minutes": None, "wait_to_minutes": None}
    line.view = a_view(
        choices=(a_choice("paspoort", **shut), a_choice("rijbewijs", **shut, over=True))
    )
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2")
        details = [option.detail for option in visitor.page.options]
        assert details == ["Vandaag niet", "Vandaag niet meer"]
        await visitor.press("1")
        assert visitor.page.lines[0] == "Zonder afspraak kan dit vandaag niet."
        await visitor.press("0", "2")
        assert visitor.page.lines[0] == "Zonder afspraak kan dit vandaag niet meer."


async def test_a_service_that_closed_while_the_visitor_chose_is_explained():
    line = FakeLine()
    line.answers["take_ticket"] = no("closed_now")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2", "4", "1", "1")
        assert visitor.page.step == "service_closed"


async def test_any_other_refusal_brings_a_person():
    line = FakeLine()
    line.answers["take_ticket"] = no("service_unknown")
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2", "4", "1", "1")
        assert line.said[-1].kind == "call_for_help"
        assert visitor.page.step == "sorry"
        assert "Er komt iemand naar u toe. U hoeft niets te doen." in visitor.page.lines


async def test_in_hospitality_mode_no_number_is_offered_or_shown():
    line = FakeLine()
    line.setup = a_setup(mode="hospitality")
    line.answers["take_ticket"] = done(fetch=True)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2", "4", "1")
        assert "nummer" not in " ".join(option.label for option in visitor.page.options)
        await visitor.press("1")
        assert visitor.page.big == ""
        assert "nummer" not in " ".join((visitor.page.title, *visitor.page.lines))
