"""A pick-up that is planned at a desk: today's log knows of it, follows it through every door, and
lets go of it when the document is brought home.
"""

from datetime import date

import pytest
from sqlalchemy import select

from host.core.events import Cancelled, PickUpDropped, PickUpPlanned
from host.store.tables import MESSAGE
from tests.town import FRIDAY, PIN, SETTINGS, Town, a_town, at, new_id
from wire.commands import (
    BookAppointment,
    CallNext,
    CancelAppointment,
    CheckIn,
    ChooseHandout,
    Meet,
    MoveAppointment,
    OpenDesk,
    SignIn,
    TakeTicket,
)

MONDAY = "2026-11-23"
HOME = 'printers = ["roll"]\ndelivery_from = 2026-11-20\n'


def town_text(ready_days=1, collect=""):
    with_collect = f'group = "A"\ncollect_with = "collect"\nready_working_days = {ready_days}\n'
    text = SETTINGS.replace('group = "A"\n', with_collect, 1)
    text = text.replace('printers = ["roll"]\n', HOME, 1)
    return text.replace("collect = true\n", f"collect = true\n{collect}", 1)


async def state_of(agenda, visit):
    appointment = await agenda.find(visit)
    assert appointment is not None
    return appointment.state


async def a_desk(town: Town):
    """Desk 1, at which Anna has signed in."""
    desk = await town.screen("desk", "desk-1", desk="1")
    await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
    await desk.done(OpenDesk(id=new_id(), desk="1"))
    return desk


async def served(town: Town, service="passport"):
    """Desk 1 with somebody who applies there; the visit."""
    kiosk, desk = await town.screen("kiosk"), await a_desk(town)
    visit = (await kiosk.done(TakeTicket(id=new_id(), services=(service,)))).visit
    town.clock.now += 60_000
    await desk.done(CallNext(id=new_id(), desk="1"))
    await desk.done(Meet(id=new_id(), desk="1"))
    await desk.sees(lambda view: view.visit is not None and view.visit.met is not None)
    return desk, visit


def a_pick_up(visit, clock="10:20", day=MONDAY, **more):
    said = {"services": ("collect",), "channel": "desk", "collects": visit, "day": day}
    return BookAppointment(id=new_id(), appointed=at(clock, day), **said | more)


async def planned(desk, visit, clock="10:20", day=MONDAY):
    """The pick-up that is booked, once the desk sees it."""
    wish = a_pick_up(visit, clock, day)
    await desk.done(wish)
    await desk.sees(lambda view: view.handout.pick_up == wish.id)
    return wish.id


def facts(town: Town, day, *kinds):
    entries = town.host.store.load("hall", day)
    return [fact for entry in entries for fact in entry.events if isinstance(fact, kinds)]


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, text=town_text()) as town:
        yield town


async def test_what_is_planned_is_seen_at_the_desk_and_after_a_restart_of_host_and_desk(tmp_path):
    async with a_town(tmp_path, text=town_text()) as town:
        desk, visit = await served(town)
        assert desk.view.handout.pick_up is None
        pick_up = await planned(desk, visit)
        clock = town.clock
    async with a_town(tmp_path, clock, text=town_text()) as town:
        desk = await town.screen("desk", "desk-1b", desk="1")
        view = await desk.sees(lambda view: view.handout is not None)
        assert view.handout.pick_up == pick_up
        assert (view.handout.pick_up_day, view.handout.pick_up_at) == (MONDAY, at("10:20", MONDAY))
        assert view.handout.pick_up_place == ""
        await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
        assert await state_of(town.host.doors.agenda, pick_up) == "cancelled"


async def test_one_document_is_collected_once(town):
    desk, visit = await served(town)
    await planned(desk, visit)
    assert await desk.refused(a_pick_up(visit, "11:00")) == "nothing_changes"
    assert len(await town.host.doors.agenda.day("hall", date.fromisoformat(MONDAY))) == 1


async def test_the_same_wish_sent_twice_is_one_pick_up(town):
    desk, visit = await served(town)
    wish = a_pick_up(visit)
    first = await desk.done(wish)
    assert await desk.done(wish) == first
    assert len(facts(town, FRIDAY, PickUpPlanned)) == 1


@pytest.mark.parametrize(
    ("whose", "services", "word"),
    [
        ("nobody-0001", ("collect",), "visit_unknown"),
        ("", ("talk",), "not_offered"),
    ],
)
async def test_only_what_is_collected_of_a_visit_of_today_is_its_pick_up(
    town, whose, services, word
):
    desk, visit = await served(town)
    assert await desk.refused(a_pick_up(whose or visit, services=services)) == word
    assert facts(town, MONDAY, object) == []


async def test_who_applied_for_nothing_collects_nothing(town):
    desk, visit = await served(town, "collect")
    assert await desk.refused(a_pick_up(visit)) == "not_offered"


async def test_a_time_that_is_taken_plans_nothing(town):
    desk, visit = await served(town)
    before = len(town.host.store.load("hall", FRIDAY))
    assert await desk.refused(a_pick_up(visit, "07:00")) == "too_far"
    assert len(town.host.store.load("hall", FRIDAY)) == before


