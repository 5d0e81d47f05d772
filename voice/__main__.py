"""The process in which the library of voices runs (`python -m voice LIBRARY DATA`): reads wishes as
lines of JSON and writes WAVs, each behind a line with its length; nought bytes: there is no such
sound. `voice.child` speaks to it. Ends with its input.
"""

import ctypes
import json
import os
import sys
from typing import BinaryIO

from voice.espeak import Espeak, Manner
from voice.sound import to_wav

READY = b"ready"


def main(library: str, data: str) -> None:
    """Says first whether the library has started."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what the library prints is no answer
    try:
        speaker = Espeak(ctypes.CDLL(library), data)
    except OSError:
        _write(answers, b"")
        return
    _write(answers, READY)
    for line in sys.stdin.buffer:
        text, language, *manner = json.loads(line)
        _write(answers, _made(speaker, text, language, Manner(*manner)))


def _made(speaker: Espeak, text: str, language: str, manner: Manner) -> bytes:
    raw = speaker.say(text, language, manner)
    sound = raw.trimmed().levelled() if raw is not None else None
    return to_wav(sound) if sound is not None and sound.samples else b""


def _write(answers: BinaryIO, made: bytes) -> None:
    answers.write(b"%d\n" % len(made) + made)
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
