"""How the hall display looks at each size and in each language.

Nothing is cut off, the number can be read from 8 metres, and the town's look is on it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.display_stand_in import a_board, a_call, now
from tests.display_wall import Wall, a_wall, needs_chromium, the_browser
from wire.setup import Look
from wire.views import BoardView

pytestmark = [pytest.mark.browser, needs_chromium]

WIDE = {"1080p": (1920, 1080), "4K": (3840, 2160), "720p": (1280, 720), "old": (1024, 768)}
UPRIGHT = {"1080p upright": (1080, 1920), "4K upright": (2160, 3840), "720p upright": (720, 1280)}
SIZES = WIDE | UPRIGHT
LANGUAGES = [("nl", "en"), ("en", "nl"), ("de", "en"), ("nl",)]

EARLIER = [
    a_call(9, "C017", "5", seconds_ago=300),
    a_call(8, "A041", "2", seconds_ago=400),
    a_call(7, "B008", "12", seconds_ago=500),
    a_call(6, "F003", "1", seconds_ago=600),
    a_call(5, "D021", "14", seconds_ago=700),
]
MINUTE = 60_000


def live(count: int, **facts) -> BoardView:
    calls = [
        a_call(20 + n, ticket, desk)
        for n, (ticket, desk) in enumerate((("A042", "3"), ("B107", "12"), ("E555", "10")))
    ]
    return a_board(*reversed(calls[:count]), *EARLIER, **facts)


BUSY = {
    "over_promise": True,
    "wait_from_minutes_appointment": 10,
    "wait_minutes_appointment": 15,
    "wait_from_minutes_walk_in": 35,
    "wait_minutes_walk_in": 50,
}
QUIET = {
    "wait_from_minutes_appointment": 0,
    "wait_minutes_appointment": 5,
    "wait_from_minutes_walk_in": 10,
    "wait_minutes_walk_in": 15,
}
STATES: dict[str, Callable[[], BoardView]] = {
    "one call": lambda: live(1, closes_at=now() + 200 * MINUTE, **QUIET),
    "two calls": lambda: live(2, closes_at=now() + 200 * MINUTE, **BUSY),
    "three calls": lambda: live(3, closes_at=now() + 20 * MINUTE, **BUSY),
    "settled and busy": lambda: a_board(*EARLIER, **BUSY),
    "closing and busy": lambda: a_board(*EARLIER, closes_at=now() + 20 * MINUTE, **BUSY),
    "closing": lambda: a_board(*EARLIER, closes_at=now() + 20 * MINUTE, **QUIET),
    "empty": lambda: a_board(**QUIET),
    "hospitality": lambda: a_board(mode="hospitality", **QUIET),
    "closed": lambda: a_board(open=False, opens_at=now() + 40 * 60 * MINUTE),
}

MEASURE = Path(__file__).with_name("display_measure.js")


browser = the_browser()


@pytest.fixture
def wall(browser: Browser) -> Iterator[Wall]:
    with a_wall(browser, reduced_motion="reduce") as wall:
        wall.page.add_init_script(path=MEASURE)
        wall.open()
        yield wall


def show(wall: Wall, state: str) -> None:
    view = STATES[state]()
    wall.host.show(view)
    large = {"one call": 1, "two calls": 2, "three calls": 3}.get(state, 1)
    if state in ("empty", "hospitality", "closed"):
        wall.page.locator(f"body[data-kind={state}]").wait_for()
    else:
        wall.page.locator(f"body[data-kind=calls][data-large='{large}']").wait_for()


@pytest.mark.parametrize(
    "languages", LANGUAGES, ids=lambda languages: languages[0] + str(len(languages))
)
def test_nothing_is_cut_off_or_covered_in_any_state_at_any_size(wall, languages):
    wall.host.settle(languages=languages)
    wall.page.locator(f"html[lang={languages[0]}]").wait_for()
    faults = {}
    for state in STATES:
        show(wall, state)
        for size, (width, height) in SIZES.items():
            wall.sized(width, height)
            if found := wall.page.evaluate("faults()"):
                faults[state, size] = found
    assert faults == {}


@pytest.mark.parametrize(
    "state", ["one call", "two calls", "three calls", "settled and busy", "closing and busy"]
)
def test_a_number_is_at_least_a_fifth_of_the_height_or_of_the_shorter_side_when_upright(
    wall, state
):
    show(wall, state)
    for size, (width, height) in SIZES.items():
        wall.sized(width, height)
        assert wall.page.evaluate("numberHeight()") >= min(width, height) / 5, size


def test_a_desk_with_a_long_name_fits_its_cell(wall):
    wall.host.show(a_board(a_call(1, "A042", "Spreekkamer Rood")))
    wall.shows("A042")
    for width, height in SIZES.values():
        wall.sized(width, height)
        assert wall.page.evaluate("faults()") == []


def test_an_outage_fits_every_size(wall):
    show(wall, "settled and busy")
    wall.host.silent = True
    wall.page.locator("#stale").wait_for()
    for width, height in SIZES.values():
        wall.sized(width, height)
        assert wall.page.evaluate("faults()") == []


def colour_of(wall: Wall, part: str, kind: str = "backgroundColor") -> str:
    colour: str = wall.page.locator(part).evaluate(f"e => getComputedStyle(e).{kind}")
    return colour


def test_the_look_of_the_town_colours_ground_and_call(wall):
    wall.host.settle(look=Look(accent="#ffd200", accent_text="#101010", ground="dark"))
    show(wall, "one call")
    assert colour_of(wall, ".call.live") == "rgb(255, 210, 0)"
    assert colour_of(wall, ".call.live", "color") == "rgb(16, 16, 16)"
    assert colour_of(wall, "body") == "rgb(16, 20, 27)"


def test_a_token_file_of_the_town_goes_before_the_look(wall):
    tokens = (
        ".utrecht-theme { --utrecht-document-background-color: #fffbe6; "
        "--utrecht-heading-1-color: #d00000 }"
    )
    wall.page.route(
        "**/display/town.css", lambda route: route.fulfill(body=tokens, content_type="text/css")
    )
    wall.page.reload()
    show(wall, "one call")
    assert colour_of(wall, "body") == "rgb(255, 251, 230)"
    assert colour_of(wall, "#town", "color") == "rgb(208, 0, 0)"


def test_the_logo_of_the_town_is_shown_and_one_of_another_host_is_not(wall):
    wall.host.settle(look=Look(logo="/display/icon.svg"))
    wall.page.locator("#logo").wait_for()
    wall.host.settle(look=Look(logo="https://elsewhere.example/logo.svg"))
    wall.page.locator("#logo").wait_for(state="hidden")


def test_a_closed_hall_says_when_it_opens_and_shows_no_old_calls(wall):
    wall.host.show(a_board(*EARLIER, open=False, opens_at=now() + 40 * 60 * MINUTE))
    wall.says("Wij zijn nu gesloten.")
    text = wall.page.locator("#stage").inner_text()
    assert "Wij zijn weer open op " in text
    assert "C017" not in wall.page.locator("body").inner_text()


def test_a_hall_that_keeps_people_longer_than_promised_says_sorry_and_how_long(wall):
    wall.host.show(a_board(*EARLIER, **BUSY))
    wall.says("U wacht langer dan wij beloven. Onze excuses. Wij helpen u zo snel mogelijk.")
    wall.says("Het is druk. U wacht 10–15 minuten met afspraak, 35–50 minuten zonder.")


def test_a_hall_on_time_says_the_waits_without_calling_itself_busy(wall):
    wall.host.show(a_board(*EARLIER, wait_minutes_appointment=1, wait_minutes_walk_in=None))
    wall.says("Wachttijd met afspraak: 1 min.")
    assert wall.page.locator("#messages .message").count() == 1
