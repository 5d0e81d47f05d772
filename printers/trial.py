"""The test page: letters, widths, sizes, QR code. Shows whether the chosen profile fits the
printer, without a host.
"""

import asyncio

from printers.devices import Device, device
from printers.extras import Extras
from printers.lines import DeviceFault
from printers.paper import Paper, printable
from printers.profiles import profile
from printers.status import PRINTABLE, PaperState
from wire.slips import Slip, SlipLine
from wire.words import own_words_of, say
from wire.words.tongues import TONGUES, is_whole

LETTERS = "é ë ï ö ü ä à ê ç ñ ß € £"
"""In every western code page: a wrong profile shows other signs here."""
IMAGE_LETTERS = "ł ş ğ ő Ї Ж Ω ع"
"""In none: printed as an image."""
OWN_LETTERS = {"pl": "ą ę ł ż ź ć", "tr": "ı ğ ş İ"}
"""In a further code page of some models: a wrong one shows other signs here."""


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
            *_names(),
            SlipLine(text=""),
            SlipLine(text=say(language, "slip.test.width")),
            SlipLine(text=ruler),
            SlipLine(text=""),
            SlipLine(text="A042", size="huge", bold=True),
        ),
        link="https://balie.example/v/test",
        below=(SlipLine(text=say(language, "slip.test.end")),),
    )


def _names() -> list[SlipLine]:
    """Each language for visitors by its own name, or what is missing for it."""
    return [
        SlipLine(
            text=f"{say(each, 'lang.name')} {OWN_LETTERS.get(each, '')}",
            instead=f"{TONGUES[each].english}: -",
        )
        for each in TONGUES
        if not is_whole(each)
    ]


def languages_of(paper: Paper) -> dict[str, bool]:
    """Which languages this printer and the fonts here can print: every text of a slip in them."""
    return {
        each: all(
            paper.can_print(printable(text))
            for key, text in own_words_of(each).items()
            if key.startswith(("ticket.", "slip."))
        )
        for each in TONGUES
    }


def languages_told(model: str, columns: int | None = None, font: str = "") -> str:
    """The same as a line for whoever sets up the printer."""
    found = languages_of(Paper(profile(model, columns), font))
    lacks = [each for each, can in found.items() if not can]
    told = "languages: " + ", ".join(each for each, can in found.items() if can)
    if not lacks:
        return told
    return (
        f"{told}; no letters for {', '.join(lacks)}: such a slip is in the town's own language"
        " (a font with them: apt install fonts-dejavu-core fonts-noto-core)"
    )


def run_trial(
    address: str,
    *,
    model: str = "default",
    columns: int | None = None,
    status: bool = True,
    language: str = "nl",
    font: str = "",
    extras: Extras | None = None,
) -> PaperState:
    """Prints the test page, without a host. Gives the printer's state: `ok` or `near_end` when it
    was printed."""
    facts = profile(model, columns)
    slip = trial_slip(facts.name, facts.columns, language)
    return asyncio.run(_try(device(address, status), Paper(facts, font, extras)(slip)))


async def _try(printer: Device, data: bytes) -> PaperState:
    try:
        state = await printer.status()
        if state in PRINTABLE:
            await printer.write(data)
            state = state if await printer.printed() else "no_answer"
    except DeviceFault as fault:
        state = fault.word
    finally:
        await printer.close()
    return state
