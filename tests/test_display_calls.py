"""What the hall display shows and sounds of calls: once each, and large while young."""

import pytest
from playwright.sync_api import expect

from tests.display_stand_in import a_board, a_call
from tests.display_wall import SOUND, needs_chromium, the_browser, the_wall

pytestmark = [pytest.mark.browser, needs_chromium]


browser = the_browser(SOUND)
wall = the_wall()


def test_a_call_stands_large_with_its_desk_and_sounds_once(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042", "3")))
    wall.shows("A042")
    expect(wall.page.locator("#stage .call.live .desk")).to_have_text("3")
    wall.says("naar balie")
    wall.says("to desk")
    wall.waits(lambda: len(wall.gongs()) == 1)


def test_started_with_the_autoplay_flag_the_page_sounds_untouched_and_asks_for_no_tap(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.waits(lambda: len(wall.gongs()) == 1)
    wall.waits(lambda: wall.host.sounds[-1:] == ["on"])
    expect(wall.page.locator("#sound")).to_be_hidden()


def test_the_same_call_in_a_later_view_does_not_sound_again(wall):
    call = a_call(1, "A042")
    wall.open()
    wall.host.show(a_board(call))
    wall.waits(lambda: len(wall.gongs()) == 1)
    wall.host.show(a_board(call, over_promise=True))
    wall.settles()
    assert len(wall.gongs()) == 1


def test_a_recall_sounds_again_and_stands_once(wall):
    call = a_call(1, "A042", seconds_ago=2)
    wall.open()
    wall.host.show(a_board(call))
    wall.waits(lambda: len(wall.gongs()) == 1)
    wall.host.show(a_board(a_call(2, "A042"), call))
    wall.waits(lambda: len(wall.gongs()) == 2)
    wall.shows("A042")


def test_two_calls_at_once_share_the_stage_and_their_gongs_do_not_overlap(wall):
    wall.open()
    wall.host.show(a_board(a_call(2, "B107", "12"), a_call(1, "A042", "3", seconds_ago=0.2)))
    wall.shows("B107", "A042")
    wall.waits(lambda: len(wall.gongs()) == 2)
    first, second = wall.gongs()
    assert second - first > 1.9


def test_of_four_calls_at_once_the_newest_three_are_large_and_all_four_sound(wall):
    calls = [a_call(ring, f"A00{ring}", seconds_ago=4 - ring) for ring in (4, 3, 2, 1)]
    wall.open()
    wall.host.show(a_board(*calls))
    wall.shows("A004", "A003", "A002")
    expect(wall.page.locator("#earlier .number")).to_have_text(["A001"])
    wall.waits(lambda: len(wall.gongs()) == 4)


def test_after_the_call_seconds_only_the_newest_call_stays_and_is_calm(wall):
    wall.open()
    wall.host.settle(call_seconds=2)
    wall.host.show(a_board(a_call(2, "B107"), a_call(1, "A042")))
    wall.shows("B107", "A042")
    wall.shows("B107")
    expect(wall.page.locator("#stage .live")).to_have_count(0)
    expect(wall.page.locator("#earlier .number")).to_have_text(["A042"])


def test_a_settling_neighbour_does_not_start_the_motion_of_a_live_call_again(wall):
    wall.open()
    older = a_call(1, "A042", seconds_ago=40)
    wall.host.show(a_board(a_call(2, "B107"), older))
    wall.shows("B107", "A042")
    wall.page.wait_for_timeout(1_500)  # their own motion is over
    wall.page.evaluate(
        "window.arrivals = [];"
        "addEventListener('animationstart', (event) => arrivals.push(event.animationName))"
    )
    wall.shows("B107")
    wall.settles()
    assert "arrive" not in wall.page.evaluate("arrivals")


def test_a_call_older_than_the_call_seconds_is_listed_and_not_sounded(wall):
    wall.open()
    wall.host.show(a_board(a_call(7, "A042", seconds_ago=60)))
    wall.shows("A042")
    wall.settles()
    assert wall.gongs() == []


def test_a_page_that_is_loaded_again_does_not_sound_the_same_call_again(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.waits(lambda: len(wall.gongs()) == 1)
    wall.page.reload()
    wall.shows("A042")
    wall.settles()
    assert wall.gongs() == []


def test_a_new_day_whose_rings_begin_at_one_sounds(wall):
    wall.open()
    wall.host.show(a_board(a_call(300, "F099", seconds_ago=50)))
    wall.shows("F099")
    wall.host.show(a_board(a_call(1, "A001")))
    wall.shows("A001")
    wall.waits(lambda: len(wall.gongs()) == 1)


def test_an_undone_call_goes_away_and_the_next_one_with_its_ring_sounds(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042", seconds_ago=1)))
    wall.shows("A042")
    wall.host.show(a_board())
    wall.says("Hier ziet u straks uw nummer en uw balie.")
    wall.host.show(a_board(a_call(1, "A043")))
    wall.shows("A043")
    wall.waits(lambda: len(wall.gongs()) == 2)


def test_the_host_is_told_the_highest_ring_that_was_shown(wall):
    wall.open()
    wall.host.show(a_board(a_call(2, "B107"), a_call(1, "A042")))
    wall.waits(lambda: set(wall.host.rings) == {2})
    wall.host.show(a_board(a_call(3, "C001")))
    wall.waits(lambda: set(wall.host.rings) == {2, 3})


def test_assistive_technology_hears_the_sentence_of_the_call(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042", "Balie 3")))
    spoken = wall.page.locator("[aria-live=assertive]")
    expect(spoken).to_have_text("Nummer A042, u kunt naar balie 3.")


def test_a_desk_labelled_with_the_word_desk_does_not_say_it_twice(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042", "Balie 3")))
    expect(wall.page.locator("#stage .desk")).to_have_text("3")


def test_hospitality_mode_shows_no_number_and_makes_no_sound_whatever_comes(wall):
    wall.open()
    wall.host.settle(mode="hospitality")
    wall.host.show(a_board(a_call(1, "A042"), mode="hospitality"))
    wall.says("Wij halen u op in de wachtruimte. U ziet hier geen nummers.")
    wall.settles()
    assert "A042" not in wall.page.content()
    assert wall.gongs() == []
    assert wall.host.rings == []


def test_html_in_a_text_of_the_host_stands_there_as_it_is(wall):
    wall.open()
    wall.host.settle(town="<img src=x onerror=alert(1)>Stad", location_name="<b>Hal</b>")
    wall.host.show(a_board(a_call(1, "<i>A</i>", "<u>3</u>")))
    wall.shows("<i>A</i>")
    wall.says("<img src=x onerror=alert(1)>Stad")
    wall.says("<b>Hal</b>")
    assert wall.page.locator("i, u, b, img:not(#logo)").count() == 0
