"""The one checker of what must always hold: an auditor with its own small model, which reads the
log and trusts no rule.

Tests, benches and `balie` tools ask it; it never decides anything. Each violation is one sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from host.core import events as ev
from host.core.day import Day
from host.core.entry import Entry
from host.core.keep import replay
from host.core.slot_audit import SlotAudit
from wire.commands.alone import OWN_LETTERS

_FINISHED = {"done", "left", "no_show", "cancelled"}
_LEAVES_DESK = (ev.Ended, ev.Missed, ev.PutBackInLine, ev.Parked, ev.TimeAsked, ev.HandedOver)
_SLIP_STEPS = {"new": 0, "sending": 1, "unknown": 2, "printed": 3}


def violations(
    entries: Iterable[Entry], day: Day | None = None, promised: Iterable[tuple[str, str]] = ()
) -> list[str]:
    """What does not hold in a day's log. With `day`: also that the log replayed gives that day.

    `promised`: (visit, ticket) of every answer that was given; each must stand in the log. Whoever
    was told no number may have got one since, when handed over.
    """
    kept = list(entries)
    auditor = Auditor()
    found = [fault for entry in kept for fault in auditor.hear(entry)]
    for visit, ticket in promised:
        if visit not in auditor.visits:
            found.append(f"visit {visit} was acknowledged and is not in the log")
        elif ticket and auditor.ticket_of.get(visit) != ticket:
            found.append(f"visit {visit} was told {ticket}, the log says otherwise")
    if day is not None:
        found += _against(day, kept, auditor)
    return found


def _against(day: Day, entries: list[Entry], auditor: "Auditor") -> list[str]:
    try:
        again = replay(Day(day.location, day.day), entries)
    except (AssertionError, KeyError) as fault:
        return [f"the log cannot be replayed: {type(fault).__name__} {fault}"]
    found = [] if again == day else ["the log replayed gives another day"]
    if day.seq != auditor.seq:
        found.append(f"the day counts {day.seq} events, the log {auditor.seq}")
    at_desks = {desk.desk: desk.visit for desk in day.desks.values() if desk.visit}
    if at_desks != auditor.at_desk:
        found.append("the day and the log differ in who is at which desk")
    return found


@dataclass
class Auditor:
    """Reads entries in order. Knows of each visit only what an outsider must be able to rely on."""

    seq: int = 0
    ids: set[str] = field(default_factory=set)
    visits: set[str] = field(default_factory=set)
    outcomes: dict[str, str] = field(default_factory=dict)
    """How each finished visit ended."""
    ticket_of: dict[str, str] = field(default_factory=dict)
    owner_of: dict[str, str] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    at_desk: dict[str, str] = field(default_factory=dict)
    desk_of: dict[str, str] = field(default_factory=dict)
    ring: int = 0
    slips: dict[str, str] = field(default_factory=dict)
    prints: dict[str, int] = field(default_factory=dict)
    badges: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Number and prints of each badge that is not back."""
    codes: dict[str, str] = field(default_factory=dict)
    agenda: SlotAudit = field(default_factory=SlotAudit)
    ended: bool = False

    def hear(self, entry: Entry) -> list[str]:
        """What does not hold from this entry on."""
        found: list[str] = []
        if entry.id in self.ids:
            found.append(f"command {entry.id} acted twice")
        self.ids.add(entry.id)
        if not entry.events:
            found.append(f"command {entry.id} was kept without a fact")
        for event in entry.events:
            if self.ended:
                found.append(f"{event.kind} after the end of the day")
            self.seq += 1
            found += [*self._hear(event), *self.agenda.hear(event)]
        return found

    def _hear(self, event: ev.AnyEvent) -> list[str]:
        match event:
            case ev.Booked() if self.outcomes.get(event.visit) == "moved":
                del self.outcomes[event.visit]
                return self._code(event)
            case ev.Booked():
                return [*self._new(event.visit), *self._code(event)]
            case ev.WalkedIn():
                return [*self._new(event.visit), *self._ticket(event.visit, event.ticket)]
            case ev.CheckedIn():
                self.outcomes.pop(event.visit, None)
                return self._ticket(event.visit, event.ticket)
            case ev.ServedAtOnce():
                return [*self._new(event.visit), *self._to_desk(event.visit, event.desk)]
            case ev.HandedOver():
                return [*self._other(event), *self._ticket(event.visit, event.ticket)]
            case ev.Called():
                return [*self._to_desk(event.visit, event.desk), *self._rings(event.ring)]
            case ev.Recalled():
                return self._rings(event.ring)
            case ev.SlipAsked():
                return self._slip_asked(event)
            case ev.BadgeGiven():
                return self._badge_given(event)
            case ev.BadgeReturned():
                self.badges.pop(event.visit, None)
                return self._other(event)
            case ev.InsideAsked():
                return self._new_slip(event.slip)
            case ev.SlipMoved():
                return self._slip_moved(event)
            case ev.StepUndone():
                return self._undone(event)
            case ev.DayEnded():
                return self._day_ended()
            case ev.VisitEvent():
                return self._other(event)
        return []

    def _other(self, event: ev.VisitEvent) -> list[str]:
        """A visit leaves a desk, is finished, or comes back."""
        if isinstance(event, ev.MovedAway):
            self.codes = {c: v for c, v in self.codes.items() if v != event.visit}
        found = [] if event.visit in self.visits else [f"visit {event.visit} was never made"]
        if isinstance(event, _LEAVES_DESK):
            self.at_desk.pop(self.desk_of.pop(event.visit, ""), None)
        if isinstance(event, ev.PutBackInLine):
            self.outcomes.pop(event.visit, None)
        outcome = _outcome_of(event)
        if outcome is None:
            return found
        if event.visit in self.outcomes:
            before = self.outcomes[event.visit]
            found.append(f"visit {event.visit} is {outcome} and was {before} already")
        self.outcomes[event.visit] = outcome
        return found

    def _new(self, visit: str) -> list[str]:
        known = visit in self.visits
        self.visits.add(visit)
        return [f"visit {visit} was made twice"] if known else []

    def _code(self, event: ev.Booked) -> list[str]:
        taken = event.code in self.codes
        self.codes[event.code] = event.visit
        return [f"two appointments have code {event.code}"] if taken else []

    def _ticket(self, visit: str, ticket: str) -> list[str]:
        """A number is new and the next of its series, or it is this visit's own already. What a
        kiosk gave by itself is new.
        """
        found = [] if visit in self.visits else [f"visit {visit} was never made"]
        if not ticket:
            return found
        owner = self.owner_of.get(ticket)
        if owner == visit:
            return found
        if owner is not None:
            return [*found, f"ticket {ticket} was given twice"]
        if visit in self.ticket_of:
            found.append(f"visit {visit} has two tickets")
        letter, number = ticket[0], int(ticket[1:])
        if letter not in OWN_LETTERS:
            if number != self.series.get(letter, 0) + 1:
                found.append(f"ticket {ticket} is not the next of its series")
            self.series[letter] = number
        self.owner_of[ticket], self.ticket_of[visit] = visit, ticket
        return found

    def _to_desk(self, visit: str, desk: str) -> list[str]:
        found = [] if visit in self.visits else [f"visit {visit} was never made"]
        if desk in self.at_desk:
            found.append(f"two visits at desk {desk}")
        if visit in self.desk_of:
            found.append(f"visit {visit} is at two desks")
        if visit in self.outcomes:
            found.append(f"visit {visit} is called after it was {self.outcomes[visit]}")
        self.at_desk[desk], self.desk_of[visit] = visit, desk
        return found

    def _rings(self, ring: int) -> list[str]:
        found = [] if ring > self.ring else [f"ring {ring} is not higher than {self.ring}"]
        self.ring = max(ring, self.ring)
        return found

    def _slip_asked(self, event: ev.SlipAsked) -> list[str]:
        found = []
        if event.slip in self.slips:
            found.append(f"slip {event.slip} was asked twice")
        if event.number != self.prints.get(event.visit, 0) + 1:
            found.append(f"visit {event.visit} has two prints that are not a copy")
        if event.visit not in self.ticket_of:
            found.append(f"slip {event.slip} is of a visit without a ticket")
        self.slips[event.slip] = "new"
        self.prints[event.visit] = event.number
        return found

    def _badge_given(self, event: ev.BadgeGiven) -> list[str]:
        found = self._new_slip(event.slip) if event.slip is not None else []
        badge, prints = self.badges.get(event.visit, (event.badge, 0))
        if badge != event.badge:
            found.append(f"visit {event.visit} has two badges")
        if event.badge in (other for v, (other, _) in self.badges.items() if v != event.visit):
            found.append(f"badge {event.badge} was given twice")
        if event.number != prints + 1:
            found.append(f"badge {event.badge} has two prints that are not a copy")
        self.badges[event.visit] = event.badge, event.number
        return [*found, *self._other(event)]

    def _new_slip(self, slip: str) -> list[str]:
        known = slip in self.slips
        self.slips[slip] = "new"
        return [f"slip {slip} was asked twice"] if known else []

    def _slip_moved(self, event: ev.SlipMoved) -> list[str]:
        before = self.slips.get(event.slip)
        self.slips[event.slip] = event.state
        if before is None:
            return [f"slip {event.slip} was never asked"]
        if _SLIP_STEPS[event.state] <= _SLIP_STEPS[before]:
            return [f"slip {event.slip} went from {before} back to {event.state}"]
        return []

    def _undone(self, event: ev.StepUndone) -> list[str]:
        found = [] if event.step in self.ids else [f"step {event.step} was never done"]
        for state in event.visits:
            visit = str(state["visit"])
            self.at_desk.pop(self.desk_of.pop(visit, ""), None)
            self.outcomes.pop(visit, None)
        for state in event.visits:
            visit, stage = str(state["visit"]), str(state["stage"])
            if stage in ("called", "serving"):
                found += self._to_desk(visit, str(state["desk"]))
            elif stage in _FINISHED:
                self.outcomes[visit] = stage
        return found

    def _day_ended(self) -> list[str]:
        self.ended = True
        open_visits = sorted(self.visits - self.outcomes.keys())
        return [f"visit {visit} has no outcome at the end of the day" for visit in open_visits]


def _outcome_of(event: ev.VisitEvent) -> str | None:
    match event:
        case ev.Ended():
            return "done"
        case ev.Left():
            return "left"
        case ev.NoShowMarked():
            return "no_show"
        case ev.Cancelled():
            return "cancelled"
        case ev.MovedAway():
            return "moved"
    return None
