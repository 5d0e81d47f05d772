"""The bench that judges the order of calling: its days are the same for every rule, its rules are
what they say, and what it is meant to find it finds.
"""

from dataclasses import replace

import pytest

from bench.j3_hall import PRODUCT, Hall, Wait, live
from bench.j3_order import (
    RULES,
    DayFigures,
    Difference,
    difference,
    figures_of,
    live_by_all,
    results_of,
)
from bench.j3_picture import draw_picture
from bench.scenarios import SCENARIOS, TITLES, Scene, clock, scene
from demo.crowd import Person
from host.core.decide import decide
from host.core.next import ORDERS, first_come
from host.core.plan import MINUTE


def a_scene(*people: Person, desks=("1",), deaf=()) -> Scene:
    plan = scene("hoofddorp", "tuesday", 0).plan
    return Scene(plan, sorted(people, key=lambda person: person.arrives), desks, deaf)


def walk_in(came: str, minutes: float = 10, service: str = "passport", **more) -> Person:
    return Person(service, clock(came), None, 1, "nl", "", minutes, **more)


def appointment(at: str, came: str, minutes: float = 10) -> Person:
    return Person("passport", clock(came), clock(at), 1, "nl", "", minutes)


def called(hall: Hall) -> list[str]:
    """When each came, in the order of their calls."""
    hall.live()
    moments = [hall.party[visit].arrives for _, _, visit in hall.lived.calls]
    minutes = [(moment - clock("0:00")) // MINUTE for moment in moments]
    return [f"{minute // 60}:{minute % 60:02d}" for minute in minutes]


def test_a_seed_gives_the_same_day_and_the_same_waits_again():
    first, second = scene("hoofddorp", "june_monday", 7), scene("hoofddorp", "june_monday", 7)
    assert first == second
    assert live(first, PRODUCT) == live(second, PRODUCT)
    assert first.people != scene("hoofddorp", "june_monday", 8).people


def test_a_day_that_was_lived_is_as_it_was_for_the_next_rule():
    day = scene("hoofddorp", "two_sick", 3)
    for rule in RULES:
        live(day, rule)
    assert day == scene("hoofddorp", "two_sick", 3)


def test_every_rule_gets_the_same_arrivals_and_helps_everybody_who_stays():
    day = scene("hoofddorp", "two_sick", 1)
    arrived = set()
    for rule in RULES:
        hall = Hall(day, rule)
        hall.live()
        visits = hall.day.visits.values()
        arrived.add(tuple(sorted((v.arrived, v.appointed or 0) for v in visits)))
        assert {visit.stage for visit in visits} <= {"done", "serving", "left"}
        assert len({visit for _, _, visit in hall.lived.calls}) == len(hall.lived.calls)
    assert len(arrived) == 1
    assert len(day.people) == len(arrived.pop())


def test_the_product_is_called_by_its_own_key_and_not_by_hand(monkeypatch):
    day = a_scene(walk_in("9:00"), walk_in("9:01"))
    said = []

    def listen(today, command, *rest):
        said.append(command.kind)
        return decide(today, command, *rest)

    monkeypatch.setattr("bench.j3_hall.decide", listen)
    live(day, PRODUCT)
    assert "call_next" in said
    assert "call_visit" not in said


def test_first_come_first_served_calls_in_the_order_of_arrival_whoever_has_an_appointment():
    people = (walk_in("9:00"), walk_in("9:03"), appointment("9:05", "9:02"), walk_in("9:01"))
    hall = Hall(a_scene(*people), "first_come")
    assert called(hall) == ["9:00", "9:01", "9:02", "9:03"]


def test_every_first_come_call_of_a_whole_day_is_of_the_longest_here(monkeypatch):
    chosen = []

    def watch(day, candidates, now):
        found = first_come(day, candidates, now)
        firsts = [day.visits[c.place[2]].arrived for c in candidates]
        chosen.append((found[0].place[1], min(firsts)))
        return found

    monkeypatch.setitem(ORDERS, "first_come", watch)
    live(scene("hoofddorp", "two_sick", 2), "first_come")
    assert len(chosen) > 200
    assert all(came <= first for came, first in chosen)


def test_the_rules_differ_where_they_should():
    people = (
        walk_in("9:00", 8),
        walk_in("9:04"),
        appointment("9:05", "9:03"),
        appointment("9:21", "9:10"),
    )
    orders = {rule: called(Hall(a_scene(*people), rule)) for rule in RULES}
    assert orders["first_come"] == ["9:00", "9:03", "9:04", "9:10"]
    assert orders["appointments_first"] == ["9:00", "9:03", "9:04", "9:10"]
    assert orders["due_first"] == ["9:00", "9:03", "9:10", "9:04"]
    assert orders["by_planned_time"] == ["9:00", "9:04", "9:03", "9:10"]
    assert orders[PRODUCT] == ["9:00", "9:03", "9:10", "9:04"]


def test_who_is_starved_is_found():
    appointments = [
        appointment(f"{9 + n // 6}:{n % 6}0", f"{9 + n // 6}:{n % 6}0") for n in range(12)
    ]
    day = a_scene(walk_in("9:01", patience_minutes=600), *appointments)
    starving = live(day, "appointments_first")
    assert len(starving.starved) == 1
    assert max(wait.seconds for wait in starving.waits if not wait.by_appointment) > 45 * 60
    assert live(day, PRODUCT).starved == set()


def test_who_waits_past_the_maximum_behind_those_who_came_before_is_not_starved():
    day = a_scene(*(walk_in(f"9:0{n}", 30, patience_minutes=600) for n in range(5)))
    lived = live(day, "first_come")
    assert max(wait.seconds for wait in lived.waits) > 45 * 60
    assert lived.starved == set()


def test_nobody_is_called_while_the_host_is_down():
    deaf = ((clock("9:05"), clock("9:20")),)
    hall = Hall(a_scene(walk_in("9:00", 2), walk_in("9:06"), deaf=deaf), PRODUCT)
    hall.live()
    assert [moment for moment, _, _ in hall.lived.calls] == [clock("9:00"), clock("9:20")]


def test_who_has_no_patience_left_goes_and_counts_as_not_within():
    day = a_scene(walk_in("9:00", 60), walk_in("9:01", patience_minutes=20))
    lived = live(day, PRODUCT)
    assert [wait.left for wait in lived.waits] == [False, True]
    assert figures_of(lived.waits, 0).walk_ins == 0.5
    assert figures_of(lived.waits, 0).left == 1


def test_the_clocks_stand_still_during_a_fire_alarm():
    day = scene("hoofddorp", "fire_alarm", 0)
    at_once = [person for person in day.people if person.arrives == clock("11:00")]
    assert len(at_once) > 8
    assert len(day.people) == len(scene("hoofddorp", "fire_alarm", 0).people)


@pytest.mark.parametrize("town", ["hoofddorp", "buiterplein", "nieuw_vennep"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario_can_be_drawn_for_every_town(town, name):
    day = scene(town, name, 0)
    assert [p.arrives for p in day.people] == sorted(p.arrives for p in day.people)
    assert set(day.open_desks) <= set(day.plan.desks)
    assert {person.service for person in day.people} <= set(day.plan.services)
    assert name in TITLES


def test_a_share_counts_the_limit_itself_as_within():
    waits = [Wait(True, 300, 301), Wait(True, 300.1, 600), Wait(False, 900, 900)]
    assert figures_of(waits, 2) == DayFigures(0.5, 0.0, 1.0, 15.0, 2, 0)


def test_a_difference_is_paired_by_day_and_says_what_is_chance():
    def days(*shares):
        return [DayFigures(share, 0, 0, 0, 0, 0) for share in shares]

    lived = {PRODUCT: days(0.5, 0.9, 0.7), "first_come": days(0.4, 0.8, 0.6)}
    found = difference(lived, "first_come", "appointments")
    assert found.mean == pytest.approx(10)
    assert found.half == pytest.approx(0)
    assert found.word == "higher"
    assert [Difference(1, 2).word, Difference(-3, 2).word] == ["same", "lower"]


def test_the_closing_lines_say_which_comparisons_hold():
    good, bad = DayFigures(1, 1, 0.9, 9, 0, 0), DayFigures(0.5, 1, 1, 9, 0, 0)
    others = {rule: [bad, bad] for rule in RULES if rule != PRODUCT}
    results = {r.name: r for r in results_of({"tuesday": {PRODUCT: [good, good], **others}})}
    assert results["J3_tuesday_first_come_appointments"].value == 50
    assert not results["J3_tuesday_first_come_walk_ins"].is_ok
    assert results["J3_at_least_as_high"].value == 4
    assert results["J3_lower_beyond_chance"].value == 4
    assert results["J3_beaten"].is_ok
    starved = {PRODUCT: [replace(bad, starved=1)] * 2, **{r: [good, good] for r in others}}
    results = {r.name: r for r in results_of({"tuesday": starved})}
    assert results["J3_starved"].value == 2
    assert results["J3_higher"].value == 1


def test_all_rules_live_the_day_of_one_job():
    figures = live_by_all(("nieuw_vennep", "tuesday", 0))
    assert set(figures) == set(RULES)
    assert figures[PRODUCT].starved == 0


def test_the_picture_shows_every_panel_with_its_numbers():
    panel = {rule: (99.998, 80.0, 1.5 * (rule == "due_first")) for rule in RULES}
    picture = draw_picture({"tuesday": panel, "two_sick": panel}, RULES, "town")
    assert picture.count("99.99") == 2 * len(RULES)
    assert picture.count("▲ 1.50") == 2
    assert TITLES["two_sick"] in picture
