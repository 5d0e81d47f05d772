"""The slips that are not printed yet, oldest first, each with its document."""

import orjson

from host.core.day import Day, SlipState
from host.hall import Hall
from host.slips import slip_of
from host.views.rows import without_nothing
from host.wishes import told_of
from wire.codec import encode
from wire.views import ROWS_MAX


def printer(hall: Hall) -> dict[str, object]:
    """The `PrinterView` of a location."""
    day = hall.day
    assert day is not None
    jobs = [slip for slip in day.slips.values() if slip.state in ("new", "sending")][:ROWS_MAX]
    for gone in hall.slips.keys() - day.slips.keys():
        del hall.slips[gone]
    return {"kind": "printer", "slips": [_job(hall, day, slip) for slip in jobs]}


def _job(hall: Hall, day: Day, slip: SlipState) -> dict[str, object]:
    if slip.slip not in hall.slips:
        document = slip_of(
            hall.settings, hall.location, day, slip, hall.secret, told_of(day.visits[slip.visit])
        )
        hall.slips[slip.slip] = encode(document).encode()
    return without_nothing(
        slip=slip.slip,
        state=slip.state,
        printer=hall.settings.locations[hall.location].devices.get(slip.device),
        asked=slip.asked,
        document=orjson.Fragment(hall.slips[slip.slip]),
    )
