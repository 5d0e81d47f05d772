"""Words that nobody can guess: device tokens, pairing codes, appointment codes, and the address of
a visit's page.
"""

import base64
import hmac
import secrets
from hashlib import sha256

from host.core.day import Day

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is read as something else: no 0, O, 1, I or L."""
PAGE_BYTES = 16


def new_token() -> str:
    """A device's token: 256 bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What the store keeps of a token or secret."""
    return sha256(token.encode()).hexdigest()


def new_code(length: int = 6) -> str:
    """A code that people type: six characters are 887 million codes."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def new_link() -> str:
    """Of an appointment's own page: 128 bits by chance."""
    return secrets.token_urlsafe(PAGE_BYTES)


def pairing_code() -> str:
    """A code like 7K3-9QF."""
    code = new_code()
    return f"{code[:3]}-{code[3:]}"


def page_token(secret: bytes, day: Day, visit: str) -> str:
    """Of the visit's own page: 128 bits that only this host can make, and that say nothing."""
    said = f"{day.location} {day.day} {visit}"
    found = hmac.digest(secret, said.encode(), "sha256")[:PAGE_BYTES]
    return base64.urlsafe_b64encode(found).decode().rstrip("=")
