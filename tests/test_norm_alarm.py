"""Once a day the log says which norms are not kept, and since when."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from structlog.testing import capture_logs

from host.norms.alarm import tell_daily
from host.store import Store
from tests.norm_files import settings_of
from tests.test_norm_breaches import ACCESS, look
from tests.town import at

pytest_plugins = ["tests.stores"]


class Enough(Exception):
    """The test has seen as many looks as it wants."""


async def told(store: Store, settings: Any, *moments: int) -> list[Any]:
    """What is logged when the clock shows one moment after another."""
    agenda = SimpleNamespace(settings=settings, clock=lambda: moments[len(slept)])
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == len(moments):
            raise Enough

    with capture_logs() as logs, pytest.raises(Enough):
        await asyncio.wait_for(tell_daily(store, agenda, sleep), 20)  # type: ignore[arg-type]
    return [(line["location"], line["norm"], line["since"], line["log_level"]) for line in logs]


async def test_a_norm_that_is_not_kept_is_told_once_a_day(store: Store, tmp_path):
    settings = settings_of(tmp_path, ACCESS.replace("PERIOD", "day"))
    look(store, "2021-08-02", "2021-08-31", 5)
    look(store, "2021-09-01", "2021-11-30", 6)
    line = ("hall", "access", "2021-09-01", "warning")
    autumn = [at(clock, "2021-11-30") for clock in ("09:29", "09:30", "09:31", "16:00")]
    assert await told(store, settings, *autumn) == [line]
    assert await told(store, settings, autumn[-1], at("10:00", "2021-12-01")) == [line, line]


async def test_a_norm_that_is_kept_again_is_told_no_more(store: Store, tmp_path):
    settings = settings_of(tmp_path, ACCESS.replace("PERIOD", "day"))
    look(store, "2021-09-01", "2021-11-30", 6)
    look(store, "2021-12-01", "2021-12-01", 4)
    assert await told(store, settings, at("10:00", "2021-12-01")) == []
