"""R16: every page of the kiosk in a browser, in every language and look, and the public pages, each
looked at by axe in a Chromium: pages, and findings.

Rules: WCAG 2.2, A and AA, and axe's best practices; for the hall display WCAG alone, because it has
no heading until a host has told it the town. The screens of staff are terminals and no pages.
"""

import argparse
import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.table import Result, Skipped

PUBLIC = (
    "/",
    "/afspraak?taal={language}",
    "/aan-huis?taal={language}",
    "/indicators?taal={language}",
    "/kiosk/pair",
    "/dashboard",
    "/v/no-such-visit",
    "/a/no-such-appointment?taal={language}",
)

DISPLAY = "/display"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Fewer looks for a quick answer."""
    parser.add_argument("--looks", nargs="*", default=[], help="only these looks; all if not said")


def run(said: argparse.Namespace) -> list[Result]:
    """Pages and findings. Raises Skipped where there is no Chromium."""
    from tests.display_wall import CHROMIUM

    if not CHROMIUM.exists():
        raise Skipped(f"no {CHROMIUM}")
    return asyncio.run(_looked(tuple(said.looks)))


async def _looked(wanted: tuple[str, ...]) -> list[Result]:
    from tests.test_web_kiosk_seen import a_screen
    from tests.web_kiosk_pages import LOOKS, SIZES, documents
    from wire.words import languages

    kiosk, findings = 0, []
    with TemporaryDirectory() as folder, TemporaryDirectory() as town:
        async with a_screen(Path(folder)) as screen:
            await screen.stand(SIZES["kiosk"])
            for name, looks in LOOKS.items():
                if wanted and name not in wanted:
                    continue
                for language in sorted(languages()):
                    for _, html in documents(screen.settings, language, looks):
                        await screen.show(html)
                        findings += await screen.findings()
                        kiosk += 1
        public, found = await _public(Path(town))
    findings += found
    for finding in findings:
        print(finding)
    told = f"{kiosk} pages of the kiosk, {public} others"
    return [
        Result("R16_pages", kiosk + public, "pages", ">=300" if not wanted else "", told),
        Result("R16_axe_findings", len(findings), "findings", "==0", "WCAG 2.2 A and AA"),
    ]


async def _public(folder: Path) -> tuple[int, list[str]]:
    """What everybody can ask for, from a running host."""
    from axe_playwright_python.async_playwright import Axe
    from playwright.async_api import async_playwright

    from tests.display_wall import CHROMIUM, QUIET
    from tests.test_web_kiosk_seen import FINDINGS, RULES
    from tests.town import a_town
    from tests.web_kiosk_stage import FEW
    from wire.words import languages

    findings: list[str] = []
    asked = dict.fromkeys(each.format(language=t) for each in PUBLIC for t in sorted(languages()))
    strict = {"runOnly": [tag for tag in RULES["runOnly"] if tag != "best-practice"]}
    async with a_town(folder, text=FEW) as town, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page(bypass_csp=True)
        for address in (*asked, DISPLAY):
            await page.goto(town.web + address)
            await page.evaluate(Axe().axe_script)
            found = await page.evaluate(FINDINGS, strict if address == DISPLAY else RULES)
            findings += [f"{address} {each}" for each in found]
        await browser.close()
    return len(asked) + 1, findings
