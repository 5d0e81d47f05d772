"""A town with its own tables, over a real store; and how what it prints is compared with a page."""

from dataclasses import dataclass
from pathlib import Path

from host.series.csv_file import read_series
from host.series.document import TableReport
from host.series.table import make_table
from host.settings import Settings, read
from host.store import Store
from host.store import series as series_rows
from tests.five_towns_lived import clock

DATA = Path(__file__).parent / "data" / "five_towns"
TOWN = """
[town]
name = "{name}"
languages = ["nl"]
[server]
database = "{database}"
[services.passport]
names = {{ nl = "Paspoort" }}
group = "A"
collect_with = "collect"
[services.collect]
names = {{ nl = "Ophalen" }}
group = "B"
collect = true
"""
HALL = """
[locations.{key}]
name = "{name}"
{more}
[locations.{key}.hours]
monday = "09:00-17:00"
tuesday = "09:00-17:00"
wednesday = "09:00-17:00"
thursday = "09:00-17:00"
friday = "09:00-17:00"
[locations.{key}.desks.1]
"""


@dataclass
class TownOf:
    """A town with its settings and its store."""

    settings: Settings
    store: Store

    def bring(self, file: str, when: str = "2021-06-01 09:00") -> series_rows.Added:
        found = read_series(DATA / file, "nl", self.settings.locations)
        at = clock(when)
        return self.store.change(lambda line: series_rows.add(line, found, at))

    def table(self, name: str, when: str) -> TableReport:
        return make_table(self.settings, self.store, name, clock(when))


def town(
    folder: Path, store: Store, name: str, tables: str, halls: dict[str, str], more: str = ""
) -> TownOf:
    """`halls`: names by key. `more`: of each location, such as delivery."""
    parts = [TOWN.format(name=name, database=f"sqlite:///{folder}/town.db")]
    parts += [HALL.format(key=key, name=said, more=more) for key, said in halls.items()]
    file = folder / "balie.toml"
    file.write_text("".join(parts) + tables, encoding="utf-8")
    return TownOf(read(file), store)


def cells(report: TableReport) -> list[list[str]]:
    """Every row as it is printed, without the spaces that stand inside a figure."""
    return [[figure.text.replace(" %", "%") for figure in row.figures] for row in report.rows]
