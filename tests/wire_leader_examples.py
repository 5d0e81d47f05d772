"""The team leader's view as it can be said on the wire, each field filled."""

from tests.wire_norm_examples import NORMS
from wire.leader import ComingHalf, LeaderDesk, LineRow, TodayHalf
from wire.views import LeaderView

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""

VIEW = LeaderView(
    open=True,
    opens_at=AT,
    closes_at=AT + 28_800_000,
    waiting_count=7,
    over_count=2,
    longest_since=AT - 400_000,
    expected_count=31,
    lines=(
        LineRow(letter="A", services=("passport",), count=7, over=2, longest_since=AT - 400_000),
    ),
    norms=NORMS["norms"],
    late_count=3,
    advice=NORMS["advice"].model_copy(update={"visit": None, "before": None}),
    desks=(LeaderDesk(desk="3", state="busy", since=AT - 60_000),),
    coming=(
        ComingHalf(starts=AT, appointments=9, walk_ins=4, desks_needed=5, desks=4, wait_minutes=11),
    ),
    today=(TodayHalf(starts=AT, arrived=8, called=6, within=5),),
)
