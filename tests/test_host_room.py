"""The waiting room is full, over a real host: what each door is told, one text when there is room,
and the number nowhere but with the personal data.
"""

import httpx
import pytest

from host.core.building import persons_in
from host.store.queries import person
from tests.room_stage import PHONE, FullRoom, a_full_room
from tests.town import FRIDAY, new_id
from visitor.outside import how_to_hear
from wire.care import RoomRow
from wire.commands import (
    AskIn,
    CallNext,
    CheckIn,
    EndVisit,
    LeavePhone,
    Meet,
    PrintAgain,
    TakeTicket,
    Undo,
)

pytest_plugins = ["tests.stores", "tests.quick_texts"]
pytestmark = pytest.mark.usefixtures("quick_texts")


@pytest.fixture
async def room(tmp_path, store_url):
    async with a_full_room(tmp_path, 2, store_url) as room:
        yield room


@pytest.fixture
async def silent(tmp_path):
    """No provider of texts is set."""
    async with a_full_room(tmp_path, 2, texts=False) as room:
        yield room


async def test_whoever_comes_when_it_is_full_gets_a_number_and_one_text_when_there_is_room(
    room: FullRoom,
):
    late = await room.come()
    assert (late.ticket, late.outside) == ("A003", "ask")
    await room.leave_phone(late.visit)
    await room.greeter.sees(lambda view: view.room == RoomRow(persons=2, persons_max=2, outside=1))
    view = await room.greeter.sees(lambda view: any(row.phone for row in view.waiting))
    waiting = {row.ticket: (row.outside, row.phone) for row in view.waiting}
    assert waiting == {"A001": (False, False), "A002": (False, False), "A003": (True, True)}
    await room.desk.done(CallNext(id=new_id(), desk="1"))
    assert await room.texts(1) == ["U bent bijna aan de beurt. Kom naar de wachtruimte."]
    await room.greeter.sees(lambda view: view.room.outside == 0)
    assert room.rows() == [(late.visit, "turn", "sent")]


async def test_texts_go_in_the_order_in_which_people_came(room: FullRoom):
    phones = ["0612345671", "0612345672", "0612345673"]
    for phone in phones:
        await room.leave_phone((await room.come()).visit, phone)
    for count in (1, 2):
        room.town.clock.now += 20_000
        await room.desk.done(CallNext(id=new_id(), desk="1"))
        await room.texts(count)
    asked = [asked.body["recipients"] for asked in room.sms.asked]
    assert [str(to) for to in asked] == ["['31612345671']", "['31612345672']"]


async def test_who_gave_no_number_is_asked_in_when_told_to_be_back_and_no_text_goes(
    room: FullRoom,
):
    late = await room.come()
    back = late.at + (late.wait_from_minutes or 0) * 60_000
    view = await room.greeter.sees(lambda view: view.room.outside == 1)
    assert [row.back_at for row in view.waiting] == [None, None, back]
    await room.desk.done(CallNext(id=new_id(), desk="1"))
    await room.greeter.sees(lambda view: view.room.persons == 1)
    room.town.clock.now = back - 1
    await room.town.host.office.settle()
    assert room.greeter.view.room.outside == 1
    room.town.clock.now = back
    await room.greeter.sees(lambda view: view.room.outside == 0)
    assert not any(row.outside for row in room.greeter.view.waiting)
    await room.texts(0)
    assert [(visit, kind) for visit, kind, _ in room.rows()] == [(late.visit, "turn")]


async def test_the_number_stands_with_the_personal_data_and_not_in_the_log(room: FullRoom):
    late = await room.come()
    assert late.visit is not None
    visit = late.visit
    await room.leave_phone(visit)
    known = room.town.host.store.read(lambda line: person(line, "hall", FRIDAY, visit))
    assert known is not None
    assert known.phone == PHONE
    kept = [body for (body,) in room.town.host.store.read(_log)]
    assert len(kept) > 4
    assert not any("1234" in body for body in kept)


def _log(line):
    from sqlalchemy import text

    return line.execute(text("SELECT body FROM event")).all()


