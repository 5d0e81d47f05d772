"""The rounds of a small town for the staff screens' tests: the answers of a host that comes by at
addresses, on a fake line.
"""

from typing import Any

from tests.staff_agenda import FakeAgenda
from tests.staff_rows import a_greeter_view, a_setup
from tests.staff_stage import Stage, a_desk_view, a_greeter, settled
from wire.rounds import RoundDay, RoundDays, RoundList, RoundRow
from wire.setup import RoundLabel, RouteLabel, Setup

DAYS = tuple(f"2026-01-{n:02d}" for n in (6, 7, 8, 9, 12, 13, 14, 15))
NAMES = (
    "Sanne de Vries",
    "Anna-Sophia Maximiliane van Oldenbarneveldt tot Zwanenburg-Duivenvoorde",
    "",
    "Youssef Amrani",
)
AREAS = {"noord": "Noord en Beijum", "zuid": "Zuid"}


def waste(**changes: Any) -> RoundLabel:
    said: dict[str, Any] = {
        "service": "waste",
        "names": {"nl": "Grofvuil laten ophalen", "en": "Bulky waste", "de": "Sperrmüll abholen"},
        "routes": tuple(RouteLabel(route=key, name=name) for key, name in AREAS.items()),
        "bring": {"nl": ("Matrassen", "Kasten"), "en": ("Mattresses",), "de": ("Matratzen",)},
        "promise": {
            "nl": "Zet het na 20 uur op de stoep.",
            "en": "Put it on the pavement after 8 pm.",
            "de": "Stellen Sie es nach 20 Uhr auf den Gehweg.",
        },
    }
    return RoundLabel(**said | changes)


def with_rounds(*labels: RoundLabel, **more: Any) -> Setup:
    return a_setup(**more).model_copy(update={"rounds": labels or (waste(),)})


def a_round(n: int = 0, **changes: Any) -> RoundRow:
    """The nth of the list."""
    route = tuple(AREAS)[n % 2]
    row: dict[str, Any] = {
        "round": f"round-{n:06d}",
        "service": "waste",
        "route": route,
        "route_name": AREAS[route],
        "day": DAYS[n % len(DAYS)],
        "location": "raadhuis",
        "code": f"K7Q{n:03d}",
        "channel": ("web", "phone", "desk")[n % 3],
        "may_change": True,
        "name": NAMES[n % 4],
        "language": "en" if n % 5 == 3 else "nl",
    }
    return RoundRow(**row | changes)


FULL = tuple(sorted((a_round(n) for n in range(12)), key=lambda row: row.day))


class FakeRounds:
    """What a host would answer; the tests set what they need."""

    def __init__(self, stage: Stage, rows: tuple[RoundRow, ...] = ()) -> None:
        self.stage = stage
        self.rows = rows
        self.days: tuple[str, ...] = DAYS
        self.location = "raadhuis"
        self.confirms = True
        self.knows_new = True
        """A round that the list has not is one that was booked a moment ago."""
        stage.answers["ask_rounds"] = self._ask_rounds
        stage.answers["ask_round_days"] = self._ask_days

    def _ask_rounds(self, said: Any) -> RoundList:
        rows = self.rows
        if said.round is not None:
            rows = tuple(row for row in rows if row.round == said.round) or self._new(said.round)
            told = {"phone": "+31600000123", "mail": "sanne@voorbeeld.example"}
            told["note"] = "Dorpsstraat 1, 1234 AB Zilverdam | twee matrassen"
            rows = tuple(row.model_copy(update=told) for row in rows)
        elif said.text:
            rows = tuple(row for row in rows if said.text.casefold() in row.name.casefold())
        return RoundList(id=said.id, rows=rows[:50], total=len(rows))

    def _new(self, name: str) -> tuple[RoundRow, ...]:
        return (a_round(0, round=name, code="K7Q2XM"),) if self.knows_new else ()

    def _ask_days(self, said: Any) -> RoundDays:
        days = tuple(RoundDay(day=day, location=self.location) for day in self.days)
        return RoundDays(id=said.id, days=days, confirms=self.confirms)


def a_round_stage(
    rows: tuple[RoundRow, ...] = (),
    language: str = "nl",
    make: Any = a_greeter,
    setup: Setup | None = None,
) -> tuple[Stage, FakeRounds]:
    """A screen at the end of a fake line, and what the line knows of rounds."""
    view = a_greeter_view() if make is a_greeter else a_desk_view()
    stage = make(view, language, setup or with_rounds())
    FakeAgenda(stage)
    return stage, FakeRounds(stage, rows)


def in_front(stage: Stage, kind: type) -> bool:
    """Whether a screen of this kind is what staff see."""
    return isinstance(stage.app.screen, kind)


async def opened(pilot: Any, *keys: str) -> None:
    """The rounds are open; then these keys."""
    await settled(pilot)
    for key in ("a", "h", *keys):
        await pilot.press(key)
        await pilot.pause(0.1)
    await pilot.pause(0.1)
    pilot.app.look_again()
    await pilot.pause(0.05)
