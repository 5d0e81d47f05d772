"""Builders for the staff screens' tests: a location, visits, desks, figures, and whole views."""

from typing import Any

from wire.rows import DeskRow, DeviceRow, Figure, HelpRow, StepRow, VisitRow
from wire.setup import DeskLabel, Look, ServiceLabel, Setup, StaffLabel
from wire.views import GreeterView

NINE = 1_767_600_000_000
"""Monday 5 January 2026, 09:00 in Amsterdam."""

MINUTE = 60_000


def at(time: str) -> int:
    """The moment of a time of day, "10:20"."""
    hours, minutes = time.split(":")
    return NINE + ((int(hours) - 9) * 60 + int(minutes)) * MINUTE


NOW = at("10:30")

SERVICES = {
    "passport": ("Paspoort aanvragen", "Apply for a passport", "Reisepass beantragen"),
    "passport_collect": ("Paspoort ophalen", "Collect a passport", "Reisepass abholen"),
    "licence": ("Rijbewijs aanvragen", "Apply for a driving licence", "Führerschein beantragen"),
    "birth": ("Geboorte aangeven", "Register a birth", "Geburt anzeigen"),
    "death": ("Overlijden aangeven", "Register a death", "Sterbefall anzeigen"),
    "move": ("Verhuizing doorgeven", "Report a move", "Umzug melden"),
    "first": (
        "Eerste inschrijving uit het buitenland",
        "First registration from abroad",
        "Erstanmeldung aus dem Ausland",
    ),
    "extract": ("Uittreksel aanvragen", "Request an extract", "Auszug beantragen"),
}


def a_setup(mode: Any = "tickets", ground: Any = "light") -> Setup:
    return Setup(
        town="Zilverdam",
        location="raadhuis",
        location_name="Raadhuis Zilverdam",
        languages=("nl", "en", "de"),
        mode=mode,
        look=Look(ground=ground),
        services=tuple(
            ServiceLabel(service=key, names=dict(zip(("nl", "en", "de"), names, strict=True)))
            for key, names in SERVICES.items()
        ),
        desks=tuple(
            DeskLabel(desk=str(n), label=f"Balie {n}", services=tuple(SERVICES))
            for n in range(1, 9)
        ),
        staff=(
            StaffLabel(staff="fatma", name="Fatma Öztürk"),
            StaffLabel(staff="joost", name="Joost van der Heijden-Brinkgreve"),
            StaffLabel(staff="mees", name="Mees de Wit"),
        ),
    )


def a_visit(ticket: str = "A042", **changes: Any) -> VisitRow:
    """A walk-in that waits since 10:20 and has until 10:35."""
    row: dict[str, Any] = {
        "visit": f"visit-{ticket or 'none'}-0000",
        "ticket": ticket,
        "by_appointment": False,
        "stage": "waiting",
        "services": ("passport",),
        "persons": 1,
        "arrived": at("10:20"),
        "amber_at": at("10:31"),
        "red_at": at("10:35"),
        "can": ("annotate", "prioritise", "change_visit", "print_again", "mark_left"),
    }
    return VisitRow(**row | changes)


def the_waiting(count: int = 14) -> tuple[VisitRow, ...]:
    """A hall with people in it: some over the norm, with all that a row may show."""
    rows = []
    for n in range(count):
        by_appointment = n % 3 != 2
        left = (n - 2) * 1.7
        red = NOW + int(left * MINUTE)
        rows.append(
            a_visit(
                f"{'ABCDEF'[n % 6]}{n + 21:03d}",
                by_appointment=by_appointment,
                appointed=at("10:20") + n * 2 * MINUTE if by_appointment else None,
                arrived=at("10:14") + n * MINUTE // 2,
                amber_at=red - 2 * MINUTE,
                red_at=red,
                services=(tuple(SERVICES)[n % 8], "licence")
                if n % 4 == 1
                else (tuple(SERVICES)[n % 8],),
                persons=1 + (n % 5 == 4) * 3,
                needs=("wheelchair",) if n % 7 == 3 else (),
                priority="bereaved" if n == 4 else "",
                name="Anna-Sophia Maximiliane van Oldenbarneveldt tot Zwanenburg" if n == 1 else "",
                look="rode jas, kinderwagen" if n % 6 == 1 else "",
                language="en" if n % 9 == 5 else "nl",
                to_desk="3" if n == 6 else None,
                late=n == 7,
                note="[b]niet vet[/b] $mark" if n == 3 else "",
            )
        )
    return tuple(rows)


