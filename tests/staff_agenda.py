"""A small agenda for the staff screens' tests: the answers of a host that gives appointments, on a
fake line.
"""

from typing import Any

from kiosk.staff.frame import Notice
from tests.staff_rows import MINUTE, SERVICES, a_greeter_view, at
from tests.staff_stage import Stage, a_desk_view, a_greeter, settled
from wire.agenda import (
    AppointmentRow,
    Bookable,
    DayAgenda,
    DeskDay,
    FoundBooked,
    FreeDay,
    FreeTimes,
    HourLoad,
    Place,
    WeekAgenda,
    WeekDay,
)
from wire.frames import No

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (160, 48)
MONDAY = "2026-01-05"
DAY = 24 * 60 * MINUTE
ALL_DAY = at("09:00"), at("17:00")
NAMES = (
    "Sanne de Vries",
    "Youssef Amrani",
    "Anna-Sophia Maximiliane van Oldenbarneveldt tot Zwanenburg-Duivenvoorde",
    "",
    "Ilse Bakker",
    "Wilhelmina van Rechteren Limpurg",
)


def an_appointment(n: int = 0, **changes: Any) -> AppointmentRow:
    """The nth of the day, ten or more minutes after the one before."""
    appointed = at("09:00") + n * 15 * MINUTE
    row: dict[str, Any] = {
        "visit": f"appointment-{n:04d}",
        "day": MONDAY,
        "appointed": appointed,
        "ends": appointed + (10 + n % 3 * 5) * MINUTE,
        "services": (tuple(SERVICES)[n % 8],) + (("licence",) if n % 5 == 1 else ()),
        "amounts": (1 + n % 3, 1) if n % 5 == 1 else (1 + n % 3,),
        "persons": 1 + n % 3,
        "code": f"K7Q{n:03d}",
        "channel": ("web", "phone", "desk", "greeter")[n % 4],
        "name": NAMES[n % 6],
        "language": "en" if n % 7 == 3 else "nl",
    }
    return AppointmentRow(**row | changes)


def a_full_day(count: int = 30) -> tuple[AppointmentRow, ...]:
    rows = [an_appointment(n) for n in range(count)]
    rows[1] = an_appointment(1, state="used")
    rows[2] = an_appointment(2, state="no_show")
    rows[5] = an_appointment(5, state="cancelled")
    return tuple(rows)


