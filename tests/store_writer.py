"""A process of its own that keeps entries until it is stopped; each one that is kept is said on
standard output. For the tests that kill it, or let two of them race.

    python -m tests.store_writer URL LOCATION PREFIX ENTRIES
"""

import sys

from host.core.keep import replay
from host.store import RaceLost, Store, StoreBusy
from tests.logs import DAY, Hall


def main(url: str, location: str, prefix: str, entries: int) -> None:
    store = Store(url)
    store.open()
    hall = latest(store, location, prefix)
    if hall.day.plan is None:
        try:
            hall.open()
            store.keep(hall.hand_out())
        except RaceLost:
            hall = latest(store, location, prefix)
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(entries):
        kept = False
        while not kept:
            hall.said = number + 1  # the first was for opening the day
            try:
                command = hall.take(1)
                store.keep(hall.hand_out())
                kept = True
                print("kept", command, flush=True)
            except (RaceLost, StoreBusy) as fault:
                print("not", type(fault).__name__, flush=True)
                hall = latest(store, location, prefix)
    store.close()


def latest(store: Store, location: str, prefix: str) -> Hall:
    """The day as the log has it now."""
    hall = Hall(location, prefix)
    replay(hall.day, store.load(location, DAY))
    return hall


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