async def test_a_number_to_which_no_text_can_go_is_refused_and_kept_nowhere(room: FullRoom):
    late = await room.come()
    assert late.visit is not None
    visit = late.visit
    for phone in ("050 123 4567", "12", "+44 7911 123456"):
        said = LeavePhone(id=new_id(), visit=visit, phone=phone)
        assert await room.kiosk.refused(said) == "phone_unfit"
    assert room.town.host.store.read(lambda line: person(line, "hall", FRIDAY, visit)) is None


async def test_the_greeter_asks_somebody_in_and_the_text_goes(room: FullRoom):
    late = await room.come()
    assert late.visit is not None
    await room.leave_phone(late.visit)
    await room.greeter.sees(lambda view: any("ask_in" in row.can for row in view.waiting))
    await room.greeter.done(AskIn(id=new_id(), visit=late.visit))
    await room.texts(1)
    assert await room.kiosk.refused(AskIn(id=new_id(), visit=late.visit)) == "role_may_not"


async def test_where_no_texts_are_sent_nobody_is_promised_one(silent: FullRoom):
    late = await silent.come()
    assert (late.ticket, late.outside) == ("A003", "back")
    assert late.visit is not None
    said = LeavePhone(id=new_id(), visit=late.visit, phone=PHONE)
    assert await silent.kiosk.refused(said) == "not_offered"
    view = await silent.greeter.sees(lambda view: view.room and view.room.outside == 1)
    assert not any("leave_phone" in row.can for row in view.waiting)
    await silent.desk.done(CallNext(id=new_id(), desk="1"))
    silent.town.clock.now += (late.wait_from_minutes or 0) * 60_000
    await silent.greeter.sees(lambda view: view.room.outside == 0)
    assert silent.rows() == []


async def test_a_desk_passes_over_who_was_told_to_be_back_later_and_calls_them_then(
    silent: FullRoom,
):
    late = await silent.come(persons=3)
    for _ in range(2):
        await silent.desk.done(CallNext(id=new_id(), desk="1"))
        await silent.desk.done(Meet(id=new_id(), desk="1"))
        await silent.desk.done(EndVisit(id=new_id(), desk="1"))
    assert await silent.desk.refused(CallNext(id=new_id(), desk="1")) == "nobody_waiting"
    assert (await silent.come()).outside == ""
    called = await silent.desk.done(CallNext(id=new_id(), desk="1"))
    assert called.ticket == "A004"
    await silent.desk.done(Meet(id=new_id(), desk="1"))
    await silent.desk.done(EndVisit(id=new_id(), desk="1"))
    silent.town.clock.now = late.at + (late.wait_from_minutes or 0) * 60_000
    await silent.desk.sees(lambda view: view.next and view.next.visit.ticket == late.ticket)
    assert (await silent.desk.done(CallNext(id=new_id(), desk="1"))).ticket == late.ticket


async def test_a_number_that_is_left_later_makes_the_text_the_word_that_counts(room: FullRoom):
    late = await room.come()
    await room.desk.done(CallNext(id=new_id(), desk="1"))
    await room.texts(0)
    await room.leave_phone(late.visit)
    await room.texts(1)
    await room.greeter.sees(lambda view: view.room.outside == 0)


async def test_the_slip_says_wait_outside_and_promises_no_text_where_none_is_sent(
    room: FullRoom, silent: FullRoom
):
    for each, more in (
        (room, ["Hebben wij uw mobiele nummer? Dan krijgt u een sms."]),
        (silent, []),
    ):
        printer = await each.town.screen("printer", "roll")
        await each.come()
        view = await printer.sees(lambda view: len(view.slips) == 3)
        told = [line.text for line in view.slips[-1].document.lines]
        outside = ["De wachtruimte is vol. Wacht buiten. U houdt uw plaats.", *more]
        assert [line for line in told if line in outside] == outside
        assert "sms" not in " ".join(line for line in told if line not in outside)
        first = [line.text for line in view.slips[0].document.lines]
        assert outside[0] not in first


LOOK = "Kijk op het scherm. Daar ziet u uw nummer en de balie."


