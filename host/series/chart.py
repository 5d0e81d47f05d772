"""A row of a town's table as a drawing beside the table: one point a period, a line between what
can be compared, and a gap with a stroke where it cannot. Says nothing that the table does not say.
"""

from dataclasses import dataclass
from itertools import pairwise

from host.series.document import Figure, Heading, TableReport, TownRow
from host.web.html import Html, join, tag
from wire.words import say

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 50, 50, 34, 30
INK, BREAK = "#154273", "#8a1538"


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float
    heading: Heading
    figure: Figure


def chart_of(report: TableReport, row: TownRow) -> Html:
    """Inline SVG with its title; nothing for fewer than two figures. What is forecast or a target
    is hollow, and its line is dashed.
    """
    points = _points(report, row)
    if len(points) < 2:
        return Html("")
    drawn = [_ground(points)]
    for before, after in pairwise(points):
        drawn.append(_stroke(before, after) if after.figure.break_reason else _line(before, after))
    for point in points:
        drawn += _dot(point)
    label = ", ".join(f"{each.heading.title}: {each.figure.text}" for each in points)
    breaks = [each.figure.break_reason for each in points if each.figure.break_reason]
    if breaks:
        label += f". {say(report.language, 'table.break')}: {' '.join(breaks)}"
    svg = tag(
        "svg",
        *drawn,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"{row.name}. {label}",
    )
    scrolled = tag("div", svg, class_="wide", role="region", aria_label=row.name, tabindex="0")
    return tag("figure", tag("figcaption", row.name), scrolled)


def _points(report: TableReport, row: TownRow) -> list[_Point]:
    told = [
        (heading, figure, figure.cell.value)
        for heading, figure in zip(report.headings, row.figures, strict=True)
        if heading.period and figure.cell.value is not None
    ]
    values = [value for _, _, value in told]
    if len(values) < 2:
        return []
    top = max(max(values), 0) or 1
    low = min(min(values), 0)
    step = (WIDTH - LEFT - RIGHT) / (len(told) - 1)
    room = HEIGHT - TOP - BOTTOM
    return [
        _Point(LEFT + at * step, TOP + room * (top - value) / (top - low), heading, figure)
        for at, (heading, figure, value) in enumerate(told)
    ]


def _ground(points: list[_Point]) -> Html:
    """Where nothing would be: heights are told from here."""
    values = [point.figure.cell.value or 0 for point in points]
    low, top = min(*values, 0), max(*values, 0) or 1
    y = f"{TOP + (HEIGHT - TOP - BOTTOM) * top / (top - low):.1f}"
    return tag("path", d=f"M{LEFT - 30} {y}H{WIDTH - RIGHT + 30}", stroke="#8a8f98")


def _line(before: _Point, after: _Point) -> Html:
    dashed = None if after.figure.kind in ("measured", "so_far") else "6 4"
    ends = {"x1": before.x, "y1": before.y, "x2": after.x, "y2": after.y}
    said = {name: f"{value:.1f}" for name, value in ends.items()}
    return tag("line", **said, stroke=INK, stroke_width="2", stroke_dasharray=dashed)


def _stroke(before: _Point, after: _Point) -> Html:
    """Where the figures on both sides cannot be compared there is no line between them."""
    x = f"{(before.x + after.x) / 2:.1f}"
    y = {"y1": str(TOP - 10), "y2": str(HEIGHT - BOTTOM)}
    return tag("line", x1=x, x2=x, **y, stroke=BREAK, stroke_width="3", class_="break")


def _dot(point: _Point) -> list[Html]:
    solid = point.figure.kind in ("measured", "so_far")
    x, y = f"{point.x:.1f}", f"{point.y:.1f}"
    text = {"text_anchor": "middle", "font_size": "14", "fill": "#1a1a1a"}
    return [
        tag(
            "circle", cx=x, cy=y, r="5", fill=INK if solid else "#fff", stroke=INK, stroke_width="2"
        ),
        tag("text", point.figure.text, x=x, y=f"{point.y - 12:.1f}", **text),
        tag("text", point.heading.title, x=x, y=str(HEIGHT - 8), **text),
    ]


def charts_of(report: TableReport) -> Html:
    """Of each row that asks for one."""
    return join(*(chart_of(report, row) for row in report.rows if row.chart))
