"""Who is about to wait too long, what would prevent it, and the half hours to come: as it stands
now, by the rule of the house, and again at once when people are absent.
"""

from random import Random

import pytest

from host.core.advice import Advice
from host.core.coming import HORIZON, free_at, play, turns
from host.core.plan import MINUTE
from host.norms.live import Outlook, coming, outlook
from tests.builders import a_hall, a_plan, at, desk_screen, service
from tests.test_norm_outlook import SERVICES, a_busy_hall
from wire import commands as said


def late(hall, clock):
    found, advice = coming(hall.day, at(clock))
    return [hall.day.visits[each.visit].ticket for each in found], advice


def advised(told: Outlook) -> Advice:
    assert told.advice is not None
    return told.advice


def first_wait(told: Outlook) -> float:
    wait = told.halves[0].wait_minutes
    assert wait is not None
    return wait


def test_whoever_will_be_called_after_the_promise_is_told_before_it_is_broken():
    hall = a_busy_hall("1", desks=1)
    for _ in range(4):
        hall.appointment("9:00", came="8:50")
    found, advice = late(hall, "9:00")
    assert found == ["A002", "A003", "A004"]
    assert advice is None or advice.kind == "too_few_desks"


def test_nobody_is_told_late_while_there_are_desks_for_all():
    hall = a_busy_hall("1", "2", "3", "4")
    for _ in range(4):
        hall.appointment("9:00", came="8:50")
    assert late(hall, "9:00") == ([], None)


def test_who_is_late_already_is_not_about_to_be():
    hall = a_busy_hall("1", desks=1)
    hall.appointment("9:00", came="8:50")
    hall.appointment("9:00", came="8:50")
    assert late(hall, "9:00")[0] == ["A002"]
    assert late(hall, "9:06")[0] == []


def test_an_appointment_that_is_not_here_yet_takes_its_desk_and_is_not_told_late_itself():
    hall = a_busy_hall("1", desks=1)
    hall.walk_in("9:00")
    hall.call_next("9:00")
    hall.meet("9:00:10")
    hall.walk_in("9:01")
    assert late(hall, "9:06")[0] == []
    hall.book("9:09")
    hall.book("9:09:30")
    found, _ = late(hall, "9:08")
    assert found == ["A002"]


def test_another_desk_is_advised_at_the_last_five_minutes_that_help():
    hall = a_busy_hall("1")
    hall.appointment("9:00", came="8:50")
    hall.appointment("9:10", came="9:00")
    hall.appointment("9:10", came="9:00")
    hall.call_next("9:04")
    hall.meet("9:05")
    found, advice = late(hall, "9:06")
    assert found == ["A003"]
    assert (advice.kind, advice.desks, advice.at, advice.helps) == ("open_desks", 1, at("9:15"), 1)


def test_as_many_desks_are_advised_as_help_and_not_more():
    hall = a_busy_hall("1")
    for _ in range(3):
        hall.appointment("9:00", came="8:50")
    found, advice = late(hall, "9:00")
    assert len(found) == 2
    assert (advice.kind, advice.desks, advice.at) == ("open_desks", 2, at("9:05"))


def test_a_desk_that_cannot_help_is_not_advised():
    names: dict[str, tuple[str, ...]] = {"1": ("passport",), "2": ("licence",)}
    hall = a_hall("1", plan=a_plan(SERVICES[:2], names))
    hall.appointment("9:00", came="8:50")
    hall.appointment("9:00", came="8:50")
    found, advice = late(hall, "9:00")
    assert found == ["A002"]
    assert advice is None


def test_somebody_who_needs_the_one_able_desk_is_called_before_somebody_with_time():
    """The free desk would take the walk-in whose promise ends first, though the quicker visit
    behind it fits in before; then both are in time.
    """
    services = (service("passport", first_minutes=12), service("licence", first_minutes=2))
    hall = a_hall("1", plan=a_plan(services, {"1": ("passport", "licence")}))
    hall.appointment("9:00", "passport", came="8:50")
    hall.appointment("9:01", "licence", came="8:50")
    found, advice = late(hall, "9:01")
    assert found == ["A002"]
    assert advice.kind == "call_before"
    tickets = [hall.day.visits[each].ticket for each in (advice.visit, advice.before)]
    assert tickets == ["A002", "A001"]


# -- the half hours to come ------------------------------------------------------------------------


def test_the_next_two_hours_tell_the_work_and_the_desks_that_it_asks_for():
    hall = a_busy_hall("1", "2")
    for number in range(12):
        hall.book(f"10:{number * 5 % 30:02d}")
    halves = outlook(hall.day, [], at("9:10")).halves
    assert [each.starts for each in halves] == [at("9:10"), at("9:30"), at("10:00"), at("10:30")]
    busy = halves[2]
    assert (busy.appointments, busy.work_minutes, busy.desks_needed, busy.desks) == (12, 120, 5, 2)
    assert busy.wait_minutes == pytest.approx(15.0)
    assert halves[0].desks_needed == 0


