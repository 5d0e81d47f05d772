"""A period is read the same way from both engines: the moments that the engine counts out are those
that were kept, to the millisecond.
"""

from functools import partial
from typing import Any

import pytest

from host.measures.behind import JUDGES, figure_of, visits_behind
from host.measures.period import Period, measure
from host.store import lean
from tests.measured_town import DAY, keep_day, town
from tests.test_days_at_random import RandomDay

pytest_plugins = ["tests.stores"]


@pytest.fixture
def lived(store, tmp_path):
    day = RandomDay(3)
    day.run()
    keep_day(store, day.hall.entries)
    return town(tmp_path)


def test_moments_are_read_to_the_millisecond(store, lived):
    (location,) = lived.locations
    kept = store.visits(location, DAY, DAY)
    span: dict[str, Any] = {"first": DAY, "last": DAY, "locations": [location]}
    served = map(lean.Served._make, store.read(partial(lean.served, **span)))
    told = sorted((row.met or 0, row.ended or 0) for row in served)
    assert told == sorted((row.met or 0, row.ended or 0) for row in kept if row.stage == "done")
    assert any(at % 1000 for moments in told for at in moments)
    others = map(lean.NotServed._make, store.read(partial(lean.not_served, **span)))
    assert sorted(
        (row.appointed or 0, row.arrived or 0, row.ended or 0) for row in others
    ) == sorted(
        (row.appointed or 0, row.arrived or 0, row.ended or 0)
        for row in kept
        if row.stage != "done"
    )


def test_report_and_log_tell_the_same_figures_on_both_engines(store, lived):
    period = Period.read(DAY)
    found = measure(store, lived, period)
    for definition in JUDGES:
        again = figure_of(definition, visits_behind(lived, store, definition, period))
        assert found.cell(definition).value == pytest.approx(again.value), definition
