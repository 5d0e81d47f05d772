"""The team leader's view: counts, promises and half hours of a hall, made seldom and only when
somebody looks; and nothing of anybody.
"""

import asyncio

import orjson
import pytest

from host.hub import Hub, Listener
from host.views import SELDOM, view_of
from host.views.leader import _advice as advice_of
from host.views.rows import encoded
from tests.norm_files import MEAN
from tests.town import PIN, SETTINGS, Clock, a_town, new_id
from wire.commands import CallNext, Meet, OpenDesk, PauseDesk, Prioritise, SignIn, TakeTicket
from wire.norms import AdviceRow
from wire.rows import VisitRow
from wire.views import LeaderView

ALL_DAY = SETTINGS.replace('friday = ["09:00-11:00"]', 'friday = ["09:00-17:00"]')
KEY = ("leader",)
MINUTE = 60_000
REST = 3.0
"""Seconds."""


class Paper:
    """A line that writes down what it gets."""

    def __init__(self):
        self.frames = []

    def send_frame(self, frame):
        self.frames.append(frame)
        return True

    @property
    def counts(self):
        return [orjson.loads(frame)["view"]["waiting_count"] for frame in self.frames]


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, Clock("09:05"), text=ALL_DAY + MEAN) as town:
        yield town


async def takes(town, *services):
    greeter = await town.screen("greeter", f"greeter-{new_id()[:5]}")
    return [
        await greeter.done(TakeTicket(id=new_id(), services=(each,), name="Wilma", slip=False))
        for each in services
    ]


async def opens(town, desk="1"):
    screen = await town.screen("desk", f"desk-{desk}", desk=desk)
    await screen.done(SignIn(id=new_id(), desk=desk, staff="anna", pin=PIN))
    await screen.done(OpenDesk(id=new_id(), desk=desk, staff="anna"))
    return screen


async def test_it_counts_who_waits_by_letter_with_the_longest_and_who_is_over(town):
    await takes(town, "passport", "passport", "collect")
    leader = await town.screen("leader")
    view = await leader.sees(lambda view: view.waiting_count == 3)
    lines = {row.letter: (row.count, row.over, row.longest_since) for row in view.lines}
    began = town.clock.now
    assert lines == {"A": (2, 0, began), "B": (1, 0, began), "C": (0, 0, None)}
    assert [row.services for row in view.lines] == [("passport",), ("collect",), ("talk",)]
    town.clock.now += 15 * MINUTE + 1
    await takes(town, "collect")
    view = await leader.sees(lambda view: view.waiting_count == 4)
    assert {row.letter: (row.count, row.over) for row in view.lines} == {
        "A": (2, 2),
        "B": (2, 1),
        "C": (0, 0),
    }
    assert (view.over_count, view.longest_since) == (3, began)


async def test_it_tells_how_each_desk_is_and_since_when_but_not_who_sits_there(town):
    desk = await opens(town)
    await takes(town, "passport")
    town.clock.now += MINUTE
    await desk.done(CallNext(id=new_id(), desk="1"))
    leader = await town.screen("leader")
    view = await leader.sees(lambda view: view.desks)
    told = {row.desk: (row.state, row.since) for row in view.desks}
    assert told == {"1": ("busy", town.clock.now), "2": ("closed", None)}
    other = await opens(town, "2")
    await other.done(PauseDesk(id=new_id(), desk="2", reason="break"))
    view = await leader.sees(lambda view: view.desks[1].state == "paused")
    assert view.desks[1].since == town.clock.now


async def test_today_is_told_by_half_hour_with_who_was_called_in_time(town):
    desk = await opens(town)
    await takes(town, "passport", "passport", "passport")
    for minutes in (1, 13, 20):  # called at 9:06, 9:19 and 9:39; the last one waited 34 minutes
        town.clock.now += minutes * MINUTE
        await desk.done(CallNext(id=new_id(), desk="1"))
        town.clock.now += 16_000
        await desk.done(Meet(id=new_id(), desk="1"))
    leader = await town.screen("leader")
    view = await leader.sees(lambda view: len(view.today) == 2)
    rows = [(row.arrived, row.called, row.within) for row in view.today]
    assert rows == [(3, 2, 2), (0, 1, 0)]
    assert view.today[1].starts - view.today[0].starts == 30 * MINUTE
    (norm,) = view.norms
    assert (norm.n, norm.to_come > 0) == (2, True)
    assert [half.starts % (30 * MINUTE) for half in view.coming] == [0] * 4


