"""How a number on the wall is spoken, so that it is understood: the ticket sign by sign, the desk
as a number. Knows no sentence.

**The ticket, "A042": letter, pause, digits one by one, the noughts too, in every language.** It is
what stands on the paper and on the wall, so who reads along finds each sign in its turn. As a
number it would be worse in each language that we speak, for one of three reasons: Dutch, German and
Arabic say the units before the tens ("two and forty"), which is what learners of a language get
wrong most; Polish and Ukrainian bend numbers by gender and case; and every language drops the
nought, so that A042 and A42 sound alike. A four-digit ticket stays four digits.

**The desk, "12": a number, as people say it of a door**, up to two digits; longer ones and codes
such as "B3" are spelled like a ticket. A name ("Trouwzaal") is said as it is.

The letter stands before a comma: a pause in every voice, and in English the letter "A" instead of
the article.
"""

import re
from string import ascii_uppercase

_CYRILLIC = "а бе це де е еф ґе аш і йот ка ел ем ен о пе ку ер ес те у ве дубль-ве ікс ігрек зет"
_ARABIC = "إيه بي سي دي إي إف جي إتش آي جيه كيه إل إم إن أو كيو آر إس تي يو في دبليو إكس واي زد"
LETTERS: dict[str, dict[str, str]] = {
    "uk": dict(zip(ascii_uppercase, _CYRILLIC.split(), strict=True)),
    "ar": dict(zip(ascii_uppercase.replace("P", ""), _ARABIC.split(), strict=True)),
}
"""Names of the letters of tickets where the language is written in another script: without them
the library changes to an English voice for one letter. A letter that is missing is left to it:
Arabic has no P, and its B would be taken for one.
"""
_CODE = re.compile(r"[A-Za-z]{0,2}[ -]?\d{1,6}[A-Za-z]?")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
NUMBER_DIGITS_MAX = 2


def spelled(code: str, language: str) -> str:
    """A ticket or a code, sign by sign: "A, 0 4 2"."""
    names = LETTERS.get(language, {})
    parts = [
        " ".join(names.get(sign, sign) for sign in part) for part in _PARTS.findall(code.upper())
    ]
    return ", ".join(parts)


def desk_spoken(mark: str, language: str) -> str:
    """What stands behind the word for a desk."""
    if mark.isascii() and mark.isdigit() and len(mark) <= NUMBER_DIGITS_MAX:
        return str(int(mark))
    return spelled(mark, language) if _CODE.fullmatch(mark) else mark
