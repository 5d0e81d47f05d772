"""A voice to ask: text and language to a WAV that is trimmed, of one loudness, and remembered. Safe
for any thread; never raises because of a text or a language.
"""

from collections import OrderedDict
from concurrent.futures import Future
from functools import cache
from threading import Lock

from voice.child import child, on_worker, worker
from voice.espeak import VOICES, Manner

KEPT_BYTES = 8 * 1024 * 1024
"""Of WAVs that were made lately: some thirty calls."""


class Voice:
    """Speaks in one manner. All voices of a process share the one worker."""

    def __init__(self, manner: Manner | None = None, kept_bytes: int = KEPT_BYTES) -> None:
        self.manner = manner or Manner()
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def say(self, text: str, language: str) -> bytes | None:
        """The WAV; None for a language without a voice, without the extra, or where nothing is
        heard. Waits for it: some ten milliseconds.
        """
        return self.known(text, language) or self.later(text, language).result()

    def later(self, text: str, language: str) -> "Future[bytes | None]":
        """The same without waiting."""
        return worker().submit(self._make, text, language)

    def known(self, text: str, language: str) -> bytes | None:
        """The WAV if it was made lately."""
        with self._lock:
            found = self._kept.get((language, text))
            if found is not None:
                self._kept.move_to_end((language, text))
            return found

    def _make(self, text: str, language: str) -> bytes | None:
        known = self.known(text, language)
        if known is not None:
            return known
        made = child().say(text, language, self.manner)
        if made is not None:
            self._keep((language, text), made)
        return made

    def _keep(self, key: tuple[str, str], made: bytes) -> None:
        with self._lock:
            self._kept[key] = made
            self._size += len(made)
            while self._size > self._kept_bytes:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a voice here; none without the extra. The first time it waits until
    the library has started, some two hundred milliseconds.
    """
    return tuple(VOICES) if on_worker(lambda: child().is_there()) else ()
