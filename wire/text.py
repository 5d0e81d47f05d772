"""Cleans what people type: no control characters, no hidden direction marks, no citizen service
numbers."""

import re
import unicodedata

_UNSEEN = {
    *range(0x20),
    *range(0x7F, 0xA0),
    0x00AD,
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
}
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"
)
_DIGITS = re.compile(r"(?<!\d)\d(?:[\s.,/_\-\u2010-\u2015]?\d){8}(?!\d)")


_COUNTRY = re.compile(r"(?:\+|00)\d{1,3}[\s.\-/]*(?:\(0\)\s*)?$")
"""What stands before the nine digits of a telephone number that is written with its country."""

_ABROAD = re.compile(
    r"(?:\+|(?<!\d)00)[1-9]\d{0,2}[\s./\-]*(?:\(0\)\s*)?(?:\d[\s./\-]?){6,11}\d(?!\d)"
)
"""A telephone number that is written with the code of its country."""


_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)+")


def clean(text: str) -> str:
    """The text as one visible line: escape sequences, control and direction characters gone, NFC,
    spaces single."""
    text = _ESCAPES.sub("", text)
    text = "".join(" " if c in "\t\r\n\u2028\u2029" else c for c in text)
    text = "".join(c for c in text if ord(c) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_mail(text: str) -> bool:
    """Whether a text can be a mail address, at every door alike: something, @, and a name with a
    dot. Whether anybody reads it shows when a message goes there.
    """
    return _MAIL.fullmatch(text) is not None


def has_bsn(text: str) -> bool:
    """Whether nine digits stand in the text that pass the 11-test of a Dutch citizen service
    number.

    The test: 9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple of 11, and the number is not
    all zeros. A space, dot, comma, slash, underscore or dash between the digits does not hide one.
    A telephone number with the code of its country is none.
    """
    for found in _DIGITS.finditer(_ABROAD.sub(" ", text)):
        digits = [int(c) for c in found.group() if c.isdigit()]
        total = sum(
            weight * digit
            for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True)
        )
        if any(digits) and total % 11 == 0:
            return True
    return False
