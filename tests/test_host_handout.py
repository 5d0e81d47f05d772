"""What the desk is told of the document that its visitor has applied for."""

import json
from typing import Any

import pytest

from host.hall import Hall
from host.settings import read
from host.views import view_of
from tests.builders import a_hall, a_plan, at, desk_screen
from tests.town import SETTINGS, settings_file
from wire.commands import ChooseHandout

PASSPORT = 'group = "A"\n'


@pytest.fixture
def seen(tmp_path):
    """`seen(hall, "9:05")`: the view of desk 1 on Monday 8 June 2026, of a town with these lines
    more at its passports and its hall.
    """

    def view(hall: Any, clock: str, service: str = "", place: str = "") -> Any:
        text = SETTINGS.replace(PASSPORT, f"{PASSPORT}{service}\n", 1)
        text = text.replace("[locations.hall]\n", f"[locations.hall]\n{place}\n", 1)
        settings = read(settings_file(tmp_path, text=text))
        known = Hall("hall", settings, day=hall.day, signed_in={"1": "anna"})
        return json.loads(view_of(known, ("desk", "1"), at(clock)))

    return view


def served(*services: str, **plan: Any) -> Any:
    """A hall whose first visitor sits at desk 1 since two past nine."""
    hall = a_hall("1")
    if plan:
        hall.change(a_plan(**plan), "8:30")
    hall.walk_in("9:00", *services)
    hall.call_next("9:01")
    hall.meet("9:02")
    return hall


def test_a_document_is_told_of_while_its_visitor_is_served_and_not_before_or_after(seen):
    hall = a_hall("1")
    hall.walk_in("9:00", "passport")
    assert "handout" not in seen(hall, "9:00")
    hall.call_next("9:01")
    assert "handout" not in seen(hall, "9:01")
    hall.meet("9:02")
    assert seen(hall, "9:02")["handout"]["service"] == "licence"
    hall.call_next("9:10")
    assert "handout" not in seen(hall, "9:10")


def test_who_applied_for_nothing_that_is_collected_later_has_no_document(seen):
    view = seen(served("licence"), "9:03")
    assert "handout" not in view
    assert "choose_handout" not in view["can"]


@pytest.mark.parametrize(
    ("service", "place", "first_day"),
    [
        ("", "", "2026-06-15"),
        ("ready_working_days = 0", "", "2026-06-08"),
        ("ready_working_days = 4", "", "2026-06-12"),
        ("ready_working_days = 10", "", "2026-06-22"),
        ("", "closures = [{ date = 2026-06-10 }]", "2026-06-16"),
    ],
    ids=["five, over a weekend", "none", "four, in one week", "two weeks", "over a closed day"],
)
def test_it_can_be_collected_after_so_many_working_days(seen, service, place, first_day):
    assert seen(served("passport"), "9:03", service, place)["handout"]["first_day"] == first_day


def test_a_desk_may_say_that_it_is_brought_home_only_where_the_town_does_so(seen):
    home, here = served("passport"), served("passport", delivers=False)
    assert seen(home, "9:03")["handout"]["delivers"]
    assert "choose_handout" in seen(home, "9:03")["can"]
    assert not seen(here, "9:03")["handout"].get("delivers")
    assert "choose_handout" not in seen(here, "9:03")["can"]


def test_the_choice_is_seen_and_goes_with_undo(seen):
    hall = served("passport")
    assert seen(hall, "9:03")["handout"].get("chosen", "collect") == "collect"
    hall.desk_says("9:03", ChooseHandout, how="deliver")
    view = seen(hall, "9:03")
    assert view["handout"]["chosen"] == "deliver"
    assert view["undo"]["what"] == "choose_handout"
    hall.undo_last("9:04", desk_screen())
    assert seen(hall, "9:04")["handout"].get("chosen", "collect") == "collect"
