"""The town's own recordings: one WAV for each part of a call, joined to a sentence. Knows no
voice.

A folder a language: `nl/number.wav` ("nummer"), a file for each sign of a ticket (`nl/A.wav`,
`nl/0.wav`), `nl/desk.wav` ("u kunt naar balie"), one for each desk (`nl/3.wav`, `nl/12.wav`), and
`nl/end.wav` where the sentence goes on behind the desk.
"""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import structlog

from voice.sound import Sound, Unfit, from_wav, joined

log = structlog.get_logger()
NUMBER, DESK, END = "number", "desk", "end"
SIGN_GAP_SECONDS = 0.06
DESK_GAP_SECONDS = 0.3
"""Before the desk: time to see whether it is one's own number."""
FILE_BYTES_MAX = 4 * 1024 * 1024


class Recordings:
    """The files as they were when this was made. `stamp` changes with any of them."""

    def __init__(self, folder: Path | None) -> None:
        self._parts: dict[tuple[str, str], bytes] = {}
        self._sounds: dict[tuple[str, str], Sound] = {}
        self._told: set[tuple[str, str]] = set()
        digest = blake2b(digest_size=8)
        for file in sorted(folder.glob("*/*.wav")) if folder is not None else ():
            key = file.parent.name, file.stem
            try:
                if file.stat().st_size > FILE_BYTES_MAX:
                    continue
                self._parts[key] = file.read_bytes()
            except OSError as fault:
                self._tell("recording_unfit", *key, str(fault))
                continue
            digest.update(f"{key}".encode() + self._parts[key])
        self.stamp = digest.hexdigest()

    def has(self, language: str, ticket: str, mark: str) -> bool:
        """Whether every part of the call is there. Says once which one is missing."""
        if not any(known == language for known, _ in self._parts):
            return False
        for part in _parts_of(ticket, mark):
            if (language, part) not in self._parts:
                self._tell("recording_missing", language, part)
                return False
        return True

    def missing(self, language: str, parts: Iterable[str]) -> list[str]:
        """Those of these parts that are not there."""
        return [part for part in parts if (language, part) not in self._parts]

    def call(self, language: str, ticket: str, mark: str) -> Sound | None:
        """The call as one sound; None where a part is missing or cannot be read."""
        if not self.has(language, ticket, mark):
            return None
        parts = [*_parts_of(ticket, mark), *([END] if (language, END) in self._parts else [])]
        sounds = [self._sound(language, part) for part in parts]
        found = [sound for sound in sounds if sound is not None]
        if len(found) < len(parts):
            return None
        gaps = [SIGN_GAP_SECONDS] * (len(parts) - 1)
        gaps[parts.index(DESK) - 1] = DESK_GAP_SECONDS
        return joined(found, gaps).levelled()

    def _sound(self, language: str, part: str) -> Sound | None:
        key = language, part
        if key not in self._sounds:
            try:
                self._sounds[key] = from_wav(self._parts[key]).trimmed()
            except Unfit as fault:
                self._tell("recording_unfit", language, part, str(fault))
                return None
        return self._sounds[key]

    def _tell(self, word: str, language: str, part: str, fault: str = "") -> None:
        """Once a part: a hall calls some hundred visitors a day."""
        if (language, part) in self._told:
            return
        self._told.add((language, part))
        if word == "recording_missing":
            log.warning("recording_missing", language=language, part=part)
        else:
            log.warning("recording_unfit", language=language, part=part, fault=fault)


def _parts_of(ticket: str, mark: str) -> list[str]:
    signs = [sign for sign in ticket.upper() if sign.isalnum()]
    return [NUMBER, *signs, DESK, mark]
