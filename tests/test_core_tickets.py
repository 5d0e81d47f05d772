"""Who comes without an appointment, what a booking must fit, and how numbers are given."""

from host.core.hours import doors_open, takes_walk_ins, takes_walk_ins_from, took_walk_ins
from tests.builders import (
    GREETER,
    KIOSK,
    SERVICES,
    Hall,
    a_hall,
    a_plan,
    at,
    desk_screen,
    refuses,
    service,
)
from wire.commands import BookAppointment, CancelAppointment, TakeTicket


def test_each_letter_counts_for_itself_and_services_of_a_group_share_it():
    hall = a_hall()
    visits = [hall.walk_in("9:01", name) for name in ("passport", "licence", "moving", "licence")]
    assert [visit.ticket for visit in visits] == ["A001", "B001", "A002", "B002"]


def test_after_a999_comes_a1000():
    hall = a_hall()
    for _ in range(1000):
        last = hall.walk_in("9:01", slip=False)
    assert last.ticket == "A1000"
    assert hall.is_sound()


def test_outside_its_window_a_machine_gives_no_ticket_but_greeter_and_desk_do():
    hall = a_hall()
    with refuses("closed_now") as no:
        hall.walk_in("11:00", "licence")
    assert no.detail == {"service": "licence"}
    hall.walk_in("11:00", "licence", sender=GREETER)
    hall.walk_in("20:00", "licence", sender=desk_screen("1"))


def test_the_dead_and_the_newborn_are_taken_whenever_the_doors_are_open():
    hall = a_hall()
    assert hall.walk_in("16:59", "birth").ticket == "C001"
    with refuses("closed_now"):
        hall.walk_in("17:00", "birth")
    with refuses("closed_now"):
        hall.walk_in("8:59", "birth")


def test_on_a_day_with_closed_doors_no_machine_takes_anybody():
    closed = a_plan(opens=None, closes=None)
    assert not doors_open(closed, at("12:00"))
    assert takes_walk_ins_from(closed, "passport", at("9:30")) is None


def test_a_kiosk_says_when_a_service_takes_walk_ins_next():
    twice = service("notary", walk_in=((at("8:00"), at("10:00")), (at("14:00"), at("15:00"))))
    plan = a_plan(services=(*SERVICES, twice))
    assert takes_walk_ins_from(plan, "notary", at("7:00")) == at("9:00")
    assert takes_walk_ins_from(plan, "notary", at("9:30")) is None
    assert takes_walk_ins(plan, "notary", at("9:30"))
    assert takes_walk_ins_from(plan, "notary", at("10:00")) == at("14:00")
    assert takes_walk_ins_from(plan, "notary", at("15:00")) is None
    assert takes_walk_ins_from(plan, "birth", at("8:00")) == at("9:00")


def test_a_service_is_over_for_today_only_where_it_was_open_today():
    never = service("notary", walk_in=())
    early = service("early", walk_in=((at("7:00"), at("8:00")),))
    plan = a_plan(services=(*SERVICES, never, early))
    assert not took_walk_ins(plan, "notary", at("16:00"))
    assert not took_walk_ins(plan, "early", at("16:00")), "the doors were not open then"
    assert not took_walk_ins(plan, "licence", at("8:59"))
    assert took_walk_ins(plan, "licence", at("16:00"))
    assert took_walk_ins(plan, "birth", at("16:00"))
    assert not took_walk_ins(a_plan(opens=None, closes=None), "birth", at("16:00"))


def test_a_family_is_one_visit():
    hall = a_hall()
    family = hall.walk_in("9:01", "passport", "licence", "passport", persons=4)
    assert (family.services, family.persons, family.ticket) == (("passport", "licence"), 4, "A001")


def test_an_unknown_service_is_refused():
    with refuses("service_unknown"):
        a_hall().walk_in("9:01", "nonsense")


def test_in_hospitality_nobody_gets_a_number_or_a_slip():
    whole_house = a_hall(plan=a_plan(mode="hospitality"))
    one_service = a_hall()
    for visit, hall in (
        (whole_house.walk_in("9:01"), whole_house),
        (one_service.walk_in("9:01", "welfare"), one_service),
    ):
        assert (visit.ticket, visit.slips, dict(hall.day.slips)) == ("", 0, {})


def test_a_slip_is_asked_for_the_kiosk_that_gave_the_number():
    hall = a_hall()
    visit = hall.walk_in("9:01")
    (slip,) = hall.day.slips.values()
    assert (slip.visit, slip.number, slip.device) == (visit.visit, 1, KIOSK.device)
    without = hall.walk_in("9:01", slip=False)
    assert (without.ticket, without.slips) == ("A002", 0)


# -- before and after the day ----------------------------------------------------------------------


def test_before_the_day_opens_only_bookings_are_taken():
    hall = Hall()
    hall.book("10:00")
    with refuses("day_closed"):
        hall.walk_in("9:00")
    with refuses("day_closed"):
        hall.arrive(next(iter(hall.day.visits.values())), "9:00")


def test_after_the_end_of_the_day_nothing_is_taken():
    hall = a_hall()
    booked = hall.book("10:00")
    hall.tick("28:00")
    with refuses("day_closed"):
        hall.walk_in("28:00", sender=GREETER)
    with refuses("day_closed"):
        hall.book("11:00")
    with refuses("day_closed"):
        hall.greeter_says("28:00", CancelAppointment, booked)
    assert hall.tick("28:01") == []


def test_a_booking_fits_the_day():
    hall = a_hall()
    first = hall.book("10:00", code="SAME")
    for clock in ("8:59", "17:00"):
        with refuses("too_far"):
            hall.book(clock)
    with refuses("code_taken"):
        hall.book("11:00", code="SAME")
    with refuses("service_unknown"):
        hall.book("11:00", "nonsense")
    assert first.stage == "expected"
    with refuses("day_closed"):
        a_hall(plan=a_plan(opens=None, closes=None)).book("10:00")


def test_a_booking_made_before_the_day_has_a_plan_is_taken_as_it_comes():
    hall = Hall()
    wish = BookAppointment(
        id="booking-1", code="EARLY", services=("passport",), appointed=at("6:00")
    )
    assert [event.kind for event in hall.say(GREETER, "0:00", wish)] == ["booked"]
    assert wish.code in hall.day.codes


def test_a_ticket_that_was_given_stays_the_visits_own():
    hall = a_hall()
    visit = hall.book("10:00")
    hall.arrive(visit, "9:50")
    hall.undo_last("9:50:30", GREETER)
    assert (visit.visit in hall.day.expected, hall.day.visits[visit.visit].ticket) == (True, "A001")
    hall.arrive(visit, "9:51")
    assert hall.day.visits[visit.visit].ticket == "A001"
    assert hall.walk_in("9:52").ticket == "A002"
    assert hall.is_sound()


def test_take_ticket_keeps_needs_and_language():
    hall = a_hall()
    wish = TakeTicket(id="visit-of-one", services=("passport",), needs=("hearing",), language="de")
    hall.say(KIOSK, "9:01", wish)
    visit = hall.day.visits["visit-of-one"]
    assert (visit.needs, visit.language) == (("hearing",), "de")
