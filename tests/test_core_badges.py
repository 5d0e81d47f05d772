"""Badges for upstairs, and who is in the building: heads that somebody may have to count."""

from typing import Any

from host.core.building import persons_in, visits_in
from host.core.invariants import Auditor
from tests.builders import GREETER, Hall, a_plan, desk_screen, refuses
from tests.builders import a_hall as any_hall
from wire import commands as said


def a_hall(*desks: str, **plan: Any) -> Hall:
    """One that gives badges."""
    return any_hall(*desks, plan=a_plan(**{"badges": True} | plan))


def places(hall: Hall, most: int = 200) -> list[tuple[str, str]]:
    return [(place, visit.ticket) for place, visit in visits_in(hall.day, most)]


def badge(hall: Hall, clock: str, visit: Any) -> Any:
    (event,) = hall.greeter_says(clock, said.GiveBadge, visit)
    return event


def test_badges_have_the_next_number_of_the_day_and_a_slip_each():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01")
    events = [badge(hall, "9:02", visit) for visit in (first, second)]
    assert [event.badge for event in events] == [1, 2]
    assert [hall.day.slips[event.slip].what for event in events] == ["badge", "badge"]
    assert hall.is_sound()


def test_a_second_print_of_a_badge_is_a_copy_of_the_same_number():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    first, second = badge(hall, "9:02", visit), badge(hall, "9:03", visit)
    assert (first.number, second.number) == (1, 2)
    assert first.badge == second.badge == 1
    assert first.slip != second.slip
    assert hall.is_sound()


def test_a_badge_that_is_back_is_given_to_nobody_else_that_day():
    hall = a_hall("1")
    visit, other = hall.walk_in("9:00"), hall.walk_in("9:01")
    badge(hall, "9:02", visit)
    hall.greeter_says("9:20", said.TakeBadge, visit)
    assert hall.day.badges == {}
    with refuses("nothing_changes"):
        hall.greeter_says("9:21", said.TakeBadge, visit)
    assert badge(hall, "9:22", other).badge == 2
    assert badge(hall, "9:23", visit).number == 1
    assert hall.is_sound()


def test_without_a_printer_the_badge_has_its_number_and_no_paper():
    hall = a_hall("1", prints=False)
    visit = hall.walk_in("9:00", slip=False)
    assert badge(hall, "9:02", visit).slip is None
    with refuses("nothing_changes"):
        hall.greeter_says("9:03", said.GiveBadge, visit)
    assert hall.day.slips == {}
    assert hall.is_sound()


def test_who_has_left_gets_no_badge_and_nobody_gets_none():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.greeter_says("9:01", said.MarkLeft, visit)
    with refuses("move_not_possible"):
        hall.greeter_says("9:02", said.GiveBadge, visit)
    for wish in (said.GiveBadge, said.TakeBadge):
        with refuses("visit_unknown"):
            hall.say(GREETER, "9:02", wish(id="command-x1", visit="nobody-00"))


def test_a_step_on_a_visit_that_got_a_badge_since_is_not_taken_back():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:05")
    step = hall.entries[-1].id
    badge(hall, "9:05:10", visit)
    with refuses("undo_changed_since"):
        hall.say(desk_screen(), "9:05:20", said.Undo(id=hall.new_id(), step=step))
    assert hall.day.badges == {visit.visit: 1}


def test_the_building_counts_persons_waiting_called_served_missed_and_with_a_badge():
    hall = a_hall("1", "2", recalls=0, recall_gap=0)
    for clock, persons in (("9:00", 1), ("9:01", 2), ("9:02", 3), ("9:03", 4), ("9:04", 5)):
        hall.walk_in(clock, persons=persons)
    hall.call_next("9:05")
    hall.desk_says("9:06", said.NotHere)
    hall.call_next("9:07")
    upstairs = hall.day.visits[hall.day.desks["1"].visit]
    hall.meet("9:07:30")
    badge(hall, "9:08", upstairs)
    hall.desk_says("9:09", said.EndVisit)
    hall.call_next("9:10")
    hall.meet("9:10:30")
    hall.call_next("9:11", "2")
    assert places(hall) == [
        ("serving", "A003"),
        ("called", "A004"),
        ("badge", "A002"),
        ("missed", "A001"),
        ("waiting", "A005"),
    ]
    assert persons_in(hall.day) == 15
    hall.greeter_says("9:12", said.TakeBadge, upstairs)
    assert persons_in(hall.day) == 13


def test_a_badge_of_somebody_who_is_still_in_the_hall_counts_once():
    hall = a_hall("1")
    visit = hall.walk_in("9:00", persons=2)
    badge(hall, "9:01", visit)
    assert places(hall) == [("waiting", "A001")]
    assert persons_in(hall.day) == 2


def test_who_waits_outside_is_not_in_the_building():
    hall = a_hall("1", room_max=2)
    for clock in ("9:00", "9:01", "9:02"):
        hall.walk_in(clock)
    assert persons_in(hall.day) == 2
    assert places(hall) == [("waiting", "A001"), ("waiting", "A002")]


def test_more_than_fit_are_counted_all_the_same():
    hall = a_hall("1")
    for clock in ("9:00", "9:01", "9:02"):
        hall.walk_in(clock)
    hall.call_next("9:05")
    assert [ticket for _, ticket in places(hall, 2)] == ["A001", "A002"]
    assert len(places(hall, 0)) == 0
    assert persons_in(hall.day) == 3


def test_each_list_of_who_is_inside_is_a_new_slip_and_no_copy():
    hall = a_hall("1")
    for _ in range(2):
        hall.say(GREETER, "9:05", said.PrintInside(id=hall.new_id()))
    slips = list(hall.day.slips.values())
    assert [(slip.what, slip.visit, slip.number) for slip in slips] == [("inside", "", 1)] * 2
    assert hall.is_sound()


def test_without_a_printer_no_list_can_be_printed():
    hall = a_hall("1", prints=False)
    with refuses("not_offered"):
        hall.say(GREETER, "9:05", said.PrintInside(id=hall.new_id()))


def test_the_auditor_sees_a_badge_that_was_given_twice_or_printed_twice_as_the_first():
    hall = a_hall("1")
    visit, other = hall.walk_in("9:00"), hall.walk_in("9:01")
    event = badge(hall, "9:02", visit)
    found = []
    for changes in (
        {"visit": other.visit, "slip": "badge-other-1"},
        {"slip": "badge-again-1"},
        {"badge": 7, "number": 2, "slip": "badge-more-1"},
        {"number": 2},
    ):
        auditor = Auditor()
        for entry in hall.entries:
            auditor.hear(entry)
        found += auditor._hear(event.model_copy(update=changes))
    assert found == [
        "badge 1 was given twice",
        "badge 1 has two prints that are not a copy",
        f"visit {visit.visit} has two badges",
        f"slip {event.slip} was asked twice",
    ]


def test_a_house_without_badges_gives_none():
    hall = a_hall("1", badges=False)
    visit = hall.walk_in("9:00")
    with refuses("not_offered"):
        hall.greeter_says("9:01", said.GiveBadge, visit)
