"""The card of the visitor at this desk: the number large, or whom to fetch and where they sit."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from kiosk.desk.gone import gone_text
from kiosk.desk.handout import handout_text
from kiosk.look import BigText
from kiosk.pen import Pen
from kiosk.rows import details
from wire.base import Millis
from wire.care import AlertRow
from wire.rows import VisitRow
from wire.views import DeskView

BROAD_CELLS = 84
"""From this width on the number may be twice as large and still leave room for the text."""


class Card(Horizontal):
    """Written anew from each view; decides nothing."""

    DEFAULT_CSS = """
    Card {
        height: 7; border: round $line; border-title-color: $mark; border-title-style: bold;
        padding: 0 1; border-subtitle-color: $mark; border-subtitle-style: bold;
        BigText { width: 32; height: 5; color: $mark; }
        #card-text { width: 1fr; height: 1fr; align: left middle; padding-left: 1; }
        #card-told { height: auto; }
        &.-here { border: heavy $mark; }
        &.-alert { border: double $soon; border-title-color: $soon; }
        &.-free #card-text { align: center middle; }
        &.-free #card-told { text-align: center; color: $quiet; }
    }
    """

    def compose(self) -> ComposeResult:
        yield BigText("", id="card-number")
        with Vertical(id="card-text"):
            yield Static("", id="card-told", markup=False)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= BROAD_CELLS, "-broad")

    def tell(self, view: DeskView, pen: Pen, now: Millis, outcome: str) -> None:
        visit = view.visit
        number = self.query_one(BigText)
        number.display = visit is not None and bool(visit.ticket)
        number.update("" if visit is None else visit.ticket)
        self.set_class(visit is None and view.alert is None, "-free")
        self.set_class(visit is None and view.alert is not None, "-alert")
        self.set_class(visit is not None, "-here")
        self.set_class(view.handout is not None, "-document")
        self.border_title = Content(_title(view, pen))
        told = visit is not None and outcome != "served"
        word = pen.say("outcome.set", uitkomst=pen.word("outcome", outcome)) if told else ""
        self.border_subtitle = Content(f"✎ {word}" if word else "")
        lines = _lines(visit, view, pen, now) if visit is not None else _free(view, pen, now)
        self.query_one("#card-told", Static).update(Content("\n").join(lines))


def _title(view: DeskView, pen: Pen) -> str:
    visit = view.visit
    if visit is None and view.alert is not None:
        return alert_title(view.alert, pen)
    if visit is None:
        return pen.say("at_desk")
    if visit.fetch and visit.stage == "called":
        return pen.say("fetch.title")
    told = [pen.say("at_desk"), pen.word("stage", visit.stage)]
    return "  ·  ".join(told)


def _free(view: DeskView, pen: Pen, now: Millis) -> list[Content]:
    """Nobody is here, and why not any more; or somebody waits to be fetched."""
    nobody = Content(_nobody(view, pen))
    if view.alert is None:
        return [nobody, *map(Content, filter(None, [gone_text(view, pen, now)]))]
    if view.state == "free":
        how = pen.say("alert.keys" if "come_to_fetch" in view.can else "alert.go")
        nobody = Content.styled(how, "bold $soon")
    return [*alert_lines(view.alert, pen), nobody]


def alert_lines(alert: AlertRow, pen: Pen) -> list[Content]:
    """Whom to fetch, how to know them and where they are."""
    visit = alert.visit
    lines = _whom_to_fetch(visit, pen)
    told = [visit.ticket, pen.service_names(visit.services)]
    if visit.arrived is not None:
        told.append(pen.say("alert.since", tijd=pen.time(visit.arrived)))
    if alert.count > 1:
        told.append(pen.say("alert.more", n=alert.count - 1))
    return [*lines, Content("  ·  ".join(filter(None, told)))]


def alert_title(alert: AlertRow, pen: Pen) -> str:
    return "◆ " + pen.say("alert.escalated" if alert.escalated else "alert.title")


def _nobody(view: DeskView, pen: Pen) -> str:
    if view.state == "paused":
        return pen.say("at_desk.paused", reden=pen.word("pause", view.pause_reason or "break"))
    return pen.say("at_desk.closed" if view.state == "closed" else "at_desk.none")


def _lines(visit: VisitRow, view: DeskView, pen: Pen, now: Millis) -> list[Content]:
    """What staff read first stands first; the rest may fall off the card's edge."""
    fetched = visit.fetch and visit.stage == "called"
    lines = _whom_to_fetch(visit, pen) if fetched else []
    needs = [pen.word("need", each) for each in visit.needs]
    services = "  ·  ".join([pen.service_names(visit.services), *needs])
    lines.append(Content.styled(services, "bold"))
    lines.append(Content("  ·  ".join(_times(visit, pen))))
    document = handout_text(view, pen)
    if document:
        lines.append(Content.styled(document, "$mark"))
    calling = pen.say("fetch.coming.how") if fetched else _calling(visit, view, pen, now)
    if calling:
        lines.append(Content.styled(calling, "$soon"))
    shown = visit.model_copy(update={"arrived": None, "needs": ()})
    if fetched:
        shown = shown.model_copy(update={"name": "", "look": "", "seat": ""})
    rest = details(shown, pen)
    lines.append(Content.styled("  ·  ".join(rest), "$quiet"))
    return lines


def _whom_to_fetch(visit: VisitRow, pen: Pen) -> list[Content]:
    """Name, looks and seat, each on a line with its label; beside the name that staff is coming."""
    name = visit.name or pen.say("nameless")
    told = (("who", name), ("look", visit.look), ("seat", visit.seat))
    labels = [pen.say(f"fetch.{key}") for key, _ in told]
    column = max(map(len, labels)) + 2
    lines = [
        Content.assemble((label.ljust(column), "$quiet"), (text, "bold"))
        for label, (_, text) in zip(labels, told, strict=True)
        if text
    ]
    if visit.coming:
        lines[0] += Content.styled("   ✓ " + _coming(visit, pen), "bold $on-time")
    return lines


def _coming(visit: VisitRow, pen: Pen) -> str:
    if visit.coming_at is None:
        return pen.say("fetch.coming")
    return pen.say("fetch.coming.at", tijd=pen.time(visit.coming_at))


def _times(visit: VisitRow, pen: Pen) -> list[str]:
    if visit.met is not None:
        return [pen.say("met", tijd=pen.time(visit.met))]
    told = [pen.say("called", tijd=pen.time(visit.called))] if visit.called is not None else []
    return [*told, pen.say("calls", n=visit.calls)] if visit.calls > 1 else told


def _calling(visit: VisitRow, view: DeskView, pen: Pen, now: Millis) -> str:
    """When the call may sound again, and how often still."""
    if visit.stage != "called":
        return ""
    left = (
        pen.say("recall.last")
        if view.recalls_left == 0
        else pen.say("recall.left.now", n=view.recalls_left)
    )
    if view.recall_at is None or view.recall_at <= now:
        return left
    seconds = -(-(view.recall_at - now) // 1000)
    return f"{pen.say('recall.wait', n=seconds)}  ·  {left}"
