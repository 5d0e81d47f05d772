"""The REST interface by the Dutch API Design Rules: its description, its version on every answer,
and one shape for every refusal.
"""

import asyncio
import re
import tomllib
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from fastapi.routing import APIRoute
from openapi_spec_validator import validate

from host.keys import SCOPES
from host.store import StoreBusy
from host.web.api import problems
from host.web.api.gate import scope_of
from host.web.app import ROUTES
from tests.api_town import a_wish, an_api, told
from wire.refusals import REFUSALS

SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
KEBAB = re.compile(r"(/([a-z0-9.-]+|\{[a-z]+\}))+")
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
async def town(tmp_path):
    async with an_api(tmp_path) as town:
        yield town


@pytest.fixture
async def described(town):
    return await town.nobody().get("/openapi.json")


async def test_the_description_is_valid_and_everybody_may_read_it_from_any_page(town, described):
    validate(described)
    answer = await town.nobody().say("GET", "/openapi.json")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "application/json"
    assert described["openapi"].startswith("3.1.")


async def test_the_description_says_who_to_ask_where_it_is_and_which_version(town, described):
    info = described["info"]
    assert info["contact"] == {
        "name": "Testdam",
        "url": "http://testdam.example",
        "email": "balie@testdam.example",
    }
    assert SEMVER.fullmatch(info["version"])
    assert [one["url"] for one in described["servers"]] == ["http://testdam.example/api/v1"]
    assert not any(path.startswith(("/api", "/v1")) for path in described["paths"])
    assert info["license"]["identifier"] == "EUPL-1.2"


async def test_paths_queries_and_schemas_are_named_by_the_rules(described):
    names = set()
    for path, item in described["paths"].items():
        assert KEBAB.fullmatch(path), path
        assert not path.endswith("/")
        assert set(item) <= METHODS
        for operation in item.values():
            names.add(operation["operationId"])
            for said in operation.get("parameters", ()):
                if said.get("in") == "query":
                    assert CAMEL.fullmatch(said["name"]), said["name"]
    assert len(names) == sum(len(item) for item in described["paths"].values())
    assert all(re.fullmatch("([A-Z][a-z]+)+", name) for name in described["components"]["schemas"])


async def test_every_answer_in_the_description_has_the_version_and_every_refusal_is_a_problem(
    described,
):
    for item in described["paths"].values():
        for operation in item.values():
            for status, answer in operation["responses"].items():
                if "$ref" in answer:
                    answer = described["components"]["responses"][answer["$ref"].split("/")[-1]]
                assert "API-Version" in answer["headers"]
                if status >= "400":
                    assert list(answer["content"]) == ["application/problem+json"]


async def test_every_route_is_described_and_listed_with_what_a_key_must_be_good_for(
    town, described
):
    api = next(r for r in town.town.host.app.routes if getattr(r, "path", "") == "/api/v1")
    routes = [route for route in api.routes if isinstance(route, APIRoute)]
    assert {r.path for r in routes if r.include_in_schema} == set(described["paths"])
    for route in routes:
        said = ROUTES[f"/api/v1{route.path}"]
        said = ROUTES[said.partition("as ")[2].partition(",")[0]] if said[:3] == "as " else said
        scope = scope_of(route)
        assert (said == "everyone") == ("security" not in (route.openapi_extra or {})), route.path
        assert scope is None or scope in said, (route.path, scope)


async def test_every_answer_names_the_version_also_one_that_is_a_refusal(town):
    program, nobody = await town.program(), town.nobody()
    answers = [
        await nobody.say("GET", "/locations"),
        await nobody.say("GET", "/services"),
        await nobody.say("GET", "/nothing"),
        await nobody.say("GET", ""),
        await nobody.say("GET", "/"),
        await nobody.say("PUT", "/locations"),
        await nobody.say("OPTIONS", "/locations"),
        await nobody.say("POST", "/appointments", content=b"x" * 70_000),
        await program.say("POST", "/appointments", content=b"x" * 70_000),
        await program.say("POST", "/appointments", content=b"{"),
        await program.say("GET", "/appointments/nobodys-appointment"),
    ]
    assert {answer.headers["api-version"] for answer in answers} == {"1.1.0"}
    assert [answer.status_code for answer in answers] == [
        200, 401, 404, 404, 404, 405, 405, 413, 413, 400, 404,
    ]  # fmt: skip
    for answer in answers[1:]:
        told(answer)
    others = await town.web.get(f"{town.town.web}/health")
    assert "api-version" not in others.headers


