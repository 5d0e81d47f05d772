"""The whole line over a real socket: what is said at one door is seen at the others, and never what
is not.
"""

import asyncio

import pytest

from tests.town import PIN, Clock, a_town, at, new_id
from wire.commands import (
    Annotate,
    BookAppointment,
    CallForHelp,
    CallNext,
    CheckIn,
    CloseDesk,
    Meet,
    OpenDesk,
    PrintAgain,
    ReportSlip,
    SignIn,
    TakeTicket,
)
from wire.frames import Find, FindAppointment, Health, More, Welcome
from wire.setup import Setup


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def opened(town, desk="1", staff="anna"):
    screen = await town.screen("desk", f"desk-{desk}", desk=desk)
    await screen.done(SignIn(id=new_id(), desk=desk, staff=staff, pin=PIN))
    await screen.done(OpenDesk(id=new_id(), desk=desk))
    return screen


async def book(town, code="ABC234", clock="09:10", location="hall", **more):
    """An appointment, as an import or a booking door makes it."""
    from host.core.entry import Sender

    heard = asyncio.get_running_loop().create_future()
    command = BookAppointment(
        id=new_id(), code=code, services=("passport",), appointed=at(clock), **more
    )
    hall = town.host.office.halls[location]
    town.host.office.say(hall, command, Sender("import", "system"), heard.set_result)
    return await heard


async def test_a_ticket_taken_at_the_kiosk_is_called_at_the_desk_shown_on_the_wall_and_printed(
    town,
):
    kiosk = await town.screen("kiosk")
    display = await town.screen("display")
    printer = await town.screen("printer", "roll")
    desk = await opened(town)
    taken = await kiosk.done(TakeTicket(id=new_id(), services=("passport",), language="en"))
    assert taken.ticket == "A001"
    await desk.sees(lambda view: view.next and view.next.visit.ticket == "A001")
    called = await desk.done(CallNext(id=new_id(), desk="1"))
    assert called.ticket == "A001"
    board = await display.sees(lambda view: view.calls)
    assert [(call.ticket, call.desk) for call in board.calls] == [("A001", "Balie 1")]
    view = await printer.sees(lambda view: view.slips)
    job = view.slips[0]
    assert job.printer == "roll"
    assert job.document.language == "en"
    assert any(line.text == "A001" and line.size == "huge" for line in job.document.lines)
    assert job.document.copy_mark == ""
    for state in ("sending", "printed"):
        await printer.done(ReportSlip(id=new_id(), slip=job.slip, state=state))
    await printer.sees(lambda view: not view.slips)


async def test_welcome_and_setup_come_first_and_only_a_desk_hears_the_names_of_staff(town):
    desk = await town.screen("desk", desk="1")
    display = await town.screen("display")
    await desk.sees(lambda view: True)
    await display.sees(lambda view: True)
    kinds = [getattr(one, "kind", "") for one in desk.heard[:3]]
    assert kinds == ["welcome", "setup", "view"]
    assert desk.one(Welcome).location == "hall"
    assert [staff.name for staff in desk.one(Setup).staff] == ["Anna Visser", "Bram Dijkstra"]
    assert display.one(Setup).staff == ()
    assert display.one(Setup).services == ()


async def test_the_wall_never_hears_a_name_or_a_service(town):
    display = await town.screen("display")
    desk = await opened(town)
    greeter = await town.screen("greeter")
    await greeter.done(TakeTicket(id=new_id(), services=("passport",), name="Zwaantje"))
    await desk.done(CallNext(id=new_id(), desk="1"))
    await display.sees(lambda view: view.calls)
    said = " ".join(str(one) for one in display.heard)
    assert "Zwaantje" not in said
    assert "passport" not in said


async def test_an_appointment_is_found_and_checked_in_by_its_code(town):
    booked = await book(town, persons=2)
    kiosk = await town.screen("kiosk")
    found = await kiosk.say(FindAppointment(id=new_id(), code="ABC234"))
    assert (found.word, found.persons, found.appointed) == ("early", 2, at("09:10"))
    done = await kiosk.done(CheckIn(id=new_id(), code="ABC234"))
    assert (done.visit, done.ticket, done.word) == (booked.visit, "A001", "early")
    again = await kiosk.say(FindAppointment(id=new_id(), code="ABC234"))
    assert (again.word, again.ticket) == ("already_here", "A001")


