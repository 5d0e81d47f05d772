"""The kiosk in rating mode: one visit gives one mark, by touch, key or scanner, and the next
visitor finds nothing of the one before.
"""

from typing import Any

import pytest
from textual.geometry import Size

from kiosk.visitor.screen import handful_for
from kiosk.visitor.widgets import OptionRow
from tests.kiosk_stand_in import NOW, a_setup, a_view
from tests.rating_stand_in import LABELS, a_line, at_the_rating, found, taken
from tests.test_kiosk_sizes import OneScreen, faults
from visitor import rating, steps
from visitor.hall import Hall
from visitor.page import Ask, Page, Session, Then
from visitor.rating_slip import slip_of

TOKEN = "Zk3-9QFa_7bC2dE4fG5hI6"
SLIP = f"https://balie.testdam.example/v/{TOKEN}"


async def test_a_visitor_types_the_number_of_the_slip_and_gives_a_mark():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"a042", "enter")
        assert visitor.page.step == "rate_mark"
        await visitor.press("8")
        assert visitor.page.step == "rate_thanks"
        (said,) = visitor.line.commands("give_mark")
        assert (said.slip, said.mark, said.greeter_mark, said.choice) == ("A042", 8, None, None)


async def test_a_finger_on_the_screen_gives_a_mark_too():
    async with at_the_rating(a_line()) as visitor:
        await visitor.scan(SLIP)
        rows = [row for row in visitor.app.screen.query(OptionRow) if row.option]
        await visitor.pilot.click(rows[0])
        await visitor.settle()
        assert visitor.page.step == "rate_thanks", "a finger means one, not the beginning of ten"
        assert visitor.line.commands("give_mark")[0].mark == 1


async def test_the_address_on_a_slip_is_scanned_whole_however_long():
    async with at_the_rating(a_line()) as visitor:
        await visitor.scan(f"https://{'a' * 90}.example/v/{TOKEN}")
        assert visitor.page.step == "rate_mark"
        assert visitor.line.commands("ask_survey")[0].slip == TOKEN


@pytest.mark.parametrize(
    ("frame", "slip"),
    [
        (SLIP, TOKEN),
        (f"{SLIP}\r\n", TOKEN),
        (f"https://gemeente.example/balie/v/{TOKEN}", TOKEN),
        ("k7q2xm", "K7Q2XM"),
        ("https://balie.testdam.example/a/" + TOKEN, ""),
        (f"javascript://x/v/{TOKEN}", ""),
        (f"{SLIP}?x=1", ""),
        ("https://balie.example/v/kort", ""),
    ],
)
def test_of_a_scan_only_a_code_or_the_end_of_a_slip_s_address_is_used(frame: str, slip: str):
    assert slip_of(frame) == slip


async def test_one_and_nought_by_keys_make_ten_and_one_alone_stays_one():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"A042", "enter", "1", "0")
        assert visitor.line.commands("give_mark")[0].mark == 10
        await visitor.press("1", *"A043", "enter", "1", "1")
        assert visitor.line.commands("give_mark")[1].mark == 1
        await visitor.press("1", *"A044", "enter", "0")
        assert visitor.line.commands("give_mark")[2].mark == 10


async def test_the_pages_speak_the_language_of_the_visit_until_another_is_chosen():
    async with at_the_rating(a_line(language="de")) as visitor:
        await visitor.press(*"A042", "enter")
        assert visitor.page.title.startswith("Welche Note")
        await visitor.press("-", "2")
        assert visitor.page.title.startswith("What mark")
        await visitor.press("7")
        assert visitor.page.title == "Thank you. Your answer is anonymous."


async def test_the_welcome_the_question_and_the_group_are_asked_and_can_be_skipped():
    async with at_the_rating(a_line(LABELS, greeter=True)) as visitor:
        await visitor.press(*"A042", "enter", "6")
        assert visitor.page.step == "rate_greeter"
        await visitor.press("9")
        assert visitor.page.step == "rate_choice"
        await visitor.press("2")
        assert visitor.page.step == "rate_party"
        await visitor.press("1")
        (said,) = visitor.line.commands("give_mark")
        assert (said.mark, said.greeter_mark, said.choice, said.party) == (6, 9, "uitleg", "jong")
        await visitor.press("1", *"A043", "enter", "6", "-", "-", "-")
        said = visitor.line.commands("give_mark")[1]
        assert (said.mark, said.greeter_mark, said.choice, said.party) == (6, None, None, None)


@pytest.mark.parametrize(
    ("word", "step"),
    [("unknown", "rate_unknown"), ("given", "rate_given"), ("not_yet", "rate_not_yet")],
)
async def test_who_may_not_give_a_mark_is_told_so_kindly(word, step):
    async with at_the_rating(a_line(word=word)) as visitor:
        await visitor.press(*"A042", "enter")
        assert visitor.page.step == step
        assert visitor.line.commands("give_mark") == []


async def test_an_answer_that_somebody_else_gave_meanwhile_counts_once():
    line = a_line()
    line.answers["give_mark"] = taken("given")
    async with at_the_rating(line) as visitor:
        await visitor.press(*"A042", "enter", "8")
        assert visitor.page.step == "rate_given"


async def test_a_mark_whose_answer_gets_lost_is_said_again_under_the_same_id():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"A042", "enter")
        visitor.line.lose = 1
        await visitor.press("8")
        for _ in range(20):
            await visitor.settle()
        first, second = visitor.line.commands("give_mark")
        assert first == second
        assert visitor.page.step == "rate_thanks"


