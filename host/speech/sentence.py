"""The sentence of a call in one language, ready to be spoken. Knows no sound."""

from collections.abc import Iterable
from functools import cache

from voice.spelling import desk_spoken, spelled
from wire.words import own_words_of, words_of

SENTENCE = "display.call.voice"


def sentence(language: str, ticket: str, mark: str) -> str | None:
    """What a voice says; None for a language that has no such sentence of its own: no voice reads
    another language's.
    """
    text = own_words_of(language).get(SENTENCE)
    if text is None:
        return None
    return text.format(nummer=spelled(ticket, language), balie=desk_spoken(mark, language))


def mark_of(label: str, languages: Iterable[str]) -> str:
    """What follows the word for a desk: "3" for a desk labelled "Balie 3", because the sentence
    says the word already.
    """
    word, _, rest = label.partition(" ")
    known = {desk_word(language) for language in languages}
    return rest if rest and word.casefold() in known else label


@cache
def desk_word(language: str) -> str:
    """The word before the desk in the sentence on the wall."""
    before = words_of(language)["display.call"].partition("{balie}")[0].split()
    return before[-1].casefold() if before else ""
