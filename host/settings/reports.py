"""What reports may tell beyond the usual."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from host.settings.parts import Part
from wire.base import Name


class Reports(Part):
    """Nothing is told of one employee. A group of desks may be told apart, if the works council
    agrees; it has two desks at least, so that it is nobody's own.
    """

    desk_groups: dict[Name, dict[str, Annotated[tuple[Name, ...], Field(min_length=2)]]] = {}
    """Per location: the name of each group, as people read it, with its desks. Empty: no groups."""


Told = Iterator[tuple[tuple[str | int, ...], str]]


def report_faults(reports: Reports, desks: Mapping[str, Collection[str]]) -> Told:
    """Groups of what there is not, and desks of two groups. `desks`: of each location."""
    for location, groups in reports.desk_groups.items():
        here = ("reports", "desk_groups", location)
        if location not in desks:
            yield here, f'there is no location "{location}"'
            continue
        grouped: set[str] = set()
        for name, chosen in groups.items():
            for desk in chosen:
                if desk not in desks[location]:
                    yield (*here, name), f'there is no desk "{desk}" here'
                if desk in grouped:
                    yield (*here, name), f'desk "{desk}" is in a group already'
                grouped.add(desk)
