"""Slip -> bytes: how a slip becomes ESC/POS for one model. Knows no device; every letter passes an
allow-list."""

import re
import textwrap
import unicodedata

from printers.profiles import Dummy, Profile, profile
from printers.raster import qr_image, raster_bytes, text_image
from wire.slips import Slip, SlipLine

HUGE_FACTOR = 6
"""A ticket number of four letters is then 18 mm high; longer texts get the largest factor that
fits."""
COPY_FACTOR = 4
"""The copy mark stands out and yet is not taken for the number."""
LARGE_FACTOR = 2
QR_MODULE_DOTS = 6
"""0.75 mm at 203 dots an inch: a telephone reads it at arm's length."""

PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": "...",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
"""Signs that only look better than what every code page has: no reason to print a line as an
image."""

_SENTENCE_END = re.compile(r"(?<=\w\w\w[.!?]) (?=[A-ZÀ-Þ])")

KEPT_FORMAT = {"\u200c", "\u200d"}
"""Joiners that shape Persian and Indic words. Every other format or control character is
dropped."""


class Paper:
    """The slips of one model of printer: `paper(slip)` are the bytes, cut included. Never raises
    for any slip."""

    def __init__(self, model: Profile | None = None, font_path: str = "") -> None:
        self.model = model or profile()
        self.font_path = font_path

    def __call__(self, slip: Slip) -> bytes:
        """ESC/POS for the whole slip: start state, copy mark, lines, QR code of the link, lines
        below, feed, cut."""
        out = Dummy(profile=self.model.name)
        out.hw("INIT")
        if self.model.code_page is not None:
            out._raw(b"\x1bt" + bytes([self.model.code_page]))
        out.set(align="center")
        if slip.copy_mark:
            self._line(out, SlipLine(text=slip.copy_mark, size="huge", bold=True), COPY_FACTOR)
            self._line(out, SlipLine(text=""))
        for line in slip.lines:
            self._line(out, line)
        if slip.link:
            self._link(out, slip.link)
        for line in slip.below:
            self._line(out, line)
        out.cut()
        data = out.output
        assert isinstance(data, bytes)
        return data

    def _line(self, out: Dummy, line: SlipLine, factor_max: int = HUGE_FACTOR) -> None:
        text = printable(line.text)
        columns, codec = self.model.columns, self.model.codec
        factor = min(_factor(line, text, columns), factor_max)
        if not text:
            out.set(custom_size=True, width=1, height=1)
            out._raw(b"\n")
        elif _fits(text, codec) or not self.model.images:
            out.set(bold=line.bold, custom_size=True, width=factor, height=factor)
            for row in (wrap if factor > 1 else wrap_sentences)(text, columns // factor):
                out._raw(native(row, codec) + b"\n")
        else:
            factor = min(factor, LARGE_FACTOR * 2)
            out._raw(raster_bytes(text_image(text, self.model.dots, factor, self.font_path)))

    def _link(self, out: Dummy, link: str) -> None:
        """The link as a QR code: the printer's own when it has one (80 bytes instead of 4 KB),
        else an image."""
        link = "".join(c for c in link if 0x20 < ord(c) < 0x7F)
        out.set(bold=False, custom_size=True, width=1, height=1)
        out._raw(b"\n")
        if self.model.native_qr:
            out.qr(link, ec=1, size=QR_MODULE_DOTS, native=True)
            out._raw(b"\n")
        elif self.model.images:
            out._raw(raster_bytes(qr_image(link, self.model.dots, QR_MODULE_DOTS)))
        else:
            for row in wrap(link, self.model.columns):
                out._raw(native(row, "ascii") + b"\n")


def printable(text: str) -> str:
    """One line of what may reach a printer: letters, marks, numbers, signs, spaces. No control
    character of any kind.

    ESC/POS commands begin with a control character (ESC, GS, FS, DLE), so none can stand in a text.
    """
    text = unicodedata.normalize("NFC", text.translate(PLAIN))
    kept = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or c in KEPT_FORMAT or unicodedata.category(c)[0] in "LMNPS"
    )
    return " ".join(kept.split())


def wrap_sentences(text: str, columns: int) -> list[str]:
    """A text too long for one row as rows, each sentence on rows of its own: easier to read."""
    if len(text) <= columns:
        return [text]
    return [row for part in _SENTENCE_END.split(text) for row in wrap(part, columns)]


def wrap(text: str, columns: int) -> list[str]:
    """The text in rows of at most `columns` letters, broken at spaces and hyphens, and within a
    word too long.

    Rows are made even, as they are centred: no last word stands alone where that can be helped.
    """
    columns = max(1, columns)
    rows = textwrap.wrap(text, columns) or [""]
    narrow = columns
    while len(rows) > 1 and narrow > len(text) // len(rows):
        narrow -= 1
        tried = textwrap.wrap(text, narrow, break_long_words=False)
        if len(tried) != len(rows) or max(map(len, tried)) > columns:
            break
        rows = tried
    return rows


def native(text: str, codec: str) -> bytes:
    """The text in a printer's code page; what is missing there as its base letter, else as a
    question mark."""
    if not _fits(text, codec):
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in parts if not unicodedata.combining(c))
    data = text.encode(codec, "replace")
    return bytes(byte for byte in data if byte >= 0x20 and byte != 0x7F)


def _fits(text: str, codec: str) -> bool:
    try:
        return all(byte >= 0x20 and byte != 0x7F for byte in text.encode(codec))
    except UnicodeEncodeError:
        return False


def _factor(line: SlipLine, text: str, columns: int) -> int:
    """How many times the normal size: a huge line is as large as fits on one row, never smaller
    than a large one."""
    if line.size == "normal":
        return 1
    if line.size == "large":
        return LARGE_FACTOR
    return max(LARGE_FACTOR, min(HUGE_FACTOR, columns // max(1, len(text))))
