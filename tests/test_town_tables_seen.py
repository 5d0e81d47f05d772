"""The page of a town's own table in a real Chromium, in every language: nothing for axe to find,
and nothing wider than a phone.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from host.series.page import page_of
from host.series.table import make_table
from host.store import Store
from tests.display_wall import CHROMIUM, QUIET, needs_chromium
from tests.five_towns import town
from tests.five_towns_lived import clock
from tests.five_towns_tables import HAARLEMMERMEER

pytestmark = [needs_chromium, pytest.mark.browser]
pytest_plugins = ["tests.stores"]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def test_a_table_with_its_drawing_is_open_to_everybody_on_every_screen(tmp_path, sqlite_url):
    store = Store(sqlite_url)
    store.open()
    found = town(tmp_path, store, "Haarlemmermeer", HAARLEMMERMEER, {"hall": "Raadhuis"})
    found.bring("haarlemmermeer.csv")
    file = tmp_path / "table.html"
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        for language in ("nl", "en", "de"):
            spoken = in_language(found.settings, language)
            report = make_table(spoken, store, "channels", clock("2022-01-10 10:00"), language)
            file.write_text(page_of(report), encoding="utf-8")
            for width, height in ((1280, 900), (360, 740)):
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(f"file://{file}")
                beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert beyond <= 0, f"{language} is {beyond} px too wide at {width}"
                seen = Axe().run(page, options=RULES)
                assert seen.violations_count == 0, seen.generate_report()
                page.close()
        browser.close()
    store.close()


def in_language(settings, language):
    """The same table with its names in another language."""
    table = settings.tables["channels"]
    rows = [row.model_copy(update={"names": {language: row.names["nl"]}}) for row in table.rows]
    names = {"names": {language: table.names["nl"]}, "rows": tuple(rows)}
    return settings.model_copy(update={"tables": {"channels": table.model_copy(update=names)}})
