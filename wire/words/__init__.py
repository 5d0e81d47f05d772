"""The words of each language, one folder a language, one TOML file a surface. Fills in values;
falls back to Dutch.

A further language is a folder beside these. `tests/test_words.py` proves that each has every word,
the same placeholders, and short sentences in Dutch.
"""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
TOWN_LANGUAGE = "nl"


@cache
def words_of(language: str) -> dict[str, str]:
    """All texts of a language by key, the town's language where one is missing. An unknown language
    is Dutch."""
    texts: dict[str, str] = {} if language == TOWN_LANGUAGE else dict(words_of(TOWN_LANGUAGE))
    if language.isalpha():
        for file in sorted((FOLDER / language).glob("*.toml")):
            texts.update(tomllib.loads(file.read_text(encoding="utf-8")))
    return texts


def say(language: str, key: str, **values: object) -> str:
    """The text of a key with its `{values}` filled in. Raises KeyError for a key that no language
    has."""
    return words_of(language)[key].format(**values)


def languages() -> tuple[str, ...]:
    """The languages that have a folder."""
    return tuple(
        sorted(
            folder.name
            for folder in FOLDER.iterdir()
            if folder.is_dir() and any(folder.glob("*.toml"))
        )
    )
