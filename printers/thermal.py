"""Commands -> a picture of the paper, as a receipt printer would leave it: 203 dots an inch, black
on warm white."""

import contextlib
from pathlib import Path

import qrcode
from PIL import Image, ImageDraw

from printers.faces import Font
from printers.faces import font as any_font
from printers.reading import Command

CELL_WIDE, CELL_HIGH = 12, 24
"""Font A in dots."""
LINE_DOTS = 30
"""A sixth of an inch, less what rounding takes: the default line spacing at 203 dots an inch."""
PAPERS = {80: (640, 576), 58: (464, 384)}
"""Width of the paper in mm -> dots of the paper, dots of the print head."""
PAPER_COLOUR, INK_COLOUR = (250, 249, 244), (38, 36, 42)

PYTHON_CODE_PAGES = {
    2: "cp850",
    13: "cp857",
    14: "cp858",
    16: "cp1252",
    18: "cp852",
    19: "cp858",
    40: "iso8859-15",
    61: "cp857",
}
"""Numbers of ESC t as most printers count them."""

_FOLDERS = ("truetype/dejavu", "dejavu-sans-mono-fonts", "TTF")


class Sheet:
    """The paper since the last cut. `apply` commands; a cut gives the finished slip as an image."""

    def __init__(self, paper_mm: int = 80) -> None:
        self._paper, self._dots = PAPERS[paper_mm]
        self._image = Image.new("1", (self._dots, 400), 1)
        self._high = 0
        self.links: list[str] = []
        """What the QR codes on this sheet say."""
        self._reset()

    def _reset(self) -> None:
        self._codec = "cp437"
        self._align = 0
        self._bold = False
        self._wide = self._tall = 1
        self._line: list[tuple[str, int, int, bool]] = []
        self._qr_size, self._qr_level, self._qr_data = 3, 48, b""

    @property
    def blank(self) -> bool:
        """Nothing has been printed since the last cut."""
        return self._high == 0 and not self._line

    def apply(self, command: Command) -> Image.Image | None:
        """Obeys one command. Gives the slip when it was a cut of paper with something on it."""
        name, body = command.name, command.body
        if name == b"":
            text = body.decode(self._codec, "replace")
            self._line += [(letter, self._wide, self._tall, self._bold) for letter in text]
        elif name == b"\n":
            self._end_line()
        elif name == b"\x1b@":
            self._reset()
        elif name == b"\x1bt":
            self._codec = PYTHON_CODE_PAGES.get(body[0], "cp437")
        elif name == b"\x1ba":
            self._align = body[0] % 48
        elif name == b"\x1bE":
            self._bold = bool(body[0] & 1)
        elif name == b"\x1d!":
            self._wide, self._tall = (body[0] >> 4 & 7) + 1, (body[0] & 7) + 1
        elif name == b"\x1bd":
            self._end_line(body[0])
        elif name == b"\x1dv":
            self._raster(body)
        elif name == b"\x1d(" and body[:1] == b"k":
            self._symbol(body[3:])
        elif name == b"\x1dV":
            return self.cut()
        return None

    def cut(self) -> Image.Image | None:
        """The paper up to here as a picture, and a new sheet; None when it is blank."""
        if self.blank:
            return None
        if self._line:
            self._end_line()
        margin = (self._paper - self._dots) // 2
        picture = Image.new("RGB", (self._paper, self._high + 2 * margin), PAPER_COLOUR)
        ink = self._image.crop((0, 0, self._dots, self._high)).convert("L")
        picture.paste(
            INK_COLOUR, (margin, margin), ink.point([255 - level for level in range(256)])
        )
        self._image = Image.new("1", (self._dots, 400), 1)
        self._high = 0
        self.links = []
        return picture

    def _end_line(self, feed_lines: int = 1) -> None:
        """Prints the letters that wait, broken at the edge of the paper, and feeds."""
        row: list[tuple[str, int, int, bool]] = []
        width = 0
        for letter in self._line:
            if width + letter[1] * CELL_WIDE > self._dots:
                self._print_row(row, width)
                row, width = [], 0
            row.append(letter)
            width += letter[1] * CELL_WIDE
        if row:
            self._print_row(row, width)
            feed_lines -= 1
        self._line = []
        self._grow(max(0, feed_lines) * LINE_DOTS)

    def _print_row(self, row: list[tuple[str, int, int, bool]], width: int) -> None:
        high = max(tall for _, _, tall, _ in row) * CELL_HIGH
        top, left = self._high, self._left(width)
        self._grow(max(LINE_DOTS, high + 6))
        for letter, wide, tall, bold in row:
            cell = _letter(letter, wide, tall, bold)
            self._image.paste(0, (left, top + high - cell.height), cell)
            left += wide * CELL_WIDE

    def _raster(self, body: bytes) -> None:
        width, height = int.from_bytes(body[2:4], "little") * 8, int.from_bytes(body[4:6], "little")
        if not width or not height:
            return
        band = Image.frombytes("1", (width, height), bytes(~byte & 0xFF for byte in body[6:]))
        self._place(band)

    def _symbol(self, body: bytes) -> None:
        """GS ( k with cn 49: a QR code. Functions 67 size, 69 level, 80 store, 81 print."""
        if len(body) < 2 or body[0] != 49:
            return
        function, rest = body[1], body[2:]
        if function == 67:
            self._qr_size = max(1, rest[0])
        elif function == 69:
            self._qr_level = rest[0]
        elif function == 80:
            self._qr_data = rest[1:]
        elif function == 81 and self._qr_data:
            levels = {48: 1, 49: 0, 50: 3, 51: 2}
            code = qrcode.QRCode(
                error_correction=levels.get(self._qr_level, 1), box_size=self._qr_size, border=0
            )
            code.add_data(self._qr_data)
            with contextlib.suppress(qrcode.exceptions.DataOverflowError):
                code.make(fit=True)
                self.links.append(self._qr_data.decode("utf-8", "replace"))
                self._place(code.make_image().get_image().convert("1"))

    def _place(self, image: Image.Image) -> None:
        top = self._high
        self._grow(image.height)
        self._image.paste(image, (self._left(image.width), top))

    def _left(self, width: int) -> int:
        return max(0, (0, (self._dots - width) // 2, self._dots - width)[min(self._align, 2)])

    def _grow(self, dots: int) -> None:
        self._high += dots
        if self._high > self._image.height:
            longer = Image.new("1", (self._dots, self._high * 2), 1)
            longer.paste(self._image)
            self._image = longer


def _letter(letter: str, wide: int, tall: int, bold: bool) -> Image.Image:
    """One letter in its cell, as a mask; drawn at full size, then squeezed where it is not as tall
    as wide."""
    factor = max(wide, tall)
    cell = Image.new("1", (CELL_WIDE * factor, CELL_HIGH * factor), 0)
    ImageDraw.Draw(cell).text(
        (CELL_WIDE * factor / 2, 18.5 * factor),
        letter,
        fill=1,
        font=_font(20 * factor, bold),
        anchor="ms",
    )
    return cell if wide == tall else cell.resize((CELL_WIDE * wide, CELL_HIGH * tall))


def _font(size: int, bold: bool) -> Font:
    """A font whose letters are all as wide as a cell, where there is one; else Pillow's own."""
    name = "DejaVuSansMono-Bold.ttf" if bold else "DejaVuSansMono.ttf"
    files = (Path("/usr/share/fonts") / folder / name for folder in _FOLDERS)
    return any_font(size, next((str(file) for file in files if file.is_file()), ""))
