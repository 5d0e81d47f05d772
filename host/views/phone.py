"""What a visitor sees of the own visit: the news first, then what explains it, and what can be
wished for now.
"""

from datetime import datetime
from itertools import islice

import orjson

from host.core.day import Day, Step, Visit
from host.core.entry import Sender
from host.core.expect import people_ahead
from host.core.guards import is_fetched
from host.core.phone import has_asked_time
from host.core.plan import MINUTE
from host.core.undo import why_not
from host.hall import Hall
from host.views.possible import TRIAL, possible
from host.views.rows import STEPS_LOOKED_AT
from host.views.waits import left_to_wait
from wire.commands import AskTime, ComeBack, Leave
from wire.words import say, words_of

Row = dict[str, object]
OVER = frozenset({"done", "cancelled"})
"""From here no visit comes back."""
ASKED_IN_MILLIS = 3 * MINUTE
"""So long a page says "come in now"."""
DONE_WITH = frozenset({"expected", "cancelled", "done", "no_show"})
"""Stages at which a visitor can wish for nothing."""


def page_sender(visit: str) -> Sender:
    """Who speaks on the page of a visit."""
    return Sender(f"page-{visit}", "visitor", visit=visit)


def phone(hall: Hall, visit: Visit, now: int, survey: str = "") -> Row:
    """The `PhoneView` of a visit. `survey`: the path of the question about it."""
    assert hall.day is not None
    called = visit.stage == "called"
    asked_in = _is_asked_in(visit, now)
    return {
        "kind": "phone",
        "stage": visit.stage,
        "ticket": visit.ticket,
        "desk": _mark(hall, visit) if called and not is_fetched(visit) else "",
        "alert": called or (visit.stage == "waiting" and asked_in),
        "ring": 2 * visit.ring + (visit.asked_in is not None),
        "fetched": visit.arrived is not None and is_fetched(visit),
        "said": _said(hall, hall.day, visit, now),
        "wishes": _wishes(hall.day, visit, now),
        "over": visit.stage in OVER,
        "survey": survey if visit.stage == "done" else "",
    }


def phone_body(hall: Hall, visit: Visit, now: int, survey: str = "") -> bytes:
    """The same as JSON."""
    return orjson.dumps(phone(hall, visit, now, survey))


def _is_asked_in(visit: Visit, now: int) -> bool:
    """Whether it waited outside until a moment ago."""
    return visit.asked_in is not None and now - visit.asked_in <= ASKED_IN_MILLIS


def _said(hall: Hall, day: Day, visit: Visit, now: int) -> list[Row]:
    match visit.stage:
        case "waiting":
            return _waiting(hall, day, visit, now)
        case "called" | "serving":
            return _at_desk(hall, visit, now)
        case "parked":
            key = "asked" if has_asked_time(visit) else "parked"
            return [_line(key), _line(f"{key}.until", tijd=_clock(hall, visit.until or now))]
        case "expected":
            at = _clock(hall, visit.appointed or now)
            return [_line("expected", tijd=at), _line("expected.how")]
        case "left" | "no_show":
            return [_line("left"), _line("left.how")]
        case stage:
            return [_line(stage)]


def _waiting(hall: Hall, day: Day, visit: Visit, now: int) -> list[Row]:
    fetched = is_fetched(visit)
    lines = [_line("fetch.waiting" if fetched else "waiting")]
    if visit.outside:
        lines = [_line("outside"), _line("outside.told")]
    elif _is_asked_in(visit, now):
        lines = [_line("come_in")]
    ahead = people_ahead(day, visit.visit, now)
    if ahead is not None:
        key = "none" if ahead == 0 else "one" if ahead == 1 else "many"
        lines.append(_line(f"ahead.{key}", **({"aantal": ahead} if ahead > 1 else {})))
    wait = left_to_wait(hall, visit, now)
    if wait is not None:
        lines.append(_line("wait", van=wait[0], tot=wait[1]))
    return [*lines, _line("order")]


def _at_desk(hall: Hall, visit: Visit, now: int) -> list[Row]:
    """Called to a desk or served there; or fetched, which names no desk."""
    if not is_fetched(visit):
        if visit.stage == "called" and _is_asked_in(visit, now):
            return [_line("called.come_in", balie=_mark(hall, visit))]
        return [_line(visit.stage, balie=_mark(hall, visit))]
    if visit.stage == "serving":
        return [_line("fetch.serving")]
    if visit.coming:
        return [_line("fetch.coming"), *_in_minutes(visit.coming_at, now)]
    return [_line("fetch.come_in" if _is_asked_in(visit, now) else "fetch.called")]


def _in_minutes(at: int | None, now: int) -> list[Row]:
    """How long it takes; nothing once the moment has come."""
    left = -((now - at) // MINUTE) if at is not None and at > now else 0
    if not left:
        return []
    return [_line("fetch.minute") if left == 1 else _line("fetch.minutes", aantal=left)]


def _wishes(day: Day, visit: Visit, now: int) -> list[Row]:
    """Tried on the rules themselves; what can be undone is not offered a second way."""
    if visit.stage in DONE_WITH or day.plan is None:
        return []
    sender = page_sender(visit.visit)
    found: list[Row] = []
    step = last_own_step(day, visit, sender.device, now)
    if step is not None:
        until = step.at + day.plan.undo_within
        found.append({"wish": "undo", "key": f"phone.wish.undo.{step.what}", "until": until})
    elif possible(day, ComeBack.model_construct(id=TRIAL, visit=visit.visit), sender, now):
        left = visit.stage == "left"
        key = "phone.wish.undo.leave" if left else "phone.wish.back"
        row: Row = {"wish": "come_back", "key": key}
        until = (visit.ended or now) + day.plan.undo_within
        found.append({**row, "until": until} if left else row)
    for kind in (AskTime, Leave):
        if possible(day, kind.model_construct(id=TRIAL, visit=visit.visit), sender, now):
            name = kind.model_fields["kind"].default
            found.append({"wish": name, "key": f"phone.wish.{name}"})
    return found


def last_own_step(day: Day, visit: Visit, device: str, now: int) -> Step | None:
    """The newest step of this page, if the rules would take it back now."""
    assert day.plan is not None
    for step in islice(reversed(day.steps.values()), STEPS_LOOKED_AT):
        if step.by == device:
            return step if why_not(day, step, day.plan, now) is None else None
    return None


def _mark(hall: Hall, visit: Visit) -> str:
    """What stands after the word for a desk: "3" for a desk that is labelled "Balie 3"."""
    assert hall.day is not None
    assert hall.day.plan is not None
    desk = visit.desk or ""
    plan = hall.day.plan.desks.get(desk)
    label = plan.label if plan else desk
    word, _, rest = label.partition(" ")
    return rest if rest and word.casefold() in _desk_words(hall) else label


def _desk_words(hall: Hall) -> set[str]:
    """The word for a desk in each of the town's languages."""
    spoken = hall.settings.town.languages
    return {words_of(one)["phone.desk"].partition(" ")[0].casefold() for one in spoken}


def _clock(hall: Hall, at: int) -> str:
    local = datetime.fromtimestamp(at / 1000, hall.settings.zone(hall.location))
    return f"{local:%H:%M}"


def _line(key: str, **values: int | str) -> Row:
    return {"key": f"phone.{key}", "values": values}


def told(row: object, language: str) -> str:
    """One line of a view in a language."""
    assert isinstance(row, dict)
    return say(language, str(row["key"]), **row["values"])
