"""Service days other than today's, in memory: where appointments are booked before the doors open.

Each is its log replayed, like today; the plan is a draft, made from the settings as they are now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from host.answers import done_of
from host.core.agenda import Room
from host.core.day import Day
from host.core.entry import Entry
from host.core.keep import replay
from host.settings import Settings, plan_of
from wire.frames import Done


@dataclass
class Ahead:
    """One service day of one location."""

    location: str
    day: Day
    at: int = 0
    """Moment of the newest entry; time does not run backwards within a day."""
    answered: dict[str, tuple[str, Done]] = field(default_factory=dict)
    """Digest and answer of each command kept on this day."""
    room: tuple[tuple[int, int], Room] | None = None
    """The free time, and the sequence and the first end of a hold for which it holds."""

    @classmethod
    def made(
        cls, settings: Settings, location: str, name: str, entries: Iterable[Entry]
    ) -> "Ahead":
        """The day of this log."""
        kept = list(entries)
        day = replay(Day(location=location, day=name), kept)
        if day.plan is None:
            day.draft = plan_of(settings, location, date.fromisoformat(name))
        answered = {entry.id: (entry.digest, done_of(entry, day)) for entry in kept}
        return cls(location, day, kept[-1].at if kept else 0, answered)

    def room_at(self, now: int, without: str = "") -> Room | None:
        """The free time at a moment; None when no doors open. Worked out once for as long as
        nothing changes. `without`: a hold whose time counts as free.
        """
        plan = self.day.plan or self.day.draft
        if self.day.ended or plan is None or plan.opens is None:
            return None
        if without in self.day.holds:
            return Room(self.day, plan, now, without)
        if self.room is None or self.room[0][0] != self.day.seq or self.room[0][1] <= now:
            ends = [hold.until for hold in self.day.holds.values() if hold.until > now]
            key = self.day.seq, min(ends, default=plan.ends)
            self.room = key, Room(self.day, plan, now)
        return self.room[1]
