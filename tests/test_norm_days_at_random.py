"""Days at random with somebody who asks all the time how the norms stand: asking changes nothing,
and what is told agrees with itself.
"""

import os
from copy import deepcopy
from dataclasses import replace

import pytest

from host.core.coming import HORIZON
from host.core.norms import judge_share
from host.norms.live import outlook
from tests.test_days_at_random import RandomDay
from tests.test_norms import a_norm

SEEDS = int(os.environ.get("BALIE_SEEDS", "200")) // 10
SHARE = a_norm()
NORMS = (
    SHARE,
    replace(SHARE, id="mean", statistic="mean", target=None),
    replace(SHARE, id="max", definition="wt_w", statistic="max", target=None, limit=900.0),
    replace(SHARE, id="p90", definition="wt_a_felt", statistic="p90", target=None),
    replace(SHARE, id="some", services=("passport", "moving")),
)
EVERY = 5
"""So many steps from one look to the next."""


class WatchedDay(RandomDay):
    """A random day that is looked at."""

    looks = 0

    def _check(self) -> None:
        super()._check()
        self.looks += 1
        if self.looks % EVERY == 0:
            self._look()

    def _look(self) -> None:
        day = self.hall.day
        before = deepcopy(day)
        found = outlook(day, NORMS, self.now)
        assert day == before
        assert outlook(day, NORMS, self.now) == found
        assert len(found.norms) == (len(NORMS) if day.plan else 0)
        for each in found.norms:
            self._is_right(each)
        for late in found.late:
            visit = day.visits[late.visit]
            assert visit.stage == "waiting"
            assert visit.first_called is None
            assert self.now <= late.deadline <= self.now + HORIZON
            assert late.call is None or late.call > late.deadline
        if found.advice is not None and found.advice.kind == "open_desks":
            closed = [name for name in day.plan.desks if name not in day.desks or _shut(day, name)]
            assert 1 <= found.advice.desks <= len(closed)
        if found.advice is not None and found.advice.kind == "call_before":
            assert day.visits[found.advice.visit].stage == "waiting"
            assert day.visits[found.advice.before].stage == "waiting"
        for half in found.halves:
            assert self.now <= half.starts < half.ends <= half.starts + 30 * 60_000
            assert 0 <= half.desks <= len(day.plan.desks)

    def _is_right(self, standing) -> None:
        judged = standing.judged
        assert (judged.n == 0) == (judged.kept is None) == (judged.realised is None)
        assert standing.over_now >= 0 <= standing.to_come
        if standing.may_miss is not None:
            assert 0 <= standing.may_miss <= standing.to_come
            assert not standing.lost
        if standing.norm.statistic == "share" and judged.n:
            assert judged == judge_share(standing.norm, judged.within, judged.n)


def _shut(day, name):
    return day.desks[name].state != "open"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_asking_how_the_norms_stand_changes_nothing_and_is_never_in_doubt(seed):
    WatchedDay(seed).run()
