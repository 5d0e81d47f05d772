"""Many open pages of visits: a change is shown at once to whom it is about, to the others in
rounds, and nobody waits for another.
"""

import asyncio

import orjson
from structlog.testing import capture_logs

from host.hub import Line
from host.phones import LINES_MAX, ROUND_SECONDS, Looker, Phones
from tests.phone_stage import a_phone_town
from tests.town import FRIDAY


class Paper:
    """A phone that writes down what it gets; `reads` says whether it does."""

    def __init__(self):
        self.got = []
        self.reads = True

    def send_frame(self, frame):
        if self.reads:
            self.got.append(orjson.loads(frame))
        return self.reads

    @property
    def views(self):
        return [one["view"] for one in self.got if one["kind"] == "view"]


def hall_of(town):
    return town.host.office.halls["hall"]


def a_house_of_phones(town):
    return Phones(town.clock, lambda work: work(), lambda text: text, lambda hall, visit: "")


def a_looker(town, visit, line: Line):
    return Looker(hall_of(town), visit, line)


async def test_a_visit_that_changes_is_shown_at_once_and_the_others_in_a_round(tmp_path):
    async with a_phone_town(tmp_path) as town:
        phones = a_house_of_phones(town)
        visits = [await town.comes_by() for _ in range(3)]
        papers = [Paper() for _ in visits]
        for visit, paper in zip(visits, papers, strict=True):
            phones.join(a_looker(town, visit, paper))
        assert [len(paper.views) for paper in papers] == [1, 1, 1]
        await town.calls()
        phones.show(hall_of(town))
        assert [len(paper.views) for paper in papers] == [2, 1, 1]
        await asyncio.sleep(0.2)
        assert [len(paper.views) for paper in papers] == [2, 2, 2]
        for _ in range(5):
            phones.show(hall_of(town))
        await asyncio.sleep(ROUND_SECONDS + 0.3)
        assert [len(paper.views) for paper in papers] == [2, 2, 2], "nothing is new"
        assert len(phones) == 3


async def test_a_page_that_cannot_be_made_holds_up_no_other_and_no_round(tmp_path):
    async with a_phone_town(tmp_path) as town:
        phones = a_house_of_phones(town)
        visits = [await town.comes_by() for _ in range(3)]
        papers = [Paper() for _ in visits]
        for visit, paper in zip(visits, papers, strict=True):
            phones.join(a_looker(town, visit, paper))
        made, broken = phones._body, visits[:2]

        def body(hall, name):
            if name in broken:
                raise ValueError("this page cannot be made")
            return made(hall, name)

        phones._body = body
        await town.calls()
        with capture_logs() as lines:
            phones.show(hall_of(town))
            await asyncio.sleep(0.2)
            late = Paper()
            phones.join(a_looker(town, visits[1], late))
        assert {line["event"] for line in lines} == {"telling_failed"}
        assert [len(paper.views) for paper in papers] == [1, 1, 2], "its place in line is new"
        broken.clear()
        await asyncio.sleep(ROUND_SECONDS)
        phones.show(hall_of(town))
        await asyncio.sleep(0.2)
        assert [len(paper.views) for paper in (*papers, late)] == [2, 2, 2, 2]


async def test_who_does_not_read_gets_the_newest_view_later_and_holds_nobody_up(tmp_path):
    async with a_phone_town(tmp_path) as town:
        phones, slow, quick = a_house_of_phones(town), Paper(), Paper()
        me = await town.comes_by()
        looker = a_looker(town, me, slow)
        phones.join(looker)
        phones.join(a_looker(town, me, quick))
        slow.reads = False
        await town.calls()
        phones.show(hall_of(town))
        assert (len(slow.views), len(quick.views)) == (1, 2)
        slow.reads = True
        phones.caught_up(looker)
        phones.caught_up(looker)
        assert (len(slow.views), slow.views[-1]["stage"]) == (2, "called")


async def test_a_page_that_is_closed_costs_nothing_any_more(tmp_path):
    async with a_phone_town(tmp_path) as town:
        phones = a_house_of_phones(town)
        me = await town.comes_by()
        lookers = [a_looker(town, me, Paper()) for _ in range(LINES_MAX)]
        for looker in lookers:
            assert phones.has_room(hall_of(town), me)
            phones.join(looker)
        assert not phones.has_room(hall_of(town), me), "a family may look, a flood may not"
        for looker in lookers:
            phones.leave(looker)
        assert len(phones) == 0
        assert not phones.pages["hall"].by_visit
        phones.caught_up(lookers[0])
        phones.show(hall_of(town))


async def test_the_page_of_a_day_that_is_over_hears_that_it_is_gone(tmp_path):
    async with a_phone_town(tmp_path) as town:
        phones, paper = a_house_of_phones(town), Paper()
        me = await town.comes_by()
        looker = a_looker(town, me, paper)
        phones.join(looker)
        hall = hall_of(town)
        assert hall.day.day == FRIDAY
        del hall.day.visits[me]
        hall.day.day = "2026-11-21"
        phones.show(hall)
        assert paper.got[-1] == {"kind": "no", "word": "visit_unknown"}
        phones.leave(looker)
        late = Paper()
        phones.join(a_looker(town, me, late))
        assert late.got == [{"kind": "no", "word": "visit_unknown"}]
        hall.day = None
        phones.join(a_looker(town, me, late))
        phones.show(hall)
        assert len(late.got) == 1


async def test_a_beat_reaches_every_page(tmp_path):
    async with a_phone_town(tmp_path) as town:
        phones, paper = a_house_of_phones(town), Paper()
        phones.join(a_looker(town, await town.comes_by(), paper))
        beating = asyncio.create_task(phones.beat())
        await asyncio.sleep(2.2)
        beating.cancel()
        assert paper.got[-1] == {"kind": "beat", "at": town.clock.now}