async def test_an_address_with_a_slash_at_its_end_is_nowhere_and_leads_nowhere(town):
    program = await town.program()
    for path in (
        "/locations/",
        "/services/",
        "/appointments/",
        "/openapi.json/",
        "//",
        "/",
        "/%0A",
    ):
        for method in ("GET", "POST"):
            answer = await program.say(method, path, json=a_wish())
            assert told(answer) == (404, "path_unknown"), path
            assert "location" not in answer.headers


async def test_a_method_that_is_not_there_is_told_which_are(town):
    program = await town.program()
    for method, path, allowed in (
        ("PUT", "/appointments", "GET, POST"),
        ("DELETE", "/appointments", "GET, POST"),
        ("POST", "/appointments/12345678", "DELETE, GET, PATCH"),
        ("HEAD", "/locations", "GET"),
        ("TRACE", "/locations", "GET"),
        ("PROPFIND", "/holds", "POST"),
        ("GET", "/holds/12345678", "DELETE"),
    ):
        answer = await program.say(method, path)
        assert answer.status_code == 405
        assert answer.headers["allow"] == allowed, path
        assert answer.headers["content-type"] == "application/problem+json"


async def test_every_word_of_refusal_has_an_address_where_it_is_explained(town):
    nobody = town.nobody()
    words = await nobody.get("/problems")
    assert {one["word"] for one in words} == problems.OWN.keys() | REFUSALS.keys()
    assert problems.STATUS.keys() <= {one["word"] for one in words}
    for one in words:
        assert await nobody.get(f"/problems/{one['word']}") == one
        assert one["title"]
        assert 400 <= one["status"] < 600
    assert told(await nobody.say("GET", "/problems/nothing")) == (404, "path_unknown")


async def test_a_store_that_is_busy_says_when_to_come_again(town, monkeypatch):
    program = await town.program()

    def busy(*_):
        raise StoreBusy("locked")

    monkeypatch.setattr("host.web.api.gate.rows.key_by_token", busy)
    answer = await program.say("GET", "/services")
    assert told(answer) == (503, "busy")
    assert answer.headers["retry-after"] == "1"


async def test_a_fault_of_ours_is_a_problem_without_a_trace_of_it(town, monkeypatch):
    program = await town.program()

    def fails(*_):
        raise ZeroDivisionError("secret of the house")

    monkeypatch.setattr("host.web.api.catalogue._service", fails)
    answer = await program.say("GET", "/services")
    assert told(answer) == (500, "fault")
    assert "secret" not in answer.text
    assert answer.headers["api-version"] == "1.1.0"


async def test_figures_are_told_to_devices_by_their_token_and_to_keys(town):
    token = await asyncio.to_thread(town.town.token, "greeter")
    for program in (await town.program("figures:read"), town.nobody()):
        program.head = program.head or {"authorization": f"Bearer {token}"}
        found = await program.get("/figures", location="hall")
        assert (found["day"], found["open"], found["waiting"]) == ("2026-11-20", True, 0)
        assert {one["definition"] for one in found["figures"]} == {"wt_a", "wt_a_felt", "wt_w"}
    assert told(await town.nobody().say("GET", "/figures")) == (401, "key_unknown")
    other = await town.program("availability:read")
    assert told(await other.say("GET", "/figures?location=hall")) == (403, "scope_missing")
    every = await town.program()
    assert told(await every.say("GET", "/figures?location=x")) == (422, "location_unknown")


HOUSE = Path(__file__).parent.parent


async def test_the_page_for_makers_of_programs_names_every_address_scope_and_word(described):
    page = (HOUSE / "docs" / "api.md").read_text(encoding="utf-8")
    for path in described["paths"]:
        assert path.replace("{appointment}", "{id}").replace("/{word}", "") in page, path
    assert all(f"`{scope}`" in page for scope in SCOPES)
    table = page.partition("| status | words")[2].partition("## Figures")[0]
    named = set(re.findall(r"`([a-z_]+)`", table))
    assert named <= problems.OWN.keys() | REFUSALS.keys()
    for status, words in re.findall(r"^\| ([0-9, ]+) \| (.+) \|$", table, re.MULTILINE):
        for word in re.findall(r"`([a-z_]+)`", words):
            assert str(problems.status_of(word)) in status, word


def test_the_file_for_catalogues_of_public_software_says_what_they_ask_for():
    said = yaml.safe_load((HOUSE / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (said["name"], said["legal"]["license"]) == ("Balie", project["license"])
    assert said["softwareVersion"] == project["version"]
    assert said["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert said["softwareType"] == "standalone/web"
    assert said["maintenance"]["type"] == "community"
    assert said["maintenance"]["contacts"][0]["name"]
    assert said["localisation"] == {
        "localisationReady": True,
        "availableLanguages": ["nl", "en", "de"],
    }
    assert said["url"].startswith("https://")
    for description in said["description"].values():
        assert 1 <= len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]
