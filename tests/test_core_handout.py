"""How a document reaches its visitor: collected later, or brought home (Helmond)."""

from host.core.events import PickUpPlanned
from host.core.handout import may_plan
from tests.builders import HOUR, SYSTEM, a_hall, a_plan, at, desk_screen, refuses
from wire.commands import BookAppointment, CallNext, ChooseHandout, EndVisit


def test_a_document_is_brought_home_only_where_that_is_offered_and_for_what_is_collected_later():
    hall = a_hall("1")
    visit = hall.walk_in("9:00", "passport")
    hall.call_next("9:01")
    with refuses("move_not_possible"):
        hall.desk_says("9:02", ChooseHandout, how="deliver")
    hall.meet("9:02")
    hall.desk_says("9:03", ChooseHandout, how="deliver")
    assert visit.delivery
    with refuses("nothing_changes"):
        hall.desk_says("9:03", ChooseHandout, how="deliver")
    hall.desk_says("9:04", ChooseHandout, how="collect")
    assert not visit.delivery
    hall.change(a_plan(delivers=False), "9:05")
    with refuses("not_offered"):
        hall.desk_says("9:05", ChooseHandout, how="deliver")
    hall.walk_in("9:06", "licence")
    hall.desk_says("9:07", CallNext)
    hall.meet("9:08")
    with refuses("not_offered"):
        hall.desk_says("9:09", ChooseHandout, how="collect")


def applied(clock="9:00"):
    """A hall in which somebody applies for a passport at desk 1."""
    hall = a_hall("1")
    visit = hall.walk_in(clock, "passport")
    hall.call_next("9:01")
    hall.meet("9:02")
    return hall, visit


def plan(hall, visit, clock="9:03"):
    """As the host writes it once the appointment is kept on its own day."""
    fact = PickUpPlanned(
        at=at(clock),
        visit=visit.visit,
        pick_up="pick-up-0001",
        to_location="hall",
        to_day="2026-06-15",
        appointed=at("10:00") + 7 * 24 * HOUR,
    )
    hall.keep(hall.new_id(), "follow_pick_up", SYSTEM, at(clock), [fact])


def a_pick_up(visit, *services):
    return BookAppointment(
        id="pick-up-0002", services=services or ("licence",), appointed=at("10:00"), collects=visit
    )


def test_a_planned_pick_up_is_the_same_after_a_replay_and_no_step_of_staff_takes_it_away():
    hall, visit = applied()
    plan(hall, visit)
    hall.desk_says("9:04", EndVisit)
    hall.undo_last("9:04", desk_screen())
    assert hall.day.pick_ups[visit.visit].pick_up == "pick-up-0001"
    assert hall.is_sound()


def test_what_is_brought_home_is_not_collected_and_that_is_not_taken_back():
    hall, visit = applied()
    plan(hall, visit)
    hall.desk_says("9:04", ChooseHandout, how="deliver")
    assert hall.day.pick_ups == {}
    with refuses("step_unknown"):
        hall.undo_last("9:04", desk_screen())
    hall.desk_says("9:05", ChooseHandout, how="collect")
    may_plan(hall.day, a_pick_up(visit.visit))
    assert hall.is_sound()


def test_one_pick_up_at_a_time_and_only_of_what_is_collected_so():
    hall, visit = applied()
    may_plan(hall.day, a_pick_up(visit.visit))
    with refuses("visit_unknown"):
        may_plan(hall.day, a_pick_up("nobody-0001"))
    with refuses("not_offered"):
        may_plan(hall.day, a_pick_up(visit.visit, "birth"))
    other = hall.walk_in("9:03", "licence")
    with refuses("not_offered"):
        may_plan(hall.day, a_pick_up(other.visit))
    plan(hall, visit)
    with refuses("nothing_changes"):
        may_plan(hall.day, a_pick_up(visit.visit))
