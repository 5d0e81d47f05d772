"""The page on which the administrator sees how the devices are: plain HTML, no script."""

from collections.abc import Collection
from functools import partial

from host.devices.told import clock_of
from host.devices.watch import DOWN_FOR, WORKS
from host.store import downtime
from host.store.access import DeviceRow
from host.store.downtime import StateRow
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, tag
from wire.version import own_version
from wire.words import say
from wire.words.tongues import whole

REFRESH_SECONDS = 15
COLUMNS = ("name", "state")


def device_page(doors: Doors, places: Collection[str], language: str = "") -> str:
    """The devices of these locations. A language that the town does not have is its first. Asks the
    store; call it in a thread from asyncio. Raises StoreBusy.
    """
    town = doors.settings.town
    tongue = language if language in whole(town.languages) else town.languages[0]
    word = partial(say, tongue)
    states = {row.device: row for row in doors.store.read(downtime.states)}
    known = [row for row in doors.access.devices() if row.revoked_at is None]
    now = doors.clock()
    parts = [
        _place(doors, name, [row for row in known if row.location == name], states, tongue)
        for name in doors.settings.locations
        if name in places
    ]
    at = clock_of(doors.settings, next(iter(doors.settings.locations)), now, now)
    return page(
        doors.settings,
        tongue,
        word("staff.devices.title"),
        tag("h1", word("staff.devices.title")),
        tag("p", word("staff.devices.page.host_here"), " ", _version(tongue)),
        *_faults(doors, tongue),
        *parts,
        tag("p", word("staff.devices.page.renews", tijd=at), class_="quiet"),
        refresh_seconds=REFRESH_SECONDS,
    )


def _faults(doors: Doors, language: str) -> list[Html]:
    """What is wrong with the newest settings, file and line first."""
    if not doors.faults:
        return []
    told = tag("p", tag("strong", say(language, "staff.devices.page.settings_faulty")))
    rows = [tag("li", tag("code", str(fault))) for fault in doors.faults]
    return [tag("section", told, tag("ul", *rows), class_="panel fault")]


def _version(language: str) -> str:
    version = own_version()
    return say(language, "staff.devices.page.versions", versie=version) if version else ""


def _place(
    doors: Doors,
    location: str,
    rows: list[DeviceRow],
    states: dict[str, StateRow],
    language: str,
) -> Html:
    word = partial(say, language)
    name = doors.settings.locations[location].name
    if not rows:
        return tag("section", tag("h2", name), tag("p", word("staff.devices.none")))
    head = tag("tr", *(tag("th", word(f"staff.devices.{each}"), scope="col") for each in COLUMNS))
    lines = [_line(doors, row, states.get(row.id), language) for row in rows]
    table = tag("table", tag("thead", head), tag("tbody", *lines), class_="devices")
    return tag("section", tag("h2", name), table)


def _line(doors: Doors, row: DeviceRow, kept: StateRow | None, language: str) -> Html:
    """As memory has it, which is newer than what was kept."""
    now, settings = doors.clock(), doors.settings
    health = doors.office.halls[row.location].health.get(row.name)
    state, since = ("waiting", None) if kept is None else (kept.state, kept.since)
    if health is not None:
        state, since = health.state, health.since
    word = partial(say, language)
    missed = row.role in DOWN_FOR - {"desk"} and state != "waiting"
    shape = "✓" if state in WORKS else "!" if missed else "–"
    role = word(f"staff.role.{row.role}") + (f" {row.desk}" if row.desk else "")
    facts = []
    if since is not None:
        at = clock_of(settings, row.location, since, now)
        facts.append(word("staff.devices.since_at", tijd=at))
    if row.last_seen is not None:
        at = clock_of(settings, row.location, row.last_seen, now)
        facts.append(word("staff.devices.seen_at", tijd=at))
    if kept is not None and kept.version:
        facts.append(word("staff.devices.version_is", versie=kept.version))
    told = f"{shape} {word(f'staff.devices.state.{state}')}"
    return tag(
        "tr",
        tag("th", row.name, tag("small", role), scope="row"),
        tag("td", told, *(tag("small", fact) for fact in facts)),
    )
