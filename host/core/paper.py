"""What becomes of the slips of a day. Holds no rule; `host.core.after` asks it."""

from host.core import events as ev
from host.core.day import Day


def slip_moved(day: Day, event: ev.SlipMoved) -> None:
    if event.state == "sending":
        day.slips[event.slip].state = "sending"
        return
    del day.slips[event.slip]
    day.slips_done[event.slip] = event.state


def withdraw_slips(day: Day, visit: str) -> None:
    """A slip that no printer has begun is not printed any more."""
    for slip in [
        s for s, state in day.slips.items() if state.visit == visit and state.state == "new"
    ]:
        del day.slips[slip]
        day.slips_done[slip] = "withdrawn"
