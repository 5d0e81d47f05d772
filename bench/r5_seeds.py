"""R5: service days from a seed, in which all roles do anything at any time; the auditor reads the
log after each command. The same days as the tests live, many more of them.

A seed that fails replays exactly: `BALIE_SEEDS` of the tests, or `--first SEED --seeds 1` here.
"""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor

from bench.table import Result


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)


def live(seed: int) -> str:
    """Lives one day; returns what did not hold, or an empty text."""
    from tests.test_days_at_random import RandomDay

    try:
        RandomDay(seed).run()
    except AssertionError as fault:
        return f"seed {seed}: {str(fault)[:200] or 'an assertion failed'}"
    except Exception as fault:  # a crash is a violation as well, and the other seeds still count
        return f"seed {seed}: {type(fault).__name__} {fault}"
    return ""


def run(args: argparse.Namespace) -> list[Result]:
    began = time.perf_counter()
    seeds = range(args.first, args.first + args.seeds)
    with ProcessPoolExecutor(args.processes) as pool:
        faults = [fault for fault in pool.map(live, seeds, chunksize=20) if fault]
    for fault in faults[:10]:
        print(fault)
    took = f"seeds {seeds.start} to {seeds.stop - 1} in {time.perf_counter() - began:.0f} s"
    return [
        Result("R5_seeds", len(seeds), "seeds", f">={args.seeds}", took),
        Result("R5_violations", len(faults), "seeds", "==0", "; ".join(faults[:2])),
    ]
