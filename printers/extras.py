"""What a town may want around its slips: its logo on top, a buzzer, another cut. Knows no device
and no text.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from PIL import Image

from printers.raster import raster_bytes

LOGO_SHARE = 0.7
"""Of the paper's width, at most."""
LOGO_DOTS_MAX = 160
"""20 mm high at 203 dots an inch: the number stays the largest thing on the slip."""
BUZZ = b"\x1bB\x02\x02"
"""ESC B: twice for 200 ms. A printer without a buzzer passes over it."""

Cut = Literal["full", "part", "none"]


class LogoUnfit(Exception):
    """The file is no picture that can be read; the text says so as a sentence."""


@dataclass(frozen=True)
class Extras:
    """Nothing more than the slip, if not said."""

    logo: Path | None = None
    buzzer: bool = False
    cut: Cut = "full"

    def head(self, dots: int) -> bytes:
        """The bytes before a slip on paper of this width. Raises LogoUnfit."""
        return logo_bytes(self.logo, dots) if self.logo else b""

    @property
    def tail(self) -> bytes:
        """The bytes after its last line, before the cut: somebody hears that it comes."""
        return BUZZ if self.buzzer else b""


@cache
def logo_bytes(file: Path, dots: int) -> bytes:
    """A picture in black dots, in the middle of paper of this width; what is transparent stays
    white. Raises LogoUnfit.
    """
    try:
        with Image.open(file) as opened:
            picture = opened.convert("RGBA")
    except OSError as fault:
        raise LogoUnfit(f"{file} is no picture that can be read (PNG, JPEG): {fault}") from fault
    ground = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(ground, picture).convert("L")
    size = min(dots * LOGO_SHARE / flat.width, LOGO_DOTS_MAX / flat.height)
    small = flat.resize((max(1, round(flat.width * size)), max(1, round(flat.height * size))))
    page = Image.new("L", (dots, small.height + 16), 255)
    page.paste(small, ((dots - small.width) // 2, 0))
    return raster_bytes(page.convert("1"))
