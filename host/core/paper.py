"""What becomes of the slips of a day. Holds no rule; `host.core.after` asks it."""

from host.core import events as ev
from host.core.day import Day


def slip_moved(day: Day, event: ev.SlipMoved) -> None:
    """A slip in doubt stays until a printer has it on paper; but for one of which no printer told,
    as a kiosk printed it by itself.
    """
    if event.state == "sending" or (event.state == "unknown" and event.device):
        slip = day.slips[event.slip]
        slip.state, slip.moved, slip.by = event.state, event.at, event.device
        return
    del day.slips[event.slip]
    day.slips_done[event.slip] = event.state


def withdraw_slips(day: Day, visit: str) -> None:
    """Neither a slip that no printer has begun nor one in doubt is printed any more."""
    open_states = ("new", "unknown")
    for slip in [
        s for s, state in day.slips.items() if state.visit == visit and state.state in open_states
    ]:
        del day.slips[slip]
        day.slips_done[slip] = "withdrawn"
