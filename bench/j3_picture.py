"""The picture of J3: one panel a scenario, one row a rule, two bars a row. Knows no simulation.

The bars begin at nothing and the numbers stand beside them, so that quiet days look as alike as
they are.
"""

import math
from collections.abc import Mapping
from html import escape

from bench.scenarios import TITLES

Panel = Mapping[str, tuple[float, float, float]]
"""Per rule: appointments and walk-ins within, in percent; how many a day starved."""

ACCENT, TEXT, QUIET, TINT, LINE = "#154273", "#14181f", "#454c57", "#eef1f5", "#c9d0da"
OTHER = "#8b97a8"
WARNING = "#ffcf33"
PANEL_WIDTH, PANEL_HEIGHT, GAP, MARGIN, TOP = 620, 196, 24, 28, 128
NAME_WIDTH, BAR_WIDTH, ROW = 200, 108, 25
APPOINTMENTS_AT = NAME_WIDTH
WALK_INS_AT = NAME_WIDTH + BAR_WIDTH + 58
STARVED_AT = WALK_INS_AT + BAR_WIDTH + 62
COLUMNS = 2


def draw_picture(panels: Mapping[str, Panel], rules: Mapping[str, str], title: str) -> str:
    """An SVG document. The first of the rules is the product's and stands out."""
    rows = -(-len(panels) // COLUMNS)
    width = 2 * MARGIN + COLUMNS * PANEL_WIDTH + (COLUMNS - 1) * GAP
    height = TOP + rows * (PANEL_HEIGHT + GAP) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="system-ui, sans-serif" fill="{TEXT}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(MARGIN, 48, "Who waits no longer than promised", 28, weight=700),
        _text(MARGIN, 76, f"{title}. The same people on the same days, by five rules.", 15, QUIET),
        _text(
            MARGIN,
            100,
            "Bars: share within 5 minutes (appointments) and within 15 (walk-ins). ▲ waited past "
            "the maximum while a later one went first, a day.",
            15,
            QUIET,
        ),
    ]
    for number, (name, panel) in enumerate(panels.items()):
        x = MARGIN + number % COLUMNS * (PANEL_WIDTH + GAP)
        y = TOP + number // COLUMNS * (PANEL_HEIGHT + GAP)
        parts.append(f'<g transform="translate({x} {y})">')
        parts += [*_panel(TITLES[name], panel, rules), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(title: str, panel: Panel, rules: Mapping[str, str]) -> list[str]:
    parts = [
        f'<rect width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}" rx="6" fill="{TINT}"/>',
        _text(16, 30, title, 17, weight=700),
        _text(APPOINTMENTS_AT, 52, "appointments", 13, QUIET),
        _text(WALK_INS_AT, 52, "walk-ins", 13, QUIET),
    ]
    best = [max(panel[rule][at] for rule in rules) for at in (0, 1)]
    for number, (rule, words) in enumerate(rules.items()):
        y = 62 + number * ROW
        is_ours = number == 0
        weight = 700 if is_ours else 400
        appointments, walk_ins, starved = panel[rule]
        parts.append(_text(16, y + 16, words, 14, weight=weight))
        parts += _bar(APPOINTMENTS_AT, y, appointments, is_ours, appointments >= best[0])
        parts += _bar(WALK_INS_AT, y, walk_ins, is_ours, walk_ins >= best[1])
        if starved >= 0.005:
            parts.append(
                f'<rect x="{STARVED_AT - 4}" y="{y + 2}" width="66" height="19" rx="3" '
                f'fill="{WARNING}"/>'
            )
            parts.append(_text(STARVED_AT + 2, y + 16, f"▲ {starved:.2f}", 13))
    return parts


def _bar(x: int, y: int, percent: float, is_ours: bool, is_best: bool) -> list[str]:
    """A share of the width, with its number; the highest of the panel in bold."""
    long = round(BAR_WIDTH * percent / 100, 1)
    return [
        f'<rect x="{x}" y="{y + 4}" width="{BAR_WIDTH}" height="15" fill="{LINE}"/>',
        f'<rect x="{x}" y="{y + 4}" width="{long}" height="15" '
        f'fill="{ACCENT if is_ours else OTHER}"/>',
        _text(x + BAR_WIDTH + 6, y + 16, _number(percent), 13, weight=700 if is_best else 400),
    ]


def _number(percent: float) -> str:
    """Two decimals, never rounded up: 99.998 is not everybody."""
    return f"{math.floor(percent * 100 + 1e-9) / 100:.2f}"


def _text(x: int, y: int, words: str, size: int, fill: str = TEXT, weight: int = 400) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">'
        f"{escape(words)}</text>"
    )
