"""The demo's promises to call back: a handful of notes of the days before, so that the list is
alive from the first minute. Everybody is made up, and no number reaches anybody.
"""

import csv
from pathlib import Path

from host.callbacks.table import COLUMNS

NOTES: tuple[tuple[str, ...], ...] = (
    # created, department, days, name, phone, what about, calls in vain, called back, put through
    ("2026-06-03 15:20", "burgerzaken", "2", "Geertje Postma", "0600000201", "Akte uit 1988",
     "2026-06-04 10:05 + 2026-06-05 14:20", "", ""),
    ("2026-06-04 11:45", "stadstoezicht", "1", "Omar Haddad", "0600000202",
     "Wie was er gisteren bij de wagen in de Folkingestraat?", "2026-06-05 09:30", "", ""),
    ("2026-06-05 09:10", "burgerzaken", "1", "Lieke van Dam", "0600000203",
     "Kan mijn zoon zijn paspoort alleen ophalen?", "", "", ""),
    ("2026-06-05 16:40", "burgerzaken", "1", "Tomasz Nowak", "0600000204",
     "Inschrijving, spreekt Pools en Engels", "", "", ""),
    ("2026-06-05 17:20", "stadstoezicht", "2", "Mevrouw Schuitema", "0600000205",
     "Fiets staat er al weken, huisnummer 14", "", "", ""),
    ("2026-06-05 10:30", "burgerzaken", "10", "Anton Werkman", "0600000206",
     "Naamswijziging van twee kinderen, wil weten wat er nodig is", "", "", ""),
    ("2026-06-04 09:40", "burgerzaken", "1", "Sanne Bos", "0600000207", "", "",
     "2026-06-04 15:30", ""),
    ("2026-06-04 13:15", "burgerzaken", "1", "Henk Drent", "0600000208", "",
     "2026-06-04 16:00", "2026-06-05 11:10", ""),
    ("2026-06-05 11:00", "burgerzaken", "1", "", "", "", "", "", "ja"),
)  # fmt: skip


def write_notes(folder: Path) -> Path:
    """As another system would hand them over, for `balie callback import`."""
    file = folder / "callbacks.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow((*COLUMNS[:-1],))
        table.writerows(NOTES)
    return file
