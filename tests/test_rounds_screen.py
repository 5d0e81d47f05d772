"""Rounds on a greeter's and a desk's screen: the list, one of them in full, another day, one that
is cancelled, one that is found again.
"""

from typing import Any

import pytest

from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.keys import Key
from kiosk.staff.lists import RowList
from kiosk.staff.rounds.find import FindRoundDialog
from kiosk.staff.rounds.note import MoveRoundDialog, RoundDialog
from kiosk.staff.rounds.screen import AGAIN_SECONDS, RoundsScreen
from tests.staff_agenda import LARGE, SMALL, notice, picture, pressed, said
from tests.staff_rounds import DAYS, FULL, a_round, a_round_stage, in_front, opened
from tests.staff_rows import a_setup
from tests.staff_stage import a_desk, a_greeter


def rows_of(stage: Any) -> list[str]:
    return [row.key for row in stage.app.screen.query_one(RowList).rows]


@pytest.mark.parametrize("make", [a_greeter, a_desk])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_key_of_the_agenda_opens_the_rounds_and_escape_goes_back(make, size):
    stage, _ = a_round_stage(FULL, make=make)
    async with stage.app.run_test(size=size) as pilot:
        await opened(pilot)
        assert in_front(stage, RoundsScreen)
        assert rows_of(stage) == [row.round for row in FULL]
        shown = picture(stage)
        assert "Aan huis" in shown
        assert "Youssef Amrani" in shown
        assert "Noord en Beijum" in shown
        await pilot.press("escape")
        assert in_front(stage, AgendaScreen)


async def test_where_the_town_comes_by_at_nobodys_there_is_no_key():
    stage, _ = a_round_stage(setup=a_setup())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert in_front(stage, AgendaScreen)
        assert not stage.app.screen.query_one("#do-rounds", Key).display


async def test_a_list_that_is_longer_says_how_many_more_there_are_and_is_asked_for_again():
    stage, fake = a_round_stage(tuple(a_round(n) for n in range(60)))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "Van vandaag en later: 60" in picture(stage)
        assert rows_of(stage)[-1] == "more"
        fake.rows = ()
        stage.app.screen.load()
        await pilot.pause(0.2)
        assert "Er zijn geen afspraken aan huis." in picture(stage)
    assert AGAIN_SECONDS == 10


async def test_one_round_shows_where_and_how_to_reach_whoever_lives_there():
    stage, _ = a_round_stage(FULL)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter")
        await pilot.pause(0.2)
        assert in_front(stage, RoundDialog)
        shown = picture(stage)
        for told in ("Dorpsstraat 1, 1234 AB Zilverdam", "twee matrassen", "+31600000123"):
            assert told in shown, told
        assert said(stage, "ask_rounds")[-1].round == FULL[0].round


async def test_another_day_is_not_its_own_and_is_said_at_once():
    stage, _ = a_round_stage(FULL)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "m", "1")
        await pilot.pause(0.2)
        (moved,) = said(stage, "move_round")
        assert (moved.round, moved.day, moved.to_day) == (FULL[0].round, DAYS[0], DAYS[1])
        assert (moved.location, moved.to_location) == ("raadhuis", "raadhuis")
        assert moved.channel == "greeter"
        assert said(stage, "ask_round_days")[-1].location == "raadhuis"
        assert in_front(stage, RoundsScreen)
        assert notice(stage) == "Wij komen nu langs op woensdag 7 januari."


async def test_another_day_that_got_full_shows_the_fresh_ones():
    stage, fake = a_round_stage(FULL)
    stage.answers["move_round"] = "slot_taken"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "m")
        fake.days = DAYS[3:]
        await pressed(pilot, "1")
        await pilot.pause(0.2)
        assert notice(stage) == "Die dag is net vol. Kies een andere dag."
        assert in_front(stage, MoveRoundDialog)
        assert rows_of(stage) == list(DAYS[3:])


async def test_cancelling_asks_once_with_who_and_when():
    stage, _ = a_round_stage(FULL)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "x")
        assert "De afspraak van Sanne de Vries op dinsdag 6 januari afzeggen" in picture(stage)
        assert not said(stage, "cancel_round")
        await pressed(pilot, "1")
        await pilot.pause(0.1)
        (gone,) = said(stage, "cancel_round")
        assert (gone.round, gone.day, gone.location) == (FULL[0].round, DAYS[0], "raadhuis")
        assert notice(stage) == "Afgezegd. Wij komen niet langs."


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("too_late", "Wij zijn al onderweg. Dit kan niet meer veranderen."),
        ("appointment_cancelled", "Deze afspraak is al afgezegd."),
    ],
)
async def test_what_can_not_be_cancelled_any_more_is_told_in_words(word, told):
    stage, _ = a_round_stage(FULL)
    stage.answers["cancel_round"] = word
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "x", "1")
        await pilot.pause(0.1)
        assert notice(stage) == told


@pytest.mark.parametrize("changes", [{"state": "cancelled"}, {}])
async def test_what_can_not_change_has_its_keys_off_and_says_why(changes):
    row = a_round(0, may_change=False, **changes)
    stage, _ = a_round_stage((row,))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "m", "x")
        assert in_front(stage, RoundDialog)
        assert all(
            stage.app.screen.query_one(f"#{name}", Key).disabled for name in ("move", "cancel")
        )
        assert ("afgezegd" if changes else "Wij zijn al onderweg.") in picture(stage)


@pytest.mark.parametrize("keys", [("slash", *"sanne"), tuple("sanne")])
async def test_typing_searches_and_enter_opens_what_was_found(keys):
    stage, _ = a_round_stage((a_round(0), a_round(3)))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, *keys)
        assert in_front(stage, FindRoundDialog)
        await pilot.pause(0.5)
        assert said(stage, "ask_rounds")[-1].text == "sanne"
        assert rows_of(stage) == [a_round(0).round]
        await pressed(pilot, "enter")
        await pilot.pause(0.1)
        assert in_front(stage, RoundDialog)


async def test_what_is_not_found_says_so():
    stage, _ = a_round_stage(FULL)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "slash", *"zzz")
        await pilot.pause(0.5)
        assert "Niets gevonden." in picture(stage)
