"""One example of all that is asked and answered about rounds, each field filled."""

from wire import rounds, setup
from wire.base import Message

ID = "0f3c9a7e5b1d4c68"
DAY = "2026-06-08"

QUESTIONS: tuple[Message, ...] = (
    rounds.AskRounds(id=ID, text="de vries", round=ID),
    rounds.AskRoundDays(id=ID, service="waste", route="north", location="annex"),
)

ROW = rounds.RoundRow(
    round=ID,
    service="waste",
    route="north",
    route_name="Noord en Beijum",
    day=DAY,
    location="annex",
    code="K7Q2XM",
    state="cancelled",
    channel="phone",
    language="en",
    may_change=True,
    name="Mevrouw De Vries",
    phone="+31600000123",
    mail="devries@example.org",
    note="Dorpsstraat 1 | twee matrassen",
)

ANSWERS: tuple[Message, ...] = (
    rounds.RoundList(id=ID, rows=(ROW,), total=51),
    rounds.RoundDays(id=ID, days=(rounds.RoundDay(day=DAY, location="annex"),), confirms=True),
)

LABELS = (
    setup.RoundLabel(
        service="waste",
        names={"nl": "Grofvuil laten ophalen"},
        routes=(setup.RouteLabel(route="north", name="Noord en Beijum"),),
        bring={"nl": ("Matrassen",)},
        promise={"nl": "Zet het om 7 uur op de stoep."},
    ),
)
