"""Judges a settings file for `balie check`: every fault with file, line and what is wrong."""

from collections.abc import Callable
from pathlib import Path

from host.sentences import counted
from host.settings import Faulty, read


def check(path: str | Path, tell: Callable[[str], None] = print) -> bool:
    """Whether the host would start with this file. Tells every fault, one a line, or one line that
    all is well.
    """
    try:
        settings = read(path)
    except Faulty as faulty:
        for fault in faulty.faults:
            tell(str(fault))
        return False
    tell(
        f"{path}: {settings.town.name}: {counted(len(settings.locations), 'location')}, "
        f"{counted(len(settings.services), 'service')}, no faults"
    )
    return True