async def on_paper(printer, done):
    """The lines of the slip that somebody was given."""
    view = await printer.sees(lambda view: view.slips and view.slips[-1].slip == done.slip)
    return [line.text for line in view.slips[-1].document.lines]


async def test_the_slip_of_who_waits_outside_says_when_to_be_back_as_the_kiosk_does(
    silent: FullRoom,
):
    printer = await silent.town.screen("printer", "roll")
    late = await silent.come()
    assert late.wait_from_minutes
    told = await on_paper(printer, late)
    assert told[-1] == how_to_hear("nl", "back", late.wait_from_minutes)
    assert LOOK not in told
    for minutes, how in ((3, "back"), (0, "ask")):
        silent.town.clock.now = late.at + (late.wait_from_minutes - minutes) * 60_000
        copy = await silent.greeter.done(PrintAgain(id=new_id(), visit=late.visit or ""))
        assert (await on_paper(printer, copy))[-1] == how_to_hear("nl", how, minutes)


async def test_the_slip_of_who_gets_a_text_says_so_and_names_no_minutes(room: FullRoom):
    from tests.test_host_line import book

    printer = await room.town.screen("printer", "roll")
    await book(room.town, code="ABC234", clock="09:10", phone=PHONE)
    told = await on_paper(printer, await room.kiosk.done(CheckIn(id=new_id(), code="ABC234")))
    assert told[-1] == how_to_hear("nl", "text", 15)
    assert LOOK not in told


async def test_who_has_room_is_told_to_look_at_the_screen(silent: FullRoom):
    printer = await silent.town.screen("printer", "roll")
    view = await printer.sees(lambda view: len(view.slips) == 2)
    assert view.slips[-1].document.lines[-1].text == LOOK


async def test_the_kiosk_knows_that_the_room_is_full_before_anybody_chooses(room: FullRoom):
    assert room.kiosk.view.room_full or await room.kiosk.sees(lambda view: view.room_full)
    await room.desk.done(CallNext(id=new_id(), desk="1"))
    await room.kiosk.sees(lambda view: not view.room_full)


async def test_after_a_restart_the_host_knows_who_waits_outside_and_whom_it_can_text(
    room: FullRoom,
):
    late = await room.come()
    await room.leave_phone(late.visit)
    hall = room.town.host.office.halls["hall"]
    hall.stale = True
    await room.town.host.office.settle()
    assert hall.day is not None
    assert late.visit is not None
    assert list(hall.day.outside) == [late.visit]
    assert hall.people[late.visit].phone == PHONE


async def test_a_number_known_from_the_booking_is_not_asked_again(room: FullRoom):
    from tests.test_host_line import book

    await book(room.town, code="ABC234", clock="09:10", phone=PHONE)
    done = await room.kiosk.done(CheckIn(id=new_id(), code="ABC234"))
    assert done.outside == "text"


async def test_a_number_taken_back_within_the_minute_leaves_nobody_outside(room: FullRoom):
    taken = TakeTicket(id=new_id(), services=("passport",))
    await room.greeter.done(taken)
    await room.greeter.done(Undo(id=new_id(), step=taken.id))
    hall = room.town.host.office.halls["hall"]
    assert hall.day is not None
    assert len(hall.day.outside) == 0


async def test_the_same_wish_after_a_restart_still_hears_wait_outside(room: FullRoom):
    taken = TakeTicket(id=new_id(), services=("passport",))
    first = await room.kiosk.done(taken)
    hall = room.town.host.office.halls["hall"]
    hall.stale = True
    await room.town.host.office.settle()
    again = await room.kiosk.done(taken)
    assert (again.ticket, again.outside) == (first.ticket, first.outside) == ("A003", "ask")


async def test_programs_count_the_heads_that_are_inside_and_not_who_waits_outside(room: FullRoom):
    await room.come()
    day = room.town.host.office.halls["hall"].day
    assert day is not None
    assert persons_in(day) < day.persons_inside
    head = {"authorization": f"Bearer {room.town.token('greeter', 'programs')}"}
    async with httpx.AsyncClient(base_url=room.town.web, headers=head) as web:
        told = (await web.get("/api/v1/figures", params={"location": "hall"})).json()
    assert told["persons_inside"] == persons_in(day)