def the_expected(count: int = 9) -> tuple[VisitRow, ...]:
    return tuple(
        a_visit(
            "",
            visit=f"expected-{n:04d}",
            stage="expected",
            by_appointment=True,
            arrived=None,
            amber_at=None,
            red_at=None,
            appointed=at("10:25") + n * 5 * MINUTE,
            code=f"K7M{n:03d}",
            name=("Sanne", "Youssef", "", "Wilhelmina van Rechteren Limpurg", "Ilse")[n % 5],
            services=(tuple(SERVICES)[n % 8],),
            persons=1 + n % 3,
            can=("check_in", "annotate", "change_visit", "cancel_appointment"),
        )
        for n in range(count)
    )


def the_figures() -> tuple[Figure, ...]:
    return (
        Figure(
            definition="wt_a",
            n=32,
            mean_seconds=130.0,
            within=0.9375,
            p90_seconds=280.0,
            limit_seconds=300,
            target=0.95,
            met=False,
        ),
        Figure(
            definition="wt_a_felt",
            n=32,
            mean_seconds=404.0,
            within=0.6,
            limit_seconds=300,
            target=None,
            met=None,
        ),
        Figure(
            definition="wt_w",
            n=17,
            mean_seconds=328.0,
            within=1.0,
            limit_seconds=900,
            target=0.95,
            met=True,
        ),
    )


def a_greeter_view(waiting: int = 14, **changes: Any) -> GreeterView:
    """A busy hall at half past ten."""
    rows = the_waiting(waiting)
    view: dict[str, Any] = {
        "open": True,
        "waiting": rows[:50],
        "waiting_count": waiting,
        "expected": the_expected(),
        "expected_count": 23,
        "aside": (
            a_visit("B011", stage="parked", until=at("10:50"), can=("put_back",), name="Ruben"),
            a_visit("C007", stage="missed", can=("put_back", "mark_left")),
        ),
        "desks": the_desks(),
        "help": (
            HelpRow(
                help="help-0001", device="Zuil 2 bij de ingang", reason="code", since=at("10:28")
            ),
        ),
        "devices": (
            DeviceRow(
                device="Printer ingang", role="printer", state="paper_out", since=at("10:12")
            ),
            DeviceRow(device="Scherm hal", role="display", state="ok", since=at("09:00")),
        ),
        "figures": the_figures(),
        "undo": StepRow(step="step-0001", what="mark_left", ticket="A019", until=NOW + 48_000),
    }
    return GreeterView(**view | changes)


def the_desks() -> tuple[DeskRow, ...]:
    busy = a_visit("A018", stage="serving", desk="1", services=("first",), can=())
    return (
        DeskRow(desk="1", state="busy", staff="Fatma Öztürk", since=at("10:12"), visit=busy),
        DeskRow(
            desk="2", state="free", staff="Joost van der Heijden-Brinkgreve", since=at("10:29")
        ),
        DeskRow(
            desk="3", state="paused", staff="Mees de Wit", since=at("10:20"), pause_reason="break"
        ),
        *(DeskRow(desk=str(n), state="closed") for n in range(4, 7)),
    )


def an_empty_hall() -> GreeterView:
    none = tuple(
        Figure(definition=each, n=0, limit_seconds=300, target=0.95)
        for each in ("wt_a", "wt_a_felt", "wt_w")
    )
    return GreeterView(
        open=True,
        desks=tuple(DeskRow(desk=str(n), state="closed") for n in range(1, 7)),
        figures=none,
    )