async def test_a_code_of_another_place_or_day_is_told_as_that(town):
    await book(town, "ELSEWH", location="annex")
    kiosk = await town.screen("kiosk")
    found = await kiosk.say(FindAppointment(id=new_id(), code="ELSEWH"))
    assert (found.word, found.location_name) == ("wrong_place", "Bijkantoor")
    heard = await kiosk.say(CheckIn(id=new_id(), code="ELSEWH"))
    assert (heard.word, heard.detail["location_name"]) == ("wrong_place", "Bijkantoor")
    assert await kiosk.refused(FindAppointment(id=new_id(), code="NOWHERE")) == "code_unknown"
    assert await kiosk.refused(CheckIn(id=new_id(), code="NOWHERE")) == "code_unknown"


async def test_the_greeter_finds_a_visit_by_a_part_of_the_name_a_time_a_code_or_a_ticket(town):
    await book(town, name="Geertruida de Wit")
    greeter = await town.screen("greeter")
    taken = await greeter.done(TakeTicket(id=new_id(), services=("collect",), name="Ömer"))
    for text, name in (
        ("trui", "Geertruida de Wit"),
        ("9:1", "Geertruida de Wit"),
        ("abc234", "Geertruida de Wit"),
        (taken.ticket, "Ömer"),
        ("ömer", "Ömer"),
        ("OMER", "Ömer"),
    ):
        found = await greeter.say(Find(id=new_id(), text=text))
        assert [row.name for row in found.rows] == [name], text
    assert (await greeter.say(Find(id=new_id(), text="nobody"))).total == 0


async def test_rows_beyond_the_view_are_told_on_request(town):
    greeter = await town.screen("greeter")
    for _ in range(53):
        town.clock.now += 1
        await greeter.done(TakeTicket(id=new_id(), services=("passport",), slip=False))
    view = await greeter.sees(lambda view: view.waiting_count == 53)
    assert len(view.waiting) == 50
    more = await greeter.say(More(id=new_id(), list="waiting", offset=50))
    assert [row.ticket for row in more.rows] == ["A051", "A052", "A053"]


async def test_notes_about_a_person_are_seen_by_staff_and_stand_nowhere_in_the_log(town):
    greeter = await town.screen("greeter")
    taken = await greeter.done(TakeTicket(id=new_id(), services=("passport",), name="Wubbo"))
    await greeter.done(Annotate(id=new_id(), visit=taken.visit, look="red coat", note="is deaf"))
    view = await greeter.sees(lambda view: view.waiting and view.waiting[0].look == "red coat")
    assert (view.waiting[0].name, view.waiting[0].note) == ("Wubbo", "is deaf")
    entries = town.host.store.load("hall", "2026-11-20")
    assert not any(word in str(entries) for word in ("Wubbo", "red coat", "deaf"))
    assert town.host.store.people("hall", "2026-11-20")[taken.visit].look == "red coat"


async def test_a_copy_of_a_slip_says_so(town):
    printer = await town.screen("printer", "roll")
    greeter = await town.screen("greeter")
    taken = await greeter.done(TakeTicket(id=new_id(), services=("passport",)))
    await greeter.done(PrintAgain(id=new_id(), visit=taken.visit))
    view = await printer.sees(lambda view: len(view.slips) == 2)
    assert [slip.document.copy_mark for slip in view.slips] == ["", "KOPIE"]


async def test_in_hospitality_there_is_no_number_on_paper_or_wall_and_staff_see_whom_to_fetch(town):
    display = await town.screen("display")
    printer = await town.screen("printer", "roll")
    desk = await opened(town)
    greeter = await town.screen("greeter")
    taken = await greeter.done(
        TakeTicket(id=new_id(), services=("talk",), name="Noor", look="blue hat")
    )
    assert (taken.ticket, taken.fetch, taken.slip) == ("", True, None)
    await desk.done(CallNext(id=new_id(), desk="1"))
    view = await desk.sees(lambda view: view.visit)
    assert (view.visit.fetch, view.visit.name, view.visit.look) == (True, "Noor", "blue hat")
    await greeter.sees(lambda view: any(desk.visit for desk in view.desks))
    assert display.view.calls == ()
    assert printer.view.slips == ()


async def test_a_call_for_help_is_seen_until_it_is_answered(town):
    from wire.commands import AnswerHelp

    kiosk = await town.screen("kiosk")
    greeter = await town.screen("greeter")
    call = CallForHelp(id=new_id(), reason="code")
    await kiosk.done(call)
    view = await greeter.sees(lambda view: view.help)
    assert (view.help[0].device, view.help[0].reason) == ("kiosk", "code")
    assert (await kiosk.sees(lambda view: view.help_called)).help_called
    await greeter.done(AnswerHelp(id=new_id(), help=call.id))
    await kiosk.sees(lambda view: not view.help_called)


