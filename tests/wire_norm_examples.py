"""Norms in a view as they can be said on the wire, each field filled."""

from typing import Any

from wire.norms import AdviceRow, LateRow, NormRow

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
VISIT = "7b1d4c680f3c9a7e"
OTHER = "8c2e5d791f4d0b8f"

NORMS: dict[str, Any] = {
    "norms": (
        NormRow(
            norm="wachten-met-afspraak",
            version=2,
            names={"nl": "Met afspraak"},
            definition="wt_a",
            services=("passport",),
            statistic="share",
            limit_seconds=300,
            target=0.95,
            n=39,
            realised=36 / 39,
            kept=False,
            over_now=1,
            to_come=60,
            may_miss=0,
            mean_left_seconds=120.5,
            lost=True,
        ),
    ),
    "late": (LateRow(visit=VISIT, ticket="A042", deadline=AT + 360_000),),
    "late_count": 3,
    "advice": AdviceRow(
        kind="call_before",
        desks=1,
        at=AT + 300_000,
        visit=VISIT,
        ticket="A042",
        before=OTHER,
        before_ticket="B007",
    ),
}
"""The fields of a greeter's and a desk's view."""
