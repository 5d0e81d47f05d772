"""Judges a settings file for `balie check`: every fault with file, line and what is wrong."""

from collections.abc import Callable
from pathlib import Path

from host.sentences import counted
from host.settings import Fault, Faulty, Settings, read
from host.settings.displays import picture_faults
from host.settings.read import line_of, lines_of
from host.settings.tongues import language_notes


def check(path: str | Path, tell: Callable[[str], None] = print) -> bool:
    """Whether all is as this file says. Tells every fault, one a line, or one line that all is
    well. A host starts without a picture that is not there; all other faults stop it. What it
    should know of the languages is no fault.
    """
    try:
        settings = read(path)
    except Faulty as faulty:
        for fault in faulty.faults:
            tell(str(fault))
        return False
    missing = _missing(settings, Path(path))
    for fault in missing:
        tell(str(fault))
    if missing:
        return False
    tell(
        f"{path}: {settings.town.name}: {counted(len(settings.locations), 'location')}, "
        f"{counted(len(settings.services), 'service')}, no faults"
    )
    names = {key: service.names for key, service in settings.services.items()}
    for note in language_notes(settings.town.languages, names):
        tell(f"{path}: town.languages: {note}")
    return True


def _missing(settings: Settings, path: Path) -> list[Fault]:
    """What the file names and is not beside it."""
    lines = lines_of(path.read_text(encoding="utf-8"))
    return [
        Fault(str(path), line_of(lines, where), ".".join(map(str, where)), what)
        for name, place in settings.locations.items()
        for where, what in picture_faults(place, name, path.parent)
    ]
