"""How names are compared that people type as they can: without accents, in either case. Not for
what is shown or kept.
"""

import unicodedata

_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"}
)
"""Letters of their own that no accent makes, as people write them without."""


def folded(text: str) -> str:
    """In small letters, without accents: "Öz" and "Yıldız" as "oz" and "yildiz"."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
