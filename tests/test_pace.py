"""The expected wait, learned as the days go by: what is usual, what today adds, and the range."""

from math import exp, log

import pytest

from host.core.pace import Pace
from host.core.pace_fit import Fit, solve
from host.core.pace_range import Range
from host.core.pace_today import Today
from host.core.pace_usual import LEAST, Usual

NINE = 9 * 60


def a_day(pace: Pace, minutes_each: int, people: int = 12, queue: str = "passports") -> None:
    """People wait from nine; one is called every so many minutes. Asked at each call."""
    for called in range(people + 1):
        pace.look(queue, NINE + called * minutes_each, called, people - called, 1)
        if called < people:
            pace.guess(queue)
        pace.learn()
    pace.close_day()


def asked(pace: Pace, waiting: int, queue: str = "passports", minute: int = NINE, desks: int = 1):
    pace.look(queue, minute, 0, waiting, desks)
    return pace.guess(queue, remember=False)


def test_before_anything_was_seen_the_first_guess_is_so_many_minutes_per_person():
    guess = asked(Pace(first=8.0), 4)
    assert guess.middle == pytest.approx(32)
    assert guess.low < 32 < guess.high


def test_what_a_queue_took_on_earlier_days_is_expected_of_it_again():
    pace = Pace()
    for _ in range(5):
        a_day(pace, 5)
    assert asked(pace, 6).middle == pytest.approx(30, rel=0.1)


def test_a_queue_never_seen_gets_what_holds_for_all_queues():
    pace = Pace()
    for _ in range(5):
        a_day(pace, 4)
    assert asked(pace, 6, "somewhere else").middle == pytest.approx(24, rel=0.2)


def test_what_was_seen_at_about_this_hour_counts_more_than_what_was_seen_at_another():
    usual = Usual(first=5.0)
    for _ in range(20):
        usual.see("desk", 9 * 60, 5, 3.0)
        usual.see("desk", 16 * 60, 5, 9.0)
    assert (
        usual.logarithm("desk", 9 * 60, 5) < log(4) < log(7) < usual.logarithm("desk", 16 * 60, 5)
    )


def test_a_long_queue_may_take_less_per_person_than_a_short_one():
    usual = Usual(first=5.0)
    for _ in range(20):
        usual.see("desk", NINE, 2, 8.0)
        usual.see("desk", NINE, 60, 3.0)
    assert usual.logarithm("desk", NINE, 2) > log(7)
    assert usual.logarithm("desk", NINE, 60) < log(4)


def test_newer_days_count_more_and_old_ones_are_forgotten_in_the_end():
    usual = Usual(first=5.0, keep=0.5)
    usual.see("desk", NINE, 1, 2.0)
    usual.age()
    usual.see("desk", NINE, 1, 8.0)
    assert usual.logarithm("desk", NINE, 1) > log(4)
    for _ in range(20):
        usual.age()
    assert LEAST > 0.5**20
    assert not usual.queues["desk"]
    assert not usual.sizes
    assert usual.logarithm("desk", NINE, 1) == pytest.approx(log(5))


def test_what_was_just_seen_is_known_to_the_next_guess():
    usual = Usual(first=5.0)
    before = usual.logarithm("desk", NINE, 4)
    for _ in range(20):
        usual.see("desk", NINE, 4, 9.0)
    assert usual.logarithm("desk", NINE, 4) > before + 0.4
    assert Range().around(10.0, (0.9,)) != Range().around(10.0, (0.1,))


def test_a_wait_that_has_not_ended_teaches_nothing():
    pace = Pace()
    pace.look("passports", NINE, 3, 2, 1)
    pace.guess("passports")
    pace.look("passports", NINE + 5, 4, 1, 1)
    pace.learn()
    assert not pace.usual.queues
    pace.look("passports", NINE + 9, 5, 0, 1)
    assert not pace.usual.queues, "learned before it was told to"
    pace.learn()
    assert pace.usual.queues


def test_when_the_numbers_start_again_nothing_is_learned_of_who_waited():
    today = Today(NINE)
    pace = Pace()
    pace.today["passports"] = today
    pace.look("passports", NINE, 40, 2, 1)
    pace.guess("passports")
    assert len(today.asked) == 1
    pace.look("passports", NINE + 5, 1, 2, 1)
    assert not today.asked


