"""The report of a period as people see it: the workbook in a spreadsheet and on paper, the page on
a phone. Each title whole, figures under their titles, the town on every sheet.
"""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from playwright.async_api import async_playwright

from host.core.cells import Cell
from host.measures.document import Box, Column, Part, Report, Row, Table
from host.measures.outputs import OUTPUTS
from tests.display_wall import CHROMIUM, QUIET, needs_chromium

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LONG = "Zonder afspraak binnen de norm, ook wie vertrok en later terugkwam"
BOXES = (
    Box(Cell("seconds", 346.0, n=1250), "wt_a"),
    Box(Cell("seconds", 298.0, n=1250), "wt_a_felt"),
    Box(Cell("share", 1.0), "sl_a"),
    Box(Cell("share", gap="not_offered"), "dl"),
)
TITLES = ("gemiddeld vanaf afspraak", "gemiddeld vanaf aankomst", "op tijd", "thuis bezorgd")
FULL = Table(
    "sl_a",
    "Met afspraak: beide klokken",
    "dienst",
    tuple(Column(str(at), title) for at, title in enumerate(TITLES)),
    (Row("a", "Paspoort", BOXES), Row("b", LONG, BOXES)),
)
EMPTY = Table("pauses", "Pauzes van balies", "reden", (Column("a", "balie-uren"),), ())
PART = Part("hall", "Hal & plein", (FULL, EMPTY))
REPORT = Report("Testdam", "nl", "2026-H1", "eerste halfjaar", (PART,), "", "2026-06-08T18:00:00Z")
WRAPS = "(all) => all.map((one) => getComputedStyle(one).whiteSpace)"
BESIDE = """
(all) => all.every((one) => one.getBoundingClientRect().left
  >= one.previousElementSibling.getBoundingClientRect().right)
"""


class Sheet:
    """The first sheet of a workbook as a spreadsheet reads it."""

    def __init__(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            self.root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
            shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        self.texts = ["".join(one.itertext()) for one in shared]
        formats = styles.find(f"{MAIN}cellXfs")
        assert formats is not None
        self.formats = formats

    def rows(self):
        for row in self.root.iter(f"{MAIN}row"):
            yield row, [self.text(cell) for cell in row]

    def text(self, cell):
        value = cell.findtext(f"{MAIN}v", "")
        return self.texts[int(value)] if cell.get("t") == "s" else value

    def row(self, first):
        return next(row for row, texts in self.rows() if texts and texts[0] == first)

    def side(self, cell):
        """How its contents are aligned; None: as the spreadsheet likes."""
        aligned = self.formats[int(cell.get("s", 0))].find(f"{MAIN}alignment")
        return None if aligned is None else aligned.get("horizontal")


@pytest.fixture
def sheet():
    return Sheet(OUTPUTS["xlsx"](REPORT))


def test_a_title_of_two_lines_is_seen_whole_in_every_spreadsheet(sheet):
    assert float(sheet.row("dienst").get("ht")) >= 2 * 15


def test_figures_and_signs_stand_under_their_titles_and_apart_from_what_follows(sheet):
    for name in ("dienst", "Paspoort"):
        first, *figures, last = sheet.row(name)
        assert sheet.side(first) is None
        assert {sheet.side(cell) for cell in figures} == {"right"}, name
        assert sheet.side(last) == "left"


def test_the_longest_name_fits_its_column(sheet):
    column = sheet.root.find(f"{MAIN}cols/{MAIN}col")
    assert float(column.get("width")) > len(LONG)


def test_every_sheet_names_the_town_also_on_paper(sheet):
    assert next(texts for _, texts in sheet.rows()) == ["Testdam, Hal & plein, eerste halfjaar"]
    printed = sheet.root.find(f"{MAIN}headerFooter")
    assert printed.findtext(f"{MAIN}oddHeader") == "&LTestdam&Reerste halfjaar"
    assert printed.findtext(f"{MAIN}oddFooter") == "&LHal && plein&R&P / &N"


def test_a_table_without_rows_says_so_and_shows_no_empty_titles(sheet):
    told = [texts for _, texts in sheet.rows()]
    assert told[told.index(["Pauzes van balies"]) + 1] == ["geen"]
    assert not any("reden" in texts for texts in told)


@needs_chromium
@pytest.mark.browser
async def test_on_a_phone_a_figure_stays_on_its_line_and_signs_beside_their_meaning(tmp_path):
    page_file = tmp_path / "report.html"
    page_file.write_bytes(OUTPUTS["html"](REPORT))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page(viewport={"width": 360, "height": 740})
        await page.goto(page_file.as_uri())
        root = "document.documentElement"
        assert await page.evaluate(f"{root}.scrollWidth - innerWidth") <= 0
        assert await page.locator("td.words").all_inner_texts() == ["niet aangeboden"] * 2
        assert set(await page.eval_on_selector_all("td:not(.words)", WRAPS)) == {"nowrap"}
        assert await page.eval_on_selector_all(".signs > dd", BESIDE)
        await browser.close()
