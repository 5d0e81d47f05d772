"""How it looks: the town's colours as a Textual theme, large block letters, and the norm light.

Knows nothing of visits or of the wire's frames; a town's look comes in as four plain fields.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

from rich.text import Text
from textual.color import Color
from textual.geometry import Size
from textual.theme import Theme
from textual.widget import Widget

from kiosk.letters import GAP, LETTERS

CONTRAST_MIN = 7.0
"""Of all text on its ground (WCAG 2.2, success criterion 1.4.6)."""


class TownLook(Protocol):
    """The part of `wire.setup.Look` that a terminal can show."""

    @property
    def accent(self) -> str: ...
    @property
    def accent_text(self) -> str: ...
    @property
    def ground(self) -> Literal["light", "dark"]: ...


class _House(NamedTuple):
    accent: str = "#154273"
    accent_text: str = "#ffffff"
    ground: Literal["light", "dark"] = "light"


class _Ground(NamedTuple):
    """The colours of a ground; each text colour has 7:1 on `background`, `surface` and `panel`."""

    background: str
    surface: str
    panel: str
    text: str
    quiet: str
    line: str
    on_time: str
    soon: str
    over: str


_GROUNDS = {
    "light": _Ground(
        "#ffffff",
        "#f3f5f8",
        "#e6eaf0",
        "#14181f",
        "#3a4350",
        "#8b95a3",
        "#0b4f24",
        "#6a3400",
        "#8f0f16",
    ),
    "dark": _Ground(
        "#101419",
        "#181e26",
        "#222a34",
        "#f5f7fa",
        "#c3ccd8",
        "#5f6b7a",
        "#86e3a5",
        "#ffcc66",
        "#ffb0ac",
    ),
}


def theme_of(look: TownLook | None = None) -> Theme:
    """The theme of a town. Beside Textual's own names it has `$on-accent`, `$mark`, `$quiet`,
    `$line`, `$on-time`, `$soon` and `$over`, and for the keys of a kiosk `$key` and `$focus` with
    `$on-key` and `$on-focus` on them.

    `$primary` with `$on-accent` on it is for fills; `$mark` is the accent where it stands as text
    or line on the ground, made lighter or darker until it has 7:1.
    """
    look = look or _House()
    ground = _GROUNDS[look.ground]
    mark = readable(look.accent, ground.panel)
    on_accent = readable(look.accent_text, look.accent)
    return Theme(
        name=f"town-{look.accent}-{look.accent_text}-{look.ground}",
        primary=look.accent,
        secondary=mark,
        accent=look.accent,
        foreground=ground.text,
        background=ground.background,
        surface=ground.surface,
        panel=ground.panel,
        success=ground.on_time,
        warning=ground.soon,
        error=ground.over,
        dark=look.ground == "dark",
        text_alpha=1.0,
        variables=_variables(look.accent, on_accent, mark, ground),
    )


def contrast_theme() -> Theme:
    """Black, white and yellow in place of a town's colours, with the same names. Keys are white on
    black; the one that has the focus is yellow on black.
    """
    black, white, yellow = "#000000", "#ffffff", "#ffff00"
    ground = _Ground(black, black, black, white, white, white, white, yellow, yellow)
    keys = {"key": white, "on-key": black, "focus": black, "on-focus": yellow}
    return Theme(
        name="contrast",
        primary=yellow,
        secondary=yellow,
        accent=yellow,
        foreground=white,
        background=black,
        surface=black,
        panel=black,
        success=white,
        warning=yellow,
        error=yellow,
        dark=True,
        text_alpha=1.0,
        variables=_variables(yellow, black, yellow, ground) | keys,
    )


def _variables(accent: str, on_accent: str, mark: str, ground: _Ground) -> dict[str, str]:
    """The names that Textual's widgets or the apps' own styles use beside a theme's colours."""
    return {
        "on-accent": on_accent,
        "mark": mark,
        "quiet": ground.quiet,
        "line": ground.line,
        "on-time": ground.on_time,
        "soon": ground.soon,
        "over": ground.over,
        "key": ground.panel,
        "on-key": ground.text,
        "focus": ground.text,
        "on-focus": ground.background,
        "text-muted": ground.quiet,
        "footer-background": ground.panel,
        "footer-foreground": ground.text,
        "footer-key-foreground": mark,
        "footer-description-foreground": ground.text,
        "block-cursor-background": accent,
        "block-cursor-foreground": on_accent,
        "block-cursor-text-style": "bold",
        "input-cursor-background": ground.text,
        "input-cursor-foreground": ground.background,
        "input-selection-background": f"{accent} 35%",
        "button-color-foreground": on_accent,
        "button-focus-text-style": "bold",
        "border": mark,
        "scrollbar": ground.line,
        "scrollbar-background": ground.panel,
    }


