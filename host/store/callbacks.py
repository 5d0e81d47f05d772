"""Promises to call back as rows: made, found, and changed by a step. Functions over a connection;
moments in milliseconds UTC, told by the caller.

What a note is follows from its steps (`host.core.callbacks`); its row says the same for whoever
speaks SQL.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, insert, select, update

from host.core.callbacks import Note, Step, after, replay
from host.store.kept import RaceLost
from host.store.tables import CALLBACK, CALLBACK_STEP, CALLBACK_TERM, PERSON
from wire.refusals import Refused


@dataclass(frozen=True, slots=True)
class CallbackRow:
    """One promise as it is now. What is personal is empty once it is erased."""

    location: str
    day: str
    callback: str
    department: str
    exempt: bool
    calendar: str
    term_days: int
    created: int
    due: int
    channel: str
    state: str = "open"
    outcome: str = ""
    attempts: int = 0
    attempted: int | None = None
    tried: int | None = None
    answered: int | None = None
    ended: int | None = None
    visit: str | None = None
    steps: int = 0
    name: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as it was said."""

    step: Step
    entry: str
    sender: str
    digest: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What follows from a wish."""

    step: StepRow
    erase_on: str
    """ISO date on which the caller is forgotten, if nothing more happens."""
    more: dict[str, Any] = field(default_factory=dict)
    """Columns that no step says: exempt, visit."""


Act = Callable[[Connection, CallbackRow, Note], Decided]
"""Judges a wish about a promise as the store holds it. Raises Refused."""

_COLUMNS = tuple(column.name for column in CALLBACK.columns)
KEY = ("location", "day", "callback")
PERSONAL = ("name", "phone", "note")


def as_made(row: CallbackRow, note: Note) -> CallbackRow:
    """The row as these steps have made it."""
    return replace(
        row,
        department=note.department,
        state="done" if note.outcome else "open",
        outcome=note.outcome,
        attempts=note.attempts,
        attempted=note.attempted,
        tried=note.tried,
        answered=note.answered,
        ended=note.ended,
        steps=note.steps,
    )


def make(
    line: Connection,
    row: CallbackRow,
    steps: Sequence[StepRow],
    terms: Mapping[int, int],
    erase_on: str,
) -> CallbackRow:
    """Keeps a new promise as its steps have made it, with the end of each term by its days, and its
    caller until `erase_on`; the same again acts once. Raises RaceLost, and Refused `id_reused`.
    """
    if (before := said_before(line, steps[0].entry)) is not None:
        known = find(line, row.callback)
        if known is None or before != (row.callback, steps[0].digest):
            raise Refused("id_reused")
        return known
    made = as_made(row, note_of(steps))
    line.execute(insert(CALLBACK).values({name: getattr(made, name) for name in _COLUMNS}))
    key = {name: getattr(made, name) for name in KEY}
    ends = [{**key, "term_days": days, "due": due} for days, due in terms.items()]
    line.execute(insert(CALLBACK_TERM), ends)
    line.execute(insert(CALLBACK_STEP), [_step(made, n, each) for n, each in enumerate(steps, 1)])
    keep_caller(line, made, erase_on)
    return made


def change(line: Connection, before: CallbackRow, now: CallbackRow, step: StepRow) -> None:
    """Keeps one step more. Raises RaceLost when somebody was first."""
    line.execute(insert(CALLBACK_STEP).values(_step(now, now.steps, step)))
    still = and_(_is(before), CALLBACK.c.steps == before.steps)
    values = {name: getattr(now, name) for name in _COLUMNS if name not in KEY}
    if line.execute(update(CALLBACK).where(still).values(values)).rowcount != 1:
        raise RaceLost("somebody was first")


def find(line: Connection, callback: str) -> CallbackRow | None:
    """The promise of an id, wherever it was made."""
    row = line.execute(select_callbacks().where(CALLBACK.c.callback == callback)).first()
    return None if row is None else row_of(row)


def steps_of(line: Connection, row: CallbackRow) -> list[StepRow]:
    """What was done about it, oldest first."""
    wanted = (
        select(CALLBACK_STEP)
        .where(*(CALLBACK_STEP.c[name] == getattr(row, name) for name in KEY))
        .order_by(CALLBACK_STEP.c.seq)
    )
    return [_said(each) for each in line.execute(wanted)]


def act(line: Connection, callback: str, entry: str, digest: str, what: Act) -> CallbackRow:
    """Loads a promise, lets `what` judge it and say which step follows, and keeps that; the same
    entry again acts once. Raises RaceLost, and Refused `callback_unknown`, `id_reused` and what
    `what` refuses.
    """
    row = find(line, callback)
    if row is None:
        raise Refused("callback_unknown")
    if (before := said_before(line, entry)) is not None:
        if before != (callback, digest):
            raise Refused("id_reused")
        return row
    note = note_of(steps_of(line, row))
    decided = what(line, row, note)
    changed = as_made(replace(row, **decided.more), after(note, decided.step.step))
    change(line, row, changed, decided.step)
    erase_caller_on(line, row, decided.erase_on)
    return changed


def said_before(line: Connection, entry: str) -> tuple[str, str] | None:
    """Promise and digest of a command that was kept; None: it is new."""
    wanted = select(CALLBACK_STEP.c.callback, CALLBACK_STEP.c.digest)
    found = line.execute(wanted.where(CALLBACK_STEP.c.entry == entry)).first()
    return None if found is None else (found[0], found[1])


def keep_caller(line: Connection, row: CallbackRow, erase_on: str) -> None:
    """Who is to be called, and what about; nothing is kept of somebody of whom nothing is said."""
    said = {name: getattr(row, name) for name in PERSONAL}
    if any(said.values()):
        key = {"location": row.location, "day": row.day, "visit": row.callback}
        values = {**key, **said, "erase_on": date.fromisoformat(erase_on)}
        line.execute(insert(PERSON).values(values))


def erase_caller_on(line: Connection, row: CallbackRow, erase_on: str) -> None:
    """From this ISO date on nobody knows who it was."""
    of_caller = (
        PERSON.c.location == row.location,
        PERSON.c.day == row.day,
        PERSON.c.visit == row.callback,
    )
    change = update(PERSON).where(*of_caller)
    line.execute(change.values(erase_on=date.fromisoformat(erase_on)))


def without_caller(row: CallbackRow) -> CallbackRow:
    """The row with nothing personal."""
    return replace(row, name="", phone="", note="")


def note_of(steps: Iterable[StepRow]) -> Note:
    """What the steps have made of it."""
    return replay(each.step for each in steps)


def select_callbacks() -> Select[Any]:
    of_person = and_(
        CALLBACK.c.location == PERSON.c.location,
        CALLBACK.c.day == PERSON.c.day,
        CALLBACK.c.callback == PERSON.c.visit,
    )
    return select(CALLBACK, PERSON.c.name, PERSON.c.phone, PERSON.c.note).outerjoin(
        PERSON, of_person
    )


def row_of(row: Row[Any]) -> CallbackRow:
    known = dict(row._mapping)
    return CallbackRow(**known | {name: known[name] or "" for name in ("name", "phone", "note")})


def _is(row: CallbackRow) -> ColumnElement[bool]:
    return and_(*(CALLBACK.c[name] == getattr(row, name) for name in KEY))


def _step(row: CallbackRow, seq: int, said: StepRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in KEY},
        "seq": seq,
        "entry": said.entry,
        "at": said.step.at,
        "what": said.step.what,
        "half_day": said.step.half_day,
        "department": said.step.department,
        "sender": said.sender,
        "digest": said.digest,
    }


def _said(row: Row[Any]) -> StepRow:
    step = Step(row.what, row.at, row.half_day, row.department)
    return StepRow(step, row.entry, row.sender, row.digest)
