"""What a kiosk that stood alone brings its host: each number once, in order, and none is lost
because of an answer.
"""

import asyncio

import pytest

from tests.kiosk_alone import a_kiosk, a_line, alone, back, take
from tests.kiosk_stand_in import no


async def test_a_wish_without_an_answer_is_told_with_the_number(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await hands.press("1", "2", "3", "1", "1")
        hands.line.lose = 1_000_000
        await hands.send("1")
        await asyncio.sleep(0.3)
        await alone(hands)
        (wish, *_) = hands.line.commands("take_ticket")
        assert hands.page.step == "offer"
        await hands.press("1")
        assert hands.page.big == "K001"
        assert [said.unheard for said in await back(hands)] == [wish.id]


async def test_a_wish_that_the_host_does_not_take_for_its_own_costs_nobody_the_number(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await hands.press("1", "2", "3", "1", "1")
        hands.line.lose = 1_000_000
        await hands.send("1")
        await asyncio.sleep(0.3)
        await alone(hands)
        await hands.press("1")
        hands.line.answers["bring_ticket"] = no("visit_unknown")
        (refused,) = await back(hands)
        hands.line.answers["bring_ticket"] = a_line().answers["bring_ticket"]
        (again,) = await back(hands)
        assert (again.ticket, again.unheard) == ("K001", None)
        assert again.id != refused.id, "what the host has refused it refuses again"
        assert again.taken_at == refused.taken_at
        assert await back(hands) == []


@pytest.mark.parametrize("word", ["busy", "day_closed"])
async def test_a_host_that_cannot_take_it_now_is_brought_it_later(tmp_path, word):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await take(hands)
        await take(hands)
        hands.line.answers["bring_ticket"] = no(word)
        assert len(await back(hands)) == 1
        hands.line.answers["bring_ticket"] = a_line().answers["bring_ticket"]
        assert [said.ticket for said in await back(hands)] == ["K001", "K002"]


async def test_an_answer_that_got_lost_does_not_bring_it_twice(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await take(hands)
        hands.line.answers["bring_ticket"] = no("id_reused")
        assert len(await back(hands)) == 1
        assert await back(hands) == []


async def test_a_refusal_of_one_number_does_not_hold_up_the_others(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await take(hands)
        await take(hands)
        hands.line.answers["bring_ticket"] = no("visit_unknown")
        assert len(await back(hands)) == 2
