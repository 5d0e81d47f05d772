"""The voices of eSpeak NG through its C library. Knows texts and samples; what is said, and how
loud it is in the end, is decided elsewhere.

The library holds one state for the whole process and is not safe for threads. It runs in a process
of its own (`voice.child`), so that a fault of it ends nobody else.
"""

import ctypes
from array import array
from dataclasses import dataclass

from voice.sound import Sound

VOICES = {
    "nl": "nl",
    "en": "en",
    "de": "de",
    "tr": "tr",
    "pl": "pl",
    "ar": "ar",
    "uk": "uk",
}
"""The library's voice for each language that we speak."""

SYNCHRONOUS = 2
DO_NOT_EXIT = 0x8000
UTF8 = 1
BY_CHARACTER = 1
RATE, VOLUME, PITCH, GAP = 1, 2, 3, 7
SAFE_VOLUME = 60
"""Of 200. At the library's own 100 its loudest vowels are cut off; all is made louder later."""
GAP_UNIT_MILLIS = 10
TEXT_MAX = 2_000

_Hear = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


@dataclass(frozen=True)
class Manner:
    """How it is said."""

    words_per_minute: int = 145
    """80 to 450; people talk at 150 to 180, and a hall echoes."""
    pitch: int = 45
    """0 to 100."""
    gap_millis: int = 30
    """Of silence between two words, so that digits do not run into each other."""


class Espeak:
    """The library, once a process. Its methods are for one thread only."""

    def __init__(self, library: ctypes.CDLL, data: str) -> None:
        """Raises OSError when the library does not start."""
        self._library = library
        self.hertz = int(library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), DO_NOT_EXIT))
        if self.hertz <= 0:
            raise OSError("eSpeak NG does not start")
        self._heard = bytearray()
        self._hear = _Hear(self._take)  # the library keeps only its address
        library.espeak_SetSynthCallback(self._hear)

    def _take(self, samples: object, count: int, events: object) -> int:
        if samples and count > 0:
            self._heard += ctypes.string_at(samples, 2 * count)  # type: ignore[arg-type]
        return 0

    def say(self, text: str, language: str, manner: Manner) -> Sound | None:
        """The text as the library says it, untrimmed; None where it has no such voice."""
        name = VOICES.get(language)
        if name is None or self._library.espeak_SetVoiceByName(name.encode()) != 0:
            return None
        for parameter, value in (
            (RATE, manner.words_per_minute),
            (VOLUME, SAFE_VOLUME),
            (PITCH, manner.pitch),
            (GAP, manner.gap_millis // GAP_UNIT_MILLIS),
        ):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._heard.clear()
        said = _plain(text).encode()
        size = ctypes.c_size_t(len(said) + 1)
        done = (
            self._library.espeak_Synth(said, size, 0, BY_CHARACTER, 0, UTF8, None, None)
            or self._library.espeak_Synchronize()
        )
        return Sound(array("h", bytes(self._heard)), self.hertz) if done == 0 else None


def _plain(text: str) -> str:
    """Without control characters, which the library may take for commands, and not endless."""
    return "".join(each if each.isprintable() else " " for each in text[:TEXT_MAX])


def library() -> tuple[str, str] | None:
    """Where the library and its data lie; None where the extra is not installed."""
    try:
        from espeakng_loader import get_data_path, get_library_path

        return str(get_library_path()), str(get_data_path())
    except (ImportError, OSError, RuntimeError):
        return None
