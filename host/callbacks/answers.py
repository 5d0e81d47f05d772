"""What a greeter or desk hears of promises to call back: the list of its location, one of them with
its steps, and the answer to a wish. Decides nothing that the rules decide.
"""

from functools import partial

import structlog

from host.callbacks.clock import soon_at
from host.callbacks.notes import By, Callbacks, Wish
from host.core.callbacks import can, light
from host.settings import Settings
from host.store import StoreBusy
from host.store.callback_lists import of_location
from host.store.callbacks import CallbackRow, StepRow, find, note_of, steps_of
from wire import callbacks as said
from wire.callbacks import CALLBACKS_MAX, AskCallbacks, CallbackList
from wire.frames import Done, No
from wire.refusals import Refused

log = structlog.get_logger()
DAY = 24 * 60 * 60_000
DONE_DAYS = 7
"""So far back the list of finished ones goes."""
Found = tuple[CallbackRow, list[StepRow]]


async def done(callbacks: Callbacks, wish: Wish, by: By) -> Done | No:
    """The answer to a wish of a device of this location."""
    try:
        row = await callbacks.say(wish, by)
    except Refused as no:
        return No(id=wish.id, word=no.word, detail=no.detail)
    except StoreBusy:
        return No(id=wish.id, word="busy")
    except Exception:
        log.exception("callback_failed", kind=wish.kind)
        return No(id=wish.id, word="busy")
    word = "tried" if row.tried is not None and row.state == "open" else ""
    return Done(id=wish.id, seq=row.steps, at=callbacks.clock(), word=word)


async def answer(callbacks: Callbacks, location: str, question: AskCallbacks) -> CallbackList | No:
    """The answer to a question of a device of this location."""
    try:
        if question.callback is not None:
            return await _one(callbacks, location, question)
        return await _several(callbacks, location, question)
    except StoreBusy:
        return No(id=question.id, word="busy")
    except Exception:
        log.exception("question_failed", kind=question.kind)
        return No(id=question.id, word="busy")


async def listed(
    callbacks: Callbacks,
    location: str,
    state: str = "open",
    department: str | None = None,
    since: int | None = None,
) -> list[CallbackRow]:
    """The promises of a location as rows of the store."""
    wanted = partial(
        of_location, location=location, state=state, department=department, since=since
    )
    return await callbacks.store.ask(wanted)


async def known(callbacks: Callbacks, callback: str) -> Found:
    """One promise with its steps. Raises Refused `callback_unknown`."""

    def read(line: object) -> Found | None:
        row = find(line, callback)  # type: ignore[arg-type]
        return None if row is None else (row, steps_of(line, row))  # type: ignore[arg-type]

    found = await callbacks.store.ask(read)
    if found is None:
        raise Refused("callback_unknown")
    return found


def lights(settings: Settings, rows: list[CallbackRow], now: int) -> tuple[int, int]:
    """How many open ones are about to be late, and how many are."""
    words = [light(now, soon_at(settings, row), row.due) for row in rows if row.state == "open"]
    return words.count("soon"), words.count("late")


async def _several(callbacks: Callbacks, location: str, question: AskCallbacks) -> CallbackList:
    settings, now = callbacks.settings(), callbacks.clock()
    since = now - DONE_DAYS * DAY if question.state == "done" else None
    rows = await listed(callbacks, location, question.state, question.department, since)
    soon, late = lights(settings, rows, now)
    shown = tuple(tell(settings, row) for row in rows[:CALLBACKS_MAX])
    return CallbackList(id=question.id, rows=shown, total=len(rows), soon=soon, late=late)


async def _one(callbacks: Callbacks, location: str, question: AskCallbacks) -> CallbackList:
    try:
        row, steps = await known(callbacks, question.callback or "")
    except Refused:
        return CallbackList(id=question.id, rows=(), total=0)
    if row.location != location:
        return CallbackList(id=question.id, rows=(), total=0)
    settings = callbacks.settings()
    told = tell(settings, row).model_copy(
        update={"steps": tuple(map(_step, steps)), "can": can(note_of(steps))}
    )
    soon, late = lights(settings, [row], callbacks.clock())
    return CallbackList(id=question.id, rows=(told,), total=1, soon=soon, late=late)


def tell(settings: Settings, row: CallbackRow) -> said.CallbackRow:
    """As staff may see it; a department that is gone is called by its key."""
    known = settings.departments.get(row.department)
    return said.CallbackRow(
        callback=row.callback,
        department=row.department,
        department_name=known.name if known is not None else row.department,
        term_days=row.term_days,
        created=row.created,
        due=row.due,
        soon_at=soon_at(settings, row),
        state=row.state,  # type: ignore[arg-type]
        outcome=row.outcome,  # type: ignore[arg-type]
        attempts=row.attempts,
        attempted=row.attempted,
        tried=row.tried is not None,
        answered=row.answered,
        ended=row.ended,
        exempt=row.exempt,
        name=row.name,
        phone=row.phone,
        note=row.note,
    )


def _step(row: StepRow) -> said.CallbackStep:
    step = row.step
    return said.CallbackStep(
        at=step.at, what=step.what, department=step.department, sender=row.sender
    )
