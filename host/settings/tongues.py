"""Judges the languages of a town: which there are, which may stand first, and what a language does
not have that is for visitors of the hall only.
"""

from collections.abc import Iterator, Mapping, Sequence

from wire.words import languages as known
from wire.words.tongues import MACHINE, NOT_HERE, OFFERED_MAX, is_whole, tongue

Where = tuple[str | int, ...]
HERE: Where = ("town", "languages")


def language_faults(languages: Sequence[str]) -> Iterator[tuple[Where, str]]:
    """What is wrong with the languages of a town."""
    for each in languages:
        if each not in known():
            there = ", ".join(sorted(known()))
            yield HERE, f'no texts for the language "{each}"; there are {there}'
    first = languages[0]
    if first in known() and not is_whole(first):
        there = ", ".join(each for each in sorted(known()) if is_whole(each))
        yield HERE, f'the town\'s own language, the first, has every text: {there}; not "{first}"'
    if len(set(languages)) < len(languages):
        yield HERE, "names a language twice"
    if len(languages) > OFFERED_MAX:
        yield HERE, f"are more than the {OFFERED_MAX} that have a key at a kiosk"


def language_notes(
    languages: Sequence[str], services: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """What whoever sets up a town should know of its languages, and is no fault. `services`: the
    names of each.
    """
    own = languages[0]
    for each in languages:
        about = tongue(each)
        if about.whole:
            continue
        lacks = [f"it has not {NOT_HERE}: these go on in another language of the town"]
        if not about.terminal:
            lacks.append("a kiosk in a terminal does not offer it, the web page does")
        if about.unspoken:
            lacks.append(f'no voice reads it: a call is spoken in "{own}"')
        unnamed = sorted(key for key, names in services.items() if each not in names)
        if unnamed:
            lacks.append(
                f'these services have no name in it and get that in "{own}": {", ".join(unnamed)}'
            )
        if not about.checked:
            lacks.append(MACHINE)
        yield f'"{each}" ({about.english}) is for visitors of the hall: ' + "; ".join(lacks)
