"""How the norms stand today: what came of them, how many may still wait too long, who is about to,
and what would prevent it.
"""

from dataclasses import replace

import pytest

from host.core.plan import MINUTE
from host.norms.live import coming, outlook, standings
from tests.builders import a_hall, a_plan, at, service
from tests.test_norms import a_norm
from wire import commands as said

SHARE, MEAN = a_norm(), a_norm(statistic="mean", target=None)
WALK_INS = a_norm(id="walk-ins", definition="wt_w", limit=900.0)
SERVICES = (service("passport"), service("licence"), service("birth", walk_in=()))
BOTH = ("passport", "licence", "birth")


def a_busy_hall(*open_desks, desks=6, **more):
    names: dict[str, tuple[str, ...]] = {str(number): BOTH for number in range(1, desks + 1)}
    return a_hall(*open_desks, plan=a_plan(SERVICES, names, **more))


def helped(hall, clock, minutes, desk="1"):
    """An appointment at that time that waits so many minutes and is helped within one more."""
    hours, start = map(int, clock.split(":"))
    began = hours * 60 + start + minutes
    hall.appointment(clock, came=clock)
    hall.call_next(f"{began // 60}:{began % 60:02d}", desk)
    hall.meet(f"{began // 60}:{began % 60:02d}:10", desk)
    hall.desk_says(f"{began // 60}:{began % 60:02d}:50", said.EndVisit, desk, outcome="served")


def the_only(hall, norm, clock, **more):
    (found,) = standings(hall.day, [norm], at(clock), **more)
    return found


# -- so far ----------------------------------------------------------------------------------------


def test_of_a_share_it_tells_how_many_may_still_wait_too_long_today():
    hall = a_busy_hall("1", "2")
    for number in range(6):
        helped(hall, f"9:{number * 5:02d}", 1)
    helped(hall, "9:30", 6)
    for number in range(33):
        hall.book(f"{11 + number // 12}:{number % 12 * 5:02d}")
    found = the_only(hall, SHARE, "9:40")
    assert (found.judged.n, found.judged.within, found.judged.kept) == (7, 6, False)
    assert (found.to_come, found.may_miss, found.lost) == (33, 1, False)


def test_who_is_at_a_desk_and_who_waits_too_long_already_count_against_what_may_miss():
    hall = a_busy_hall("1")
    for number in range(40):
        hall.book(f"{11 + number // 12}:{number % 12 * 5:02d}")
    slow, waits = hall.appointment("9:00", came="9:00"), hall.appointment("9:01", came="9:00")
    assert the_only(hall, SHARE, "9:05").may_miss == 2
    hall.desk_says("9:06", said.CallVisit, visit=slow.visit)
    found = the_only(hall, SHARE, "9:06")
    assert (found.judged.n, found.over_now, found.may_miss) == (0, 0, 1)
    found = the_only(hall, SHARE, "9:06:01")
    assert (found.over_now, found.may_miss) == (1, 0)
    assert waits.first_called is None


def test_who_was_called_in_time_counts_as_kept_before_the_visit_is_over():
    hall = a_busy_hall("1")
    for number in range(19):
        hall.book(f"{11 + number // 12}:{number % 12 * 5:02d}")
    hall.appointment("9:00", came="9:00")
    hall.call_next("9:01")
    assert the_only(hall, SHARE, "9:02").may_miss == 1


def test_a_norm_that_cannot_be_kept_today_any_more_says_so():
    hall = a_busy_hall("1")
    helped(hall, "9:00", 6)
    hall.book("11:00")
    found = the_only(hall, SHARE, "9:10")
    assert (found.may_miss, found.lost) == (None, True)


def test_before_anybody_came_nothing_is_judged_and_nothing_lost():
    found = the_only(a_busy_hall(), SHARE, "9:00")
    assert (found.judged.n, found.judged.kept, found.lost, found.to_come) == (0, None, False, 0)


def test_of_a_mean_it_tells_what_those_to_come_may_wait_on_average():
    hall = a_busy_hall("1")
    helped(hall, "9:00", 8)
    hall.book("11:00")
    hall.book("11:30")
    found = the_only(hall, MEAN, "9:10")
    assert (found.judged.realised, found.judged.kept) == (480.0, False)
    assert (found.mean_left, found.may_miss, found.lost) == (210.0, None, False)


def test_who_waits_too_long_already_counts_in_a_mean_with_all_of_that_wait():
    hall = a_busy_hall("1")
    hall.appointment("9:00", came="9:00")
    hall.book("11:00")
    hall.book("11:30")
    found = the_only(hall, MEAN, "9:11")
    assert (found.over_now, found.to_come, found.mean_left) == (1, 2, 120.0)


