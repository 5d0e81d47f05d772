"""Promises to call back, made and changed: each in one transaction that judges what the store holds
at that moment, so that of two who act at once one wins and the other hears why not.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from host.answers import digest_of
from host.callbacks.clock import day_of, erased_when_done, erased_when_open, half_day, terms_of
from host.core.callbacks import Note, Step, What, judge
from host.settings import Settings
from host.settings.callbacks import Department
from host.store import RaceLost, Store
from host.store import callbacks as rows
from host.store.callbacks import CallbackRow, Decided, StepRow
from host.store.queries import appointments_where
from wire.commands import (
    AttemptCallback,
    CallbackCommand,
    ConvertCallback,
    FinishCallback,
    HandOverCallback,
    MakeCallback,
)
from wire.refusals import Refused
from wire.text import clean, has_bsn

Wish = MakeCallback | CallbackCommand
RACES_MAX = 5
PERSONAL = ("name", "phone", "note")
ENDS: frozenset[What] = frozenset({"answered", "appointment", "unreached"})


@dataclass(frozen=True, slots=True)
class By:
    """Who wants it, where, and through which door."""

    location: str
    sender: str
    """The device, or key:name."""
    channel: str
    """greeter, desk, api, import."""


class Callbacks:
    """Over the store. `settings` and `clock` are asked each time: both move on.

    `changed` is called with a location whenever a promise of it was made or changed.
    """

    def __init__(
        self, store: Store, settings: Callable[[], Settings], clock: Callable[[], int]
    ) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.changed: Callable[[str], None] = lambda location: None

    async def say(self, wish: Wish, by: By, created: int | None = None) -> CallbackRow:
        """Makes or changes a promise; the same wish again acts once. `created`: when the promise
        was made, if not now, in milliseconds UTC.

        Raises Refused: department_unknown, term_unknown, callback_empty, callback_ahead,
        text_unfit, callback_unknown, callback_done, callback_not_tried, nothing_changes,
        visit_unknown, id_reused, busy.
        """
        work = self._work(wish, by, created)
        for _ in range(RACES_MAX):
            try:
                row = await self.store.change_soon(work)
            except RaceLost:
                continue  # judged again on what the winner kept
            self.changed(row.location)
            return row
        raise Refused("busy")

    def do(self, wish: Wish, by: By, created: int | None = None) -> CallbackRow:
        """As `say`, in the caller's own thread."""
        work = self._work(wish, by, created)
        for _ in range(RACES_MAX):
            try:
                return self.store.change(work)
            except RaceLost:
                continue
        raise Refused("busy")

    def _work(self, wish: Wish, by: By, created: int | None) -> Callable[[Any], CallbackRow]:
        """The transaction of a wish."""
        settings, now = self.settings(), self.clock()
        if not isinstance(wish, MakeCallback):
            what = partial(_decided, wish=wish, by=by, settings=settings, now=now)
            digest = digest_of(wish)
            return partial(
                rows.act, callback=wish.callback, entry=wish.id, digest=digest, what=what
            )
        at = now if created is None else created
        if at > now:
            raise Refused("callback_ahead")
        row, terms = promised(settings, wish, by, at)
        first: What = "transferred" if wish.transferred_directly else "made"
        step = Step(first, at, half_day(settings, by.location, at), wish.department)
        said = StepRow(step, wish.id, by.sender, digest_of(wish))
        erase_on = erased_when_open(settings, by.location, row.due)
        return partial(rows.make, row=row, steps=[said], terms=terms, erase_on=erase_on)


def promised(
    settings: Settings, wish: MakeCallback, by: By, created: int
) -> tuple[CallbackRow, dict[int, int]]:
    """A promise before its first step, and the end of each of its terms. Raises Refused."""
    department = department_of(settings, wish.department)
    days = department.terms[0] if wish.term_days is None else wish.term_days
    if days not in department.terms:
        raise Refused("term_unknown")
    terms = terms_of(settings, by.location, department, created, days)
    row = CallbackRow(
        location=by.location,
        day=day_of(settings, by.location, created).isoformat(),
        callback=wish.id,
        department=wish.department,
        exempt=bool(department.exempt),
        calendar=department.calendar,
        term_days=days,
        created=created,
        due=terms[days],
        channel=by.channel,
    )
    return replace(row, **_caller(wish)), terms


def department_of(settings: Settings, name: str) -> Department:
    """Raises Refused `department_unknown`."""
    if name not in settings.departments:
        raise Refused("department_unknown")
    return settings.departments[name]


def _caller(wish: MakeCallback) -> dict[str, Any]:
    """Who is to be called and what about. Of a call that somebody took at once nothing is kept."""
    said = {part: clean(getattr(wish, part)) for part in PERSONAL}
    if any(map(has_bsn, said.values())):
        raise Refused("text_unfit")
    if wish.transferred_directly:
        return {}
    if not any(said.values()):
        raise Refused("callback_empty")
    return said


def _decided(
    line: Any,
    row: CallbackRow,
    note: Note,
    *,
    wish: CallbackCommand,
    by: By,
    settings: Settings,
    now: int,
) -> Decided:
    """What follows from a wish about a promise that is as the store holds it."""
    if row.location != by.location:
        raise Refused("callback_unknown")
    what = what_of(wish)
    to = wish.department if isinstance(wish, HandOverCallback) else ""
    judge(note, what, to)
    more: dict[str, Any] = {"visit": None} if what == "reopened" else {}
    if to:
        more["exempt"] = bool(department_of(settings, to).exempt)
    if isinstance(wish, ConvertCallback):
        if not appointments_where(line, visit=wish.visit):
            raise Refused("visit_unknown")
        more["visit"] = wish.visit
    at = max(now, note.at)
    step = Step(what, at, half_day(settings, row.location, at), to or note.department)
    erase_on = (
        erased_when_done(settings, row.location, at)
        if what in ENDS
        else erased_when_open(settings, row.location, row.due)
    )
    return Decided(StepRow(step, wish.id, by.sender, digest_of(wish)), erase_on, more)


def what_of(wish: CallbackCommand) -> What:
    """The step that a wish asks for."""
    match wish:
        case AttemptCallback():
            return "reached" if wish.reached else "attempted"
        case HandOverCallback():
            return "handed_over"
        case FinishCallback():
            return wish.outcome
        case ConvertCallback():
            return "appointment"
        case _:
            return "reopened"
