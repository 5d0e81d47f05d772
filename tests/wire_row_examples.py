"""The rows that examples of views are made of, each field filled."""

from tests import wire_care_examples
from wire import rows, slips

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
ID = "0f3c9a7e5b1d4c68"
VISIT = "7b1d4c680f3c9a7e"

VISIT_ROW = rows.VisitRow(
    visit=VISIT,
    ticket="A042",
    by_appointment=True,
    stage="called",
    services=("passport",),
    persons=2,
    language="en",
    needs=("hearing",),
    code="K7Q2XM",
    appointed=AT,
    arrived=AT - 300_000,
    amber_at=AT + 240_000,
    red_at=AT + 300_000,
    priority="baby",
    late=True,
    desk="3",
    to_desk="3",
    called=AT + 60_000,
    calls=2,
    coming=True,
    met=AT + 90_000,
    until=AT + 600_000,
    asked_time=True,
    **wire_care_examples.OF_VISIT,
    no_slip=True,
    fetch=True,
    name="Mevrouw De Vries",
    look="blue hat",
    seat="B2",
    note="twins",
    can=("put_back",),
)
FIGURE = rows.Figure(
    definition="wt_a",
    service="passport",
    n=7,
    mean_seconds=257.286,
    within=0.714,
    p90_seconds=720.0,
    limit_seconds=300,
    target=0.95,
    met=False,
)
STEP = rows.StepRow(step=ID, what="call_next", ticket="A042", ended="A041", until=AT + 60_000)
SLIP = slips.Slip(
    slip=f"{VISIT}-2",
    language="nl",
    ticket="A042",
    lines=(slips.SlipLine(text="A042", size="huge", bold=True),),
    link="https://balie.example/v/abc",
    below=(slips.SlipLine(text="Kijk op het scherm."),),
    copy_mark="KOPIE",
)
