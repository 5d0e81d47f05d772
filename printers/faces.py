"""Which font has which letters, and a row of text drawn with the fonts that are here. A font
without a letter would print a box: it is asked beforehand.
"""

import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont, features

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/TTF/DejaVuSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansEthiopic-Bold.ttf",
    "/usr/share/fonts/google-noto/NotoSansEthiopic-Bold.ttf",
    "/usr/share/fonts/noto/NotoSansEthiopic-Bold.ttf",
)
"""Where Linux keeps a font with Latin, Cyrillic, Greek and Arabic letters, then one with Ethiopic
ones; else Pillow's own, with Latin ones."""

NOBODY_HAS = "\U0010ffff"
"""Drawn as each font draws what it does not have."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def font(size: int, path: str = "") -> Font:
    """A font of `size` dots: the one at `path`, else the first that is there."""
    for candidate in (path, *FONTS):
        if candidate and Path(candidate).is_file():
            return ImageFont.truetype(candidate, size)
    return ImageFont.load_default(size)


def can_draw(text: str, path: str = "") -> bool:
    """Whether every letter is in a font here, and is joined to its neighbours where it must be."""
    if is_right_to_left(text) and not features.check("raqm"):
        return False
    return all(_path_of(letter, path) is not None for letter in text)


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def row_length(row: str, size: int, path: str = "") -> float:
    """How many dots wide a row is."""
    return sum(font(size, of).getlength(part) for part, of in _parts(row, path))


def draw_row(
    draw: ImageDraw.ImageDraw, middle: float, line: int, row: str, size: int, path: str = ""
) -> None:
    """The row, centred at `middle` on the line where letters stand."""
    parts = _parts(row, path)
    left = middle - row_length(row, size, path) / 2
    for part, of in parts:
        face = font(size, of)
        way = "rtl" if is_right_to_left(part) and features.check("raqm") else None
        anchor = "ls" if isinstance(face, ImageFont.FreeTypeFont) else None
        draw.text((left, line), part, fill=0, font=face, anchor=anchor, direction=way)
        left += face.getlength(part)


def _parts(row: str, path: str) -> list[tuple[str, str]]:
    """The row in pieces of one font each, from left to right; one piece where a font has all."""
    for of in _paths(path):
        if all(_has(of, letter) for letter in row):
            return [(row, of)]
    parts: list[tuple[str, str]] = []
    for letter in row:
        of = _path_of(letter, path) or path
        if parts and (parts[-1][1] == of or letter == " "):
            parts[-1] = (parts[-1][0] + letter, parts[-1][1])
        else:
            parts.append((letter, of))
    return parts


def _path_of(letter: str, path: str) -> str | None:
    """The first font with a letter; None: no font here has it."""
    return next((of for of in _paths(path) if _has(of, letter)), None)


@cache
def _paths(path: str) -> tuple[str, ...]:
    """The fonts that are here, the wanted one first; "" is Pillow's own."""
    return tuple(each for each in (path, *FONTS) if each and Path(each).is_file()) or ("",)


@cache
def _has(path: str, letter: str) -> bool:
    if letter.isspace() or unicodedata.category(letter) == "Cf":
        return True
    face = font(24, path)
    return bytes(face.getmask(letter)) != bytes(face.getmask(NOBODY_HAS))
