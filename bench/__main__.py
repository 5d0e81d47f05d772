"""`python -m bench` lists the benches; `python -m bench ID` runs one. Exit code 0: every goal is
reached or the bench was skipped with a reason; 1: one falls short."""

import argparse
import importlib
import signal
import sys
from types import ModuleType

from bench.table import Skipped, show

BENCHES = {
    "p1": "p1_commands",
    "p2": "p2_call",
    "p3": "p3_history",
    "p4": "p4_displays",
    "p5": "p5_hall",
    "p6": "p6_year",
    "p7": "p7_kiosk",
    "j3": "j3_order",
    "r1": "r1_kills",
    "r5": "r5_seeds",
    "r6": "r6_desks",
    "r16": "r16_pages",
    "r8": "r8_alone",
    "r9": "r9_outage",
    "j1": "j1_wait",
    "replay": "replay_warsaw",
    "availability": "availability",
    "booking": "booking",
    "dashboard": "dashboard",
    "hall-day": "hall_day",
    "phones": "phones",
    "speech": "speech",
}


def load(identity: str) -> ModuleType:
    """The module of a bench: `run(args)` measures, `arguments(parser)`, if there, names its own
    options."""
    return importlib.import_module(f"bench.{BENCHES[identity]}")


def main(words: list[str]) -> int:
    """The command; returns the exit code."""
    if not words or words[0] in ("-h", "--help", "help"):
        for identity in BENCHES:
            purpose = (load(identity).__doc__ or "").split("\n\n")[0]
            print(f"{identity:14}{' '.join(purpose.split())}")
        return 0
    identity = words[0].lower()
    if identity not in BENCHES:
        print(f"no bench is called {words[0]}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    module = load(identity)
    parser = argparse.ArgumentParser(prog=f"bench {identity}", description=module.__doc__)
    if hasattr(module, "arguments"):
        module.arguments(parser)
    # Told to end: as an exception, so that no host and no client is left running.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        results = module.run(parser.parse_args(words[1:]))
    except Skipped as reason:
        print(f"{identity} skipped: {reason}")
        return 0
    show(results)
    return 0 if all(result.is_ok for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
