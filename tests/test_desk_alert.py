"""Somebody waits to be fetched: the desk's card and one line while it is busy, a bell for each, and
a digit for "I am coming in so many minutes".
"""

from typing import Any

import pytest
from textual.widgets import Static

from kiosk.desk.alert import AlertLine, Bell
from kiosk.desk.card import Card
from kiosk.staff.keys import Key
from tests.staff_rows import a_visit, at
from tests.staff_stage import FREE, Stage, a_desk, a_desk_view, called, settled, to_fetch
from wire.care import AlertRow
from wire.views import DeskView

SIZES = ((80, 24), (120, 36), (160, 48))


def an_alert(**more: Any) -> AlertRow:
    known = {"name": "Mevrouw Bakker", "look": "rode jas, kinderwagen", "seat": "bij het raam"}
    return AlertRow(visit=a_visit("", fetch=True, **known), **more)


def free(**more: Any) -> DeskView:
    return a_desk_view(alert=an_alert(**more), can=(*FREE, "come_to_fetch"))


def card(stage: Stage) -> str:
    return str(stage.app.screen.query_one("#card-told", Static).content)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_free_desk_reads_whom_to_fetch_how_to_know_them_and_where_they_sit(size):
    stage = a_desk(free(count=3))
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        told = card(stage)
        for part in ("Mevrouw Bakker", "rode jas, kinderwagen", "bij het raam", "en 2 meer"):
            assert part in told
        assert "wacht sinds 10:20" in told
        title = str(stage.app.screen.query_one(Card).border_title)
        assert "Er wacht iemand op u" in title
        text = str(stage.app.export_screenshot()).replace("&#160;", " ")
        assert "bij het raam" in text, "it has room on the screen"
        assert not stage.app.screen.query_one(AlertLine).display


async def test_a_colleague_reads_that_nobody_came():
    stage = a_desk(free(escalated=True))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Niemand kwam. Kunt u helpen?" in str(stage.app.screen.query_one(Card).border_title)


async def test_a_paused_desk_reads_it_too_beside_its_pause():
    stage = a_desk(a_desk_view(state="paused", pause_reason="break", alert=an_alert()))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Mevrouw Bakker" in card(stage)
        assert len(card(stage).splitlines()) == 5


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_busy_desk_reads_one_line_and_keeps_its_visitor(size):
    stage = a_desk(called(alert=an_alert(count=2)))
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        line = stage.app.screen.query_one(AlertLine)
        assert line.display
        for part in ("Er wacht iemand op u", "Mevrouw Bakker", "bij het raam", "en 1 meer"):
            assert part in str(line.content)
        assert stage.app.screen.query_one("#card-number").region.height > 0


async def test_who_has_a_number_and_no_name_is_told_by_number():
    visit = a_visit("A042", fetch=True, needs=("hearing",))
    for view in (a_desk_view(alert=AlertRow(visit=visit)), called(alert=AlertRow(visit=visit))):
        stage = a_desk(view)
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            line = str(stage.app.screen.query_one(AlertLine).content)
            assert "A042" in (line if view.visit else card(stage))


async def test_the_bell_rings_once_for_each_alert_and_once_more_when_nobody_came(monkeypatch):
    rung: list[int] = []
    stage = a_desk(a_desk_view())
    monkeypatch.setattr(stage.app, "bell", lambda: rung.append(1))
    counts = []
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for view in (free(), free(count=2), free(escalated=True), a_desk_view(), free()):
            stage.line.show(view)
            await settled(pilot)
            counts.append(len(rung))
    assert counts == [1, 1, 2, 2, 3]


def test_a_bell_forgets_who_was_fetched():
    bell = Bell()
    assert [bell.rings(each) for each in (an_alert(), an_alert(), None, an_alert())] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("key", "minutes"), [("f", None), ("F", None), ("5", 5)])
async def test_a_free_desk_fetches_the_one_on_its_card_and_reads_the_keys_there(size, key, minutes):
    stage = a_desk(free(count=3))
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "F: ik kom  ·  1-9: over zoveel minuten" in card(stage)
        text = str(stage.app.export_screenshot()).replace("&#160;", " ")
        assert "over zoveel minuten" in text, "it has room on the screen"
        fetch = stage.app.screen.query_one("#wish-come_to_fetch", Key)
        assert fetch.display
        assert not fetch.disabled
        await pilot.press(key, "space")
        await settled(pilot)
    (said,) = stage.line.said
    assert (said.kind, said.minutes) == ("come_to_fetch", minutes)
    assert said.visit == an_alert().visit.visit, "the one on the card, whoever comes first by now"


async def test_a_free_desk_that_cannot_call_the_visitor_reads_to_go_and_help():
    stage = a_desk(a_desk_view(alert=an_alert(escalated=True)))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Uw balie doet deze dienst niet. Loop naar de bezoeker toe." in card(stage)
        await pilot.press("f", "5")
        await settled(pilot)
    assert stage.line.said == []


async def test_a_busy_desk_says_i_am_coming_to_its_own_visitor_only():
    stage = a_desk(to_fetch(alert=an_alert()))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
    (said,) = stage.line.said
    assert (said.kind, said.visit) == ("come_to_fetch", None)


async def test_a_busy_desks_line_has_the_number_too_where_there_is_one():
    alert = AlertRow(visit=a_visit("A042", fetch=True, name="Mevrouw Bakker", look="rode jas"))
    stage = a_desk(called(alert=alert))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        line = str(stage.app.screen.query_one(AlertLine).content)
        assert "Mevrouw Bakker" in line
        assert "A042" in line


async def test_a_digit_says_in_how_many_minutes_somebody_comes():
    stage = a_desk(to_fetch())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
    (said,) = stage.line.said
    assert (said.kind, said.minutes) == ("come_to_fetch", 5)


@pytest.mark.parametrize("view", [a_desk_view(), called()], ids=["free", "a number"])
async def test_a_digit_says_nothing_where_nobody_is_to_be_fetched(view):
    stage = a_desk(view)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
    assert stage.line.said == []


async def test_the_card_says_when_i_come():
    visit = to_fetch().visit
    assert visit is not None
    coming = visit.model_copy(update={"coming": True, "coming_at": at("10:32")})
    stage = a_desk(to_fetch(visit=coming))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "✓ Ik kom om 10:32" in card(stage)
