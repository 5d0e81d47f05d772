"""One example of all that is wished, asked and answered about the agenda, each field filled."""

from typing import Any

from wire import agenda
from wire import commands as said
from wire.base import Message

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
ID = "0f3c9a7e5b1d4c68"
VISIT = "7b1d4c680f3c9a7e"
DESK: dict[str, Any] = {"id": ID, "desk": "3"}
OF_VISIT: dict[str, Any] = {"id": ID, "visit": VISIT}
DAY = "2026-06-08"
SLOT: dict[str, Any] = {
    "id": ID,
    "day": DAY,
    "services": ("passport", "licence"),
    "amounts": (2, 1),
    "appointed": AT + 3_600_000,
    "persons": 2,
}

COMMANDS: tuple[Message, ...] = (
    said.HoldSlot(**SLOT, channel="desk", location="annex"),
    said.ReleaseHold(id=ID, day=DAY, hold=VISIT, location="annex"),
    said.MoveAppointment(
        **OF_VISIT,
        day=DAY,
        to_day="2026-06-09",
        to_location="annex",
        appointed=AT,
        channel="phone",
    ),
    said.CancelAppointment(**OF_VISIT, day=DAY, channel="web"),
    said.ShutDesk(**DESK, day=DAY, starts=AT, ends=AT + 3_600_000, reason="sick"),
    said.ReopenDesk(**DESK, day=DAY),
    said.BookRound(
        id=ID,
        day=DAY,
        service="waste",
        route="north",
        code="K7Q2XM",
        language="en",
        channel="phone",
        name="Mevrouw De Vries",
        phone="0600000123",
        mail="devries@example.org",
        note="Dorpsstraat 1",
        link="Ab3dEf6hIj9lMn2pQr5tUv",
        location="annex",
    ),
    said.CancelRound(id=ID, day=DAY, round=ID, channel="phone", location="annex"),
    said.MoveRound(
        id=ID,
        day=DAY,
        round=ID,
        to_day="2026-06-09",
        to_location="hall",
        channel="desk",
        location="annex",
    ),
    said.BookAppointment(
        **SLOT,
        code="K7Q2XM",
        hold=VISIT,
        collects=ID,
        location="annex",
        link="Ab3dEf6hIj9lMn2pQr5tUv",
        note="needs a form",
        language="en",
        channel="phone",
        name="Mevrouw De Vries",
        phone="0600000123",
        mail="devries@example.org",
    ),
)

QUESTIONS: tuple[Message, ...] = (
    agenda.AskBookable(id=ID, services=("passport",)),
    agenda.AskFree(
        id=ID, services=("passport", "licence"), amounts=(2, 1), first=DAY, days=4, location="annex"
    ),
    agenda.AskDay(id=ID, day=DAY),
    agenda.AskWeek(id=ID, day=DAY),
    agenda.FindBooked(id=ID, text="de vries 10:2", visit=VISIT, location="annex"),
)

ROW = agenda.AppointmentRow(
    visit=VISIT,
    day=DAY,
    appointed=AT,
    ends=AT + 900_000,
    services=("passport", "licence"),
    amounts=(2, 1),
    persons=2,
    code="K7Q2XM",
    state="no_show",
    channel="phone",
    language="en",
    name="Mevrouw De Vries",
    phone="0600000123",
    mail="devries@example.org",
    note="hard of hearing",
    fits=False,
    place=agenda.Place(location="annex", name="Bijkantoor"),
)

ANSWERS: tuple[Message, ...] = (
    agenda.Bookable(id=ID, services=("licence",), first=DAY, last="2026-08-06", confirms=True),
    agenda.FreeTimes(
        id=ID,
        minutes=25,
        days=(agenda.FreeDay(day=DAY, starts=(AT, AT + 300_000)),),
        later="2026-06-10",
        places=(agenda.Place(location="annex", name="Bijkantoor"),),
    ),
    agenda.DayAgenda(
        id=ID,
        day=DAY,
        today=DAY,
        last="2026-08-06",
        opens=AT,
        closes=AT + 28_800_000,
        appointments=(ROW,),
        desks=(
            agenda.DeskDay(
                desk="3",
                shut_from=AT,
                shut_until=AT + 3_600_000,
                shut_again=((AT + 7_200_000, AT + 28_800_000),),
            ),
        ),
        staffed_minutes=3840,
        free_minutes=3815,
    ),
    agenda.WeekAgenda(
        id=ID,
        today=DAY,
        days=(
            agenda.WeekDay(
                day=DAY,
                opens=AT,
                closes=AT + 28_800_000,
                booked=41,
                must_move=1,
                staffed_minutes=3840,
                free_minutes=3000,
                hours=(
                    agenda.HourLoad(starts=AT, booked=5, staffed_minutes=480, free_minutes=400),
                ),
            ),
        ),
    ),
    agenda.FoundBooked(id=ID, rows=(ROW,), total=51),
)
