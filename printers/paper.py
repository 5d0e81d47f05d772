"""Slip -> bytes: how a slip becomes ESC/POS for one model. Knows no device; every letter passes an
allow-list."""

import re
import textwrap
import unicodedata

from printers.extras import Extras
from printers.faces import can_draw
from printers.profiles import Dummy, Profile, profile
from printers.raster import qr_image, raster_bytes, text_image
from wire.slips import Slip, SlipLine
from wire.words import say

HUGE_FACTOR = 6
"""A ticket number of four letters is then 18 mm high; longer texts get the largest factor that
fits."""
COPY_FACTOR = 4
"""The copy mark stands out and yet is not taken for the number."""
LARGE_FACTOR = 2
QR_MODULE_DOTS = 6
"""0.75 mm at 203 dots an inch: a telephone reads it at arm's length."""

COPY_MARK = say("nl", "slip.copy")
"""In letters that every printer has, where it has none for the language of the slip."""

FEED = b"\x1bd\x06"
"""ESC d: six lines, so that the last one can be torn off."""

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

INDENT = " " * 4
"""As wide as "[ ] "."""

KEPT_FORMAT = {"\u200c", "\u200d"}
"""Joiners that shape Persian and Indic words. Every other format or control character is
dropped."""


class Paper:
    """The slips of one model of printer: `paper(slip)` are the bytes, cut included. Never raises
    for any slip."""

    def __init__(
        self, model: Profile | None = None, font_path: str = "", extras: Extras | None = None
    ) -> None:
        self.model = model or profile()
        self.font_path = font_path
        self.extras = extras or Extras()
        self._head = self.extras.head(self.model.dots) if self.model.images else b""

    def __call__(self, slip: Slip) -> bytes:
        """ESC/POS for the whole slip: start state, copy mark, lines, QR code of the link, lines
        below, feed, cut; the town's logo and buzzer where it wants them."""
        out = Dummy(profile=self.model.name)
        out.hw("INIT")
        if self.model.code_page is not None:
            out._raw(b"\x1bt" + bytes([self.model.code_page]))
        out.set(align="center")
        out._raw(self._head)
        if slip.copy_mark:
            mark = SlipLine(text=slip.copy_mark, instead=COPY_MARK, size="huge", bold=True)
            self._line(out, mark, COPY_FACTOR)
            self._line(out, SlipLine(text=""))
        for line in slip.lines:
            self._aligned(out, line)
        if slip.link:
            self._link(out, slip.link)
        for line in slip.below:
            self._line(out, line)
        out._raw(self.extras.tail)
        if self.extras.cut == "none":
            out._raw(FEED)
        else:
            out.cut(self.extras.cut.upper())
        data = out.output
        assert isinstance(data, bytes)
        return data

    def _aligned(self, out: Dummy, line: SlipLine) -> None:
        """A line of a list begins at the edge; what follows is in the middle again."""
        if line.align is None:
            self._line(out, line)
            return
        out.set(align="left")
        self._line(out, line)
        out.set(align="center")

    def _line(self, out: Dummy, line: SlipLine, factor_max: int = HUGE_FACTOR) -> None:
        text = self._readable(line)
        columns, codec = self.model.columns, self.model.codec
        in_rows = _hanging if line.align == "start" else wrap_sentences
        page = self._page(text)
        factor = min(_factor(line, text, columns), factor_max)
        if not text:
            out.set(custom_size=True, width=1, height=1)
            out._raw(b"\n")
        elif page is not None:
            out.set(bold=line.bold, custom_size=True, width=factor, height=factor)
            own = bytes([self.model.code_page or 0])
            rows = (wrap if factor > 1 else in_rows)(text, columns // factor)
            told = b"".join(native(row, page[0]) + b"\n" for row in rows)
            out._raw(b"\x1bt" + bytes([page[1]]) + told + b"\x1bt" + own)
        elif _fits(text, codec) or not self.model.images:
            out.set(bold=line.bold, custom_size=True, width=factor, height=factor)
            for row in (wrap if factor > 1 else in_rows)(text, columns // factor):
                out._raw(native(row, codec) + b"\n")
        else:
            factor = min(factor, LARGE_FACTOR * 2)
            out._raw(raster_bytes(text_image(text, self.model.dots, factor, self.font_path)))

    def _readable(self, line: SlipLine) -> str:
        """What can be printed: the line, or what it has instead where letters are missing here."""
        text = printable(line.text)
        if not line.instead or self.can_print(text):
            return text
        return printable(line.instead)

    def can_print(self, text: str) -> bool:
        """Whether every letter comes out: by the printer's own, or by a font as an image."""
        if _fits(text, self.model.codec) or self._page(text) is not None:
            return True
        return self.model.images and can_draw(text, self.font_path)

    def _page(self, text: str) -> tuple[str, int] | None:
        """A further code page of this model that has the whole text, where its first has not."""
        if _fits(text, self.model.codec):
            return None
        return next((page for page in self.model.further if _fits(text, page[0])), None)

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


def _hanging(text: str, columns: int) -> list[str]:
    """A line of a list: only its first row begins at the edge, where the box to tick is."""
    return textwrap.wrap(text, max(len(INDENT) + 1, columns), subsequent_indent=INDENT) or [""]


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
