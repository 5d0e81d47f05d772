"""The agenda for a tool that works beside the host: decides on days as the store has them, and
keeps at once. A running host notices, as it notices other hosts.

Opens and ends no day: that is the host's own work.
"""

import uuid
from collections.abc import Iterator
from datetime import date
from functools import partial

from host.ahead import Ahead
from host.batch import Batch, Said
from host.core.entry import Sender
from host.core.plan import Plan
from host.hall import Hall
from host.settings import Settings, plan_of
from host.store import RaceLost, Store
from host.store.queries import entries_of_days, person
from host.wishes import who_moves
from wire.commands import MoveAppointment, MoveRound, ReopenDesk, ShutDesk
from wire.frames import Done, No
from wire.refusals import Refused

RACES_MAX = 20
"""How often a wish is decided again after the host was first."""
LAST_DAY = "9999-12-31"
Wish = MoveAppointment | MoveRound | ShutDesk | ReopenDesk


class Beside:
    """All locations of the settings at one moment. With `dry` nothing is kept."""

    def __init__(
        self, settings: Settings, store: Store, now: int, by: str, *, dry: bool = False
    ) -> None:
        """`by` names the sender in the log."""
        self.settings = settings
        self.store = store
        self.now = now
        self.sender = Sender(device=by, role="system")
        self.dry = dry
        self.halls: dict[str, Hall] = {}

    def hall(self, location: str) -> Hall:
        """A location with every day from today on that has a log. Raises KeyError for one that is
        not in the settings.
        """
        if location not in self.halls:
            self.settings.locations[location]
            self._read(location)
        return self.halls[location]

    def today(self, location: str) -> date:
        return self.hall(location).today(self.now)

    def page(self, location: str, day: date) -> Ahead:
        """A day from today on, for questions; one on which nothing is booked yet too."""
        hall, name = self.hall(location), day.isoformat()
        if hall.day is not None and hall.day.day == name:
            return Ahead(location, hall.day, hall.at)
        if name not in hall.ahead:
            hall.ahead[name] = Ahead.made(self.settings, location, name, ())
        return hall.ahead[name]

    def pages(self, location: str) -> Iterator[Ahead]:
        """Every day from today on that has a log, in order."""
        hall = self.hall(location)
        assert hall.day is not None
        for name in sorted({hall.day.day, *hall.ahead}):
            yield self.page(location, date.fromisoformat(name))

    def say(self, location: str, command: Wish) -> Done:
        """Decides and keeps. Raises Refused, StoreBusy, and RaceLost when the host is always
        first.
        """
        for _ in range(RACES_MAX):
            batch = Batch(self.now, self.halls)
            said = self._said(location, command)
            batch.hear(said)
            try:
                if batch.kept and not self.dry:
                    self.store.keep(batch.kept)
            except RaceLost:
                for kept in batch.kept:
                    self._read(kept.location)
                continue
            ((_, answer),) = batch.answers
            if isinstance(answer, No):
                raise Refused(answer.word, **answer.detail)
            return answer
        raise RaceLost("these days change all the time; try again when it is quiet")

    def _said(self, location: str, command: Wish) -> Said:
        hall = self.hall(location)
        said = Said(hall, command, self.sender, lambda answer: None)
        if command.day is not None:
            self.page(location, date.fromisoformat(command.day))
        if isinstance(command, MoveAppointment | MoveRound):
            day = command.day or self.today(location).isoformat()
            to_day = date.fromisoformat(command.to_day or day)
            self.page(command.to_location or location, to_day)
            said.person = self.store.read(
                partial(person, location=location, day=day, visit=who_moves(command))
            )
        return said

    def _read(self, location: str) -> None:
        hall = Hall(location, self.settings)
        today = hall.today(self.now).isoformat()
        logs = self.store.read(
            partial(entries_of_days, location=location, first=today, last=LAST_DAY)
        )
        hall.remember(today, logs.pop(today, []), {})
        assert hall.day is not None
        if hall.day.plan is None:
            hall.day.draft = plan_of(self.settings, location, date.fromisoformat(today))
        for name, kept in logs.items():
            hall.ahead[name] = Ahead.made(self.settings, location, name, kept)
        self.halls[location] = hall


def plan_now(settings: Settings, page: Ahead) -> Plan:
    """What the settings as they are now say of a day, also of one that is open already."""
    return plan_of(settings, page.location, date.fromisoformat(page.day.day))


def new_id() -> str:
    return uuid.uuid4().hex