async def test_delivery_gives_up_the_pick_up_in_one_wish_and_the_log_says_by_which_door(town):
    desk, visit = await served(town)
    pick_up = await planned(desk, visit)
    wish = ChooseHandout(id=new_id(), desk="1", how="deliver")
    await desk.done(wish)
    view = await desk.sees(lambda view: view.handout.chosen == "deliver")
    assert view.handout.pick_up is None
    (gone,) = facts(town, MONDAY, Cancelled)
    assert (gone.visit, gone.channel) == (pick_up, "desk")
    agenda = town.host.doors.agenda
    assert await state_of(agenda, pick_up) == "cancelled"
    assert [e.id for e in town.host.store.load("hall", MONDAY)][-1] == wish.id
    # its time is free for the next one
    await desk.done(ChooseHandout(id=new_id(), desk="1", how="collect"))
    await desk.sees(lambda view: view.handout.chosen == "collect")
    again = await planned(desk, visit)
    assert again != pick_up


async def test_a_time_that_was_given_up_is_not_taken_back(town):
    desk, visit = await served(town)
    await planned(desk, visit)
    await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
    assert (await desk.sees(lambda view: view.handout.chosen == "deliver")).undo is None


async def test_without_a_pick_up_the_choice_can_be_taken_back(town):
    desk, _ = await served(town)
    await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
    view = await desk.sees(lambda view: view.handout.chosen == "deliver")
    assert view.undo.what == "choose_handout"


async def test_the_desk_sees_it_move_and_go_through_whichever_door(town):
    desk, visit = await served(town)
    pick_up = await planned(desk, visit)
    agenda, next_friday = town.host.doors.agenda, "2026-11-27"
    await agenda.move(pick_up, at("15:00", MONDAY), channel="web", by="test")
    await desk.sees(lambda view: view.handout.pick_up_at == at("15:00", MONDAY))
    await agenda.move(pick_up, at("09:30", next_friday), channel="web", by="test")
    view = await desk.sees(lambda view: view.handout.pick_up_day == next_friday)
    assert view.handout.pick_up_at == at("09:30", next_friday)
    await agenda.move(pick_up, at("09:30", MONDAY), location="annex", channel="web", by="test")
    view = await desk.sees(lambda view: view.handout.pick_up_place)
    assert view.handout.pick_up_place == "Bijkantoor"
    await agenda.cancel(pick_up, channel="web", by="test")
    await desk.sees(lambda view: view.handout.pick_up is None)
    assert len(facts(town, FRIDAY, PickUpDropped)) == 1


async def test_delivery_after_it_moved_elsewhere_cancels_it_there(town):
    desk, visit = await served(town)
    pick_up = await planned(desk, visit)
    agenda = town.host.doors.agenda
    await agenda.move(pick_up, at("09:30", MONDAY), location="annex", channel="web", by="test")
    await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
    found = await agenda.find(pick_up)
    assert (found.location, found.state) == ("annex", "cancelled")


async def test_the_screen_moves_and_cancels_it_as_any_appointment(town):
    desk, visit = await served(town)
    pick_up = await planned(desk, visit)
    move = {"day": MONDAY, "visit": pick_up, "channel": "desk"}
    await desk.done(MoveAppointment(id=new_id(), appointed=at("11:00", MONDAY), **move))
    await desk.sees(lambda view: view.handout.pick_up_at == at("11:00", MONDAY))
    await desk.done(CancelAppointment(id=new_id(), **move))
    await desk.sees(lambda view: view.handout.pick_up is None)
    await planned(desk, visit, "12:00")


async def test_what_is_ready_today_may_be_collected_today(tmp_path):
    async with a_town(tmp_path, text=town_text(ready_days=0)) as town:
        desk, visit = await served(town)
        pick_up = await planned(desk, visit, "15:00", FRIDAY)
        agenda = town.host.doors.agenda
        await agenda.move(pick_up, at("10:00", MONDAY), channel="web", by="test")
        await desk.sees(lambda view: view.handout.pick_up_day == MONDAY)
        await agenda.move(pick_up, at("16:00"), channel="web", by="test")
        await desk.sees(lambda view: view.handout.pick_up_at == at("16:00"))
        await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
        await desk.sees(lambda view: view.handout.pick_up is None)
        assert await state_of(agenda, pick_up) == "cancelled"


async def test_who_came_for_it_already_is_not_cancelled(tmp_path):
    async with a_town(tmp_path, text=town_text(ready_days=0)) as town:
        desk, visit = await served(town)
        pick_up = await planned(desk, visit, "09:15", FRIDAY)
        agenda = town.host.doors.agenda
        await desk.done(CheckIn(id=new_id(), visit=pick_up))
        await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
        await desk.sees(lambda view: view.handout.pick_up is None)
        assert await state_of(agenda, pick_up) == "used"


MAIL = '[messages.mail]\nhost = "mail.testdam.example"\nsender = "balie@testdam.example"\n'


async def test_who_gave_an_address_is_told_once_that_the_pick_up_is_off(tmp_path):
    async with a_town(tmp_path, text=town_text() + MAIL) as town:
        desk, visit = await served(town)
        wish = a_pick_up(visit, mail="sanne@testdam.example")
        await desk.done(wish)
        town.clock.now += 120_000
        await desk.done(ChooseHandout(id=new_id(), desk="1", how="deliver"))
        told = town.host.store.read(kinds_told)
        assert sorted(kind for one, kind in told if one == wish.id) == [
            "cancellation",
            "confirmation",
            "reminder",
        ]


def kinds_told(line):
    return [tuple(row) for row in line.execute(select(MESSAGE.c.visit, MESSAGE.c.kind))]


async def test_a_town_that_books_no_pick_ups_says_so_beforehand(tmp_path):
    text = town_text(collect='bookable = "never"\n')
    async with a_town(tmp_path, text=text) as town:
        desk, visit = await served(town)
        assert (await desk.sees(lambda view: view.handout is not None)).handout.bookable is False
        assert await desk.refused(a_pick_up(visit)) == "not_bookable"
