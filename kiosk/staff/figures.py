"""Today's figures in words: what was promised and what came of it, always with the number of visits
and both clocks.

A share is never rounded up to its target, and a mean that misses by a fraction of a second says so
(Groningen: a mean of
300.4 s prints 5:00 and is not met).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from textual.content import Content
from textual.widgets import Static

from kiosk.pen import Pen
from wire.norms import NormRow
from wire.rows import Figure

WIDE_CELLS = 126


class FiguresBar(Static):
    """Two lines: with and without an appointment."""

    DEFAULT_CSS = """
    FiguresBar {
        height: auto; padding: 0 1; background: $surface; text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def tell(self, figures: Iterable[Figure], pen: Pen, norms: Iterable[NormRow] = ()) -> None:
        self.update(figure_lines(figures, pen, self.app.size.width, norms))


def figure_lines(
    figures: Iterable[Figure], pen: Pen, width: int, norms: Iterable[NormRow] = ()
) -> Content:
    """The figures of the whole location, one line each, beside what was promised there; the felt
    wait of appointments stands beside their norm wait.
    """
    promised = {each.definition: each for each in norms if not each.services}
    whole = {
        each.definition: _judged(each, promised.get(each.definition))
        for each in figures
        if each.service is None
    }
    felt = whole.get("wt_a_felt")
    lines = [
        _line(whole[name], felt if name == "wt_a" else None, pen, wide=width >= WIDE_CELLS)
        for name in ("wt_a", "wt_w")
        if name in whole
    ]
    return Content("\n").join(lines)


def _judged(figure: Figure, norm: NormRow | None) -> Figure:
    """The figure with the share or the mean that a norm promises for the whole location."""
    if norm is None or norm.statistic not in ("share", "mean") or norm.n != figure.n:
        return figure
    told = {"limit_seconds": round(norm.limit_seconds), "target": norm.target, "met": norm.kept}
    share = {"within": norm.realised} if norm.statistic == "share" else {}
    return figure.model_copy(update=told | share)


def share_text(share: float, target: float | None, language: str) -> str:
    """A share as a percentage with one decimal, "94,9"; rounded down where rounding up would reach
    the target.
    """
    percent = Decimal(str(share)) * 100
    shown = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if target is not None and share < target and shown >= Decimal(str(target)) * 100:
        shown = percent.quantize(Decimal("0.1"), ROUND_FLOOR)
    text = format(shown.normalize(), "f")
    return text if language == "en" else text.replace(".", ",")


def minutes_text(seconds: float) -> str:
    """Seconds as "6:30", half a second rounded up."""
    whole = int(Decimal(str(seconds)).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{whole // 60}:{whole % 60:02d}"


def _line(figure: Figure, felt: Figure | None, pen: Pen, *, wide: bool) -> Content:
    names = [pen.say("figure.wt_a"), pen.say("figure.wt_w")]
    name = pen.say(f"figure.{figure.definition}").ljust(max(map(len, names)) + 2)
    if figure.n == 0:
        return Content.assemble((name, "bold"), (pen.say("figure.none"), "$quiet"))
    shape, colour, word = ("✓", "$on-time", "met") if figure.met else ("✗", "$over", "missed")
    if figure.met is None:
        shape, colour, word = "·", "$quiet", ""
    verdict = pen.say(f"figure.{word}") if wide and word else ""
    parts = [each for each in (verdict, *_clocks(figure, felt, pen, wide=wide)) if each]
    return Content.assemble(
        (name, "bold"),
        (f"{shape} ", f"bold {colour}"),
        (_held(figure, pen, wide=wide), f"bold {colour}"),
        ("  " + ("  ·  " if wide else "  ").join(parts), ""),
    )


def _held(figure: Figure, pen: Pen, *, wide: bool) -> str:
    """The promised thing itself: a share, or a mean."""
    limit = figure.limit_seconds // 60
    if figure.target is None:
        mean = minutes_text(figure.mean_seconds or 0.0)
        promised = pen.say("figure.promised_mean", norm=limit)
        told = f"{pen.say('figure.mean', tijd=mean)} ({promised})"
        return told if wide else f"⌀ {mean} ({minutes_text(figure.limit_seconds)})"
    share = share_text(figure.within or 0.0, figure.target, pen.language)
    target = share_text(figure.target, None, pen.language)
    if not wide:
        return f"{share} % ≤ {limit} min ({target} %)"
    promised = pen.say("figure.promised", deel=target)
    return f"{pen.say('figure.share', deel=share, norm=limit)} ({promised})"


def _clocks(figure: Figure, felt: Figure | None, pen: Pen, *, wide: bool) -> list[str]:
    """How many, the mean by the norm's clock, and the mean from arrival."""
    told = [pen.say("figure.n", n=figure.n) if wide else f"n {figure.n}"]
    if figure.mean_seconds is not None and figure.target is not None:
        mean = minutes_text(figure.mean_seconds)
        told.append(pen.say("figure.mean", tijd=mean) if wide else f"⌀ {mean}")
    if felt is not None and felt.mean_seconds is not None:
        told.append(pen.say("figure.felt", tijd=minutes_text(felt.mean_seconds)))
    return told
