"""What must hold after every disturbance: the host's own checker over the log as it stands in the
database, and each answer that a client heard against the facts of its entry.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bench.house import House
from host.core.entry import Entry
from host.core.events import Called, SlipAsked, WalkedIn
from host.core.invariants import violations
from host.core.keep import replay


def violations_in(house: House, day: str) -> list[str]:
    """All that is wrong with the day in the database of a house."""
    log = house.log(day)
    return violations(log, replay(house.empty_day(day), log))


def faults_of_answers(log: Sequence[Entry], answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Acknowledged commands that are not in the log, are there twice, or say something else there
    than their sender was told; numbers that two senders were given."""
    faults = []
    entries = {entry.id: entry for entry in log}
    twice = [identity for identity, count in Counter(e.id for e in log).items() if count > 1]
    faults += [f"{identity} acted twice" for identity in twice]
    for identity, answer in answers.items():
        entry = entries.get(identity)
        if entry is None:
            faults.append(f"{identity} was acknowledged and is not in the log")
        else:
            faults += _differs(entry, answer)
    given = Counter(
        answer["ticket"]
        for identity, answer in answers.items()
        if identity in entries and entries[identity].what == "take_ticket"
    )
    faults += [f"{ticket} was given twice" for ticket, count in given.items() if count > 1]
    return faults


def _differs(entry: Entry, answer: Mapping[str, Any]) -> list[str]:
    """What the sender was told and the log does not say."""
    facts: dict[str, Any] = {}
    for event in entry.events:
        if isinstance(event, WalkedIn):
            facts.update(visit=event.visit, ticket=event.ticket)
        elif isinstance(event, Called):
            facts.update(visit=event.visit)
        elif isinstance(event, SlipAsked):
            facts.update(slip=event.slip)
    return [
        f"{entry.id}: told {name} {answer.get(name)}, the log says {value}"
        for name, value in facts.items()
        if answer.get(name) != value
    ]
