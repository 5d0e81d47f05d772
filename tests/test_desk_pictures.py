"""The desk's screens as pictures, one for each state that matters."""

import pytest

from tests.staff_rows import NOW, a_setup
from tests.staff_stage import Stage, a_desk, a_desk_view, called, settled, to_fetch
from wire.rows import StepRow

STEP = StepRow(step="step-0001", what="call_next", ticket="A018", until=NOW + 40_000)


def a_free_desk() -> Stage:
    return a_desk(a_desk_view())


def a_busy_desk() -> Stage:
    return a_desk(called(undo=STEP), "en")


def a_desk_that_fetches() -> Stage:
    return a_desk(to_fetch(), "de", a_setup("hospitality"))


def a_sign_in() -> Stage:
    return a_desk(a_desk_view(signed_in="", state="closed", can=("sign_in",)))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["small", "large"])
@pytest.mark.parametrize("make", [a_free_desk, a_busy_desk, a_desk_that_fetches, a_sign_in])
def test_a_desk_looks_as_it_did(make, size, snap_compare):
    assert snap_compare(make().app, terminal_size=size, run_before=settled)