async def test_a_kiosk_knows_how_its_printer_is_and_the_greeter_how_each_device_is(town):
    kiosk = await town.screen("kiosk")
    greeter = await town.screen("greeter")
    assert (await kiosk.sees(lambda view: True)).printer == "out"
    printer = await town.screen("printer", "roll")
    for state, told in (("ok", "ready"), ("near_end", "near_end"), ("paper_out", "out")):
        await printer.link.tell(Health.model_validate({"state": state}))
        await kiosk.sees(lambda view, told=told: view.printer == told)
    view = await greeter.sees(lambda view: any(row.state == "paper_out" for row in view.devices))
    assert {row.device for row in view.devices} == {"kiosk", "roll"}
    await printer.close()
    await greeter.sees(lambda view: any(row.state == "away" for row in view.devices))


async def test_the_buttons_that_are_on_are_those_that_the_rules_would_take(town):
    greeter = await town.screen("greeter")
    desk = await town.screen("desk", desk="1")
    assert (await desk.sees(lambda view: True)).can == ("sign_in",)
    await desk.done(SignIn(id=new_id(), desk="1", staff="bram", pin=PIN))
    view = await desk.sees(lambda view: view.signed_in)
    assert view.signed_in == "Bram Dijkstra"
    assert set(view.can) == {"open_desk", "sign_in", "call_for_help"}
    await desk.done(OpenDesk(id=new_id(), desk="1"))
    await greeter.done(TakeTicket(id=new_id(), services=("passport",)))
    view = await desk.sees(lambda view: view.waiting)
    idle = {"call_next", "pause_desk", "close_desk", "serve_now", "call_for_help"}
    assert idle == set(view.can)
    await desk.done(CallNext(id=new_id(), desk="1"))
    view = await desk.sees(lambda view: view.visit)
    assert {"meet", "recall", "not_here", "end_visit", "park", "hand_over"} <= set(view.can)
    assert not {"call_visit", "open_desk", "pause_desk"} & set(view.can)
    await desk.done(Meet(id=new_id(), desk="1"))
    view = await desk.sees(lambda view: view.visit and view.visit.stage == "serving")
    assert not {"meet", "recall", "not_here"} & set(view.can)
    assert view.undo is not None
    assert (view.undo.what, view.undo.ticket) == ("meet", "A001")


async def test_only_staff_with_the_right_may_pick_a_visitor(town):
    greeter = await town.screen("greeter")
    await greeter.done(TakeTicket(id=new_id(), services=("collect",)))
    anna = await opened(town, "1", "anna")
    bram = await opened(town, "2", "bram")
    assert "call_visit" in (await anna.sees(lambda view: view.state == "free")).can
    assert "call_visit" not in (await bram.sees(lambda view: view.state == "free")).can


async def test_who_closes_the_desk_is_signed_out(town):
    desk = await opened(town)
    await desk.done(CloseDesk(id=new_id(), desk="1"))
    view = await desk.sees(lambda view: view.state == "closed" and not view.signed_in)
    assert view.can == ("sign_in",)
    assert await desk.refused(OpenDesk(id=new_id(), desk="1")) == "not_signed_in"


async def test_a_desk_is_not_opened_in_the_name_that_a_frame_claims(town):
    desk = await town.screen("desk", desk="1")
    assert await desk.refused(OpenDesk(id=new_id(), desk="1", staff="anna")) == "not_signed_in"


async def test_five_wrong_pins_lock_a_minute_even_for_the_right_one(tmp_path):
    clock = Clock()
    async with a_town(tmp_path, clock) as town:
        desk = await town.screen("desk", desk="1")

        def sign_in(pin):
            return SignIn(id=new_id(), desk="1", staff="anna", pin=pin)

        for _ in range(5):
            assert await desk.refused(sign_in("0000")) == "pin_wrong"
        assert await desk.refused(sign_in(PIN)) == "pin_locked"
        clock.now += 60_000
        await desk.done(sign_in(PIN))


async def test_an_empty_hall_takes_nobody_without_an_appointment_after_the_window(tmp_path):
    async with a_town(tmp_path, Clock("11:30")) as town:
        kiosk = await town.screen("kiosk")
        view = await kiosk.sees(lambda view: True)
        offered = {choice.service: choice.open for choice in view.choices}
        assert offered == {"passport": False, "collect": True, "talk": False}
        wish = TakeTicket(id=new_id(), services=("passport",))
        assert await kiosk.refused(wish) == "closed_now"


async def test_a_closed_hall_says_when_it_opens(tmp_path):
    async with a_town(tmp_path, Clock("18:00")) as town:
        display = await town.screen("display")
        view = await display.sees(lambda view: True)
        assert (view.open, view.opens_at) == (False, at("09:00", "2026-11-23"))
