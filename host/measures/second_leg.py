"""The wait after a hand-over: a visit's second leg, told apart from its first wait."""

from collections.abc import Iterable, Mapping

from host.store.lean import Fact


def second_waits(
    facts: Iterable[Fact], called: Mapping[tuple[str, str, int], int]
) -> dict[str, list[float]]:
    """The indicator wt_2: by location, seconds from each hand-over to the next call. Not of a
    hand-over that was taken back, and not of one that was never called.

    `called`: when each was called again, by location, day and number of the hand-over.
    """
    told = list(facts)
    undone = {fact.body["step"] for fact in told if fact.kind == "step_undone"}
    found: dict[str, list[float]] = {}
    for fact in told:
        at = called.get((fact.location, fact.day, fact.seq))
        if fact.kind == "handed_over" and fact.entry not in undone and at is not None:
            found.setdefault(fact.location, []).append((at - fact.at) / 1000)
    return found
