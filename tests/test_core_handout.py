"""How a document reaches its visitor: collected later, or brought home (Helmond)."""

from tests.builders import a_hall, a_plan, refuses
from wire.commands import CallNext, ChooseHandout


def test_a_document_is_brought_home_only_where_that_is_offered_and_for_what_is_collected_later():
    hall = a_hall("1")
    visit = hall.walk_in("9:00", "passport")
    hall.call_next("9:01")
    with refuses("move_not_possible"):
        hall.desk_says("9:02", ChooseHandout, how="deliver")
    hall.meet("9:02")
    hall.desk_says("9:03", ChooseHandout, how="deliver")
    assert visit.delivery
    with refuses("nothing_changes"):
        hall.desk_says("9:03", ChooseHandout, how="deliver")
    hall.desk_says("9:04", ChooseHandout, how="collect")
    assert not visit.delivery
    hall.change(a_plan(delivers=False), "9:05")
    with refuses("not_offered"):
        hall.desk_says("9:05", ChooseHandout, how="deliver")
    hall.walk_in("9:06", "licence")
    hall.desk_says("9:07", CallNext)
    hall.meet("9:08")
    with refuses("not_offered"):
        hall.desk_says("9:09", ChooseHandout, how="collect")