def contrast(one: str, other: str) -> float:
    """The contrast of two #rrggbb colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str) -> str:
    """The colour, moved towards black or white as far as it takes to have 7:1 on the ground."""
    end = max("#000000", "#ffffff", key=lambda each: contrast(each, ground))
    start, goal = Color.parse(colour), Color.parse(end)
    for step in range(21):
        tried = start.blend(goal, step / 20).hex6.lower()
        if contrast(tried, ground) >= CONTRAST_MIN:
            return tried
    return end


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in Color.parse(colour).rgb)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Light(NamedTuple):
    """The norm light of a visit: shape, theme colour, and the last part of the key of its word."""

    shape: str
    colour: str
    word: Literal["on_time", "soon", "over"]


ON_TIME = Light("●", "on-time", "on_time")
SOON = Light("▲", "soon", "soon")
OVER = Light("■", "over", "over")

MILD = frozenset({"near_end", "silent"})
"""States of a device that still does what matters: it can wait a little."""


def light_of(now: int, amber_at: int | None, red_at: int | None) -> Light | None:
    """Which light is on at `now`, all three in milliseconds; None where no norm runs."""
    if red_at is None:
        return None
    if now >= red_at:
        return OVER
    if amber_at is not None and now >= amber_at:
        return SOON
    return ON_TIME


def scale_for(size: Size) -> int:
    """The step of the type scale for a screen: 1 at 80x24, 2 from 120x36, 3 from 200x60."""
    if size.width >= 200 and size.height >= 60:
        return 3
    return 2 if size.width >= 120 and size.height >= 36 else 1


def big_lines(text: str, scale: int = 1) -> list[str]:
    """The text in block letters: 4 rows high at scale 1, 7 at 2, 11 at 3.

    A letter without a shape is a blank. Half blocks make square points, so that a letter keeps its
    form at each scale.
    """
    shapes = [LETTERS.get(letter) or LETTERS.get(letter.upper()) or LETTERS[" "] for letter in text]
    points = [GAP.join(shape[row] for shape in shapes) for row in range(len(LETTERS[" "]))]
    rows = ["".join(point * scale for point in row) for row in points for _ in range(scale)]
    if len(rows) % 2:
        rows.append(" " * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_HALVES[up + down] for up, down in zip(*pair, strict=True)) for pair in pairs]


_HALVES = {"  ": " ", "# ": "▀", " #": "▄", "##": "█"}


class BigText(Widget):
    """A number or short word in block letters, as large as `scale_max` and its width allow.

    A text that is too wide even at scale 1 stands there in plain bold letters: shown small is
    better than cut off.
    """

    DEFAULT_CSS = (
        "BigText { width: 100%; height: auto; text-style: bold; content-align: center middle; }"
    )

    def __init__(
        self,
        text: str = "",
        scale_max: int = 2,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._text = text
        self._scale_max = scale_max

    @property
    def text(self) -> str:
        """What stands there, as plain text."""
        return self._text

    def update(self, text: str, scale_max: int | None = None) -> None:
        """Shows another text."""
        self._text = text
        self._scale_max = scale_max or self._scale_max
        self.refresh(layout=True)

    def render(self) -> Text:
        return Text("\n".join(self._lines(self.content_size.width)), no_wrap=True, justify="center")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(map(len, self._lines(container.width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def _lines(self, width: int) -> list[str]:
        for scale in range(self._scale_max, 0, -1):
            lines = big_lines(self._text, scale)
            if len(lines[0]) <= width:
                return lines
        return [self._text]
