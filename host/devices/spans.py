"""Times as spans of milliseconds [from, to): joined, cut, added up. Pure; knows no device."""

from collections.abc import Iterable, Sequence
from functools import reduce

Span = tuple[int, int]


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time in order, without overlap and without empty spans."""
    found: list[Span] = []
    for since, until in sorted(spans):
        if until <= since:
            continue
        if found and since <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return found


def common(one: Iterable[Span], other: Iterable[Span]) -> list[Span]:
    """The time that lies in both."""
    first, second = joined(one), joined(other)
    found = []
    here = there = 0
    while here < len(first) and there < len(second):
        since = max(first[here][0], second[there][0])
        until = min(first[here][1], second[there][1])
        if since < until:
            found.append((since, until))
        if first[here][1] <= second[there][1]:
            here += 1
        else:
            there += 1
    return found


def common_to_all(groups: Sequence[Iterable[Span]]) -> list[Span]:
    """The time that lies in each of them; of no groups there is none."""
    return reduce(common, groups[1:], joined(groups[0])) if groups else []


def without(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """What is left of the first when the time of the others is taken out."""
    found = []
    cuts = joined(others)
    for since, until in joined(spans):
        at = since
        for cut_since, cut_until in cuts:
            if cut_until <= at or cut_since >= until:
                continue
            if cut_since > at:
                found.append((at, cut_since))
            at = max(at, cut_until)
        if at < until:
            found.append((at, until))
    return found


def total(spans: Iterable[Span]) -> int:
    """Milliseconds."""
    return sum(until - since for since, until in joined(spans))
