"""What came of trying to send a message, and how long to wait before trying again."""

import re
from dataclasses import dataclass
from typing import Literal

MINUTE = 60_000
PAUSES = tuple(minutes * MINUTE for minutes in (1, 2, 5, 10, 20, 30, 60))
"""After the first try, the second ...; the last stands for all that follow."""
GIVE_UP_AFTER = 4 * 24 * 60 * MINUTE
"""As long as mail servers keep trying by custom (RFC 5321, 4.5.4.1: four to five days)."""
RECEIPT_MAX = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """sent: a provider has it; later: nobody has it, try again; never: trying again would not help;
    unknown: a provider may have it.
    """

    what: Literal["sent", "later", "never", "unknown"]
    receipt: str = ""
    """What the provider answered, without anybody's address."""
    why: str = ""
    """A word or a code, without anybody's address."""
    provider_away: bool = False
    """Nothing else will get through now either."""


def pause_after(tries: int) -> int:
    """Milliseconds until the next try, after this many."""
    return PAUSES[min(max(tries, 1), len(PAUSES)) - 1]


def without_addresses(text: str) -> str:
    """A provider's answer as it may be kept: mail addresses and telephone numbers taken out."""
    text = re.sub(r"\S*@\S*", "", text)
    text = re.sub(r"\+?\d[\d ()-]{7,}\d(?![\w-])", _unless_identity, text)
    return " ".join(text.split())[:RECEIPT_MAX]


def _unless_identity(found: re.Match[str]) -> str:
    return "" if found[0].startswith(("+", "00", "06", "31")) else found[0]
