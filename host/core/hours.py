"""When the doors and the walk-in windows are open. A machine keeps to them; a greeter decides for
herself.
"""

from host.core.plan import Plan


def doors_open(plan: Plan, now: int) -> bool:
    return plan.opens is not None and plan.closes is not None and plan.opens <= now < plan.closes


def takes_walk_ins(plan: Plan, service: str, now: int) -> bool:
    """Whether a machine may take somebody without an appointment. Urgent services whenever the
    doors are open.
    """
    found = plan.services[service]
    if not doors_open(plan, now):
        return False
    return found.urgent or any(start <= now < end for start, end in found.walk_in)


def takes_walk_ins_from(plan: Plan, service: str, now: int) -> int | None:
    """The next moment today at which a machine may; None: not today (any more), or it may now."""
    if takes_walk_ins(plan, service, now):
        return None
    return min((start for start, _ in _windows(plan, service) if start > now), default=None)


def took_walk_ins(plan: Plan, service: str, now: int) -> bool:
    """Whether a machine might at some moment of today that is over."""
    return any(start <= now for start, _ in _windows(plan, service))


def _windows(plan: Plan, service: str) -> list[tuple[int, int]]:
    """When a machine may take somebody without an appointment, cut to the opening hours."""
    found = plan.services[service]
    if plan.opens is None or plan.closes is None:
        return []
    windows = [(plan.opens, plan.closes)] if found.urgent else list(found.walk_in)
    cut = [(max(start, plan.opens), min(end, plan.closes)) for start, end in windows]
    return [(start, end) for start, end in cut if start < end]
