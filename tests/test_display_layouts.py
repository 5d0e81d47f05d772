"""The layouts of a display in a real browser: its own desks, one desk, promise and today, the
town's texts and pictures, quiet and evening. A call goes before everything.
"""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.display_layouts import ALL_DAY, DESKS, GROUP, LAYOUTS, PROMISES, board, call, opens
from tests.display_stand_in import a_board
from tests.display_wall import SOUND, Wall, needs_chromium, the_browser, the_wall
from tests.test_display_layout import BUSY, MEASURE
from wire.displays import BoardDesk, DisplaySetup

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(240)]


browser = the_browser(SOUND)
wall = the_wall(MEASURE)


# -- a group of desks ------------------------------------------------------------------------------


def test_a_group_of_desks_shows_sounds_and_acknowledges_only_its_own_calls(wall):
    opens(wall, GROUP)
    wall.host.show(board(call(5, "B107", "12"), call(4, "A042", "3", 2)))
    wall.shows("A042")
    wall.waits(lambda: len(wall.gongs()) == 1)
    wall.waits(lambda: set(wall.host.rings) == {4})
    wall.says("Eerste deur links")
    wall.says("First door on the left")
    wall.host.show(board(call(6, "C001", "red"), call(5, "B107", "12"), call(4, "A042", "3", 3)))
    wall.shows("C001", "A042")
    wall.waits(lambda: len(wall.gongs()) == 2)
    assert "B107" not in wall.page.content()


@pytest.mark.parametrize(
    ("way", "turned"),
    [
        ("left", "matrix(-1, 0, 0, 1, 0, 0)"),
        ("right", "none"),
        ("up", "matrix(0, -1, 1, 0, 0, 0)"),
        ("down", "matrix(0, 1, -1, 0, 0, 0)"),
    ],
)
def test_every_arrow_of_a_wall_points_the_same_way(wall, way, turned):
    opens(wall, GROUP.model_copy(update={"arrow": way}))
    wall.host.show(board(call(4, "A042", "3"), call(3, "A041", "red", 400)))
    wall.shows("A042")
    ways = """[...document.querySelectorAll(".way, .arrow")].filter((one) => one.offsetParent)
        .map((one) => getComputedStyle(one).transform)"""
    found = wall.page.evaluate(ways)
    assert len(found) >= 2
    assert set(found) == {turned}


# -- above one desk --------------------------------------------------------------------------------


def above(
    wall: Wall, state: Literal["free", "busy", "paused", "closed"], *calls, **changes
) -> None:
    wall.host.show(board(*calls, desks=(BoardDesk(desk="3", state=state),), **changes))


def test_above_a_desk_stands_one_number_while_somebody_is_called_or_helped(wall):
    opens(wall, LAYOUTS["desk"])
    above(wall, "free")
    wall.says("Balie 3")
    wall.says("Wij roepen zo een nummer op.")
    above(wall, "busy", call(2, "B107", "12"), call(1, "A042", "3"))
    wall.shows("A042")
    expect(wall.page.locator(".call.live")).to_have_count(1)
    wall.waits(lambda: len(wall.gongs()) == 1)
    above(wall, "busy", call(1, "A042", "3", 300))
    wall.shows("A042")
    expect(wall.page.locator(".call.live")).to_have_count(0)
    above(wall, "free", call(1, "A042", "3", 300))
    wall.says("Wij roepen zo een nummer op.")
    assert "A042" not in wall.page.locator("#stage").inner_text()


@pytest.mark.parametrize(
    ("state", "changes", "text"),
    [
        ("closed", {}, "Deze balie is gesloten."),
        ("paused", {}, "Deze balie is even gesloten."),
        ("free", {"open": False}, "Deze balie is gesloten."),
        ("free", {"mode": "hospitality"}, "Wij halen u op in de wachtruimte."),
    ],
)
def test_above_a_desk_stands_in_words_what_it_does(wall, state, changes, text):
    opens(wall, LAYOUTS["desk"])
    above(wall, state, **changes)
    wall.says(text)


def test_a_desk_with_a_name_of_its_own_is_called_by_it(wall):
    opens(wall, DisplaySetup(layout="desk", desks=("red",)))
    wall.host.show(board())
    wall.says("Spreekkamer Rood")


# -- promise and today -----------------------------------------------------------------------------


def test_a_promise_stands_beside_today_also_when_it_is_bad_and_a_call_goes_before_it(wall):
    opens(wall, LAYOUTS["promise"], languages=("nl", "en"))
    wall.host.show(board())
    wall.says("95 % beloofd binnen 5 minuten")
    wall.says("What we promise")
    rows = wall.page.locator(".promise")
    expect(rows.nth(0)).to_contain_text("VandaagToday 93 %")
    expect(rows.nth(0)).to_contain_text("Niet gelukt · 184 bezoekers")
    expect(rows.nth(1)).to_contain_text("Vandaag gemiddeldToday on average 12:41")
    expect(rows.nth(1)).to_contain_text("Gelukt · 97 bezoekers")
    expect(rows.nth(2)).to_contain_text("9 van de 10 beloofd binnen 7:30 minuten")
    expect(rows.nth(2)).to_contain_text("Vandaag nog te weinig bezoekers")
    assert "4 bezoekers" not in rows.nth(2).inner_text()
    wall.host.show(board(call(1, "A042", "3")))
    wall.shows("A042")
    expect(rows).to_have_count(0)
    wall.host.show(a_board())
    wall.says("Wij hebben vandaag nog geen cijfers.")


