"""Before the visitor leaves the desk: when the document is collected, or that it comes home."""

from typing import Any

import pytest
from textual.widgets import Input, Static

from kiosk.desk.app import DeskApp
from kiosk.look import BigText
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.times import TimesGrid
from kiosk.staff.choose import Choose
from kiosk.staff.keys import Key
from tests.staff_agenda import DAY, LARGE, MIDDLE, SMALL, FakeAgenda, notice, picture, pressed, said
from tests.staff_rows import a_visit, at
from tests.staff_stage import SERVING, Stage, a_desk, called, settled
from tests.test_desk_whole_line import a_desk_of, seen, until
from tests.town import PIN, SETTINGS, a_town, new_id
from tests.town import at as in_town
from wire.agenda import AskDay
from wire.commands import TakeTicket
from wire.rows import HandoutRow

THURSDAY = "2026-01-08"


def applied(chosen="collect", *, delivers=True, **changes):
    """A018 with two passports, ready on Thursday."""
    row = HandoutRow(
        service="passport_collect", first_day=THURSDAY, delivers=delivers, chosen=chosen
    )
    visit = {
        "stage": "serving",
        "met": at("10:24"),
        "persons": 2,
        "name": "Sanne",
        "language": "de",
    }
    can = (*SERVING, "choose_handout") if delivers or chosen == "deliver" else SERVING
    view = {"visit": a_visit("A018", **visit), "can": can, "handout": row}
    return called(recall_at=None, recalls_left=0, **view | changes)


def a_stage(view, language="nl"):
    stage = a_desk(view, language)
    FakeAgenda(stage)
    return stage


def card(app: Any) -> str:
    return str(app.screen.query_one("#card-told", Static).content)


def keys_there(stage: Stage) -> list[str]:
    """The keys of the main row that are seen, from left to right."""
    keys = [key for key in stage.app.screen.query("#keys Key") if key.region.width]
    return [str(key.id).removeprefix("wish-") for key in sorted(keys, key=lambda k: k.region.x)]


async def test_the_card_says_from_when_the_document_can_be_collected():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Document: ophalen vanaf do 8 jan" in picture(stage)
        stage.line.show(applied("deliver"))
        await pilot.pause(0.1)
        assert "Document: wordt thuisbezorgd" in picture(stage)


async def test_who_applied_for_nothing_that_comes_later_has_no_line_and_no_such_keys():
    stage = a_stage(applied(handout=None))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "Document" not in card(stage.app)
        assert keys_there(stage)[:4] == ["recall", "meet", "not_here", "park"]
        await pressed(pilot, "k", "d")
        assert stage.line.said == []


async def test_two_keys_stand_where_not_here_stood_and_all_others_keep_their_place():
    stage = a_stage(called())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        before = {key.id: key.region for key in stage.app.screen.query("#keys Key")}
        stage.line.show(applied())
        await pilot.pause(0.2)
        after = {key.id: key.region for key in stage.app.screen.query("#keys Key")}
        new = ["plan_collect", "choose_handout"]
        assert keys_there(stage)[2:4] == new
        for name in ("wish-recall", "wish-meet", "wish-park", "wish-end_visit", "more"):
            assert after[name] == before[name]
        place = before["wish-not_here"]
        assert all(after[f"wish-{each}"] in place for each in new)


async def test_where_nothing_is_brought_home_the_one_key_has_the_whole_place():
    stage = a_stage(applied(delivers=False))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert keys_there(stage)[2:4] == ["plan_collect", "park"]
        assert stage.app.screen.query_one("#wish-plan_collect").region.width == 21
        await pressed(pilot, "d")
        assert stage.line.said == []


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=str)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("chosen", ["collect", "deliver"])
async def test_each_word_of_the_two_keys_fits_in_every_language(size, language, chosen):
    stage = a_stage(applied(chosen), language)
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        for name in ("plan_collect", "choose_handout"):
            key = stage.app.screen.query_one(f"#wish-{name}", Key)
            shown = key.render().plain.replace("\n", " ").split()
            assert shown == [key.hint, *key.label.split()]
            assert key.render().plain.count("\n") < key.content_size.height


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=str)
@pytest.mark.parametrize(("language", "tongue"), [("nl", "Duits"), ("de", "Deutsch")])
async def test_the_line_of_the_document_pushes_nothing_off_the_card(size, language, tongue):
    stage = a_stage(applied(), language)
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        told = stage.app.screen.query_one("#card-told")
        room = stage.app.screen.query_one("#card-text")
        assert tongue in card(stage.app)
        assert told.region.height <= room.region.height


async def test_the_pick_up_takes_three_keys_for_as_many_people_from_the_first_day_on():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k")
        (asked,) = said(stage, "ask_free")
        assert (asked.services, asked.amounts) == (("passport_collect",), (2,))
        assert asked.first == THURSDAY
        await pressed(pilot, "1", "f2")
        await pilot.pause(0.2)
        (booked,) = said(stage, "book_appointment")
        assert (booked.services, booked.amounts, booked.persons) == (("passport_collect",), (2,), 2)
        assert (booked.appointed, booked.day) == (at("11:40") + 3 * DAY, THURSDAY)
        assert (booked.name, booked.language, booked.channel) == ("Sanne", "de", "desk")
        assert isinstance(stage.app.screen, BookedDialog)
        assert stage.app.screen.query_one(BigText).text == "K7Q2XM"
        await pressed(pilot, "escape")
        assert "ophalen vanaf" in picture(stage)


