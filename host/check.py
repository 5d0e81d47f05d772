"""Judges a settings file for `balie check`: every fault with file, line and what is wrong. Where
there is a database already, also against what hosts have seen, which devices are paired and who
has a PIN.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from host.norms.kept import faults as norm_faults
from host.sentences import counted
from host.serve import wall_clock
from host.settings import Fault, Faulty, Settings, read
from host.settings.displays import picture_faults
from host.settings.read import line_of, lines_of
from host.settings.tongues import language_notes
from host.store.access import DeviceRow
from host.store.glance import Known, NotSeen, glance


def check(
    path: str | Path, tell: Callable[[str], None] = print, clock: Callable[[], int] = wall_clock
) -> bool:
    """Whether all is as this file says. Tells every fault, one a line, or one line that all is
    well. A host starts without a picture that is not there, and with the norm that was seen where
    it was edited; all other faults stop it. What it should know of languages, of names of devices,
    of staff without a PIN and of a database that cannot be asked is no fault.
    """
    try:
        settings = read(path)
    except Faulty as faulty:
        for fault in faulty.faults:
            tell(str(fault))
        return False
    known, remarks = _known(settings, path)
    found = _missing(settings, Path(path))
    if known is not None:
        found += norm_faults(known.norms, settings, clock(), path)
        remarks += _strangers(settings, path, known.devices)
        remarks += _without_pin(settings, path, known)
    for fault in found:
        tell(str(fault))
    if not found:
        tell(
            f"{path}: {settings.town.name}: {counted(len(settings.locations), 'location')}, "
            f"{counted(len(settings.services), 'service')}, no faults"
        )
    names = {key: service.names for key, service in settings.services.items()}
    for note in language_notes(settings.town.languages, names):
        tell(f"{path}: town.languages: {note}")
    for remark in remarks:
        tell(str(remark))
    return not found


def _known(settings: Settings, path: str | Path) -> tuple[Known | None, list[Fault]]:
    """What the database knows, where there is one; else perhaps why it could not be asked."""
    try:
        return glance(settings.server.database), []
    except NotSeen as fault:
        text = f"could not be asked ({fault}): norms, devices and PINs are not compared"
        return None, [_at(path, ("server", "database"), text)]


def _missing(settings: Settings, path: Path) -> list[Fault]:
    """What the file names and is not beside it."""
    return [
        _at(path, where, what)
        for name, place in settings.locations.items()
        for where, what in picture_faults(place, name, path.parent)
    ]


def _strangers(settings: Settings, path: str | Path, rows: list[DeviceRow]) -> Iterator[Fault]:
    """Displays, printers and who prints there: devices of the settings that are not paired. A slip
    of the pen, or one that is still to come.
    """
    for location, place in settings.locations.items():
        for role, key, wanted in (
            ("display", "displays", list(place.displays)),
            ("printer", "printers", list(place.printers)),
            ("kiosk, greeter or desk", "devices", list(place.devices)),
        ):
            paired = sorted(
                row.name
                for row in rows
                if (row.location, row.revoked_at) == (location, None) and row.role in role
            )
            there = f"paired are {', '.join(paired)}" if paired else "none is paired yet"
            for name in wanted:
                if name not in paired:
                    where = ("locations", location, key, *([] if role == "printer" else [name]))
                    yield _at(path, where, f'no {role} "{name}" is paired here; {there}')


def _without_pin(settings: Settings, path: str | Path, known: Known) -> Iterator[Fault]:
    """Staff whom no desk lets sign in: no PIN in the file, and none in the database."""
    for location, place in settings.locations.items():
        for name, member in place.staff.items():
            if not member.pin_hash and (location, name) not in known.with_pin:
                text = f"cannot sign in without a PIN: balie staff {location} {name}"
                yield _at(path, ("locations", location, "staff", name), text)


def _at(path: str | Path, where: tuple[str | int, ...], what: str) -> Fault:
    lines = lines_of(Path(path).read_text(encoding="utf-8"))
    return Fault(str(path), line_of(lines, where), ".".join(map(str, where)), what)
