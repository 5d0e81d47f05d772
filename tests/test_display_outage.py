"""What the hall display does when the host is away: says so within five seconds, recovers alone."""

import time

import pytest
from playwright.sync_api import expect

from tests.display_stand_in import a_board, a_call, a_stand_in
from tests.display_wall import SOUND, Wall, needs_chromium, the_browser, the_wall
from wire.frames import SILENCE_SECONDS

pytestmark = [pytest.mark.browser, needs_chromium]


browser = the_browser(SOUND)
wall = the_wall()


def band_of(wall: Wall):
    return wall.page.locator("#stale")


def seconds_until_the_band(wall: Wall) -> float:
    began = time.monotonic()
    expect(band_of(wall)).to_be_visible(timeout=10_000)
    return time.monotonic() - began


def opacity_of(wall: Wall, part: str) -> float:
    return float(wall.page.locator(part).evaluate("e => getComputedStyle(e).opacity"))


def test_a_host_that_falls_silent_is_told_on_the_wall_within_five_seconds(wall):
    wall.open()
    wall.host.show(a_board(a_call(2, "B107"), a_call(1, "A042", seconds_ago=60)))
    wall.shows("B107")
    wall.host.silent = True
    assert seconds_until_the_band(wall) <= SILENCE_SECONDS
    wall.says("Geen verbinding. Kijk bij de balie.")
    expect(band_of(wall)).to_contain_text("Laatste nieuws: ")
    assert opacity_of(wall, "#stage") < 0.5
    assert opacity_of(wall, "#earlier") < 0.5


def test_a_host_that_closes_the_line_is_told_on_the_wall_within_five_seconds(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
    wall.host.cut()
    assert seconds_until_the_band(wall) <= SILENCE_SECONDS


def test_a_line_that_is_back_at_once_is_not_worth_a_word(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
    wall.host.cut()
    wall.host.back()
    wall.waits(lambda: wall.host.lines_opened == 2)
    expect(band_of(wall)).to_be_hidden()


def test_an_idle_hall_with_only_beats_is_not_an_outage(wall):
    wall.open()
    wall.says("Hier ziet u straks uw nummer en uw balie.")
    wall.page.wait_for_timeout(6_500)
    expect(band_of(wall)).to_be_hidden()
    assert wall.host.lines_opened == 1


def test_a_call_missed_while_away_is_shown_and_sounded_once_on_return(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.waits(lambda: len(wall.gongs()) == 1)
    wall.host.cut()
    seconds_until_the_band(wall)
    wall.host.show(a_board(a_call(2, "B107"), a_call(1, "A042", seconds_ago=60)))
    wall.host.back()
    expect(band_of(wall)).to_be_hidden(timeout=10_000)
    wall.shows("B107")
    wall.waits(lambda: len(wall.gongs()) == 2)
    wall.host.cut()
    wall.host.back()
    wall.waits(lambda: wall.host.lines_opened == 3, seconds=10)
    wall.settles()
    assert len(wall.gongs()) == 2


def test_a_call_missed_for_longer_than_the_call_seconds_is_shown_without_a_sound(wall):
    wall.open()
    wall.host.cut()
    wall.host.show(a_board(a_call(1, "A042", seconds_ago=46)))
    wall.host.back()
    wall.shows("A042")
    wall.settles()
    assert wall.gongs() == []


def test_what_stands_on_the_wall_is_told_again_on_each_new_line(wall):
    wall.open()
    wall.host.show(a_board(a_call(7, "A042")))
    wall.waits(lambda: set(wall.host.rings) == {7})
    wall.host.cut()
    wall.host.rings.clear()
    wall.host.back()
    wall.waits(lambda: wall.host.lines_opened == 2)
    wall.waits(lambda: wall.host.rings == [7], seconds=5)  # long before the next word of its own


def test_the_host_is_told_every_ten_seconds_that_the_wall_is_there(wall):
    wall.page.add_init_script(
        "const steady = performance.now.bind(performance); performance.now = () => steady() * 20;"
    )
    wall.open()
    wall.host.show(a_board(a_call(7, "A042")))
    wall.waits(lambda: wall.host.rings.count(7) >= 3)


def test_a_dead_line_is_let_go_and_a_new_one_opened(wall):
    wall.open()
    wall.says("Hier ziet u straks uw nummer en uw balie.")
    wall.host.silent = True
    wall.waits(lambda: wall.host.lines_opened >= 2, seconds=10)
    wall.host.back()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")


def test_displays_do_not_all_return_at_the_same_moment(browser):
    with a_stand_in() as host, browser.new_context() as context:
        context.add_init_script(
            "window.pauses = []; const later = setTimeout;"
            "window.setTimeout = (work, millis) => (window.pauses.push(millis), later(work, 1));"
        )
        page = context.new_page()
        host.away = True
        page.goto(host.page + "#token=any")
        page.wait_for_timeout(1_500)
        pauses = [pause for pause in page.evaluate("window.pauses") if pause != 1000]
    for pause, least in zip(pauses, (500, 1000, 2000, 4000, 4000, 4000), strict=False):
        assert least <= pause < least * 1.5
    assert len(set(pauses)) == len(pauses)


def test_nothing_on_the_page_grows_with_the_day(wall):
    wall.open()
    sizes = []
    for ring in range(1, 121):
        calls = [
            a_call(n, f"A{n:03}", seconds_ago=90 + ring - n)
            for n in range(ring, max(0, ring - 12), -1)
        ]
        wall.host.show(a_board(*calls))
        if ring in (40, 120):
            wall.shows(f"A{ring:03}")
            sizes.append(wall.page.locator("*").count())
    assert sizes[1] < sizes[0] + 10, "eighty calls later; a note more or less may stand there"
    assert wall.page.evaluate("localStorage.length") <= 3


def test_a_host_that_cannot_give_its_texts_still_calls_people(wall):
    wall.page.route("**/words/*", lambda route: route.fulfill(status=503))
    wall.open()
    wall.host.show(a_board(a_call(1, "A042", "3")))
    wall.shows("A042")
    expect(wall.page.locator("#stage .desk")).to_have_text("3")
    wall.page.unroute("**/words/*")
    expect(wall.page.get_by_text("naar balie").first).to_be_visible(timeout=10_000)


def test_a_second_language_without_texts_leaves_the_first(wall):
    wall.page.route("**/words/fy.json", lambda route: route.fulfill(status=404))
    wall.open()
    wall.host.settle(languages=("de", "fy"))
    wall.says("Hier sehen Sie bald Ihre Nummer und Ihren Schalter.")


def test_what_was_kept_from_before_and_cannot_be_read_is_as_good_as_none(wall):
    wall.page.add_init_script(
        "localStorage.setItem('balie.ring', '{'); localStorage.setItem('balie.languages', '')"
    )
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")


def test_a_display_of_an_older_version_loads_itself_again_once_the_host_answers(wall):
    wall.page.add_init_script(
        "const later = setTimeout;"
        "window.setTimeout = (work, millis) => later(work, millis === 30000 ? 200 : millis);"
    )
    wall.host.protocol = 2
    wall.open()
    wall.waits(lambda: wall.host.pages_given >= 4)
    wall.host.protocol = 1
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