async def test_a_citizen_service_number_goes_no_further():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"123456782", "enter")
        assert visitor.page.step == "rate_unknown"
        assert visitor.line.said == []


async def test_a_nine_is_the_beginning_of_a_code_like_any_other_key():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press("9", "A")
        assert visitor.page.typed == "9A"


async def test_the_thanks_make_room_after_ten_seconds_and_nothing_of_the_visitor_stays():
    async with at_the_rating(a_line(LABELS, language="de")) as visitor:
        await visitor.press(*"A042", "enter", "3", "1", "1")
        assert visitor.page.step == "rate_thanks"
        await visitor.wait(9)
        assert visitor.page.step == "rate_thanks"
        await visitor.wait(1)
        assert visitor.page.step == "rate"
        assert visitor.app.session == Session(step="rate", language="nl")


async def test_who_walks_away_half_way_is_asked_after_and_then_forgotten():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"A042", "enter")
        await visitor.wait(31)
        assert visitor.page.step == "still_there"
        await visitor.wait(20)
        assert visitor.page.step == "rate"
        assert visitor.line.commands("give_mark") == []


async def test_marks_are_given_after_the_doors_have_closed_too():
    line = a_line()
    assert not line.view.open
    async with at_the_rating(line) as visitor:
        assert visitor.page.step == "rate"


async def test_a_town_that_asks_nobody_says_so_and_takes_no_key():
    async with at_the_rating(a_line(None)) as visitor:
        assert visitor.page.title.startswith("Hier kunt u nu geen cijfer geven")
        await visitor.press(*"A042", "enter")
        await visitor.scan(SLIP)
        assert visitor.line.said == []


async def test_a_slip_that_is_scanned_at_the_thanks_begins_the_next_visitor():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"A042", "enter", "8")
        visitor.line.answers["ask_survey"] = found(language="en")
        await visitor.scan(SLIP)
        assert visitor.page.title.startswith("What mark")


async def test_a_scan_that_cannot_be_read_is_told_and_a_typed_number_still_works():
    async with at_the_rating(a_line()) as visitor:
        await visitor.scan("https://elders.example/iets")
        assert visitor.page.step == "rate_unknown"
        await visitor.press("1", *"A042", "enter")
        assert visitor.page.step == "rate_mark"


async def test_help_can_be_called_from_every_page_and_leads_back():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"A042", "enter", "*")
        assert visitor.line.commands("call_for_help")[0].page == "rate_mark"
        await visitor.press("0")
        assert visitor.page.step == "rate_mark"


async def test_help_from_the_first_page_leads_back_to_what_was_typed():
    async with at_the_rating(a_line()) as visitor:
        await visitor.press(*"A04", "*")
        assert visitor.line.commands("call_for_help")[0].page == "rate"
        await visitor.press("0")
        assert (visitor.page.step, visitor.page.typed) == ("rate", "A04")


@pytest.mark.parametrize("size", [(80, 24), (128, 40), (80, 60), (160, 48)], ids=str)
@pytest.mark.parametrize("mode", ["tickets", "hospitality"])
async def test_all_of_every_page_of_a_rating_can_be_seen(size, mode):
    every = [page for tongue in ("nl", "en", "de") for page in pages(size, tongue, mode)]
    app = OneScreen(every[0])
    async with app.run_test(size=size) as pilot:
        told = []
        for page in every:
            app.visitor.page = page
            await pilot.pause()
            told += [f"{page.step} {page.language} {fault}" for fault in faults(app.visitor)]
        assert {page.step for page in every} == set(rating.PAGES)
        assert told == [], "\n".join(told)


def pages(size: tuple[int, int], tongue: str, mode: str) -> list[Page]:
    """All pages of a rating, by every answer of a host."""
    setup = a_setup(survey=LABELS, mode=mode)
    room = handful_for(Size(*size))
    hall = Hall(setup, a_view(), NOW, "Europe/Amsterdam", True, room, rating=True)
    seen: dict[tuple[object, ...], Page] = {}
    ahead = [steps.first(hall), Session(step="rate", language="nl", code="A042")]
    while ahead:
        session = ahead.pop()
        if session.step not in rating.PAGES:
            continue
        page = steps.page_of(hall, session)
        before = session.before.step if session.before else ""
        name = page.step, page.language, session.rated and session.rated.greeter, before
        if name in seen or (page.step == "rate_language" and session.language != tongue):
            continue
        seen[name] = page
        ahead += [session.to("rate_ten")] if page.step == "rate_mark" else []
        for option in (*page.options[:1], *page.options[-1:], page.more):
            if option is not None:
                ahead += outcomes(option.then, tongue)
    return list(seen.values())


def outcomes(then: Then, tongue: str) -> list[Session]:
    if isinstance(then, Session):
        return [then]
    assert isinstance(then, Ask)
    said: Any = then.make("an-id-of-a-test")
    if said.kind == "ask_survey":
        answers = [
            found(word, tongue, greeter)(said)
            for word in ("open", "given", "not_yet", "unknown")
            for greeter in (True, False)
        ]
    else:
        answers = [taken(word)(said) for word in ("kept", "given", "unknown")]
    return [session for answer in answers for session in outcomes(then.then(answer), tongue)]
