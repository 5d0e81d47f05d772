"""Reads `balie.toml` and judges it whole: every fault with file, line and reason."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from host.measures.definitions import DEFINITIONS
from host.settings.care import care_faults
from host.settings.contrast import faults_of
from host.settings.displays import display_faults
from host.settings.judge_booking import location_faults, service_faults
from host.settings.models import Settings
from host.settings.norms import norm_faults
from host.settings.reports import report_faults
from host.settings.speech import speech_faults
from host.settings.survey import survey_faults
from host.settings.tables import table_faults
from host.settings.tongues import language_faults
from wire.words.tongues import whole

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `line` counts from 1; `key` is the place in the file, dotted."""

    file: str
    line: int
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.text}".replace(": :", ":")


class Faulty(Exception):
    """The file cannot be used; `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def read(path: str | Path) -> Settings:
    """The settings of a file. Raises Faulty with all faults found."""
    file = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8")
        found = tomllib.loads(text)
    except OSError as fault:
        raise Faulty([Fault(file, 1, "", f"cannot be read: {fault.strerror}")]) from None
    except UnicodeDecodeError as fault:
        raise Faulty([Fault(file, 1, "", f"is not UTF-8 at byte {fault.start}")]) from None
    except tomllib.TOMLDecodeError as fault:
        at = re.search(r"at line (\d+)", str(fault))
        line = int(at.group(1)) if at else text.count("\n") + 1
        raise Faulty([Fault(file, line, "", f"is not TOML: {fault}")]) from None
    lines = lines_of(text)

    def told(where: Where, what: str) -> Fault:
        return Fault(file, line_of(lines, where), ".".join(map(str, where)), what)

    try:
        settings = Settings.model_validate(found)
    except ValidationError as fault:
        raise Faulty(
            [told(_path(e["loc"]), e["msg"].removeprefix("Value error, ")) for e in fault.errors()]
        ) from None
    faults = [told(where, what) for where, what in faults_between(settings)]
    if faults:
        raise Faulty(faults)
    return settings


def _path(loc: Where) -> Where:
    """The keys of a fault's place, without the names of types that pydantic puts among them."""
    return tuple(
        part
        for part in loc
        if isinstance(part, int) or re.fullmatch(r"[0-9a-z_-]+|\d{4}-\d\d-\d\d", part)
    )


def faults_between(settings: Settings) -> Iterator[tuple[Where, str]]:
    """What no single table can know: names that lead nowhere, colours that cannot be read, missing
    languages.
    """
    for setting, what in faults_of(settings.look):
        yield ("look", setting), what
    if settings.look.logo and not settings.look.logo.endswith((".svg", ".png")):
        yield ("look", "logo"), "is not the name of an SVG or PNG file"
    yield from language_faults(settings.town.languages)
    full = whole(settings.town.languages)
    for name, service in settings.services.items():
        for language in full:
            if language not in service.names:
                yield ("services", name, "names"), f'has no name in "{language}"'
            if service.bring and language not in service.bring:
                yield ("services", name, "bring"), f'has no list in "{language}"'
        yield from service_faults(settings, name)
    for name in settings.locations:
        yield from _location_faults(settings, name)
        yield from location_faults(settings, name)
        place = settings.locations[name]
        yield from care_faults(place.fetching, name, place.desks, settings.messages.mail.host)
        yield from display_faults(place, name, place.desks, full)
        yield from speech_faults(place.speech, name, settings.town.languages)
    yield from report_faults(
        settings.reports, {name: place.desks for name, place in settings.locations.items()}
    )
    yield from survey_faults(settings.survey, full)
    yield from norm_faults(settings.norms, settings.services, settings.locations, full)
    yield from table_faults(settings.tables, DEFINITIONS, settings.locations, settings.norms, full)


def _location_faults(settings: Settings, name: str) -> Iterator[tuple[Where, str]]:
    location = settings.locations[name]
    here: Where = ("locations", name)
    if location.services != "all":
        for service in location.services:
            if service not in settings.services:
                yield (*here, "services"), f'there is no service "{service}"'
    offered = set(settings.services_of(name))
    done: set[str] = set()
    for key, desk in location.desks.items():
        if desk.services == "all":
            done |= offered
            continue
        done |= set(desk.services)
        for service in desk.services:
            if service not in offered:
                yield (*here, "desks", key, "services"), f'this location does not offer "{service}"'
    for service in sorted(offered - done):
        yield (*here, "services"), f'no desk here can do "{service}"'
    for service in location.service_walk_in:
        if service not in offered:
            yield (*here, "service_walk_in", service), f'this location does not offer "{service}"'
    for device in location.devices:
        for printer in location.printers_of(device):
            if printer not in location.printers:
                yield (*here, "devices", device), f'there is no printer "{printer}" here'


_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(
    r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of each table and key of a TOML text, by its path; the tables of a list are counted
    from 0, as in `norms.1.target`.
    """
    found: dict[tuple[str, ...], int] = {}
    counted: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _dotted(header.group(1))
            found.setdefault(table, number)
            if line.lstrip().startswith("[["):
                counted[table] = counted.get(table, -1) + 1
                table = (*table, str(counted[table]))
                found[table] = number
        elif key := _KEY.match(line):
            found.setdefault((*table, *_dotted(key.group(1))), number)
    return found


def line_of(lines: dict[tuple[str, ...], int], where: Where) -> int:
    """The line of a place, or of the nearest table around it."""
    path = tuple(str(part) for part in where)
    while path:
        if path in lines:
            return lines[path]
        inside = [line for known, line in lines.items() if known[: len(path)] == path]
        if inside:
            return min(inside)
        path = path[:-1]
    return 1


def _dotted(text: str) -> tuple[str, ...]:
    return tuple(
        part.strip().strip("\"'") for part in re.findall(r"""[\w-]+|"[^"]*"|'[^']*'""", text)
    )
