"""A town that comes by at its visitors' addresses from two locations, and what staff ask and wish
of it over their line.
"""

from typing import Any

from tests.test_agenda_rounds import WASTE
from tests.town import SETTINGS, new_id
from wire.commands import BookRound
from wire.rounds import AskRounds

MONDAY, NEXT = "2026-11-23", "2026-11-27"
TEXT = SETTINGS.replace("\n[locations.hall]\n", WASTE).replace(
    "routes = { north = 30, south = 1 }",
    'routes = { north = 30, south = 1 }\nroute_names = { north = "Noord en Beijum" }',
)
ONE_PLACE = 'services = ["passport", "collect", "talk"]\n'
ELSEWHERE = TEXT.replace('[locations.hall]\nname = "Grote Hal"\n', "@@").replace(
    "@@", f'[locations.hall]\nname = "Grote Hal"\n{ONE_PLACE}'
)
"""The annex alone does the waste."""
FINE: dict[str, Any] = {
    "service": "waste",
    "route": "north",
    "name": "Ada Groen",
    "phone": "06 12345678",
    "note": "Dorpsstraat 1 | twee matrassen",
}


def a_wish(day: str = MONDAY, **more: Any) -> BookRound:
    return BookRound(id=new_id(), day=day, **{**FINE, "channel": "phone"} | more)


async def the_one(screen, name):
    (row,) = (await screen.say(AskRounds(id=new_id(), round=name))).rows
    return row


async def codes(screen, text=""):
    found = await screen.say(AskRounds(id=new_id(), text=text))
    return [row.name for row in found.rows]


def channels(town, location="hall", day=MONDAY):
    return [
        fact.channel
        for entry in town.host.store.load(location, day)
        for fact in entry.events
        if hasattr(fact, "round")
    ]
