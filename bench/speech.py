"""speech: what the voice says in each language, measured: length, silence, loudness, clipping, and
what a call costs.

Loudness is worked out here from every sample in blocks of 20 ms, by another way than the product's
own. A language that has no sentence of its own yet says the number alone.
"""

import argparse
import math
import statistics
import time
from array import array
from dataclasses import dataclass

from bench.table import Result, Skipped
from host.speech.sentence import sentence
from voice.sound import LEVEL_DBFS, from_wav
from voice.spelling import spelled
from voice.voice import Voice, languages

CALLS = (("A042", "3"), ("B107", "12"), ("C999", "1"), ("D018", "7"), ("E560", "21"), ("F333", "4"))
QUIET_DBFS = -46.0
FULL = 32767


@dataclass(frozen=True)
class Measured:
    """One sentence."""

    seconds: float
    level_dbfs: float
    peak_dbfs: float
    clipped: int
    before_seconds: float
    behind_seconds: float
    made_millis: float


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="how often each sentence is made")


def run(args: argparse.Namespace) -> list[Result]:
    """Every sentence of every language; one row a language, then what holds for all."""
    spoken = languages()
    if not spoken:
        raise Skipped("the extra speech is not installed")
    measured = {language: _language(language, args.rounds) for language in spoken}
    results = [_row(language, found) for language, found in measured.items()]
    levels = [one.level_dbfs for found in measured.values() for one in found]
    every = [one for found in measured.values() for one in found]
    millis = [one.made_millis for one in every]
    return [
        *results,
        Result("speech_languages", len(spoken), "languages", ">=7", " ".join(spoken)),
        Result("speech_loudness_spread", max(levels) - min(levels), "dB", "<=1.5"),
        Result("speech_clipped", sum(one.clipped for one in every), "samples", "==0"),
        Result("speech_peak", max(one.peak_dbfs for one in every), "dBFS", "<=-0.9"),
        Result("speech_silence_before", max(one.before_seconds for one in every), "s", "<=0.1"),
        Result("speech_silence_behind", max(one.behind_seconds for one in every), "s", "<=0.1"),
        Result("speech_ms_per_call", statistics.median(millis), "ms", "", _spread(millis)),
    ]


def _language(language: str, rounds: int) -> list[Measured]:
    voice = Voice(kept_bytes=0)
    voice.say("1", language)
    found = []
    for ticket, desk in CALLS:
        text = sentence(language, ticket, desk) or spelled(ticket, language)
        costs = []
        for _ in range(rounds):
            began = time.perf_counter()
            wav = voice.say(text, language)
            costs.append((time.perf_counter() - began) * 1000)
        assert wav is not None, language
        found.append(_measured(wav, min(costs)))
    return found


def _measured(wav: bytes, made_millis: float) -> Measured:
    sound = from_wav(wav)
    samples, hertz = sound.samples, sound.hertz
    loud = FULL * 10 ** (QUIET_DBFS / 20)
    heard = [at for at, sample in enumerate(samples) if abs(sample) > loud]
    return Measured(
        seconds=sound.seconds,
        level_dbfs=_active_dbfs(samples, hertz // 50),
        peak_dbfs=20 * math.log10(max(map(abs, samples)) / FULL),
        clipped=sum(1 for sample in samples if abs(sample) >= FULL),
        before_seconds=heard[0] / hertz,
        behind_seconds=(len(samples) - 1 - heard[-1]) / hertz,
        made_millis=made_millis,
    )


def _active_dbfs(samples: "array[int]", size: int) -> float:
    """RMS of the blocks within 20 dB of the loudest one."""
    blocks = [samples[at : at + size] for at in range(0, len(samples), size)]
    squares = [sum(each * each for each in block) / len(block) for block in blocks]
    active = [square for square in squares if square >= max(squares) / 100]
    return 10 * math.log10(sum(active) / len(active) / FULL**2)


def _row(language: str, found: list[Measured]) -> Result:
    level = statistics.mean(one.level_dbfs for one in found)
    seconds = [one.seconds for one in found]
    note = (
        f"{min(seconds):.1f} to {max(seconds):.1f} s, "
        f"peak {max(one.peak_dbfs for one in found):.1f} dBFS, "
        f"{statistics.median(one.made_millis for one in found):.0f} ms, "
        f"silence {max(one.before_seconds for one in found):.2f} and "
        f"{max(one.behind_seconds for one in found):.2f} s, wanted {LEVEL_DBFS} dBFS"
    )
    return Result(f"speech_{language}_loudness", level, "dBFS", "", note)


def _spread(millis: list[float]) -> str:
    return f"best of each sentence's rounds: {min(millis):.0f} to {max(millis):.0f} ms"
