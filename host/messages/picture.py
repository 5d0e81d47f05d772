"""A QR code as a PNG (ISO/IEC 15948), for mail: mail programs show no SVG. Black and white only."""

import struct
import zlib

import qrcode

QUIET_MODULES = 4
"""White border that ISO/IEC 18004 asks around a QR code."""
DOTS = 6
"""Pixels of a module: a short code is then about 3 cm wide on a telephone."""


def qr_png(content: str) -> bytes:
    """The picture of a code, one bit a pixel."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(content)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) * DOTS
    lines = b"".join(_line(row, size) * DOTS for row in rows)
    head = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _line(row: list[bool | None], size: int) -> bytes:
    """One line of pixels: no filter, white is 1."""
    bits = "".join("0" * DOTS if dark else "1" * DOTS for dark in row)
    width = -(-size // 8)
    return b"\x00" + int(bits.ljust(width * 8, "1"), 2).to_bytes(width, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
