"""Sounds as samples: read, trimmed, brought to one loudness, joined, written as WAV. Knows no voice
and no language.
"""

import io
import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

LEVEL_DBFS = -21.0
"""The loudness of every sound: RMS of its active blocks, against a full-scale square wave. A voice
has peaks of 16 to 20 dB above that, so this is about as loud as speech can be without clipping.
"""
PEAK_DBFS_MAX = -1.0
"""No sample goes higher: a player that changes the rate draws peaks between two samples."""
BLOCK_SECONDS = 0.05
ACTIVE_DB = 20.0
"""A block so far below the loudest one is a pause, and no part of the loudness."""
EVERY_NTH = 3
"""The loudness is worked out from each third sample: of a voice, that is off by some hundredths of
a dB, in a third of the time.
"""
SILENCE_DBFS = -46.0
KEPT_SECONDS = 0.03
"""Of the silence before and behind the sound, so that no soft consonant is lost."""
FULL = 32768
HERTZ = range(8_000, 48_001)
"""Rates that are read."""


class Unfit(Exception):
    """This is no WAV that can be played; the text says why."""


@dataclass(frozen=True)
class Sound:
    """Samples of 16 bits, mono, `hertz` a second."""

    samples: "array[int]"
    hertz: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.hertz

    @property
    def peak_dbfs(self) -> float:
        """Of the highest sample; minus infinity when all is silent."""
        return _decibels(_peak(self.samples) / FULL)

    @property
    def level_dbfs(self) -> float:
        """RMS of the blocks that are not pauses; minus infinity when all is silent."""
        size = max(EVERY_NTH, round(self.hertz * BLOCK_SECONDS))
        starts = range(0, len(self.samples), size)
        squares = [_mean_square(self.samples[at : at + size : EVERY_NTH]) for at in starts]
        least = max(squares, default=0.0) * 10 ** (-ACTIVE_DB / 10)
        active = [square for square in squares if square and square >= least]
        return _decibels(math.sqrt(sum(active) / len(active)) / FULL) if active else -math.inf

    def trimmed(self, below_dbfs: float = SILENCE_DBFS) -> "Sound":
        """Without the silence at both ends, but for a breath."""
        loud = round(FULL * 10 ** (below_dbfs / 20))
        size = max(1, round(self.hertz * 0.005))
        starts = range(0, len(self.samples), size)
        first = next((at for at in starts if self._is_loud(at, size, loud)), None)
        if first is None:
            return Sound(array("h"), self.hertz)
        last = next(at for at in reversed(starts) if self._is_loud(at, size, loud))
        kept = round(self.hertz * KEPT_SECONDS)
        return Sound(self.samples[max(0, first - kept) : last + size + kept], self.hertz)

    def _is_loud(self, start: int, size: int, loud: int) -> bool:
        return _peak(self.samples[start : start + size]) > loud

    def levelled(self, level_dbfs: float = LEVEL_DBFS) -> "Sound":
        """As loud as every other; softer only where its peaks would be too high, or as is asked."""
        level = self.level_dbfs
        if level == -math.inf:
            return self
        gain = min(level_dbfs - level, PEAK_DBFS_MAX - self.peak_dbfs)
        factor = round(10 ** (gain / 20) * 4096)
        return Sound(array("h", [each * factor >> 12 for each in self.samples]), self.hertz)

    def at(self, hertz: int) -> "Sound":
        """At another rate; between two samples lies a straight line."""
        if hertz == self.hertz or not self.samples:
            return Sound(self.samples, hertz)
        old, last = self.samples, len(self.samples) - 1
        made = array("h")
        for number in range(len(old) * hertz // self.hertz):
            place, rest = divmod(number * self.hertz, hertz)
            behind = old[min(place + 1, last)]
            made.append(old[place] + (behind - old[place]) * rest // hertz)
        return Sound(made, hertz)


def joined(sounds: Sequence[Sound], gaps_seconds: Sequence[float]) -> Sound:
    """One after another at the rate of the first, with a silence behind each but the last."""
    hertz = sounds[0].hertz
    samples = array("h")
    for sound, gap in zip(sounds, (*gaps_seconds, 0.0), strict=True):
        samples.extend(sound.at(hertz).samples)
        samples.extend(array("h", bytes(2 * round(hertz * gap))))
    return Sound(samples, hertz)


def to_wav(sound: Sound) -> bytes:
    """A whole WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(sound.hertz)
        written.writeframes(_swapped(sound.samples).tobytes())
    return file.getvalue()


def from_wav(data: bytes) -> Sound:
    """The sound of a WAV file of 16 bits; of two channels, the middle. Raises Unfit."""
    try:
        with wave.open(io.BytesIO(data), "rb") as read:
            channels, hertz = read.getnchannels(), read.getframerate()
            width, frames = read.getsampwidth(), read.readframes(read.getnframes())
    except (wave.Error, EOFError, RuntimeError) as fault:
        raise Unfit(f"is not a WAV file of plain samples: {fault or 'it is cut off'}") from fault
    if width != 2 or channels not in (1, 2) or hertz not in HERTZ:
        raise Unfit(f"has {8 * width} bits, {channels} channels, {hertz} Hz; 16 bits are read")
    samples = array("h", frames[: len(frames) // 2 * 2])
    samples = _swapped(samples)
    if channels == 2:
        pairs = zip(samples[::2], samples[1::2], strict=False)
        samples = array("h", [(left + right) // 2 for left, right in pairs])
    return Sound(samples, hertz)


def _swapped(samples: "array[int]") -> "array[int]":
    """In the order of a WAV file, whatever the machine's own is."""
    if sys.byteorder == "big":
        samples = samples[:]
        samples.byteswap()
    return samples


def _peak(samples: "array[int]") -> int:
    return max(max(samples), -min(samples)) if samples else 0


def _mean_square(samples: "array[int]") -> float:
    return float(sum(map(mul, samples, samples)) / len(samples))


def _decibels(share: float) -> float:
    return 20 * math.log10(share) if share else -math.inf