def test_what_came_of_today_stands_in_the_second_language_too(wall):
    opens(wall, LAYOUTS["promise"], languages=("nl", "en"))
    wall.host.show(board())
    also = wall.page.locator(".promise .figure .second")
    expect(also).to_have_text(["Today", "Today on average"])
    expect(also.first).to_have_attribute("lang", "en")


def test_a_promise_with_a_tenth_is_written_as_the_language_does(wall):
    promise = PROMISES[0].model_copy(update={"promised": "92.5", "today": "92.4"})
    opens(wall, LAYOUTS["promise"])
    wall.host.show(a_board(promises=(promise,)))
    wall.says("92,5 % beloofd binnen 5 minuten")
    wall.says("92.5% promised within 5 minutes")


# -- the town's own texts --------------------------------------------------------------------------


def test_a_ticker_shows_two_texts_at_most_and_they_take_turns_slowly(wall):
    wall.page.add_init_script("window.turns = []")
    opens(wall, LAYOUTS["ticker"].model_copy(update={"notice_seconds": 6}))
    texts = wall.page.locator("#stage .notice .first")
    expect(texts.first).to_be_visible()
    seen = set()
    for _ in range(90):
        shown = tuple(texts.all_inner_texts())
        assert len(shown) <= 2
        seen.add(shown)
        wall.page.wait_for_timeout(150)
    assert ("De lift werkt niet.", "Wij sluiten eerder.") in seen
    assert ("Er is water.",) in seen


def test_a_call_takes_the_place_of_the_texts_and_they_come_back_below_old_calls(wall):
    opens(wall, LAYOUTS["ticker"])
    wall.host.show(board(call(1, "A042", "3")))
    wall.shows("A042")
    expect(wall.page.locator(".notice")).to_have_count(0)
    wall.host.show(board(call(1, "A042", "3", 100)))
    expect(wall.page.locator("#stage .notice")).to_have_count(2)
    expect(wall.page.locator("#earlier .number")).to_have_text(["A042"])


def test_in_the_hall_the_texts_of_the_rules_go_first_and_the_town_fills_the_rest(wall):
    opens(wall, LAYOUTS["hall"])
    wall.host.show(board(wait_minutes_appointment=5))
    expect(wall.page.locator("#messages .message")).to_have_count(2)
    wall.says("Wachttijd met afspraak: 5 min.")
    wall.host.show(board(**BUSY))
    expect(wall.page.locator("#messages .notice")).to_have_count(0)
    expect(wall.page.locator("#messages .message")).to_have_count(2)


RULES_OF_TIME = """async ([rule, at]) => {
  const { displayOf, noticesNow } = await import("/display/notices.js");
  const { HostClock } = await import("/display/clock.js");
  const clock = new HostClock();
  const display = displayOf({ display: { notices: [{ texts: { nl: "x" }, ...rule }] } });
  return noticesNow(display, clock.local(Date.parse(at)), Date.parse(at), 2).length === 1;
}"""


@pytest.mark.parametrize(
    ("rule", "at", "stands"),
    [
        ({}, "2026-11-20T09:00:00Z", True),
        ({"first": "2026-11-21"}, "2026-11-20T22:59:59Z", False),
        ({"first": "2026-11-21"}, "2026-11-20T23:00:00Z", True),
        ({"last": "2026-11-20"}, "2026-11-20T22:59:59Z", True),
        ({"last": "2026-11-20"}, "2026-11-20T23:00:00Z", False),
        ({"weekdays": [5]}, "2026-11-20T09:00:00Z", True),
        ({"weekdays": [7]}, "2026-11-22T09:00:00Z", True),
        ({"weekdays": [1, 6]}, "2026-11-20T09:00:00Z", False),
        ({"hours": {"start": "10:00", "end": "10:01"}}, "2026-11-20T09:00:59Z", True),
        ({"hours": {"start": "10:00", "end": "10:01"}}, "2026-11-20T09:01:00Z", False),
        ({"hours": {"start": "10:00", "end": "10:01"}}, "2026-06-20T08:00:00Z", True),
    ],
)
def test_a_text_stands_there_by_the_local_time_of_the_hall(wall, rule, at, stands):
    wall.open()
    assert wall.page.evaluate(RULES_OF_TIME, [rule, at]) is stands


# -- pictures, quiet, evening ----------------------------------------------------------------------


def test_a_picture_stands_there_while_nobody_is_called_and_a_broken_one_never(wall):
    images = ("/display/none.png", "/display/icon.svg")
    opens(wall, DisplaySetup(images=images, image_seconds=3600))
    wall.page.locator("body[data-kind=image] .picture[src$='icon.svg']").wait_for()
    wall.host.show(board(call(1, "A042", "3")))
    wall.shows("A042")
    expect(wall.page.locator(".picture")).to_have_count(0)


def test_a_quiet_display_makes_no_sound_does_not_move_and_is_not_called_silent(wall):
    opens(wall, DisplaySetup(quiet=ALL_DAY))
    wall.host.show(board(call(1, "A042", "3")))
    wall.shows("A042")
    wall.settles()
    assert wall.gongs() == []
    assert wall.page.evaluate("document.getAnimations().length") == 0
    wall.waits(lambda: set(wall.host.rings) == {1})
    assert wall.host.sounds == [None]


def test_in_the_evening_the_ground_is_dark(wall):
    opens(wall, DisplaySetup(evening=ALL_DAY))
    wall.page.locator("html[data-ground=dark]").wait_for()
    wall.host.settle(desks=DESKS, display=DisplaySetup())
    wall.page.locator("html[data-ground=light]").wait_for()
