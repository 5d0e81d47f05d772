"""While the host is silent the greeter has the whole day: everybody who waits and everybody who is
expected, also beyond the fifty of a view, and nothing of it on disk."""

from kiosk.greeter.panels import PANELS
from kiosk.greeter.rest import AGAIN_MILLIS, FIRST_MILLIS
from kiosk.staff.frame import Banner
from kiosk.staff.lists import RowList
from tests.staff_rows import a_greeter_view, a_visit
from tests.staff_stage import a_greeter, settled
from wire.frames import Rows
from wire.link import Lost


def visits(letter, count):
    return tuple(
        a_visit(f"{letter}{n:03d}", visit=f"visit-{letter}-{n:04d}") for n in range(1, count + 1)
    )


WAITING, EXPECTED = visits("A", 70), visits("B", 120)


def a_long_day():
    view = a_greeter_view()
    changes = {
        "waiting": WAITING[:50],
        "waiting_count": 70,
        "expected": EXPECTED[:50],
        "expected_count": 120,
    }
    return view.model_copy(update=changes)


def more(said):
    rows = {"waiting": WAITING, "expected": EXPECTED}[said.list]
    return Rows(id=said.id, rows=rows[said.offset : said.offset + 50], total=len(rows))


def shown(stage, name):
    return [row.key for row in stage.app.screen.query_one(f"#list-{name}", RowList).rows]


async def seconds_later(stage, pilot, millis):
    stage.now += millis
    stage.app.look_again()
    await settled(pilot)


async def test_everybody_stays_on_the_screen_when_the_host_falls_silent():
    stage = a_greeter(a_long_day())
    stage.answers["more"] = more
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        assert "more" in shown(stage, "expected")
        await seconds_later(stage, pilot, FIRST_MILLIS)
        assert stage.line.kinds() == ["more"] * 3
        assert "more" in shown(stage, "expected")
        stage.line.fall_silent()
        await settled(pilot)
        assert shown(stage, "waiting") == [visit.visit for visit in WAITING]
        assert shown(stage, "expected") == [visit.visit for visit in EXPECTED]
        assert "sinds" in str(stage.app.screen.query_one(Banner).content)
        assert stage.app.screen.visit_of(EXPECTED[119].visit) == EXPECTED[119]
        stage.line.show(a_long_day())
        await settled(pilot)
        assert "more" in shown(stage, "expected")


async def test_whoever_is_elsewhere_by_now_is_shown_once():
    stage = a_greeter(a_long_day())
    stage.answers["more"] = more
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        await seconds_later(stage, pilot, FIRST_MILLIS)
        moved = {"aside": (WAITING[60],), "waiting_count": 69}
        stage.line.show(a_long_day().model_copy(update=moved))
        stage.line.fall_silent()
        await settled(pilot)
        keys = [key for name in PANELS for key in shown(stage, name)]
        assert keys.count(WAITING[60].visit) == 1


async def test_an_answer_that_gets_lost_leaves_what_was_known():
    stage = a_greeter(a_long_day())
    stage.answers["more"] = more
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        await seconds_later(stage, pilot, FIRST_MILLIS)
        stage.answers["more"] = Lost
        await seconds_later(stage, pilot, AGAIN_MILLIS)
        assert stage.line.kinds()[3:] == ["more"] * 2
        assert len(stage.app.rest.rows["waiting"]) == 20


async def test_a_day_that_fits_in_the_view_asks_for_nothing():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=(160, 48)) as pilot:
        await settled(pilot)
        view = stage.app.view
        whole = view.model_copy(
            update={
                "waiting_count": len(view.waiting),
                "expected_count": len(view.expected),
            }
        )
        stage.line.show(whole)
        await seconds_later(stage, pilot, FIRST_MILLIS)
        assert "more" not in stage.line.kinds()
