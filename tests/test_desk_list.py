"""The desk's list: which row is first, and where the highlight stays."""

import pytest

from kiosk.desk.rows import desk_rows
from kiosk.pen import Pen
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from kiosk.staff.lists import Marks, RowList
from tests.staff_rows import NOW, a_visit, the_waiting
from tests.staff_stage import a_desk, a_desk_view, called, settled

SMALL = (80, 24)


async def test_a_highlight_that_nobody_moved_stays_on_the_first_row_whoever_that_is():
    first, *others = the_waiting(12)
    stage = a_desk(a_desk_view(rows=(first, *others)))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        shown = stage.app.screen.query_one(RowList)
        stage.line.show(a_desk_view(rows=tuple(others)))
        await pilot.pause(0.1)
        assert shown.highlighted_option.id == others[0].visit
        await pilot.press("down")
        stage.line.show(a_desk_view(rows=(first, *others)))
        await pilot.pause(0.1)
        assert shown.highlighted_option.id == others[1].visit


async def test_whom_a_desk_parked_stands_at_the_head_of_its_list():
    own = a_visit("A010", stage="parked", desk="3", until=NOW + 60_000)
    other = a_visit("A011", stage="parked", desk="2", until=NOW + 60_000)
    rows = [row.key for row in desk_rows(a_desk_view(aside=(own, other)), Pen(), NOW)]
    assert rows[0] == own.visit
    assert rows.index(other.visit) > rows.index("aside")


async def test_a_visitor_is_handed_over_to_another_desk_and_a_closed_one_says_so():
    stage = a_desk(called(desks_open=("2", "3")))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("h")
        await pilot.pause(0.1)
        labels = dict(stage.app.screen.query_one("#field-to_desk", Marks).choices)
        assert "3" not in labels
        assert labels["2"] == "Balie 2"
        assert labels["1"] == "Balie 1  ·  dicht"
        stage.app.screen.query_one("#field-to_desk", Marks).mark("2")
        await pilot.press("f2")
        await pilot.pause(0.1)
        assert "Gedaan: A018." in [each.text for each in stage.app.screen.query(Notice)]


@pytest.mark.parametrize("size", [(120, 40), (142, 42), (160, 48), (200, 60)], ids=str)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
async def test_every_key_of_a_desk_has_its_label_on_one_line_with_room_beside_it(size, language):
    stage = a_desk(called(recall_at=NOW - 1), language)
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        for key in stage.app.screen.query("#keys Key").results(Key):
            if not key.display:
                continue
            told = key.render().plain
            assert stage.app.screen.region.contains_region(key.region)
            assert "…" not in told, told
            if key.id != "wish-not_here":  # says what will happen, in two lines where it must
                assert "\n" not in told, told
                assert len(told) < key.content_size.width, told


async def test_of_what_may_come_next_for_a_visit_one_key_is_the_main_one():
    row = a_visit("C007", stage="missed", can=("put_back", "mark_left"))
    stage = a_desk(a_desk_view(rows=(), aside=(row,), can=("call_visit",)))
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pilot.press("down", "enter")
        await pilot.pause(0.1)
        main = [key.id for key in stage.app.screen.query(Key) if key.has_class("-main")]
        assert main == ["do-call_visit"]
