"""Days at random, from a seed: all roles act, every command goes through the wire's codec, and
after each one the auditor reads the log. A failing seed replays exactly; BALIE_SEEDS sets how many.
"""

import os
from random import Random
from typing import Any, get_args

import pytest

from host.core.day import Day
from host.core.entry import Entry, Sender
from host.core.events import EVENT, AnyEvent, CheckedIn, WalkedIn
from host.core.figures import Tally
from host.core.invariants import Auditor, violations
from host.core.keep import replay
from host.core.plan import MINUTE
from host.core.ticks import due
from tests.alone_wishes import alone_wish
from tests.builders import GREETER, KIOSK, PRINTER, SERVICES, SYSTEM, Hall, a_plan, at, desk_screen
from tests.care_wishes import care_wish, check_care, room_plan
from tests.days_ahead import ROUNDS, OtherDay, a_round, agenda_wish
from tests.phone_wishes import phone_wish
from wire import commands as said
from wire.codec import encode, from_client
from wire.refusals import Refused

SEEDS = int(os.environ.get("BALIE_SEEDS", "200"))
BLOCK = 20
STEPS = 150
REASONS = ("wheelchair", "baby", "other")
NOTED = ("no_show", "missed", "done", "cancelled", "left")
OUTCOMES = ("served", "papers_missing", "sent_on")