async def test_no_key_leads_to_a_day_on_which_the_document_is_not_ready():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k", "e", "d", *"6-1", "enter")
        assert {asked.first for asked in said(stage, "ask_free")} == {THURSDAY}


async def test_who_sits_at_the_desk_is_not_on_the_phone_and_may_give_another_name():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k", "1", "f3", *"Ilse", "enter")
        (booked,) = said(stage, "book_appointment")
        assert (booked.channel, booked.name) == ("desk", "Ilse")


async def test_one_step_back_from_the_times_is_the_desk_and_nothing_was_kept():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k", "1", "escape")
        assert len(said(stage, "release_hold")) == 1
        assert stage.app.screen.query_one("#contact-name", Input).value == "Sanne"
        await pressed(pilot, "escape")
        assert len(stage.app.screen_stack) == 1
        assert said(stage, "book_appointment") == []


async def test_a_pick_up_that_the_town_does_not_book_is_told():
    stage = a_stage(applied())
    stage.answers["ask_free"] = "not_bookable"
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "k")
        assert notice(stage) == stage.app.pen.refusal("not_bookable")


async def test_one_key_says_that_it_is_brought_home_and_the_same_key_takes_it_back():
    stage = a_stage(applied(), "nl")
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "d")
        stage.line.show(applied("deliver"))
        await pilot.pause(0.1)
        await pressed(pilot, "d")
        first, second = said(stage, "choose_handout")
        assert (first.how, first.desk, second.how) == ("deliver", "3", "collect")


async def test_of_what_is_brought_home_no_pick_up_is_planned():
    stage = a_stage(applied("deliver"))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert stage.app.screen.query_one("#wish-plan_collect", Key).disabled
        await pressed(pilot, "k")
        assert stage.line.said == []


async def test_a_choice_made_before_delivery_ended_can_be_taken_back():
    stage = a_stage(applied("deliver", delivers=False))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert "choose_handout" in keys_there(stage)
        await pressed(pilot, "d")
        assert [each.how for each in said(stage, "choose_handout")] == ["collect"]


async def test_the_keys_are_off_while_the_host_is_not_heard():
    stage = a_stage(applied())
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        stage.line.fall_silent()
        await pilot.pause(0.1)
        await pressed(pilot, "k", "d")
        assert stage.line.said == []


TOWN = SETTINGS.replace(
    'group = "A"\n', 'group = "A"\ncollect_with = "collect"\nready_working_days = 1\n', 1
).replace('printers = ["roll"]\n', 'printers = ["roll"]\ndelivery_from = 2026-11-20\n', 1)
MONDAY = "2026-11-23"


async def called_and_met(app: DeskApp, pilot: Any) -> None:
    """Somebody signs in, calls the one who waits, and meets them."""
    await until(lambda: app.view is not None and app.screen.query("#pin"), 20)
    await pilot.pause(0.2)
    await pilot.press("enter", *PIN, "enter")
    await until(lambda: seen(app).state == "free" and app.screen.query("#keys"), 20)
    await pilot.pause(0.2)
    await pilot.press("space")
    await until(lambda: seen(app).visit is not None, 20)
    assert seen(app).handout is None
    await pilot.pause(0.2)
    await pilot.press("m")
    await until(lambda: seen(app).handout is not None, 20)
    await pilot.pause(0.2)


async def test_at_a_real_host_the_pick_up_of_two_passports_is_kept_and_then_home_delivery(tmp_path):
    async with a_town(tmp_path, text=TOWN) as town:
        kiosk, greeter = await town.screen("kiosk"), await town.screen("greeter")
        await kiosk.done(TakeTicket(id=new_id(), services=("passport",), persons=2))
        app = await a_desk_of(town)
        async with app.run_test(size=SMALL) as pilot:
            await called_and_met(app, pilot)
            assert seen(app).handout.first_day == MONDAY
            await pilot.press("k")
            await until(lambda: getattr(app.screen, "step", "") == "free", 20)
            await until(lambda: app.screen.query_one(TimesGrid).slots, 20)
            await pilot.press("1", "f2")
            await until(lambda: isinstance(app.screen, BookedDialog), 20)
            (row,) = (await greeter.say(AskDay(id=new_id(), day=MONDAY))).appointments
            assert (row.services, row.amounts, row.channel) == (("collect",), (2,), "desk")
            assert row.appointed == in_town("09:00", MONDAY)
            await until(lambda: app.screen.query_one(BigText).text == row.code, 20)
            await pilot.press("enter")
            await until(lambda: len(app.screen_stack) == 1, 20)
            await until(lambda: "Pick-up: Mon 23 Nov 09:00, booked" in card(app), 20)
            await pilot.press("d")
            await until(lambda: isinstance(app.screen, Choose), 20)
            await pilot.press("1")
            await until(lambda: seen(app).handout.chosen == "deliver", 20)
            await until(lambda: "delivered at home" in card(app), 20)
            (row,) = (await greeter.say(AskDay(id=new_id(), day=MONDAY))).appointments
            assert row.state == "cancelled"
