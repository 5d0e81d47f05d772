"""How each layout of a display looks at each size, in each language, light and dark: nothing is cut
off, the number can be read from 8 metres, and axe finds nothing.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.display_layouts import LAYOUTS, board, call, opens
from tests.display_stand_in import now
from tests.display_wall import a_wall, needs_chromium, the_browser
from tests.test_booking_pages_seen import RULES
from tests.test_display_layout import BUSY, MEASURE, SIZES
from wire.displays import BoardDesk
from wire.setup import Look
from wire.views import BoardView

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(240)]
DARK = Look(ground="dark", accent="#ffd200", accent_text="#101010")


browser = the_browser()


def shown(state: str) -> BoardView:
    doing = {"desks": (BoardDesk(desk="3", state="busy" if state == "live" else "free"),)}
    if state == "live":
        calls = [call(3, "A042", "3")]
        return board(
            *calls, call(2, "B107", "12", 90), closes_at=now() + 9_000_000, **BUSY, **doing
        )
    if state == "calm":
        return board(*(call(9 - n, f"A{n:03}", "3", 90 + n) for n in range(8)), **BUSY, **doing)
    return board(open=False, opens_at=now() + 9_000_000, **doing)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("language", "ground"), [("nl", "light"), ("en", "dark"), ("de", "light")])
def test_nothing_is_cut_off_the_number_is_large_and_axe_finds_nothing(
    browser, layout, language, ground
):
    with a_wall(browser, reduced_motion="reduce") as wall:
        wall.page.add_init_script(path=MEASURE)
        look = Look(ground=ground) if ground == "light" else DARK
        languages = (language, "en" if language != "en" else "nl")
        opens(wall, LAYOUTS[layout], languages=languages, look=look)
        wall.page.locator(f"html[lang={language}]").wait_for()
        for state in ("live", "calm", "closed"):
            wall.host.show(shown(state))
            wall.page.wait_for_timeout(400)
            for size, (width, height) in SIZES.items():
                wall.sized(width, height)
                assert wall.page.evaluate("faults()") == [], (state, size)
                if wall.page.locator("#stage .number").count():
                    height_of = wall.page.evaluate("numberHeight()")
                    assert height_of >= min(width, height) / 5, (state, size)
            wall.sized(1920, 1080)
            assert wall.page.evaluate("document.getAnimations().length") == 0, state
            found = Axe().run(wall.page, options=RULES)
            assert found.violations_count == 0, f"{state}: {found.generate_report()}"
