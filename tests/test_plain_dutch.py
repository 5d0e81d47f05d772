"""Dutch is plain: level B1, as the towns promise it (Leiderdorp: "Direct Duidelijk"). Sentences are
short, there are no office words, and one thing has one word.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import wire.words

DUTCH = Path(wire.words.__file__).parent / "nl"
SURFACES = sorted(file.name for file in DUTCH.glob("*.toml"))
SENTENCE_WORDS_MAX = 15
OFFICE_WORDS = re.compile(
    r"\b(betreffende|inzake|tevens|dient te|dienen te|verstrekken|verzoeken|conform|indien|derhalve"
    r"|medegedeeld|middels|alsmede|omtrent|reeds|gelieve|ten behoeve van|met betrekking tot"
    r"|woonachtig|desgewenst|voornoemde?|gaarne|no-show|ticket|queue|check-in)\b",
    re.IGNORECASE,
)
"""Words that a text at level B1 does not use."""
OTHER_WORDS = {
    re.compile(r"\b(loket|loketten)\b", re.IGNORECASE): "balie",
    re.compile(r"\b(inchecken|ingecheckt|check in)\b", re.IGNORECASE): "aanmelden",
    re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE): "u, uw",
}
"""What has another word in this house."""
IDENTITY = re.compile(
    r"\b(legitimatie|identiteitsbewijs)\w*\b(?!.*(paspoort|ID-kaart))", re.IGNORECASE
)
"""Nobody has to guess what is meant: a passport, an identity card."""


def not_plain(text: str) -> Iterator[str]:
    """What is wrong with a Dutch text, in words."""
    for found in OFFICE_WORDS.finditer(text):
        yield f'"{found.group()}" is no plain word'
    for pattern, better in OTHER_WORDS.items():
        for found in pattern.finditer(text):
            yield f'"{found.group()}" is called "{better}" here'
    if IDENTITY.search(text):
        yield "an example is missing: a passport, an identity card"
    for sentence in re.split(r"[.!?]\s", text):
        words = [word for word in sentence.split() if re.search(r"\w", word)]
        if len(words) > SENTENCE_WORDS_MAX:
            yield f"a sentence of {len(words)} words: {sentence}"


@pytest.mark.parametrize("surface", SURFACES)
def test_dutch_is_short_and_plain(surface):
    texts = tomllib.loads((DUTCH / surface).read_text(encoding="utf-8"))
    assert [f"{key}: {what}" for key, text in texts.items() for what in not_plain(text)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "U dient te wachten.",
        "Indien u vragen heeft, loop naar de ontvangst.",
        "Ga naar loket 3.",
        "U bent ingecheckt.",
        "Is dit jouw code?",
        "Neem uw legitimatie mee.",
        "Pak uw ticket.",
        "Dit is een veel te lange zin met meer woorden dan een mens in een keer wil lezen.",
    ],
)
def test_what_is_not_plain_is_found(planted):
    assert list(not_plain(planted)) != []


@pytest.mark.parametrize(
    "plain",
    [
        "Ga naar balie 3.",
        "Neem uw legitimatie mee, bijvoorbeeld uw paspoort.",
        "U bent aangemeld. Neem plaats in de wachtruimte.",
        "Er is een naam. Dat is een andere zin. En nog een zin. Zo mag het wel, want elk is kort.",
    ],
)
def test_what_is_plain_passes(plain):
    assert list(not_plain(plain)) == []
