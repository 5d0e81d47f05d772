"""The agenda written to files: appointments for other programs, addresses for the crew that comes
by. With people a file is for its owner's eyes only.
"""

from contextlib import closing
from pathlib import Path

from host.agenda import export, round_list
from host.sentences import counted
from host.serve import open_store, wall_clock
from host.settings import read
from host.tools import days_of, said, write_private


@said
def export_agenda(
    settings_file: Path,
    location: str,
    days: tuple[str, str],
    csv_file: Path | None,
    ics_file: Path | None,
    people: bool,
    now: int | None,
) -> int:
    """Writes the appointments of a period. With people the file is for its owner's eyes only."""
    if (csv_file is None) == (ics_file is None):
        raise ValueError("say one file: --csv FILE or --ics FILE")
    settings = read(settings_file)
    settings.locations[location]
    at = wall_clock() if now is None else now
    first, last = days_of(settings, location, days, now)
    with closing(open_store(settings)) as store:
        rows, persons = export.read_period(store, location, first, last, with_people=people)
    if csv_file is not None:
        text = export.as_csv(settings, rows, persons, with_people=people)
        write_private(csv_file, text.encode("utf-8"))
    else:
        assert ics_file is not None
        write_private(ics_file, export.as_ics(settings, rows, persons, at))
    print(f"{csv_file or ics_file}: {counted(len(rows), 'appointment')} from {first} to {last}")
    return 0


@said
def list_rounds(
    settings_file: Path,
    location: str,
    days: tuple[str, str],
    csv_file: Path | None,
    people: bool,
    now: int | None,
) -> int:
    """The addresses of a period for the crew; as a file for its owner's eyes only."""
    settings = read(settings_file)
    settings.locations[location]
    first, last = days_of(settings, location, days, now)
    with closing(open_store(settings)) as store:
        rows, persons = round_list.read_rounds(store, location, first, last, with_people=people)
    text = round_list.as_csv(settings, rows, persons, with_people=people)
    if csv_file is None:
        print(text, end="")
        return 0
    write_private(csv_file, text.encode("utf-8"))
    print(f"{csv_file}: {counted(len(rows), 'round')} from {first} to {last}")
    return 0
