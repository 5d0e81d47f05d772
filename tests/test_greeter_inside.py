"""Who is in the building, on the greeter's screen: persons first, one key to print, and still there
when the host is not. And badges for visitors who go upstairs.
"""

from typing import Any

import pytest
from textual.widgets import OptionList, Static

from kiosk.greeter.inside import InsideDialog
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from tests.staff_rows import NOW, a_greeter_view, a_visit, an_empty_hall, at
from tests.staff_stage import Stage, a_greeter, settled
from wire.care import BuildingRow, InsideRow
from wire.rows import StepRow
from wire.views import GreeterView

SIZES = ((80, 24), (120, 36))


def a_row(number: int, place: Any = "waiting", **more: Any) -> InsideRow:
    told: dict[str, Any] = {"ticket": f"A{number:03d}", "persons": 1, "since": at("10:20")}
    return InsideRow(visit=f"visit-{number:04d}", place=place, **told | more)


ROWS = (
    a_row(1, "serving", desk="3", persons=2, name="Mevrouw Bakker"),
    a_row(2, "called", desk="1"),
    a_row(3, "badge", badge=7, ticket="", name="De heer Smit", look="grijze jas"),
    a_row(4, "missed"),
    a_row(5, ticket="", name=""),
)


def a_building(**more: Any) -> GreeterView:
    told = {"building": BuildingRow(persons=6, rows=ROWS)} | more
    return a_greeter_view(undo=None, devices=()).model_copy(update=told)


def lines(stage: Stage) -> list[str]:
    shown = stage.app.screen.query_one("#inside", OptionList)
    return [str(option.prompt).strip() for option in shown.options]


def text(stage: Stage, name: str) -> str:
    return str(stage.app.screen.query_one(f"#{name}", Static).content)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_one_key_shows_the_number_of_persons_and_each_party_with_its_place(size):
    stage = a_greeter(a_building())
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        assert stage.app.screen.query_one("#open_inside", Key).display
        await pilot.press("e")
        await settled(pilot)
        assert text(stage, "inside-count") == "6 personen binnen"
        assert text(stage, "inside-at") == "Stand van 10:30"
        assert lines(stage) == [
            "2  A001  Mevrouw Bakker  ·  bij balie 3",
            "1  A002  ·  op weg naar balie 1",
            "1  De heer Smit  ·  boven  ·  badge 7  ·  grijze jas",
            "1  A004  ·  geroepen, niet gekomen",
            "1  Bezoeker  ·  wacht",
        ]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
async def test_the_key_stays_while_a_step_may_be_undone(size, language):
    step = StepRow(step="step-0001", what="call_next", ticket="A018", ended="A017", until=NOW + 50)
    stage = a_greeter(a_building(undo=step), language)
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        inside = stage.app.screen.query_one("#open_inside", Key)
        undo = stage.app.screen.query_one("#undo", Key)
        assert inside.region.width >= 10
        assert inside.label in inside.render().plain.replace("\n", " ")
        assert undo.label.split(":")[0] in undo.render().plain.replace("\n", " ")


async def test_one_person_and_nobody_are_told_as_such():
    for building, count, row in (
        (BuildingRow(persons=1, rows=(a_row(1),)), "1 persoon binnen", "1  A001  ·  wacht"),
        (BuildingRow(persons=0), "0 personen binnen", "Er is niemand binnen."),
    ):
        stage = a_greeter(a_building(building=building))
        async with stage.app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("e")
            await settled(pilot)
            assert text(stage, "inside-count") == count
            assert lines(stage) == [row]


async def test_more_parties_than_fit_are_told_of():
    stage = a_greeter(a_building(building=BuildingRow(persons=300, rows=ROWS)))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)
        assert text(stage, "inside-count") == "300 personen binnen"
        assert lines(stage)[-1].startswith("Meer partijen dan hier passen.")


@pytest.mark.parametrize("keys", [("p",), ("e", "p")], ids=["from the hall", "from the list"])
async def test_one_key_prints_the_list(keys):
    stage = a_greeter(a_building())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        assert stage.line.kinds() == ["print_inside"]
        told = " ".join(each.text for each in stage.app.screen.query(Notice))
        assert "De lijst wordt geprint." in told


async def test_a_finger_opens_and_prints_it_too():
    stage = a_greeter(a_building())
    async with stage.app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.click("#open_inside")
        await settled(pilot)
        await pilot.click("#print")
        await settled(pilot)
        assert stage.line.kinds() == ["print_inside"]
        await pilot.click("#back")
        await settled(pilot)
        assert not isinstance(stage.app.screen, InsideDialog)


async def test_without_the_host_the_last_list_stays_and_says_of_when_it_is():
    stage = a_greeter(a_building())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        stage.line.fall_silent()
        stage.now += 5 * 60_000
        await settled(pilot)
        await pilot.press("e", "p")
        await settled(pilot)
        assert text(stage, "inside-count") == "6 personen binnen"
        assert text(stage, "inside-at") == "Geen verbinding. Dit is de stand van 10:30."
        assert len(lines(stage)) == 5
        assert stage.line.kinds() == []


async def test_an_open_list_follows_the_hall():
    stage = a_greeter(a_building())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("e")
        stage.line.show(an_empty_hall())
        await settled(pilot)
        assert lines(stage) == ["Er is niemand binnen."]


async def test_the_number_of_a_badge_is_told_as_soon_as_it_is_given():
    rows = (a_visit("A001", can=("give_badge",)),)
    stage = a_greeter(a_building(waiting=rows, waiting_count=1))
    stage.answers["give_badge"] = {"badge": 12}
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "b")
        await settled(pilot)
        assert stage.app.screen.query_one(Notice).text == "A001 krijgt badge 12."


async def test_a_letter_gives_a_badge_for_upstairs_and_another_takes_it_back():
    can = ("annotate", "give_badge")
    rows = (a_visit("A001", can=can), a_visit("A002", badge=7, can=(*can, "take_badge")))
    stage = a_greeter(a_building(waiting=rows, waiting_count=2))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "badge 7" in str(stage.app.export_screenshot()).replace("&#160;", " ")
        await pilot.press("enter", "b")
        await settled(pilot)
        await pilot.press("down", "enter", "r")
        await settled(pilot)
        assert stage.line.kinds() == ["give_badge", "take_badge"]
