"""Says texts through a player of this computer, on a thread of its own: the newest wish replaces
the older, and no key ever waits for a sound. Knows no page.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp

Said = tuple[str, str]
"""A language and a text in it."""
PLAYERS = ("aplay", "pw-play", "paplay")
"""ALSA, PipeWire, PulseAudio: the first that is there."""
DEFAULT = "default"
STEPS = 5
STEP_DB = 5.0
USUAL_STEP = 3
"""Of the steps of loudness; the third is 10 dB under the loudest."""


def player_of(device: str, which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...]:
    """The words of the command that plays a file to this device and to no other; empty: there is
    no player.
    """
    for name in PLAYERS:
        program = which(name)
        if program is None:
            continue
        if name == "aplay":
            return program, "-q", "-D", device
        if device == DEFAULT:
            return (program,)
        return (program, "--target", device) if name == "pw-play" else (program, "-d", device)
    return ()


class Speaker:
    """One mouth. `player`: the words of a command that plays the WAV whose name comes last."""

    def __init__(self, player: Sequence[str]) -> None:
        self.fault = ""
        """Why nothing is heard any more; the first reason."""
        self._player = tuple(player)
        self._step = USUAL_STEP
        self._wish: tuple[Said, ...] | None = None
        self._number = 0
        self._playing: subprocess.Popen[bytes] | None = None
        self._changed = threading.Condition()
        self._ended = False
        self._folder = Path(mkdtemp(prefix="balie-speech-"))
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._thread.start()

    @property
    def step(self) -> int:
        """How loud, 1 to `STEPS`."""
        return self._step

    def say(self, parts: tuple[Said, ...]) -> None:
        """From now on this is said; what was being said stops."""
        with self._changed:
            self._stop()
            self._wish = parts
            self._changed.notify()

    def hush(self) -> None:
        """Stops at once."""
        with self._changed:
            self._stop()

    def louder(self, steps: int = 1) -> int:
        """So many steps louder, or softer when below nought; the step that it is at."""
        self._step = min(STEPS, max(1, self._step + steps))
        return self._step

    def reset(self) -> None:
        """As loud as it is for everybody who comes."""
        self._step = USUAL_STEP

    def close(self) -> None:
        with self._changed:
            self._ended = True
            self._stop()
            self._changed.notify()
        self._thread.join(2)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _stop(self) -> None:
        self._number += 1
        self._wish = None
        if self._playing is not None and self._playing.poll() is None:
            self._playing.terminate()

    def _run(self) -> None:
        from voice.voice import Voice, languages

        voice = Voice()
        if not languages():
            self.fault = "the extra speech is not installed"
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or self._wish is not None)
                if self._ended or self._wish is None:
                    return
                parts, self._wish, number = self._wish, None, self._number
            for language, text in parts:
                wav = voice.say(text, language)
                if number != self._number:
                    break
                if wav is not None:
                    self._play(self._at_step(wav), number)

    def _at_step(self, wav: bytes) -> bytes:
        from voice.sound import LEVEL_DBFS, from_wav, to_wav

        if self._step == STEPS:
            return wav
        return to_wav(from_wav(wav).levelled(LEVEL_DBFS - (STEPS - self._step) * STEP_DB))

    def _play(self, wav: bytes, number: int) -> None:
        """Until it has been heard, or something else is wanted."""
        if not self._player:
            return
        file = self._folder / "now.wav"
        try:
            file.write_bytes(wav)
            with self._changed:
                if number != self._number:
                    return
                self._playing = subprocess.Popen(
                    [*self._player, os.fspath(file)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            code = self._playing.wait()
        except OSError as fault:
            self.fault = self.fault or f"{self._player[0]}: {fault.strerror}"
            return
        if code > 0 and number == self._number:
            self.fault = self.fault or f"{self._player[0]} ended with {code}"
