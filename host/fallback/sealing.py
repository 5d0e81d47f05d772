"""Seals a list so that only the neighbour can open it, with GnuPG: a passphrase, or the neighbour's
own key. Any OpenPGP program opens it again, also where there is no Balie.
"""

import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"
"""None that is mistaken for another on the telephone."""
GROUPS, GROUP_LETTERS = 5, 5
SECONDS = 60
STRONG = (
    *("--cipher-algo", "AES256", "--s2k-digest-algo", "SHA512"),
    *("--s2k-mode", "3", "--s2k-count", "65011712"),
)


def new_passphrase() -> str:
    """One to be told by telephone: 123 bits of chance in five groups."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)


def as_told(phrase: str) -> str:
    """A passphrase as it was made, however it was written down from the telephone: small letters,
    spaces and other dashes. One that was not made here is left as it is.
    """
    heard = "".join(letter for letter in phrase.upper() if letter.isalnum())
    if len(heard) != GROUPS * GROUP_LETTERS or not set(heard) <= set(LETTERS):
        return phrase
    starts = range(0, len(heard), GROUP_LETTERS)
    return "-".join(heard[start : start + GROUP_LETTERS] for start in starts)


def seal(text: str, passphrase: str) -> bytes:
    """Raises ValueError when GnuPG is missing or refuses."""
    with _home() as home:
        return _gpg(home, ["--symmetric", *STRONG], text.encode(), passphrase)


def seal_for(text: str, key: Path) -> bytes:
    """For the owner of a public key in a file. Raises ValueError."""
    with _home() as home:
        words = ["--trust-model", "always", "--encrypt", "--recipient-file", str(key.absolute())]
        return _gpg(home, words, text.encode(), "")


def unseal(sealed: bytes, passphrase: str) -> str:
    """Tries it as it is written, then as it was told. Raises ValueError for a wrong passphrase, and
    for a file that was touched.
    """
    with _home() as home:
        try:
            return _gpg(home, ["--decrypt"], sealed, passphrase).decode()
        except ValueError:
            if as_told(passphrase) == passphrase:
                raise
            return _gpg(home, ["--decrypt"], sealed, as_told(passphrase)).decode()


def unseal_by_key(sealed: bytes) -> str:
    """With the private key of whoever types this. Raises ValueError."""
    return _run(["--decrypt"], sealed).decode()


@contextmanager
def _home() -> Iterator[Path]:
    """A keyring of nobody, gone afterwards, and with it the program that GnuPG leaves running."""
    with tempfile.TemporaryDirectory(prefix="balie-", ignore_cleanup_errors=True) as folder:
        try:
            yield Path(folder)
        finally:
            if shutil.which("gpgconf"):
                subprocess.run(
                    ["gpgconf", "--homedir", folder, "--kill", "all"],
                    check=False,
                    capture_output=True,
                    timeout=SECONDS,
                )


def _gpg(home: Path, words: Sequence[str], data: bytes, passphrase: str) -> bytes:
    """The passphrase goes by a file in the private folder, never on the command line."""
    secret = home / "passphrase"
    secret.touch(mode=0o600)
    secret.write_text(passphrase + "\n", encoding="utf-8")
    told = ["--homedir", str(home), "--pinentry-mode", "loopback", "--passphrase-file", str(secret)]
    return _run([*told, *words], data)


def _run(words: Sequence[str], data: bytes) -> bytes:
    gpg = shutil.which("gpg")
    if gpg is None:
        raise ValueError("gpg is missing: install GnuPG (apt install gnupg)")
    done = subprocess.run(
        [gpg, "--batch", "--yes", "--quiet", "--no-tty", *words],
        input=data,
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise ValueError(f"gpg: {lines[-1].removeprefix('gpg: ') if lines else 'failed'}")
    return done.stdout
