"""What a visitor filled in on the page: read, cleaned, judged. Never a citizen service number."""

from dataclasses import dataclass

from host.survey.survey import SAID_MAX, Said
from host.web.booking.said import Said as Fields
from wire.text import clean, has_bsn

DESK, GREETER, CHOICE, PARTY, TEXT = "cijfer", "ontvangst", "keuze", "groep", "tekst"
"""The fields of the form."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as they were filled in."""

    mark: int | None = None
    greeter_mark: int | None = None
    choice: str = ""
    party: str = ""
    text: str = ""

    def fields(self) -> list[tuple[str, str]]:
        """What the form carries on when the language changes."""
        said = (
            (DESK, str(self.mark or "")),
            (GREETER, str(self.greeter_mark or "")),
            (CHOICE, self.choice),
            (PARTY, self.party),
            (TEXT, self.text),
        )
        return [(name, value) for name, value in said if value]

    def said(self) -> Said:
        """As it is kept; only after `wrong` had nothing to say."""
        assert self.mark is not None
        return Said(self.mark, self.greeter_mark, self.choice, self.party, self.text)


NOTHING = Filled()


def read_filled(said: Fields) -> Filled:
    return Filled(
        _mark(said, DESK),
        _mark(said, GREETER),
        said.one(CHOICE)[:40],
        said.one(PARTY)[:40],
        clean(said.one(TEXT)[: 4 * SAID_MAX]),
    )


def wrong(filled: Filled) -> dict[str, str]:
    """By field, the key of the text that says what is wrong."""
    found: dict[str, str] = {}
    if filled.mark is None:
        found[DESK] = "survey.wrong.mark"
    if has_bsn(filled.text):
        found[TEXT] = "booking.wrong.bsn"
    elif len(filled.text) > SAID_MAX:
        found[TEXT] = "survey.wrong.long"
    return found


def _mark(said: Fields, name: str) -> int | None:
    number = said.number(name)
    return number if number is not None and 1 <= number <= 10 else None
