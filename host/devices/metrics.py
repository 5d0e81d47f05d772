"""The host in figures for Prometheus: commands, views, the store, devices, who waits, what is not
printed and not sent. Nothing personal; every label is a key of the settings or a word of the wire.
"""

from collections import Counter
from collections.abc import Collection, Iterator

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from host.counts import BOUNDS_SECONDS, Times
from host.store import StoreBusy, downtime, outbox
from host.web.doors import Doors
from wire.version import own_version

NOT_PRINTED = ("new", "sending")


class Figures(Collector):
    """Reads the host when asked. `places`: only these locations."""

    def __init__(self, doors: Doors, places: Collection[str]) -> None:
        self.doors = doors
        self.places = [name for name in doors.office.halls if name in places]

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("balie", "This host.", {"version": own_version()})
        yield from self._counted()
        yield from self._halls()
        yield from self._kept()

    def _counted(self) -> Iterator[Metric]:
        counts = self.doors.office.counts
        told = "Commands answered, by kind and refusal; done ones have none."
        commands = CounterMetricFamily("balie_commands", told, labels=["kind", "refusal"])
        for words, number in sorted(counts.commands.items()):
            commands.add_metric(words, number)
        yield commands
        for name, views in (("made", counts.views_made), ("sent", counts.views_sent)):
            told = f"Views {name}, by kind."
            family = CounterMetricFamily(f"balie_views_{name}", told, labels=["view"])
            for view, number in sorted(views.items()):
                family.add_metric([view], number)
            yield family
        yield _histogram(
            "balie_store_seconds", "Time until a transaction of the log is on disk.", counts.store
        )

    def _halls(self) -> Iterator[Metric]:
        """What stands in memory, by location."""
        lines = _gauge("balie_lines", "Open lines, by what they show.", "location", "view")
        ready = _gauge("balie_day_ready", "1: the service day is in memory.", "location")
        waiting = _gauge("balie_waiting", "Visits that wait.", "location")
        slips = _gauge("balie_slips_open", "Slips that are not printed.", "location")
        for name in self.places:
            day = self.doors.office.halls[name].day
            ready.add_metric([name], day is not None)
            for view, number in sorted(self._lines(name).items()):
                lines.add_metric([name, view], number)
            if day is not None:
                waiting.add_metric([name], len(day.lines))
                now = list(day.slips.values())  # in one step: the hall goes on meanwhile
                open_slips = sum(slip.state in NOT_PRINTED for slip in now)
                slips.add_metric([name], open_slips)
        yield from (lines, ready, waiting, slips)

    def _lines(self, location: str) -> Counter[str]:
        audience = self.doors.hub.audiences.get(location)
        if audience is None:
            return Counter()
        found: Counter[str] = Counter()
        for key, group in list(audience.by_key.items()):
            found[key[0]] += len(group)
        return found

    def _kept(self) -> Iterator[Metric]:
        """What stands in the store; while it is busy there is nothing of it."""
        told = "Paired devices, by role and state."
        devices = _gauge("balie_devices", told, "location", "role", "state")
        told = "Messages to visitors that wait to be sent."
        messages = _gauge("balie_messages_open", told, "location")
        try:
            by_state = self.doors.store.read(downtime.counted)
            unsent = self.doors.store.read(outbox.unsent)
        except StoreBusy:
            return
        for (location, role, state), number in sorted(by_state.items()):
            if location in self.places:
                devices.add_metric([location, role, state], number)
        for name in self.places:
            messages.add_metric([name], unsent.get(name, 0))
        yield from (devices, messages)


def exposition(doors: Doors, places: Collection[str]) -> bytes:
    """The text that Prometheus reads. Asks the store; call it in a thread from asyncio."""
    registry = CollectorRegistry()
    registry.register(Figures(doors, places))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


def _gauge(name: str, told: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, labels=list(labels))


def _histogram(name: str, told: str, times: Times) -> HistogramMetricFamily:
    below, buckets = 0, []
    for bound, number in zip((*map(str, BOUNDS_SECONDS), "+Inf"), times.counts, strict=True):
        below += number
        buckets.append((bound, float(below)))
    return HistogramMetricFamily(name, told, buckets=buckets, sum_value=times.total_seconds)
