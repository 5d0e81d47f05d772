"""Which figures there are: the name by which each is told, the version of its definition, its unit
and the code that computes it. What it is called and how it is worked out stands, per language, in
`wire/words/*/measure.toml`.

A definition whose outcome would differ gets a new version: an older report keeps its own.
"""

from dataclasses import dataclass

from host.core.cells import Unit
from wire.words import say


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator."""

    id: str
    version: int
    unit: Unit
    code: str
    """Module and function, such as host.core.waits:wait_millis."""

    @property
    def versioned(self) -> str:
        """As it is printed beside a figure: wt_a.v1."""
        return f"{self.id}.v{self.version}"

    def name(self, language: str) -> str:
        return say(language, f"measure.{self.id}.name")

    def formula(self, language: str) -> str:
        return say(language, f"measure.{self.id}.formula")


def _of(identity: str, unit: Unit, code: str, version: int = 1) -> tuple[str, Definition]:
    return identity, Definition(identity, version, unit, code)


DEFINITIONS: dict[str, Definition] = dict(
    (
        _of("wt_a", "seconds", "host.core.waits:wait_millis"),
        _of("wt_a_felt", "seconds", "host.core.waits:felt_millis"),
        _of("wt_w", "seconds", "host.core.waits:wait_millis"),
        _of("wt_2", "seconds", "host.measures.second_leg:second_waits"),
        _of("sl_a", "share", "host.core.indicators:within"),
        _of("sl_w", "share", "host.core.indicators:within"),
        _of("sl_a_left", "share", "host.core.indicators:within_counting_left"),
        _of("sl_w_left", "share", "host.core.indicators:within_counting_left"),
        _of("told", "share", "host.core.indicators:told_hits"),
        _of("at1", "days", "host.measures.access:access_days"),
        _of("at3", "days", "host.measures.access:access_days"),
        _of("at_soon", "share", "host.measures.access:read_access"),
        _of("st", "seconds", "host.core.figures:service_millis"),
        _of("st_person", "seconds", "host.measures.tally:per_person"),
        _of("ns", "share", "host.core.indicators:no_show_rate"),
        _of("ab", "share", "host.core.indicators:abandonment"),
        _of("bounced", "count", "host.core.indicators:bounced"),
        _of("oc", "share", "host.measures.desks:occupancy"),
        _of("cb", "share", "host.measures.elsewhere:callbacks"),
        _of("vi", "count", "host.core.indicators:visits"),
        _of("pe", "count", "host.core.indicators:persons"),
        _of("tr", "count", "host.core.indicators:transactions"),
        _of("ch", "share", "host.measures.channels:first_channels"),
        _of("ch_last", "share", "host.measures.channels:last_channels"),
        _of("sat", "mark", "host.measures.elsewhere:marks"),
        _of("dl", "share", "host.measures.delivery:read_delivery"),
        _of("av", "share", "host.devices.availability:lowest", version=2),
        _of("av_chain", "share", "host.devices.availability:chain"),
        _of("ot", "seconds", "host.measures.desks:overtime"),
    )
)
"""By id, in the order in which a report tells them."""
