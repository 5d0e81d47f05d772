"""The norms on the screens of staff: what the host says of them, in views and over a real line."""

import json

import pytest

from host.hall import Hall
from host.views import view_of
from tests.builders import at, desk_screen
from tests.norm_files import FIRST, MEAN, settings_of
from tests.test_norm_outlook import a_busy_hall, helped
from tests.town import SETTINGS, Clock, a_town, new_id
from wire import commands as said
from wire.views import DeskView, GreeterView


@pytest.fixture
def shown(tmp_path):
    """`shown(hall, "9:05", "greeter", "tablet")`: the view as the wire reads it."""
    settings = settings_of(tmp_path, FIRST, MEAN)

    def view(hall, clock, kind, name):
        known = Hall("hall", settings, day=hall.day)
        model = GreeterView if kind == "greeter" else DeskView
        return model.model_validate(json.loads(view_of(known, (kind, name), at(clock))))

    return view


@pytest.mark.parametrize("screen", [("greeter", "tablet"), ("desk", "1")])
def test_staff_read_each_norm_of_the_town_as_it_stands_today(shown, screen):
    hall = a_busy_hall("1")
    helped(hall, "9:00", 6)
    for number in range(5):
        hall.book(f"11:{number * 5:02d}")
    first, mean = shown(hall, "9:10", *screen).norms
    assert (first.norm, first.version, first.limit_seconds, first.target) == ("waiting", 1, 600, 1)
    assert (first.n, first.realised, first.kept) == (1, 1.0, True)
    assert (first.to_come, first.may_miss, first.lost) == (5, 0, False)
    assert (mean.definition, mean.names["nl"], mean.n) == ("wt_w", "Zonder afspraak", 0)


@pytest.mark.parametrize("screen", [("greeter", "tablet"), ("desk", "1")])
def test_staff_read_who_will_be_late_and_what_to_do(shown, screen):
    hall = a_busy_hall("1")
    for _ in range(8):
        hall.appointment("9:00", came="8:50")
    view = shown(hall, "9:01", *screen)
    assert view.late_count == 7
    assert [row.ticket for row in view.late] == ["A002", "A003", "A004", "A005", "A006"]
    assert view.late[0].deadline == at("9:05")
    assert (view.advice.kind, view.advice.desks) == ("open_desks", 3)


def test_without_anything_to_do_a_view_has_no_advice(shown):
    view = shown(a_busy_hall("1"), "9:01", "greeter", "tablet")
    assert (view.late, view.late_count, view.advice) == ((), 0, None)


def test_absent_people_change_the_advice_in_the_next_view(shown):
    hall = a_busy_hall()
    for number in range(15):
        hall.book(f"9:{number * 2:02d}")
    before = shown(hall, "8:30", "greeter", "tablet").advice
    for desk in ("5", "6"):
        hall.say(desk_screen(desk), "8:30", said.ShutDesk(id=hall.new_id(), desk=desk))
    after = shown(hall, "8:30", "greeter", "tablet").advice
    assert (before.kind, before.desks) == ("too_few_desks", 1)
    assert (after.kind, after.desks) == ("too_few_desks", 3)


async def test_the_norms_reach_a_greeter_over_the_line_and_change_with_the_settings(tmp_path):
    async with a_town(tmp_path, Clock("09:05"), text=SETTINGS + FIRST) as town:
        greeter = await town.screen("greeter")
        view = await greeter.sees(lambda view: view.norms)
        assert [row.limit_seconds for row in view.norms] == [600]
        file = town.host.path
        assert file is not None
        file.write_text(file.read_text().replace(FIRST, FIRST + MEAN), encoding="utf-8")
        town.host.reload()
        await greeter.done(said.TakeTicket(id=new_id(), services=("passport",)))
        view = await greeter.sees(lambda view: len(view.norms) == 2)
        assert [row.norm for row in view.norms] == ["waiting", "walk-ins"]
