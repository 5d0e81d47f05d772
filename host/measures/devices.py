"""The table of a report that says of each device how much of the opening hours it could be used."""

from host.core.cells import Cell, counted
from host.devices.availability import Use
from host.measures.document import Box, Row, Table
from host.measures.period import Measures
from host.measures.tables import columns
from wire.words import say

HOUR_MILLIS = 3_600_000
COLUMNS = ("devices.open", "devices.down", "devices.times", "devices.share")


def devices(measures: Measures, language: str) -> Table:
    """Kiosks, displays and printers by name, the host, and the chain; of several locations each by
    itself.
    """
    several = len(measures.locations) > 1
    rows = []
    for location in measures.locations:
        found = measures.found.available[location]
        place = f"{measures.settings.locations[location].name}: " if several else ""
        for use in (*found.devices, found.chain):
            if not use.open_millis and use.role in ("host", "chain"):
                continue
            name = use.name or say(language, f"report.devices.{use.role}")
            boxes = _boxes(use, measures.limits.available(location))
            rows.append(Row(f"{location}/{use.name or use.role}", place + name, boxes))
    return Table(
        "devices",
        say(language, "report.devices"),
        say(language, "report.devices.device"),
        columns(language, *COLUMNS),
        tuple(rows),
        "" if rows else say(language, "report.devices.none"),
    )


def _boxes(use: Use, target: float | None) -> tuple[Box, ...]:
    """`target`: the share that the town promises; a device that falls short never prints as it."""
    definition = "av_chain" if use.role == "chain" else "av"
    if not use.open_millis:
        gap = Box(Cell("count", gap="not_measured"))
        return gap, Box(Cell("seconds", gap="not_measured")), gap, Box(use.cell, definition)
    return (
        Box(Cell("count", use.open_millis / HOUR_MILLIS)),
        Box(Cell("seconds", use.down_millis / 1000)),
        Box(counted(use.times)),
        Box(use.cell, definition, target),
    )