def test_desks_for_a_busy_half_hour_are_asked_for_a_quarter_of_an_hour_before():
    hall = a_busy_hall("1", "2")
    for number in range(9):
        hall.book(f"10:{number * 3:02d}")
    assert late(hall, "9:20") == ([], None)
    _, advice = late(hall, "9:45")
    assert (advice.kind, advice.desks, advice.at) == ("open_desks", 2, at("10:00"))


def test_nothing_is_asked_for_after_the_doors_close():
    hall = a_busy_hall("1", closes=at("10:00"))
    assert outlook(hall.day, [], at("9:50")).halves[-1].ends == at("10:00")
    assert late(hall, "9:50") == ([], None)
    assert outlook(hall.day, [], at("10:10")).halves == ()


# -- absent staff ----------------------------------------------------------------------------------


def test_two_of_six_people_absent_at_half_past_eight_change_forecast_and_advice_at_once():
    hall = a_busy_hall()
    for number in range(15):
        hall.book(f"9:{number * 2:02d}")
    before = outlook(hall.day, [], at("8:30"))
    assert (before.halves[0].desks, before.halves[0].desks_needed) == (6, 7)
    for desk in ("5", "6"):
        hall.say(
            desk_screen(desk),
            "8:30",
            said.ShutDesk(id=hall.new_id(), desk=desk, reason="sick"),
        )
    after = outlook(hall.day, [], at("8:30"))
    assert after.halves[0].desks == 4
    assert first_wait(after) > first_wait(before)
    assert (advised(before).kind, advised(before).desks) == ("too_few_desks", 1)
    assert (advised(after).kind, advised(after).desks) == ("too_few_desks", 3)


def test_an_absent_desk_is_not_advised_and_an_open_one_that_is_shut_serves_nobody():
    hall = a_busy_hall("1", "2", desks=3)
    for desk in ("2", "3"):
        hall.say(desk_screen(desk), "8:30", said.ShutDesk(id=hall.new_id(), desk=desk))
    assert [*free_at(hall.day, hall.day.plan, at("9:00"))] == ["1"]
    for _ in range(3):
        hall.appointment("9:00", came="8:50")
    found, advice = late(hall, "9:00")
    assert found == ["A002", "A003"]
    assert advice is None or advice.kind == "too_few_desks"


@pytest.mark.parametrize("seed", range(40))
def test_the_forecast_calls_first_whom_the_rule_of_the_house_calls(seed):
    chance = Random(seed)
    hall = a_busy_hall("1", desks=1, max_wait=20 * MINUTE)
    for number in range(chance.randrange(2, 9)):
        if chance.random() < 0.5:
            hall.appointment(f"9:{number * chance.choice((1, 4)):02d}", came="9:00")
        else:
            hall.walk_in(f"9:{number:02d}", chance.choice(("passport", "licence")))
    if chance.random() < 0.3:
        hall.greeter_says("9:08", said.Prioritise, hall.walk_in("9:08"), reason="baby")
    plan = hall.day.plan
    for clock in ("9:08", "9:11", "9:14", "9:17", "9:22", "9:26", "9:35"):
        row = turns(hall.day, plan, at(clock))
        play(row, free_at(hall.day, plan, at(clock)), at(clock) + HORIZON, plan.max_wait)
        called = [each.visit for each in row if each.call == at(clock)]
        assert called == [hall.next(clock).visit]


def test_a_day_on_which_the_doors_stay_closed_has_no_half_hours_and_no_advice():
    hall = a_busy_hall("1", opens=None, closes=None)
    assert outlook(hall.day, [], at("9:00")).halves == ()
    assert late(hall, "9:00") == ([], None)


def test_learned_arrivals_ask_for_desks_too():
    hall = a_busy_hall("1", "2")

    def learned(first, last):
        return 9.0 * (last - first) / (30 * MINUTE)

    told = outlook(hall.day, [], at("9:30"), arrivals=learned)
    assert [half.walk_ins for half in told.halves] == [9.0, 9.0, 9.0, 9.0]
    advice = advised(told)
    assert (advice.kind, advice.desks, advice.at) == ("open_desks", 2, at("9:45"))
    assert outlook(hall.day, [], at("9:30")).advice is None


def test_learned_walk_ins_take_no_time_where_no_service_takes_them():
    hall = a_hall("1", plan=a_plan((service("birth", walk_in=()),), {"1": ("birth",)}))
    told = outlook(hall.day, [], at("9:30"), arrivals=lambda first, last: 5.0)
    assert told.halves[0].work_minutes == 0