class RandomDay:
    """One day in which everybody does anything at any time, mostly what makes sense."""

    def __init__(self, seed: int) -> None:
        self.chance: Any = Random(seed)
        self.seed = seed
        self.now = at("8:00")
        self.hall = Hall()
        self.other = OtherDay(self.chance)
        self.auditor = Auditor()
        self.heard = 0
        self.number = 0
        self.promised: list[tuple[str, str]] = []

    def run(self) -> None:
        mode = self.chance.choice(("tickets", "tickets", "hospitality"))
        plan = self.hall.day.draft = a_plan(mode=mode, rounds=ROUNDS, **room_plan(self.chance))
        for _ in range(self.chance.randrange(12)):
            self._say(SYSTEM, self._ahead() if self.chance.random() < 0.5 else self._book())
        for name in [*self.hall.day.rounds][:1]:
            self._say(SYSTEM, said.CancelRound(id=self._id(), round=name))
        self._say(SYSTEM, a_round(self._id(), self.chance))
        for _ in range(self.chance.randrange(3)):
            self.other.drive(self.hall, self._id(), at("7:00"))
        self.hall.open(plan)
        self.now = at("9:00")
        for desk in "123":
            if self.chance.random() < 0.8:
                self._say(desk_screen(desk), said.OpenDesk(id=self._id(), desk=desk, staff="jan"))
        for _ in range(STEPS):
            self.now += self.chance.choice((0, 5, 400, 6_000, 20_000, 60_000, 4 * MINUTE))
            self._one_step()
            self._check()
        self.now = at("28:00")
        self._say(SYSTEM, said.Tick(id=self._id()))
        self._check()
        assert self.hall.day.ended
        assert violations(self.hall.entries, self.hall.day, self.promised) == []
        assert replay(Day("hall", "2026-06-08"), self._from_text()) == self.hall.day

    def _one_step(self) -> None:
        wish, sender = self.chance.choices(
            (
                (self._arrival, KIOSK),
                (self._desk_wish, desk_screen(self.chance.choice("123"), "pick")),
                (self._greeter_wish, GREETER),
                (self._slip_report, PRINTER),
                (self._system_wish, SYSTEM),
            ),
            (4, 12, 4, 2, 3),
        )[0]
        self._say(sender, wish(sender))
        if self.chance.random() < 0.08:
            self._say(*phone_wish(self.chance, self.hall.day, self._id()))
        if self.chance.random() < 0.05:
            go = self.chance.choice((self.other.travel, self.other.collect, self.other.drive))
            go(self.hall, self._id(), self.now)

    def _say(self, sender: Sender, command: said.Command) -> None:
        """Through the codec and into the day; a refusal must leave the day as it was."""
        heard = from_client(encode(command))
        before = (self.hall.day.seq, len(self.hall.entries))
        try:
            events = self.hall.say(sender, self.now, heard)  # type: ignore[arg-type]
        except Refused:
            assert before == (self.hall.day.seq, len(self.hall.entries))
            return
        for event in events:
            if isinstance(event, WalkedIn | CheckedIn):
                self.promised.append((event.visit, event.ticket))

    def _check(self) -> None:
        """What an outsider may rely on, and that every list of the day follows from its visits."""
        for entry in self.hall.entries[self.heard :]:
            assert self.auditor.hear(entry) == [], f"seed {self.seed}"
        self.heard = len(self.hall.entries)
        day = self.hall.day
        stages: dict[str, set[str]] = {}
        tally = Tally()
        for visit in day.visits.values():
            stages.setdefault(visit.stage, set()).add(visit.visit)
            if visit.stage in ("done", "left", "no_show"):
                tally.add(visit)
        assert stages.get("waiting", set()) == set(day.lines.where)
        assert stages.get("expected", set()) == set(day.expected)
        assert stages.get("parked", set()) == set(day.parked)
        assert stages.get("missed", set()) == set(day.missed)
        assert stages.get("left", set()) | stages.get("no_show", set()) == set(day.aside)
        here = ("waiting", "called", "serving", "missed")
        inside = [day.visits[v] for s in here for v in stages.get(s, ())]
        assert day.persons_inside == sum(visit.persons for visit in inside)
        assert day.tally == tally, f"seed {self.seed}"
        check_care(day)
        assert {d.desk: d.visit for d in day.desks.values() if d.visit} == self.auditor.at_desk
        assert day.ended or (due(day) or 0) <= at("28:00")

    # -- what they say ----------------------------------------------------------------------------

    def _arrival(self, sender: Sender) -> Any:
        if self.chance.random() < 0.3:
            code = self.chance.choice([*self.hall.day.codes, "NOCODE"])
            return said.CheckIn(id=self._id(), code=code, slip=self.chance.random() < 0.8)
        if self.chance.random() < 0.05:
            return said.CallForHelp(id=self._id())
        if self.chance.random() < 0.15:
            return alone_wish(self.chance, self.hall.day, self._id(), self.now)
        return said.TakeTicket(
            id=self._id(),
            services=self._services(),
            persons=self.chance.randint(1, 4),
            needs=self.chance.choice(((), (), ("hearing",))),
        )

    def _desk_wish(self, sender: Sender) -> Any:
        common: dict[str, Any] = {"id": self._id(), "desk": sender.desk}
        kind = self.chance.choices(
            ("call_next", "meet", "not_here", "open_desk", "end_visit", "undo", "other"),
            (8, 6, 3, 2, 2, 4, 9),
        )[0]
        visit = self.hall.day.desks[str(sender.desk)].visit
        if visit and self.hall.day.visits[visit].in_vain and self.chance.random() < 0.7:
            return said.NotHere(**common)
        if visit and self.hall.day.visits[visit].was_met and self.chance.random() < 0.3:
            return said.ChooseHandout(**common, how=self.chance.choice(("collect", "deliver")))
        if kind == "undo":
            return self._undo(sender)
        if kind == "open_desk":
            return said.OpenDesk(**common, staff=self.chance.choice(("jan", "jan", "els")))
        if kind == "other":
            return self._rare_desk_wish(common)
        simple: Any = {"call_next": said.CallNext, "meet": said.Meet, "not_here": said.NotHere}
        if kind in simple:
            return simple[kind](**common)
        return said.EndVisit(**common, outcome=self.chance.choice(OUTCOMES))

    def _rare_desk_wish(self, common: dict[str, Any]) -> Any:
        pick = self.chance.choice
        visit = self._visit("waiting", "missed", "parked")
        until = self.now + pick((-1, 20 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE))
        return pick(
            (
                said.PauseDesk(**common),
                said.CloseDesk(**common),
                said.CallVisit(**common, visit=self._visit("parked", "missed")),
                said.Recall(**common),
                said.ComeToFetch(**common),
                said.Park(**common, until=until, asked_by_visitor=pick((True, False))),
                said.Park(**common, until=self.now + 60 * MINUTE),
                said.HandOver(**common, services=self._services()),
                said.HandOver(**common, to_desk=pick("1234")),
                said.ServeNow(**common, services=self._services()),
                said.MarkTimesWrong(**common),
                said.PutBack(id=common["id"], visit=visit),
                said.ChangeVisit(id=common["id"], visit=visit, persons=pick((1, 2, 5))),
            )
        )

    def _greeter_wish(self, sender: Sender) -> Any:
        pick, name = self.chance.choice, self._id()
        visit = self._visit("waiting", "missed")
        return pick(
            (
                said.CheckIn(id=name, visit=self._visit("expected", "no_show")),
                said.TakeTicket(id=name, services=self._services(), slip=False),
                said.Prioritise(id=name, visit=visit, reason=pick(REASONS)),
                said.ChangeVisit(
                    id=name, visit=self._visit("serving", "expected"), services=self._services()
                ),
                said.PutBack(id=name, visit=self._visit("missed", "parked", "left", "no_show")),
                said.MarkLeft(id=name, visit=visit),
                said.PrintAgain(id=name, visit=self._visit("parked", "missed", "called")),
                said.CancelAppointment(id=name, visit=visit),
                *[care_wish(self.chance, self.hall.day, name)] * 4,
                said.Annotate(id=name, visit=self._visit(pick(NOTED)), look="red coat"),
                said.AnswerHelp(id=name, help=pick([*self.hall.day.helps, "nobody-00"])),
                self._undo(sender),
                self._undo(sender),
            )
        )

    def _slip_report(self, sender: Sender) -> Any:
        day = self.hall.day
        slip = self.chance.choice([*day.slips, *list(day.slips_done)[-2:], "nothing-1"])
        state = self.chance.choice(("sending", "printed", "unknown"))
        return said.ReportSlip(id=self._id(), slip=slip, state=state)

    def _system_wish(self, sender: Sender) -> Any:
        if self.chance.random() < 0.6:
            return self._ahead()
        return self.chance.choice((said.Tick(id=self._id()), self._book()))

    def _ahead(self) -> Any:
        day = self.hall.day
        return agenda_wish(self.chance, day, self._id(), self._services(), self.now)

    def _book(self) -> Any:
        return said.BookAppointment(
            id=self._id(),
            code=f"CODE{self.chance.randrange(40)}",
            services=self._services(),
            appointed=at("8:00") + self.chance.randrange(60) * 10 * MINUTE,
            persons=self.chance.randint(1, 3),
        )

    def _undo(self, sender: Sender) -> Any:
        """Mostly of the newest step of one's own; sometimes of anybody's."""
        steps = self.hall.day.steps
        own = [step.step for step in steps.values() if step.by == (sender.desk or sender.device)]
        step = self.chance.choice(own[-1:] * 8 + [*steps, "nothing-0"])
        return said.Undo(id=self._id(), step=step)

    def _visit(self, *stages: str) -> Any:
        """Mostly one at such a stage; sometimes anybody, or nobody."""
        visits = self.hall.day.visits
        fitting = [visit.visit for visit in visits.values() if visit.stage in stages]
        if fitting and self.chance.random() < 0.8:
            return self.chance.choice(fitting)
        return self.chance.choice([*visits, "nobody-00"])

    def _services(self) -> tuple[str, ...]:
        names = [s.service for s in SERVICES] + (["nonsense"] if self.chance.random() < 0.1 else [])
        return tuple(self.chance.choices(names, k=self.chance.choice((1, 1, 1, 2))))

    def _id(self) -> str:
        self.number += 1
        return f"said-{self.seed:06d}-{self.number:05d}"

    def _from_text(self) -> list[Entry]:
        """The log as it comes back from the store."""
        return [
            Entry(
                e.id,
                e.what,
                e.by,
                e.at,
                tuple(EVENT.validate_json(event.model_dump_json()) for event in e.events),
                e.desk,
            )
            for e in self.hall.entries
        ]


@pytest.mark.parametrize("block", range(0, SEEDS, BLOCK))
def test_on_a_day_at_random_everything_holds_that_must_always_hold(block):
    for seed in range(block, min(block + BLOCK, SEEDS)):
        RandomDay(seed).run()


def test_the_same_seed_gives_the_same_day():
    first, second = RandomDay(4711), RandomDay(4711)
    first.run()
    second.run()
    assert first.hall.entries == second.hall.entries
    assert first.hall.day == second.hall.day


def test_days_at_random_reach_every_kind_of_event():
    kinds = set()
    for seed in range(80):
        day = RandomDay(seed)
        day.run()
        kinds |= {event.kind for entry in day.hall.entries for event in entry.events}
    every = {kind.model_fields["kind"].default for kind in get_args(get_args(AnyEvent)[0])}
    assert every - kinds == {"plan_changed"}
