"""The test page as a slip: letters, widths, sizes, QR code. Shows whether the chosen profile fits
the printer."""

from wire.slips import Slip, SlipLine
from wire.words import say

LETTERS = "é ë ï ö ü ä à ê ç ñ ß € £"
"""In every western code page: a wrong profile shows other signs here."""
IMAGE_LETTERS = "ł ş ğ ő Ї Ж Ω ع"
"""In none: printed as an image."""


def trial_slip(model: str, columns: int, language: str = "nl") -> Slip:
    """The page for one model. `columns` is its width in letters, shown as a ruler of just so many
    digits."""
    ruler = "".join(str(n % 10) for n in range(1, columns + 1))
    return Slip(
        slip="test-page",
        language=language,
        ticket="A042",
        lines=(
            SlipLine(text=say(language, "slip.test.title"), size="large", bold=True),
            SlipLine(text=f"{model}, {columns}"),
            SlipLine(text=""),
            SlipLine(text=say(language, "slip.test.letters")),
            SlipLine(text=LETTERS),
            SlipLine(text=LETTERS, bold=True),
            SlipLine(text=IMAGE_LETTERS),
            SlipLine(text=""),
            SlipLine(text=say(language, "slip.test.width")),
            SlipLine(text=ruler),
            SlipLine(text=""),
            SlipLine(text="A042", size="huge", bold=True),
        ),
        link="https://balie.example/v/test",
        below=(SlipLine(text=say(language, "slip.test.end")),),
    )
