"""The address at which a visit can be answered about: only this host can make it, it says nothing
but the day, and it leads to the visit without a list of addresses being kept.
"""

import base64
import binascii
import hmac
from datetime import date, timedelta

MAC_BYTES = 16
_FIRST_DAY = date(2020, 1, 1)
TOKEN_LETTERS = 24
"""Two bytes of day and sixteen that nobody can guess, in base64 without padding."""


def token_of(secret: bytes, location: str, day: str, visit: str) -> str:
    """The last part of the address. `day`: ISO date of the service day."""
    since = (date.fromisoformat(day) - _FIRST_DAY).days
    said = f"survey {location} {day} {visit}"
    mac = hmac.digest(secret, said.encode(), "sha256")[:MAC_BYTES]
    return base64.urlsafe_b64encode(since.to_bytes(2) + mac).decode()


def day_of(token: str) -> date | None:
    """The service day that a token speaks of; None for what cannot be one."""
    if len(token) != TOKEN_LETTERS or not token.isascii():
        return None
    try:
        since = int.from_bytes(base64.b64decode(token, altchars=b"-_", validate=True)[:2])
    except (binascii.Error, ValueError):
        return None
    return _FIRST_DAY + timedelta(days=since)


def given_of(secret: bytes, location: str, day: str, visit: str) -> str:
    """What is kept of a visit that has answered: nobody without the secret can tell whose it is."""
    said = f"survey given {location} {day} {visit}"
    return hmac.digest(secret, said.encode(), "sha256").hex()
