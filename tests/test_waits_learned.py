"""What earlier days teach of serving and waiting, and how it is worked out from their visits."""

import pytest

from host.core.expect import expected_wait, usual_millis
from host.core.pace_learned import Durations, Learned, minute_of, weekday_of
from host.core.pace_past import Past, learn_day
from tests.builders import SERVICES, a_hall, a_plan, at

MINUTE = 60_000


def told(hall, clock):
    return expected_wait(hall.day, ("passport",), at(clock))


def learned_from(served_minutes, days=20):
    """Every quarter of an hour somebody comes for a passport, and is called at once."""
    learned = Learned()
    plan = a_plan()
    for _ in range(days):
        visits = [
            Past("passport", now, now, now + 15 * MINUTE, now, now, now + length, "1", length)
            for quarter in range(24)
            for now in (at("9:00") + quarter * 15 * MINUTE,)
            for length in (served_minutes * MINUTE,)
        ]
        learn_day(learned, plan, visits)
    return learned


def test_without_earlier_days_the_slot_length_is_the_guess():
    hall = a_hall("1")
    hall.day.learned = Learned()
    assert usual_millis(hall.day, hall.day.plan, "passport") == 10 * MINUTE
    assert told(hall, "9:00") == (0, 5)


def test_how_long_serving_took_on_earlier_days_is_the_guess_of_today():
    hall = a_hall("1")
    hall.day.learned = learned_from(4)
    assert usual_millis(hall.day, hall.day.plan, "passport", at("9:30")) == pytest.approx(
        4 * MINUTE, rel=0.1
    )
    assert usual_millis(hall.day, hall.day.plan, "gone") == 10 * MINUTE


def test_an_hour_of_a_weekday_may_have_its_own_length():
    durations = Durations()
    for _ in range(200):
        durations.see("passport", 0, 9 * 60, 20 * MINUTE)
        durations.see("passport", 4, 9 * 60, 10 * MINUTE)
        durations.see("passport", 4, 15 * 60, 6 * MINUTE)
    asked = [(0, 9 * 60), (4, 9 * 60), (4, 15 * 60), (2, 12 * 60)]
    found = [durations.millis("passport", *when, 10 * MINUTE) / MINUTE for when in asked]
    assert found[0] > 18
    assert 9 < found[1] < 12
    assert found[2] < 8
    assert 11 < found[3] < 13
    assert durations.millis("other", 0, 0, 5 * MINUTE) == 5 * MINUTE


def test_what_took_longer_than_worked_out_is_told_longer():
    learned = Learned()
    for _ in range(60):
        learned.see("passport", 9 * 60, 20.0, 32.0)
    assert learned.corrected("passport", 9 * 60, 20.0) > 28
    assert learned.corrected("passport", 9 * 60, 20.0) <= 20 * 2.02
    low, high = learned.around(30.0)
    assert low <= 30 <= high


def test_the_told_range_follows_from_the_errors_of_earlier_days():
    hall = a_hall("1")
    for _ in range(3):
        hall.walk_in("9:00")
    before = told(hall, "9:01")
    learned = Learned()
    for _ in range(100):
        learned.see("passport", 9 * 60, 30.0, 15.0)
    hall.day.learned = learned
    assert told(hall, "9:01")[1] < before[1]


def test_a_past_visit_is_worked_out_from_those_ahead_and_those_at_the_desks():
    now, each = at("9:00"), 10 * MINUTE
    end = now + 15 * MINUTE
    waits = [
        Past("passport", now, now, end, now, now, now + each, "1", each),
        Past(
            "passport", now + 1, now + 1, end + 1, now + each, now + each, now + 2 * each, "1", each
        ),
        Past("gone", now + 2, now + 2, end + 2, None, None, now + 9, None, None),
        Past("moving", now + 2, now + 2, end + 2, now + 3, now + 3, now + 9, "3", 6),
        Past("licence", now + 3, now + 3, end + 3, now + 2 * each, None, None, "1", None),
        Past("passport", now + 4, now + 4, end + 4, None, None, None, None, None),
    ]
    learned = Learned()
    learn_day(learned, a_plan(), waits)
    assert learned.n == 4, "who was called, and came when a desk was there"
    assert learned.off.queues["passport"]
    assert ("passport", None, 9) in learned.durations.hours
    assert ("moving", None, 9) not in learned.durations.hours, "a slip of the finger"


def test_of_a_past_visit_only_those_count_as_ahead_whose_promise_ended_sooner():
    now, each = at("9:00"), 10 * MINUTE

    def learned_with(its_deadline):
        busy = Past("passport", now, now, now, now, now, now + each, "1", each)
        gone = now + 2 * each
        other = Past("passport", now + 1, now + 1, its_deadline, None, None, gone, None, None)
        mine = Past("passport", now + 2, now + 2, now + 900_002, now + each, None, None, "1", None)
        learned = Learned()
        learn_day(learned, a_plan(), [busy, other, mine])
        return set(learned.off.queues["passport"])

    assert learned_with(now + 800_000) != learned_with(now + 1_000_000)


class Noted(Learned):
    """What was worked out for each visit, in minutes."""

    def see(self, service, minute, minutes, waited):
        self.minutes = [*getattr(self, "minutes", []), minutes]
        super().see(service, minute, minutes, waited)


def test_an_early_appointment_of_the_past_is_worked_out_by_who_else_waited():
    now, each = at("9:00"), 10 * MINUTE
    busy = Past("passport", now - each, now - each, now, now - each, now - each, now, "1", each)
    ends = now + 3 * each
    early = Past("passport", now + 2 * each, now, ends, now + each, None, ends, "1", None)
    other = Past("passport", now, now, now + each, None, None, now + 3 * each, None, None)

    def worked_out(*visits):
        learned = Noted()
        learn_day(learned, a_plan(), visits)
        return learned.minutes

    assert worked_out(busy, early)[-1] == 0
    assert worked_out(busy, other, early)[-1] == 18


def test_where_a_mean_is_promised_the_past_is_worked_out_by_the_work_alone():
    now, each = at("9:00"), 10 * MINUTE
    mean = tuple(one.model_copy(update={"target": None}) for one in SERVICES)
    waits = [
        Past(
            "passport",
            now + n,
            now + n,
            now + 15 * MINUTE + n,
            now + n * each,
            None,
            now + 99 * each,
            "1",
            0,
        )
        for n in range(6)
    ]

    def worked_out(services):
        learned = Noted()
        learn_day(learned, a_plan(services), waits)
        return learned.minutes[-1]

    assert worked_out(mean) == pytest.approx(30, abs=0.01)
    assert worked_out(SERVICES) == pytest.approx(40, abs=0.01), (
        "who would be late is due again after forty"
    )


def test_who_was_called_before_any_desk_is_known_teaches_nothing():
    start = at("9:00")
    learned = Learned()
    visits = [Past("passport", start, start, start + 1, start + 2, None, None, None, None)]
    learn_day(learned, a_plan(), visits)
    assert learned.n == 0


def test_the_core_knows_the_weekday_and_the_minute_of_a_moment():
    days = [weekday_of(day) for day in ("2026-06-08", "2024-02-29", "2000-01-01", "2026-11-22")]
    assert days == [0, 3, 5, 6]
    assert minute_of(a_plan(), at("9:05")) == 9 * 60 + 5
