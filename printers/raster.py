"""Text and QR codes as black dots, and black dots as an ESC/POS image. For what a printer cannot
write by itself."""

import re
from collections.abc import Callable

import qrcode
from PIL import Image, ImageDraw, ImageFont

from printers.faces import Font, draw_row, font, row_length

LETTER_DOTS = 22
"""Font size of a line of normal size; a printer's own letters are 24 dots high."""

QR_QUIET_MODULES = 4
"""White border that ISO/IEC 18004 asks around a QR code."""


def text_image(text: str, dots: int, factor: int, font_path: str = "") -> Image.Image:
    """The text in black on white, centred, at most `dots` wide, wrapped at words and, where one is
    too long, within it.

    Letters are `factor` times the normal size. A word in a script from right to left keeps its
    order.
    """
    size = LETTER_DOTS * factor
    rows = _wrap(text, dots, lambda row: row_length(row, size, font_path))
    top, bottom = _extent(font(size, font_path))
    height = (bottom - top) + 2 * factor
    image = Image.new("1", (dots, height * len(rows)), 1)
    draw = ImageDraw.Draw(image)
    for index, row in enumerate(rows):
        draw_row(draw, dots / 2, index * height + factor - top, row, size, font_path)
    return _cropped(image)


def qr_image(content: str, dots: int, module_dots: int = 6) -> Image.Image:
    """The QR code of `content`, its modules smaller than `module_dots` when it would be wider than
    `dots`."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QR_QUIET_MODULES)
    code.add_data(content)
    code.make(fit=True)
    modules = code.modules_count + 2 * QR_QUIET_MODULES
    code.box_size = max(1, min(module_dots, dots // modules))
    drawn: Image.Image = code.make_image().get_image()
    return drawn.convert("1")


def raster_bytes(image: Image.Image) -> bytes:
    """The image as `GS v 0`, in bands of at most 255 rows: a small printer's memory holds no more.

    A printer obeys real-time commands (DLE EOT, DLE ENQ, DLE DC4) even within an image. Where dots
    would spell one, one dot more is printed instead.
    """
    image = image.convert("1")
    width_bytes = (image.width + 7) // 8
    bands = []
    for top in range(0, image.height, 255):
        band = image.crop((0, top, image.width, min(top + 255, image.height)))
        black = bytes(~byte & 0xFF for byte in band.tobytes())
        if image.width % 8:
            mask = 0xFF << (8 - image.width % 8) & 0xFF
            black = b"".join(
                black[row : row + width_bytes - 1] + bytes([black[row + width_bytes - 1] & mask])
                for row in range(0, len(black), width_bytes)
            )
        head = b"\x1dv0\x00" + width_bytes.to_bytes(2, "little") + band.height.to_bytes(2, "little")
        bands.append(head + re.sub(rb"\x10(?=[\x04\x05\x14])", b"\x18", black))
    return b"".join(bands)


def _cropped(image: Image.Image) -> Image.Image:
    """The image without the white at both sides, as a slow line carries every byte; the printer
    centres it."""
    inked = image.convert("L").point(lambda level: 255 - level).getbbox()
    if inked is None:
        return image
    white = min(inked[0], image.width - inked[2])
    return image.crop((white, 0, image.width - white, image.height))


def _wrap(text: str, dots: int, length: Callable[[str], float]) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in text.split():
        longer = f"{row} {word}" if row else word
        if length(longer) <= dots:
            row = longer
            continue
        if row:
            rows.append(row)
        while length(word) > dots and len(word) > 1:
            fits = max(n for n in range(1, len(word)) if n == 1 or length(word[:n]) <= dots)
            rows.append(word[:fits])
            word = word[fits:]
        row = word
    return [*rows, row] if row or not rows else rows


def _extent(face: Font) -> tuple[int, int]:
    """Top and bottom of the font's letters against the line that text is drawn on."""
    if isinstance(face, ImageFont.FreeTypeFont):
        ascent, descent = face.getmetrics()
        return -ascent, descent
    return 0, int(face.getbbox("Ag")[3])