async def test_nothing_of_anybody_is_in_it(town):
    desk = await opens(town)
    taken = await takes(town, "passport", "passport", "collect")
    await desk.done(CallNext(id=new_id(), desk="1"))
    leader = await town.screen("leader")
    town.clock.now += 14 * MINUTE
    await takes(town, "passport")
    view = await leader.sees(lambda view: view.advice is not None)
    assert view.advice.visit is None
    assert view.advice.before is None
    text = view.model_dump_json()
    for secret in ("Wilma", "anna", "Anna", *(done.visit for done in taken)):
        assert secret not in text
    assert not set(LeaderView.model_fields) & {"waiting", "aside", "expected", "late"}
    shapes = [str(field.annotation) for field in LeaderView.model_fields.values()]
    assert not any(VisitRow.__name__ in shape for shape in shapes)
    setup = next(one for one in leader.heard if getattr(one, "kind", "") == "setup")
    assert setup.staff == ()


def test_an_advice_names_tickets_and_no_visit():
    row = AdviceRow(
        kind="call_before", visit=new_id(), ticket="A042", before=new_id(), before_ticket="B007"
    )
    told = orjson.loads(orjson.dumps(advice_of(encoded(row)[0])))
    assert (told["ticket"], told["before_ticket"]) == ("A042", "B007")
    assert not {"visit", "before"} & {key for key, value in told.items() if value is not None}


async def test_a_leader_can_say_nothing_that_changes_the_day(town):
    leader = await town.screen("leader")
    assert await leader.refused(CallNext(id=new_id(), desk="1")) == "role_may_not"
    wish = Prioritise(id=new_id(), visit="no-such-visit", reason="baby")
    assert await leader.refused(wish) == "role_may_not"


async def test_it_is_made_once_for_all_and_at_most_about_once_a_second(town, monkeypatch):
    made = []
    hub = Hub(town.clock, lambda work: work(), lambda body: body)
    from host import hub as where

    def counted(hall, key, now):
        made.extend([1] if key == KEY else [])
        return view_of(hall, key, now)

    monkeypatch.setattr(where, "view_of", counted)
    monkeypatch.setitem(SELDOM, "leader", REST)  # however slow this machine is
    hall = town.host.office.halls["hall"]
    hub.show(hall)
    assert made == [], "nobody looks"
    papers = [Paper() for _ in range(50)]
    for number, paper in enumerate(papers):
        hub.join(Listener(hall, KEY, paper, str(number)))
    assert len(made) == 1
    await takes(town, *["passport"] * 10)
    for _ in range(10):
        hub.show(hall)
        await asyncio.sleep(0.03)
    assert len(made) == 1
    await asyncio.sleep(REST)
    assert len(made) == 2
    assert {tuple(paper.counts) for paper in papers} == {(0, 10)}
    assert len({id(paper.frames[-1]) for paper in papers}) == 1, "encoded once"


async def test_after_a_quiet_second_news_is_told_at_once(town):
    hub = Hub(town.clock, lambda work: work(), lambda body: body)
    hall, paper = town.host.office.halls["hall"], Paper()
    hub.join(Listener(hall, KEY, paper, "one"))
    await asyncio.sleep(SELDOM["leader"] + 0.05)
    await takes(town, "passport")
    hub.show(hall)
    assert paper.counts == [0, 1]


async def test_who_comes_back_within_the_second_waits_for_its_end_and_gets_the_newest(town):
    hub = Hub(town.clock, lambda work: work(), lambda body: body)
    hall, first, second = town.host.office.halls["hall"], Paper(), Paper()
    listener = Listener(hall, KEY, first, "one")
    hub.join(listener)
    hub.leave(listener)
    await takes(town, "passport")
    hub.join(Listener(hall, KEY, second, "two"))
    assert second.counts == []
    await asyncio.sleep(SELDOM["leader"] + 0.1)
    assert second.counts == [1]
