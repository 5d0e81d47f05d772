"""The words of each language, one folder a language, one TOML file a surface. Fills in values;
falls back to Dutch.

A further language is a folder beside these and a line in `tongues`. `test_languages.py` proves
that each has the words it should have, with the same placeholders, and that Dutch is plain.
"""

import tomllib
from functools import cache
from pathlib import Path

from wire.words.tongues import direction

FOLDER = Path(__file__).parent
TOWN_LANGUAGE = "nl"


@cache
def words_of(language: str) -> dict[str, str]:
    """All texts of a language by key, the town's language where one is missing. An unknown language
    is Dutch."""
    texts: dict[str, str] = {} if language == TOWN_LANGUAGE else dict(words_of(TOWN_LANGUAGE))
    return texts | own_words_of(language)


@cache
def own_words_of(language: str) -> dict[str, str]:
    """The texts that stand in the language itself: what a voice may read. None of an unknown
    language."""
    texts: dict[str, str] = {}
    if language.isalpha():
        for file in sorted((FOLDER / language).glob("*.toml")):
            texts.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return texts


def say(language: str, key: str, **values: object) -> str:
    """The text of a key with its `{values}` filled in. Raises KeyError for a key that no language
    has.

    In a language from right to left each value that is a text is set apart (Unicode's isolates), so
    that the parts of a number or a code stay in their order; an address is not, for a telephone
    would take the sign as part of it.
    """
    if direction(language) == "rtl" and key in own_words_of(language):
        values = {name: _apart(value) for name, value in values.items()}
    return words_of(language)[key].format(**values)


def _apart(value: object) -> object:
    if isinstance(value, str) and value and "://" not in value:
        return f"\u2068{value}\u2069"
    return value


def languages() -> tuple[str, ...]:
    """The languages that have a folder."""
    return tuple(
        sorted(
            folder.name
            for folder in FOLDER.iterdir()
            if folder.is_dir() and any(folder.glob("*.toml"))
        )
    )
