"""Appointments of other systems, from a file: read and judged as a whole, then kept as a whole or
not at all.
"""

from host.importing.run import Imported as Imported
from host.importing.run import run as run
from host.importing.wanted import FileFault as FileFault
from host.importing.wanted import FileFaulty as FileFaulty

__all__ = ["FileFault", "FileFaulty", "Imported", "run"]
