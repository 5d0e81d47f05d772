"""The auditor's own model of the agenda: no two appointments that stand have the same desk at the
same time. Trusts no rule.
"""

from dataclasses import dataclass, field

from host.core import events as ev
from host.core.plan import MINUTE

_FREES = (ev.Cancelled, ev.MovedAway, ev.NoShowMarked)


@dataclass
class SlotAudit:
    """Reads the facts in order."""

    slots: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """Desk, start and end of each appointment that stands."""
    freed: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    holds: dict[str, tuple[str, int, int, int]] = field(default_factory=dict)
    """Desk, start, end, and until when it is kept."""

    def hear(self, event: ev.AnyEvent) -> list[str]:
        """What does not hold from this fact on."""
        match event:
            case ev.Booked():
                self.holds.pop(event.hold or "", None)
                return self._stand(event.visit, event.desk, event.appointed, event.minutes, event)
            case ev.Moved():
                self.slots.pop(event.visit, None)
                return self._stand(event.visit, event.desk, event.appointed, event.minutes, event)
            case ev.Held():
                found = self._clash(event.hold, event.desk, event.appointed, event.minutes, event)
                end = event.appointed + event.minutes * MINUTE
                self.holds[event.hold] = event.desk, event.appointed, end, event.until
                return found
            case ev.HoldReleased():
                self.holds.pop(event.hold, None)
            case ev.CheckedIn() if event.late:
                self._free(event.visit)
            case ev.StepUndone():
                return self._undone(event)
            case ev.VisitEvent() if isinstance(event, _FREES):
                self._free(event.visit)
        return []

    def _stand(
        self, name: str, desk: str, start: int, minutes: int, event: ev.AnyEvent
    ) -> list[str]:
        found = self._clash(name, desk, start, minutes, event)
        self.freed.pop(name, None)
        self.slots[name] = desk, start, start + minutes * MINUTE
        return found

    def _clash(
        self, name: str, desk: str, start: int, minutes: int, event: ev.AnyEvent
    ) -> list[str]:
        """Whoever has no desk of its own takes nobody's."""
        end = start + minutes * MINUTE
        kept = [(n, d, s, e) for n, (d, s, e, until) in self.holds.items() if until > event.at]
        stand = [(n, *slot) for n, slot in self.slots.items()]
        return [
            f"{name} and {other} have desk {desk} at the same time"
            for other, its_desk, its_start, its_end in (*stand, *kept)
            if desk and its_desk == desk and other != name and its_start < end and start < its_end
        ]

    def _free(self, visit: str) -> None:
        if visit in self.slots:
            self.freed[visit] = self.slots.pop(visit)

    def _undone(self, event: ev.StepUndone) -> list[str]:
        """A cancellation or a late check-in that is taken back takes its room again."""
        found: list[str] = []
        for state in event.visits:
            name = str(state["visit"])
            stands = state["stage"] not in ("cancelled", "no_show") and not state.get("late")
            if stands and name in self.freed:
                desk, start, end = self.freed.pop(name)
                found += self._stand(name, desk, start, (end - start) // MINUTE, event)
            elif not stands:
                self._free(name)
        return found
