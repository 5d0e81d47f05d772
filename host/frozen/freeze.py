"""Freezes a report and finds out whether a frozen one was touched. A seal covers the report, who
answered for it and the seal before it, so that none can be changed or taken out between two others.

Who holds the host's secret can make seals. That the newest rows are still there is seen only by
whoever wrote the last number or seal down elsewhere: put it in the letter to the council.
"""

import hmac
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256

import orjson

from host.frozen.body import Body, body_of, breaks, changes, local, report_before
from host.measures.period import Period
from host.measures.report import make
from host.settings import Settings, service_day
from host.store import RaceLost, Store
from host.store import frozen as rows
from host.store.frozen import FrozenRow
from wire.text import clean, has_bsn

BY_MAX = 120
WHY_MAX = 500
_PURPOSE = b"balie frozen report"


def freeze(
    settings: Settings,
    store: Store,
    secret: bytes,
    period: Period,
    by: str,
    now: int,
    *,
    location: str = "",
    provisional: bool = False,
    why: str = "",
) -> FrozenRow:
    """Freezes the report of a period as it stands now; the next version where there is one.

    `by`: name and office of who answers for it. `why`: what was corrected; needed where figures
    are others than in the version before. Raises ValueError with a sentence when the period is not
    over and this is not provisional, or when there is nothing new to freeze; KeyError, StoreBusy.
    """
    who, reason = _text(by, "--by", BY_MAX), _text(why, "--why", WHY_MAX) if why else ""
    if not provisional and not is_over(settings, period, now):
        raise ValueError(f"{period.written} is not over: freeze it with --provisional")
    report = make(settings, store, period, now, [location] if location else ())
    made = body_of(settings, store, report, location, now)
    head = {
        "period": period.written,
        "location": location or None,
        "status": "provisional" if provisional else "definitive",
        "by": who,
        "at": local(settings, now),
        "why": reason or None,
    }
    sealed = partial(_next, made=made, head=head, language=report.language, secret=secret, now=now)
    try:
        return store.change(partial(rows.add, make=sealed))
    except RaceLost:
        raise ValueError(
            "somebody else froze a report at this moment: look, and try again"
        ) from None


def is_over(settings: Settings, period: Period, now: int) -> bool:
    zone = settings.zone(next(iter(settings.locations)))
    return period.last < service_day(zone, now)


def _next(
    kept: list[FrozenRow], made: Body, head: Body, language: str, secret: bytes, now: int
) -> FrozenRow:
    """The row that follows on those that stand."""
    place = head["location"] or ""
    own = [row for row in kept if (row.period, row.location) == (head["period"], place)]
    told: list[dict[str, str]] = []
    if own:
        told = changes(orjson.loads(own[-1].body), made)
        _must_be_new(own[-1], told, head)
    before = report_before(kept, Period.read(head["period"]), place)
    body = {
        "frozen": head | {"version": len(own) + 1},
        "changes": told,
        "breaks": breaks(made, orjson.loads(before.body) if before else None, language),
        **made,
    }
    text = orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()
    number = len(kept) + 1
    digest, last = sha256(text.encode()).hexdigest(), kept[-1].signature if kept else ""
    return FrozenRow(
        number=number,
        period=head["period"],
        location=place,
        version=len(own) + 1,
        status=head["status"],
        frozen_by=head["by"],
        frozen_at=now,
        body=text,
        digest=digest,
        before=last,
        signature=_seal(secret, number, last, digest),
    )


def _must_be_new(last: FrozenRow, told: Sequence[object], head: Body) -> None:
    if not told and last.status == head["status"]:
        raise ValueError(f"version {last.version} says the same: there is nothing to freeze")
    if last.status == "definitive" and head["status"] == "provisional":
        raise ValueError(f"version {last.version} is definitive: no provisional one follows it")
    if told and not head["why"]:
        raise ValueError(
            f"{len(told)} figures are others than in version {last.version}: say why with --why"
        )


def faults_of(kept: Sequence[FrozenRow], secret: bytes) -> Iterator[tuple[FrozenRow, str]]:
    """Each row that is not what was frozen, with what is wrong with it."""
    last, number = "", 0
    for row in kept:
        number += 1
        if row.number != number:
            yield row, f"is number {row.number} where {number} should be: a report is gone"
        elif sha256(row.body.encode()).hexdigest() != row.digest:
            yield row, "the report was changed after it was frozen"
        elif not hmac.compare_digest(
            _seal(secret, row.number, row.before, row.digest), row.signature
        ):
            yield row, "the seal is not of this host, or was changed"
        elif row.before != last:
            yield row, "does not follow on the report before it: that one was changed or is gone"
        elif not _tells_itself(row):
            yield row, "period, version, status or name are not those of the report"
        last, number = row.signature, row.number


def _tells_itself(row: FrozenRow) -> bool:
    """Whether the columns say what the sealed report says."""
    head = orjson.loads(row.body)["frozen"]
    return (row.period, row.location, row.version, row.status, row.frozen_by) == (
        head["period"],
        head["location"] or "",
        head["version"],
        head["status"],
        head["by"],
    )


def _seal(secret: bytes, number: int, before: str, digest: str) -> str:
    """A key of its own for each purpose, made of the host's secret."""
    key = hmac.digest(secret, _PURPOSE, "sha256")
    return hmac.digest(key, f"{number}\n{before}\n{digest}".encode(), "sha256").hex()


def _text(said: str, option: str, most: int) -> str:
    text = clean(said)
    if not text:
        raise ValueError(f"{option} is empty")
    if len(text) > most or has_bsn(text):
        raise ValueError(f"{option} cannot be kept: at most {most} letters")
    return text