def test_a_mean_that_is_spent_is_lost():
    hall = a_busy_hall("1")
    helped(hall, "9:00", 14)
    hall.book("11:00")
    found = the_only(hall, MEAN, "9:20")
    assert (found.mean_left, found.lost) == (0.0, True)


@pytest.mark.parametrize(("statistic", "reached"), [("max", 360.0), ("p90", 120.0)])
def test_the_longest_and_what_nine_of_ten_stay_within_are_known_today(statistic, reached):
    hall = a_busy_hall("1")
    for number, wait in enumerate((1, 1, 1, 1, 1, 1, 1, 1, 2, 6)):
        helped(hall, f"{9 + number // 6}:{number % 6 * 10:02d}", wait)
    norm = a_norm(statistic=statistic, target=None)
    assert the_only(hall, norm, "11:00").judged.realised == reached
    assert the_only(hall, norm, "11:00").judged.kept is (statistic == "p90")


def test_a_norm_of_some_services_counts_only_those():
    hall = a_busy_hall("1", "2")
    hall.appointment("9:00", "licence", came="8:59")
    hall.call_next("9:07")
    hall.meet("9:07:30")
    hall.desk_says("9:08", said.EndVisit, outcome="served")
    hall.book("11:00", "licence")
    hall.book("11:00")
    hall.appointment("9:00", came="8:59")
    licence = replace(SHARE, services=("licence",))
    found = the_only(hall, licence, "9:10")
    assert (found.judged.n, found.judged.within, found.to_come) == (1, 0, 1)
    assert (found.over_now, the_only(hall, SHARE, "9:10").over_now) == (0, 1)
    assert the_only(hall, replace(SHARE, services=("birth",)), "9:10").judged.n == 0
    assert standings(hall.day, [replace(SHARE, locations=("annex",))], at("9:10")) == ()


def test_walk_ins_to_come_are_told_by_todays_rate_or_by_what_was_learned():
    hall = a_busy_hall("1")
    for minute in range(0, 60, 10):
        hall.walk_in(f"9:{minute:02d}")
    assert (
        the_only(hall, WALK_INS, "10:00").to_come - the_only(hall, WALK_INS, "16:59").to_come > 35
    )
    learned = the_only(hall, WALK_INS, "10:00", arrivals=lambda first, last: 9.0)
    assert learned.to_come + learned.over_now == 6 + 9


def test_an_outlook_before_the_day_is_open_is_empty():
    hall = a_busy_hall()
    hall.day.plan = None
    assert outlook(hall.day, [SHARE], at("9:00")) == outlook(hall.day, [], at("9:00"))
    assert coming(hall.day, at("9:00")) == ((), None)
    assert standings(hall.day, [SHARE], at("9:00") + MINUTE) == ()


def test_walk_ins_to_come_are_shared_out_by_what_walk_ins_came_for_and_end_with_the_doors():
    hall = a_busy_hall("1", closes=at("12:00"))
    for minute, wish in ((0, "passport"), (10, "licence"), (20, "licence")):
        hall.walk_in(f"9:{minute:02d}", wish)
        hall.call_next(f"9:{minute + 1:02d}")
        hall.meet(f"9:{minute + 1:02d}:30")
        hall.desk_says(f"9:{minute + 5:02d}", said.EndVisit, outcome="served")
    licence = replace(WALK_INS, services=("licence",))
    assert the_only(hall, licence, "10:00", arrivals=lambda first, last: 9.0).to_come == 6
    assert the_only(hall, licence, "12:00", arrivals=lambda first, last: 9.0).to_come == 0


def test_the_felt_wait_of_who_is_at_a_desk_counts_from_the_arrival():
    hall = a_busy_hall("1")
    for number in range(19):
        hall.book(f"11:{number:02d}")
    hall.appointment("9:00", came="8:50")
    hall.call_next("9:01")
    felt = replace(SHARE, definition="wt_a_felt")
    assert (the_only(hall, SHARE, "9:02").may_miss, the_only(hall, felt, "9:02").may_miss) == (1, 0)


def test_what_began_at_the_desk_has_no_wait_to_judge():
    hall = a_busy_hall("1")
    hall.desk_says("9:00", said.ServeNow, services=("passport",))
    assert the_only(hall, WALK_INS, "9:01").judged.n == 0
    assert the_only(hall, WALK_INS, "9:01").may_miss is None


def test_services_with_a_norm_of_their_own_are_counted_once_for_several_norms():
    hall = a_busy_hall("1")
    hall.book("11:00", "licence")
    twice = [replace(SHARE, id=name, services=("licence",)) for name in ("one", "two")]
    assert [found.to_come for found in standings(hall.day, twice, at("9:00"))] == [1, 1]
