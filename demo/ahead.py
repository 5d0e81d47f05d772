"""What the demo's town had promised before its first morning: the coming weeks are fuller the
nearer they are. Everybody is made up, and no time is promised twice.
"""

import datetime
import random
from collections.abc import Iterator, Sequence

from demo.crowd import FIRST_NAMES, LANGUAGES, LAST_NAMES, MINUTE, PERSONS
from demo.town import DAY, KINDS, Town
from host.agenda.beside import Beside
from host.agenda.offer import Offer
from host.batch import Batch, Said
from host.serve import open_store
from host.settings import Settings, plan_of, read
from wire.commands import BookAppointment
from wire.frames import Done

WEEKS = (0.4, 0.12, 0.04)
"""How much of the time of all desks is wished for: this week, the next, the one after. Some of it
finds no room.
"""
GRID = 5 * MINUTE
CHANNELS = (("web", 74), ("phone", 20), ("desk", 6))
MEAN_MINUTES = 12


def promise(town: Town) -> int:
    """Books, and tells how many. The host does not run yet."""
    settings = read(town.settings)
    store = open_store(settings)
    chance = random.Random(f"ahead {town.seed}")
    try:
        beside = Beside(settings, store, town.opens - 15 * MINUTE, "earlier")
        batch = Batch(beside.now, beside.halls)
        for location, wish in _wishes(
            chance, settings, Offer(lambda: settings, lambda: beside.now)
        ):
            hall = beside.hall(location)
            beside.page(location, datetime.date.fromisoformat(wish.day or ""))
            batch.hear(Said(hall, wish, beside.sender, lambda answer: None))
        store.keep(batch.kept)
        return sum(isinstance(answer, Done) for _, answer in batch.answers)
    finally:
        store.close()


def _wishes(
    chance: random.Random, settings: Settings, offer: Offer
) -> Iterator[tuple[str, BookAppointment]]:
    number = 0
    for location in settings.locations:
        kinds = [kind for kind in KINDS if kind.service in offer.offered(location, public=True)]
        for ahead in range(1, 7 * len(WEEKS)):
            day = DAY + datetime.timedelta(days=ahead)
            plan = plan_of(settings, location, day)
            if plan.opens is None or plan.closes is None:
                continue
            slots = (plan.closes - plan.opens) // GRID
            wished = (plan.closes - plan.opens) / MINUTE * len(plan.desks) / MEAN_MINUTES
            for _ in range(round(wished * WEEKS[ahead // 7])):
                number += 1
                (kind,) = chance.choices(kinds, [each.share for each in kinds])
                at = plan.opens + chance.randrange(slots) * GRID
                yield location, _wish(chance, f"ahead-{number:06}", day, kind.service, at)


def _wish(
    chance: random.Random, name: str, day: datetime.date, service: str, at: int
) -> BookAppointment:
    return BookAppointment.model_validate(
        {
            "id": name,
            "day": day.isoformat(),
            "services": (service,),
            "appointed": at,
            "persons": _one_of(chance, PERSONS),
            "language": _one_of(chance, LANGUAGES),
            "channel": _one_of(chance, CHANNELS),
            "name": f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        }
    )


def _one_of(chance: random.Random, shares: Sequence[tuple[object, int]]) -> object:
    return chance.choices([each for each, _ in shares], [share for _, share in shares])[0]
