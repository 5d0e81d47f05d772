"""The desk's keys beside the one: which letter says which wish. The view says which are on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import uuid4

from kiosk.pen import Pen
from wire.base import Millis
from wire.commands import (
    CallForHelp,
    CloseDesk,
    ComeToFetch,
    Command,
    EndVisit,
    Meet,
    NotHere,
    Recall,
)
from wire.commands.command import Outcome
from wire.views import DeskView


class DeskKey(NamedTuple):
    """A letter, the wish it says, and whether it stands on the main row."""

    letter: str
    wish: str
    main: bool = False


DESK_KEYS = (
    DeskKey("R", "recall", main=True),
    DeskKey("F", "come_to_fetch", main=True),
    DeskKey("M", "meet", main=True),
    DeskKey("X", "not_here", main=True),
    DeskKey("K", "plan_collect", main=True),
    DeskKey("D", "choose_handout", main=True),
    DeskKey("P", "park", main=True),
    DeskKey("H", "hand_over", main=True),
    DeskKey("E", "end_visit", main=True),
    DeskKey("C", "change_visit"),
    DeskKey("O", "outcome"),
    DeskKey("N", "annotate"),
    DeskKey("S", "serve_now"),
    DeskKey("T", "mark_times_wrong"),
    DeskKey("B", "pause_desk"),
    DeskKey("L", "close_desk"),
    DeskKey("G", "call_for_help"),
)

_PLAIN: dict[str, Callable[[str, Outcome], Command]] = {
    "recall": lambda desk, _: Recall(id=uuid4().hex, desk=desk),
    "meet": lambda desk, _: Meet(id=uuid4().hex, desk=desk),
    "not_here": lambda desk, _: NotHere(id=uuid4().hex, desk=desk),
    "end_visit": lambda desk, outcome: EndVisit(id=uuid4().hex, desk=desk, outcome=outcome),
    "close_desk": lambda desk, _: CloseDesk(id=uuid4().hex, desk=desk),
    "call_for_help": lambda *_: CallForHelp(id=uuid4().hex),
}


def plain_command(wish: str, view: DeskView, outcome: Outcome) -> Command | None:
    """The command of a wish that needs no more words; None where staff must say more first."""
    if wish == "come_to_fetch":
        return fetch_command(view)
    make = _PLAIN.get(wish)
    return None if make is None else make(view.desk, outcome)


def fetch_command(view: DeskView, minutes: int | None = None) -> ComeToFetch:
    """I am coming: to who is called, or at a free desk to the one on its card."""
    alert = view.alert if view.visit is None else None
    visit = None if alert is None else alert.visit.visit
    return ComeToFetch(id=uuid4().hex, desk=view.desk, minutes=minutes, visit=visit)


def label_of(wish: str, view: DeskView, pen: Pen, now: Millis) -> str:
    """What the key does, or in how many seconds it can; "not here" says what the host will do."""
    if wish == "recall" and waits_until(wish, view) > now:
        return pen.say("do.recall.wait", n=-(-(waits_until(wish, view) - now) // 1000))
    if wish == "choose_handout" and view.handout is not None:
        return pen.say("do.choose_handout.back" if _delivered(view) else "do.choose_handout")
    if wish == "plan_collect" and view.handout is not None and view.handout.pick_up is not None:
        return pen.say("do.plan_collect.change")
    if wish != "not_here" or view.visit is None or view.visit.stage != "called":
        return pen.say(f"do.{wish}")
    if view.recall_at is not None and view.recall_at > now:
        return pen.say("do.not_here.wait", n=-(-(view.recall_at - now) // 1000))
    if view.recalls_left:
        return pen.say("do.not_here.again", n=view.recalls_left)
    return pen.say("do.not_here.missed")


def waits_until(wish: str, view: DeskView) -> Millis:
    """From when the wish may be said: for two of them the clock runs on between two views."""
    return {"recall": view.sound_at, "not_here": view.recall_at}.get(wish) or 0


def is_on(wish: str, view: DeskView) -> bool:
    """Whether the host allows the wish now. The outcome is told with the command that ends the
    visit; a pick-up is planned of what is not brought home, where the town books pick-ups.
    """
    if wish == "outcome":
        return "end_visit" in view.can
    if wish == "plan_collect":
        return may_plan(view)
    return wish in view.can


def is_shown(wish: str, view: DeskView) -> bool:
    """Which of the keys that share a place has it. Who is being served cannot be "not here": while
    a document is to be handed out, its keys stand there.
    """
    fetched = (view.visit is not None and view.visit.fetch) or "come_to_fetch" in view.can
    match wish:
        case "recall":
            return not fetched
        case "come_to_fetch":
            return fetched
        case "not_here":
            return view.handout is None
        case "plan_collect":
            return view.handout is not None
        case "choose_handout":
            return view.handout is not None and (view.handout.delivers or _delivered(view))
        case _:
            return True


def may_plan(view: DeskView) -> bool:
    """Whether a pick-up can be booked, or the one that is booked changed."""
    handout = view.handout
    if handout is None or _delivered(view):
        return False
    return handout.bookable or handout.pick_up is not None


def _delivered(view: DeskView) -> bool:
    return view.handout is not None and view.handout.chosen == "deliver"
