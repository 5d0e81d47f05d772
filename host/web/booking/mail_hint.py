"""Guesses what a mistyped mail domain was meant to be. A guess is only ever offered: that a domain
is rare says nothing against it.
"""

COMMON = (
    "gmail.com",
    "hotmail.com",
    "hotmail.nl",
    "outlook.com",
    "outlook.de",
    "icloud.com",
    "yahoo.com",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "hetnet.nl",
    "xs4all.nl",
    "upcmail.nl",
    "casema.nl",
    "telfort.nl",
    "t-online.de",
    "protonmail.com",
)
"""Domains with which many people write, long enough that one wrong letter says something."""
REAL = frozenset(
    {"email.com", "mail.com", "ymail.com", "hotmail.be", "hotmail.de", "outlook.be", "outlook.dk"}
)
"""Domains that are one letter away from those, and are what they say."""
NO_ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "vom": "com", "comm": "com", "nll": "nl"}
"""Endings that no domain has, and what they mostly are."""


def likely_mail(mail: str) -> str:
    """The address that was probably meant; empty where nothing looks mistyped."""
    name, at, domain = mail.rpartition("@")
    said = domain.casefold()
    if not at or said in COMMON or said in REAL:
        return ""
    near = next((known for known in COMMON if _is_one_slip(said, known)), "")
    if not near:
        host, _, ending = said.rpartition(".")
        near = f"{host}.{NO_ENDINGS[ending]}" if host and ending in NO_ENDINGS else ""
        near = next((known for known in COMMON if _is_one_slip(near, known)), near)
    return f"{name}@{near}" if near else ""


def _is_one_slip(said: str, meant: str) -> bool:
    """One letter wrong, missing, too many, or two side by side swapped."""
    if abs(len(said) - len(meant)) > 1 or said == meant:
        return False
    at = next((n for n, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), None)
    if at is None:
        return True
    rest, wanted = said[at:], meant[at:]
    swapped = rest[1::-1] + rest[2:]
    return wanted in (swapped, *(wanted[0] + rest[1:], wanted[0] + rest, rest[1:]))