class FakeAgenda:
    """What a host would answer; the tests set what they need."""

    def __init__(self, stage: Stage, rows: tuple[AppointmentRow, ...] = ()) -> None:
        self.stage = stage
        self.rows = rows
        self.services = tuple(SERVICES)
        self.together: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.days = tuple(range(5))
        """Days from Monday on that have room."""
        self.taken: set[int] = set()
        self.shut: dict[str, tuple[int, int]] = {}
        self.shut_again: dict[str, tuple[tuple[int, int], ...]] = {}
        self.closed = False
        self.confirms = False
        self.places: tuple[Place, ...] = ()
        for kind in ("ask_bookable", "ask_free", "ask_day", "ask_week", "find_booked"):
            self.stage.answers[kind] = getattr(self, f"_{kind}")

    def _ask_bookable(self, said: Any) -> Bookable:
        offered = self.together.get(said.services) if said.services else self.services
        left = tuple(each for each in self.services if each not in said.services)
        services = left if offered is None else offered
        return Bookable(
            id=said.id,
            services=services,
            first=MONDAY,
            last="2026-03-05",
            confirms=self.confirms,
        )

    def _ask_free(self, said: Any) -> FreeTimes | No:
        if said.amounts and max(said.amounts) > 6:
            return No(id=said.id, word="too_many_persons")
        first = 0 if said.first is None else int(said.first[8:]) - 5
        found = [
            FreeDay(day=f"2026-01-{5 + n:02d}", starts=self._starts(n))
            for n in self.days
            if n >= first
        ]
        later = f"2026-01-{5 + first + said.days:02d}" if len(found) > said.days else None
        minutes = sum(10 + (each - 1) * 5 for each in said.amounts)
        return FreeTimes(
            id=said.id,
            minutes=minutes,
            days=tuple(found[: said.days]),
            later=later,
            places=self.places,
        )

    def _starts(self, day: int) -> tuple[int, ...]:
        every = range(at("11:40"), at("17:00"), (20 if day % 2 else 5) * MINUTE)
        return tuple(each + day * DAY for each in every if each + day * DAY not in self.taken)

    def _ask_day(self, said: Any) -> DayAgenda:
        here = said.day in (None, MONDAY)
        return DayAgenda(
            id=said.id,
            day=said.day or MONDAY,
            today=MONDAY,
            last="2026-03-05",
            opens=None if self.closed else at("09:00"),
            closes=None if self.closed else at("17:00"),
            appointments=self.rows if here else (),
            desks=tuple(
                DeskDay(
                    desk=str(n),
                    shut_from=self.shut.get(str(n), (None, None))[0],
                    shut_until=self.shut.get(str(n), (None, None))[1],
                    shut_again=self.shut_again.get(str(n), ()),
                )
                for n in range(1, 9)
            ),
            staffed_minutes=8 * 480,
            free_minutes=8 * 480 - 15 * len(self.rows),
        )

    def _ask_week(self, said: Any) -> WeekAgenda:
        return WeekAgenda(
            id=said.id,
            today=MONDAY,
            days=tuple(self._week_day(n) for n in range(7)),
        )

    def _week_day(self, n: int) -> WeekDay:
        day = f"2026-01-{5 + n:02d}"
        if n > 4:
            return WeekDay(day=day)
        booked = len(self.rows) // (n + 1)
        lost = 0 if n else sum(not row.fits for row in self.rows)
        hours = tuple(
            HourLoad(
                starts=at("09:00") + n * DAY + hour * 60 * MINUTE,
                booked=max(0, booked // 5 - hour // 2),
                staffed_minutes=480,
                free_minutes=max(0, 480 - (booked * 14 // (hour + 1))),
            )
            for hour in range(8)
        )
        return WeekDay(
            day=day,
            opens=at("09:00") + n * DAY,
            closes=at("17:00") + n * DAY,
            booked=booked,
            must_move=lost,
            staffed_minutes=3840,
            free_minutes=3840 - 15 * booked,
            hours=hours,
        )

    def _find_booked(self, said: Any) -> FoundBooked:
        rows = [
            row.model_copy(update={"phone": "06 00000123", "mail": "sanne@example.org"})
            for row in self.rows
            if row.visit == said.visit
            or (said.text and said.text.casefold() in row.name.casefold())
        ]
        if said.visit is not None and not rows:
            rows = [an_appointment(0, visit=said.visit, code="K7Q2XM")]
        return FoundBooked(id=said.id, rows=tuple(rows), total=len(rows))


def a_stage(
    rows: tuple[AppointmentRow, ...] = (), language: str = "nl", make: Any = a_greeter
) -> tuple[Stage, FakeAgenda]:
    """A screen at the end of a fake line, and what the line knows of appointments."""
    view = a_greeter_view() if make is a_greeter else a_desk_view()
    stage = make(view, language)
    return stage, FakeAgenda(stage, rows)


async def opened(pilot: Any, *keys: str) -> None:
    """The agenda is open and has its day; then these keys."""
    await settled(pilot)
    for key in ("a", *keys):
        await pilot.press(key)
        await pilot.pause(0.05)
    await pilot.pause(0.1)
    pilot.app.look_again()
    await pilot.pause(0.05)


def picture(stage: Stage) -> str:
    return str(stage.app.export_screenshot()).replace("&#160;", " ")


def asked_days(stage: Stage) -> list[str]:
    return [said.day for said in stage.line.said if said.kind == "ask_day"]


def said(stage: Stage, kind: str) -> list[Any]:
    """What the screen has said of one kind."""
    return [each for each in stage.line.said if each.kind == kind]


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))


async def pressed(pilot: Any, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.05)
