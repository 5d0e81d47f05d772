"""The slips that are not known to be printed, oldest first, each with its document and printer."""

import orjson

from host.care_slips import badge_slip, inside_slip
from host.core.day import Day, SlipState
from host.hall import Hall
from host.paper_ways import is_wanted, way_of
from host.room import place_of
from host.slips import slip_of
from host.views.rows import without_nothing
from host.wishes import told_of
from wire.codec import encode
from wire.slips import Slip
from wire.views import ROWS_MAX
from wire.words import say


def printer(hall: Hall, now: int) -> dict[str, object]:
    """The `PrinterView` of a location."""
    day = hall.day
    assert day is not None
    jobs = [slip for slip in day.slips.values() if is_wanted(hall, slip, now)][:ROWS_MAX]
    for known in (hall.slips, hall.ways):
        for gone in known.keys() - day.slips.keys():
            del known[gone]
    return {"kind": "printer", "slips": [_job(hall, day, slip, now) for slip in jobs]}


def _job(hall: Hall, day: Day, slip: SlipState, now: int) -> dict[str, object]:
    way = way_of(hall, slip, now)
    if slip.slip not in hall.slips:
        document = _document(hall, day, slip)
        if way.in_doubt and not document.copy_mark:
            mark = say(document.language, "slip.copy")
            document = document.model_copy(update={"copy_mark": mark})
        hall.slips[slip.slip] = encode(document).encode()
    return without_nothing(
        slip=slip.slip,
        state="new" if slip.state == "new" else "sending",
        printer=way.printer,
        asked=slip.asked,
        document=orjson.Fragment(hall.slips[slip.slip]),
    )


def _document(hall: Hall, day: Day, slip: SlipState) -> Slip:
    if slip.what == "badge":
        return badge_slip(hall, day, slip)
    if slip.what == "inside":
        return inside_slip(hall, day, slip)
    visit = day.visits[slip.visit]
    told, place = told_of(visit), place_of(hall, visit)
    return slip_of(hall.settings, hall.location, day, slip, hall.secret, told, place)
