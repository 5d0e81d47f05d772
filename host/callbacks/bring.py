"""Brings in promises to call back from a file of another system: all of its lines, or none. A line
that was brought before is known, and stays as it is.
"""

import hmac
from collections.abc import Sequence
from functools import partial
from typing import Any

from host.answers import digest_of
from host.callbacks.clock import day_of, erased_when_done, erased_when_open, half_day
from host.callbacks.notes import By, Callbacks, promised
from host.callbacks.table import Brought
from host.core.callbacks import Step, What
from host.importing.wanted import FileFault, FileFaulty
from host.settings import Settings
from host.store import callbacks as rows
from host.store.callbacks import StepRow
from wire.commands import MakeCallback
from wire.refusals import REFUSALS, Refused

Making = dict[str, Any]


def bring(
    callbacks: Callbacks,
    location: str,
    lines: Sequence[Brought],
    secret: bytes,
    *,
    dry_run: bool = False,
) -> tuple[int, int]:
    """How many are new, and how many were known: by `secret`, the server's own, so that nobody
    else can try a guess at a caller against an id, which stays. Raises FileFaulty, StoreBusy,
    RaceLost.
    """
    settings, now = callbacks.settings(), callbacks.clock()
    faults: list[FileFault] = []
    made: list[Making] = []
    for line in lines:
        try:
            made.append(_making(settings, location, line, now, secret))
        except Refused as no:
            faults.append(FileFault(line.line, REFUSALS[no.word]))
    if faults:
        raise FileFaulty(faults)
    work = _known if dry_run else _keep
    new = callbacks.store.change(partial(work, made=made))
    return new, len(made) - new


def _keep(line: Any, made: list[Making]) -> int:
    """How many of them are new."""
    new = 0
    for each in made:
        if rows.find(line, each["row"].callback) is None:
            rows.make(line, **each)
            new += 1
    return new


def _known(line: Any, made: list[Making]) -> int:
    """How many of them would be new."""
    ids = {each["row"].callback for each in made}
    return sum(rows.find(line, each) is None for each in ids)


def _making(settings: Settings, location: str, line: Brought, now: int, secret: bytes) -> Making:
    """A promise with its steps as the file tells them. Raises Refused."""
    if max(line.created, *line.attempts, line.answered or 0) > now:
        raise Refused("callback_ahead")
    is_known = bool(line.name or line.phone or line.note)
    said = f"callback {location} {line.key}".encode()
    identity = hmac.digest(secret, said, "sha256").hex()[:32]
    wish = MakeCallback(
        id=identity,
        department=line.department,
        name=line.name,
        phone=line.phone,
        note=line.note if is_known else "-",
        term_days=line.term_days,
        transferred_directly=line.transferred_directly,
    )
    row, terms = promised(settings, wish, By(location, "import", "import"), line.created)
    ended = line.created if line.transferred_directly else line.answered
    erase_on = (
        erased_when_open(settings, location, row.due)
        if ended is None
        else erased_when_done(settings, location, ended)
    )
    if not is_known or erase_on <= day_of(settings, location, now).isoformat():
        row = rows.without_caller(row)
    steps = _steps(settings, location, line)
    told = [
        StepRow(step, identity if n == 0 else f"{identity}-{n}", "import", digest_of(wish))
        for n, step in enumerate(steps)
    ]
    return {"row": row, "steps": told, "terms": terms, "erase_on": erase_on}


def _steps(settings: Settings, location: str, line: Brought) -> list[Step]:
    first: What = "transferred" if line.transferred_directly else "made"
    done: list[tuple[What, int]] = [(first, line.created)]
    done += [("attempted", at) for at in sorted(line.attempts)]
    if line.answered is not None:
        done.append(("answered", line.answered))
    return [
        Step(what, at, half_day(settings, location, at), line.department)
        for what, at in sorted(done, key=lambda each: each[1])
    ]
