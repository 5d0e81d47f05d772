"""Schemathesis reads the description of the REST interface and sends what fits it and what does
not, over a real socket: the host never fails, and answers what the description says.
"""

import asyncio
import copy
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from tests.api_town import MONDAY, an_api

EXAMPLES = 20
NOT_ASKED = ("positive_data_acceptance",)
"""What fits the description may still be refused: by a closed day, a full hall."""


class Served:
    """The host, in a thread of its own, and a key that may do all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ready = threading.Event()
        self.fault: Exception | None = None
        self.over = asyncio.Event()
        self.session = requests.Session()
        self.session.trust_env = False
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        try:
            async with an_api(self.folder) as town:
                program = await town.program(per_minute=100_000)
                self.head = program.head
                self.address = str(town.web.base_url).rstrip("/")
                self.described = await program.get("/openapi.json")
                self.known = [
                    (await program.booked(start=start))["appointment"]
                    for start in HOME["start"][4:8]
                ]
                self.ready.set()
                await self.over.wait()
        except Exception as fault:
            self.fault = fault
        finally:
            self.ready.set()


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    made = Served(tmp_path_factory.mktemp("fuzz"))
    made.thread.start()
    assert made.ready.wait(30)
    assert made.fault is None, made.fault
    yield made
    made.loop.call_soon_threadsafe(made.over.set)
    made.thread.join(30)
    made.session.close()


HOME = {
    "location": ["hall", "annex"],
    "service": ["passport", "collect", "talk", "couple", "secret"],
    "start": [
        f"{MONDAY}T{hour:02}:{minute}:00+01:00" for hour in range(8, 18) for minute in (10, 25)
    ],
    "day": [MONDAY, "2026-11-27"],
    "from": [MONDAY, "2026-11-20", "2026-01-01"],
    "to": ["2026-11-27", "2027-03-28", "2199-12-31"],
}


def at_home(described: dict[str, Any], known: list[str]) -> dict[str, Any]:
    """The same description for who knows the town: names, times and ids that are there, so that
    what is sent comes as far as the agenda.
    """
    told = copy.deepcopy(described)
    names = HOME | {"appointment": known, "with": HOME["service"]}
    for item in told["paths"].values():
        for operation in item.values():
            for said in operation.get("parameters", ()):
                if said.get("name") in names:
                    _known_only(said["schema"], names[said["name"]])
    for schema in told["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            if name in HOME and schema["title"] in (
                "NewHold",
                "NewAppointment",
                "Change",
                "ServiceAsked",
            ):
                _known_only(field, HOME[name])
    return told


def _known_only(schema: dict[str, Any], names: list[str]) -> None:
    inner = schema.get("items", schema)
    inner.clear()
    inner["enum"] = names


@pytest.mark.slow
@pytest.mark.parametrize("way", ["as described", "wrongly", "knowing the town"])
def test_whatever_is_sent_the_host_answers_as_described(served, way):
    told = (
        at_home(served.described, served.known) if way == "knowing the town" else served.described
    )
    mode = GenerationMode.NEGATIVE if way == "wrongly" else GenerationMode.POSITIVE
    described = schemathesis.openapi.from_dict(told)
    not_asked = CHECKS.get_by_names(NOT_ASKED)
    heard: Counter[int] = Counter()
    for found in described.get_all_operations():
        assert isinstance(found, Ok)

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=found.ok().as_strategy(generation_mode=mode))
        def answered_as_described(case):
            to = {"base_url": served.address, "session": served.session}
            answer = case.call(headers=served.head, **to)
            heard[answer.status_code] += 1
            assert answer.status_code < 500
            assert answer.headers["api-version"] == ["1.1.0"]
            case.validate_response(
                answer, excluded_checks=not_asked, headers=served.head, transport_kwargs=to
            )

        with suppress(Unsatisfiable):  # nothing can be sent wrongly to who takes nothing
            answered_as_described()
    assert heard.total() > 100
    if way == "knowing the town":
        assert {200, 204, 422} <= heard.keys()
        assert heard[201] + heard[409], "something fits, or is taken"