def test_who_waits_longer_than_told_makes_the_day_look_slow():
    pace = Pace()
    pace.look("passports", NINE, 0, 1, 1)
    pace.guess("passports")
    pace.look("passports", NINE + 5, 0, 1, 1)
    assert pace.today["passports"].signs(1, 1.0)[2] == 0, "not over yet"
    pace.look("passports", NINE + 40, 0, 1, 1)
    assert pace.today["passports"].signs(1, 1.0)[2] > 0


def test_what_was_off_today_is_a_sign_that_fades():
    today = Today(NINE)
    pace = Pace(first=5.0)
    pace.today["passports"] = today
    pace.look("passports", NINE, 0, 1, 1)
    pace.guess("passports")
    pace.look("passports", NINE + 20, 1, 1, 1)
    fresh = today.signs(1, 1.0)[1]
    pace.look("passports", NINE + 120, 1, 1, 1)
    assert fresh > today.signs(1, 1.0)[1] > 0


def test_more_open_desks_than_usual_are_a_sign():
    pace = Pace()
    for _ in range(50):
        asked(pace, 3, desks=1)
    pace.look("passports", NINE, 0, 3, 4)
    total, looks = pace.desks["passports"]
    assert pace.today["passports"].signs(3, total / looks)[3] > 1


def test_today_never_makes_a_guess_more_than_e_times_as_long():
    pace = Pace(first=5.0)
    pace.fit.factors = [50.0] + [0.0] * 7
    assert asked(pace, 2).middle == pytest.approx(10 * exp(1))


def test_guesses_of_a_queue_without_earlier_days_are_no_measure_of_the_range():
    pace = Pace()
    a_day(pace, 5)
    assert not pace.range.every.weight
    a_day(pace, 5)
    assert pace.range.every.weight


def test_the_same_days_give_the_same_guesses():
    one, other = Pace(), Pace()
    for pace in (one, other):
        for minutes in (4, 6, 5):
            a_day(pace, minutes)
    assert asked(one, 5) == asked(other, 5)


# -- the fit ---------------------------------------------------------------------------------------


def test_a_system_of_equations_is_solved():
    found = solve([[4.0, 1.0, 0.0], [1.0, 3.0, 0.5], [0.0, 0.5, 2.0]], [6.0, 8.5, 7.0])
    assert found == pytest.approx([1.0, 2.0, 3.0])


def test_a_sign_that_means_something_is_found_and_one_odd_answer_does_not_bend_it():
    fit = Fit(3, ridge=1.0)
    for _ in range(6):
        for number in range(100):
            sign = (number % 11 - 5) / 5
            fit.learn((1.0, sign, 0.0), 0.1 + 0.5 * sign, 1.0)
        fit.learn((1.0, 1.0, 0.0), 40.0, 1.0)
        fit.settle()
        fit.age()
    assert fit.factors[1] == pytest.approx(0.5, abs=0.1)
    assert fit.factors[2] == 0


def test_few_answers_change_nothing_much():
    fit = Fit(2)
    fit.learn((1.0, 1.0), 1.0, 1.0)
    fit.settle()
    assert abs(fit.answer((1.0, 1.0))) < 0.1


# -- the range -------------------------------------------------------------------------------------


def test_the_range_holds_for_eight_of_ten_of_what_it_learned_from():
    errors = Range()
    truths = [10 * exp((number - 50) / 50) for number in range(101)] * 20
    for truth in truths:
        errors.learn(20.0, 2 * truth)
    low, high = errors.around(20.0, (0.1, 0.9))
    inside = sum(low <= 2 * truth <= high for truth in truths) / len(truths)
    assert inside == pytest.approx(0.8, abs=0.03)


def test_short_waits_may_have_another_range_than_long_ones():
    errors = Range()
    for _ in range(300):
        for off in (0.5, 1.0, 2.0):
            errors.learn(6.0, 6.0 * off)
            errors.learn(100.0, 100.0 * off**0.2)
    short = errors.around(6.0, (0.1, 0.9))
    long = errors.around(100.0, (0.1, 0.9))
    assert short[1] / short[0] > 1.5 * long[1] / long[0]
    errors.age()
    assert errors.around(6.0, (0.1, 0.9)) == pytest.approx(short, rel=0.02)


def test_an_error_beyond_all_measure_counts_as_the_largest():
    errors = Range()
    errors.learn(1.0, 1e6)
    assert errors.around(1.0, (0.9,))[0] == pytest.approx(exp(4), rel=0.1)
