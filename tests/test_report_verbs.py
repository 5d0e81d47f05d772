"""`balie series` and `balie report` as an administrator types them: what they tell, what they
write, and how they fail.
"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from balie.verbs import app
from host.serve import open_store
from host.settings import read
from tests.five_towns import DATA, town
from tests.five_towns_lived import Visitor, live
from tests.five_towns_tables import HAARLEMMERMEER

SERIES = DATA / "haarlemmermeer.csv"
LATER = DATA / "haarlemmermeer_2021.csv"


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """A town with a table, whose database is a file."""
    town(tmp_path, None, "Haarlemmermeer", HAARLEMMERMEER, {"hall": "Raadhuis"})  # type: ignore[arg-type]
    return tmp_path / "balie.toml"


@pytest.fixture
def balie(settings_file):
    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "-s", str(settings_file)])

    return run


def told(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    return result.stderr


def came(settings_file: Path, day: str, wait: int) -> None:
    store = open_store(read(settings_file))
    live(store, "hall", day, [Visitor("09:00", wait)])
    store.close()


def test_a_file_is_brought_in_once_and_a_changed_row_becomes_a_next_version(balie):
    assert told(balie("series", "import", SERIES, "--dry-run")) == "15 figures can be brought in\n"
    first, again, later = (
        told(balie("series", "import", file)) for file in (SERIES, SERIES, LATER)
    )
    assert first.startswith("15 figures brought in; 0 changed")
    assert again.startswith("0 figures brought in; 0 changed")
    assert again.endswith("15 were known\n")
    assert later.startswith("2 figures brought in; 1 changed, as a next version")
    newest = told(balie("series", "list", "--series", "bezoeken_balie"))
    assert "2020, forecast: 110.000  (Jaarstukken 2021 Haarlemmermeer" in newest
    assert "114.000" not in newest
    assert "114.000" in told(balie("series", "list", "--history"))


def test_a_bad_row_is_named_by_its_line_and_nothing_is_brought_in(balie, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text(SERIES.read_text("utf-8").replace("121.942", "121.9421"), encoding="utf-8")
    said = refused(balie("series", "import", file))
    assert f"{file}:9: value:" in said
    assert "121.9421" in said
    assert told(balie("series", "list")) == ""


def test_what_is_exported_is_what_can_be_brought_in(balie, tmp_path):
    told(balie("series", "import", SERIES))
    out = tmp_path / "out.csv"
    told(balie("series", "export", "--out", out))
    assert "15 were known" in told(balie("series", "import", out))


def test_a_table_is_printed_and_written_in_every_form(balie, tmp_path):
    told(balie("series", "import", SERIES))
    lines = told(balie("report", "--table", "channels")).splitlines()
    row = next(line for line in lines if line.startswith("Bezoeken balie"))
    assert row.split() == [
        *("Bezoeken", "balie"),
        *("92.700", "121.000", "110.000", "114.000"),
        "112.000",
    ]
    assert any("| 121.942 [1]" in line for line in lines)
    for form in ("csv", "json", "html"):
        out = tmp_path / f"table.{form}"
        told(balie("report", "--table", "channels", "--format", form, "--out", out))
        assert "121.942" in out.read_text("utf-8")
    assert "no table 'x'" in refused(balie("report", "--table", "x")).replace('"', "'")
    assert "no format 'xlsx'" in refused(balie("report", "--table", "channels", "--format", "xlsx"))


def test_a_report_is_frozen_shown_corrected_and_verified(balie, settings_file, tmp_path):
    came(settings_file, "2025-03-03", 100)
    freeze = ("report", "freeze", "--period", "2025-H1", "--by", "R. de Boer, teamleider")
    first = told(balie(*freeze))
    assert first.startswith(
        "1: eerste halfjaar van 2025, versie 1, definitief. Vastgesteld door R."
    )
    assert "nothing to freeze" in refused(balie(*freeze))
    came(settings_file, "2025-06-30", 600)
    assert "say why" in refused(balie(*freeze))
    second = told(balie(*freeze, "--why", "Een dag kwam later."))
    assert "Anders dan in versie 1: Een dag kwam later." in second
    assert len(told(balie("report", "frozen", "list")).splitlines()) == 2
    show = ("report", "frozen", "show", "--period", "2025-H1")
    assert "Raadhuis, eerste halfjaar van 2025" in told(balie(*show))
    assert "1:40" in told(balie(*show, "--version", 1))
    assert "1:40" not in told(balie(*show)).split("Raadhuis,")[-1]
    assert json.loads(told(balie(*show, "--format", "json")))["frozen"]["version"] == 2
    out = tmp_path / "report.html"
    told(balie(*show, "--version", 1, "--format", "html", "--out", out))
    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert "there are versions 1 to 2" in refused(balie(*show, "--version", 7))
    assert told(balie("report", "frozen", "verify")).startswith("2 reports as they were frozen")


def test_a_frozen_report_that_was_touched_is_named(balie, settings_file):
    came(settings_file, "2025-03-03", 100)
    told(balie("report", "freeze", "--period", "2025-H1", "--by", "R. de Boer, teamleider"))
    store = open_store(read(settings_file))
    sql = "UPDATE frozen_report SET body = replace(body, '1:40', '1:04')"
    store.change(lambda line: line.exec_driver_sql(sql))
    store.close()
    said = "1: 2025-H1 version 1: the report was changed after it was frozen"
    assert refused(balie("report", "frozen", "verify")).strip() == said
    assert "was changed" in balie("report", "frozen", "show", "--period", "2025-H1").stderr


def test_a_plain_report_is_still_told_by_the_same_word(balie, settings_file):
    came(settings_file, "2025-03-03", 100)
    assert "1:40" in told(balie("report", "--period", "2025-H1"))
    assert "no period" in refused(balie("report", "--period", "vorig jaar"))
