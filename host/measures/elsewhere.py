"""Figures that other parts of the house keep, or that nobody measures yet."""

from collections.abc import Sequence

from host.callbacks.figures import indicator
from host.core.cells import Cell
from host.devices.availability import available, lowest
from host.measures.span import Period
from host.settings import Settings
from host.store import Store


def figures(
    store: Store, settings: Settings, period: Period, locations: Sequence[str], now: int | None
) -> dict[str, Cell]:
    """By id, for all these locations together. `now`: what is due later is not judged yet."""
    return {
        "cb": callbacks(store, settings, period, locations, now),
        "sat": marks(store, settings, period, locations, now),
    }


def callbacks(
    store: Store, settings: Settings, period: Period, locations: Sequence[str], now: int | None
) -> Cell:
    """The indicator cb, by the shortest term that the town promises; it is worked out in
    `host.callbacks`.
    """
    return indicator(store, settings, locations, period.first, period.last, now=now)


def marks(
    store: Store, settings: Settings, period: Period, locations: Sequence[str], now: int | None
) -> Cell:
    """The indicator sat; it is worked out in `host.survey`."""
    from host.survey.reading import mark  # reads periods itself

    return mark(store, settings, period, locations, now)


def availability(
    store: Store, settings: Settings, period: Period, locations: Sequence[str], now: int | None
) -> Cell:
    """The indicator av; it is worked out in `host.devices`."""
    return lowest(available(store, settings, period, each, now) for each in locations)
