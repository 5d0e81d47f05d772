"""A visitor who goes while the desk waits for them: the desk says who, and by whose doing."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from host.hall import Hall
from host.settings import read
from host.views import view_of
from kiosk.desk.card import Card
from kiosk.staff.frame import Notice
from tests.builders import a_hall, at
from tests.staff_rows import NOW
from tests.staff_stage import a_desk, a_desk_view, called, settled
from tests.test_core_phone import says
from tests.town import settings_file
from wire.commands import AskTime, EndVisit, Leave, PauseDesk, PutBack
from wire.rows import StepRow


@pytest.fixture
def gone(tmp_path):
    """`gone(hall, "9:05")`: what desk 1 is told of who went, and which number that was."""
    settings = read(settings_file(tmp_path))

    def view(hall: Any, clock: str) -> Any:
        known = Hall("hall", settings, day=hall.day, signed_in={"1": "anna"})
        told = json.loads(
            view_of(known, ("desk", "1"), at(clock)),
            object_hook=lambda part: SimpleNamespace(**part),
        )
        step = getattr(told, "gone", None)
        return None if step is None else (step.what, step.ticket)

    return view


@pytest.mark.parametrize(("wish", "word"), [(Leave, "leave"), (AskTime, "ask_time")])
def test_a_desk_hears_what_its_visitor_said_on_the_phone_for_a_minute(gone, wish, word):
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    assert gone(hall, "9:01:30") is None
    says(hall, "9:02", wish, visit)
    assert gone(hall, "9:02:30") == (word, visit.ticket)
    assert gone(hall, "9:03:01") is None


def test_a_desk_hears_that_a_colleague_put_its_visitor_back(gone):
    hall = a_hall("1", "2")
    visit = hall.walk_in("9:00")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.greeter_says("9:02", PutBack, visit)
    hall.call_next("9:02:10", "2")
    assert gone(hall, "9:02:30") == ("put_back", visit.ticket)


def test_of_its_own_steps_and_after_the_next_one_a_desk_hears_nothing(gone):
    hall = a_hall("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", EndVisit)
    assert gone(hall, "9:02:10") is None
    hall.call_next("9:03")
    says(hall, "9:03:10", Leave, second)
    hall.desk_says("9:03:20", PauseDesk, reason="break")
    assert gone(hall, "9:03:40") is None
    assert first.stage == "done"


def test_after_its_next_call_a_desk_hears_of_that_one_only(gone):
    hall = a_hall("1")
    first = hall.walk_in("9:00")
    hall.call_next("9:01")
    says(hall, "9:01:10", Leave, first)
    hall.walk_in("9:01:20")
    hall.call_next("9:01:30")
    assert gone(hall, "9:01:40") is None


@pytest.mark.parametrize(
    ("what", "ticket", "told"),
    [
        ("leave", "A018", "A018 gaat weg. De bezoeker zei het op de telefoon."),
        ("ask_time", "A018", "A018 vroeg op de telefoon om tien minuten extra."),
        ("put_back", "", "Bezoeker is weg bij uw balie. Een collega deed dat."),
    ],
)
async def test_the_desk_says_it_once_and_keeps_it_on_its_card(what, ticket, told):
    step = StepRow(step="step-0001", what=what, ticket=ticket, until=NOW + 40_000)
    stage = a_desk(called())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        stage.line.show(a_desk_view(gone=step))
        await settled(pilot)
        notice = stage.app.screen.query_one(Notice)
        assert notice.text == told
        assert told in str(stage.app.screen.query_one(Card).query_one("#card-told").content)
        notice.clear()
        stage.app.look_again()
        await settled(pilot)
        assert notice.text == "", "once"
        stage.now += 41_000
        stage.app.look_again()
        await settled(pilot)
        assert told not in str(stage.app.screen.query_one(Card).query_one("#card-told").content)
