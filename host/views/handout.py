"""How the visitor at a desk gets the document: what can be planned while they sit there."""

from datetime import date

from host.core.day import Visit
from host.core.plan import Plan
from host.hall import Hall
from host.settings.working_days import following
from host.views.rows import without_nothing


def handout_of(hall: Hall, plan: Plan, visit: Visit) -> dict[str, object] | None:
    """The `HandoutRow` of a visit that is served; None where nothing is collected later."""
    if visit.stage != "serving":
        return None
    applied = [s for s in visit.services if s in plan.services and plan.services[s].collect_with]
    if not applied:
        return None
    days = max(hall.settings.services[s].ready_working_days for s in applied)
    ready = following(hall.settings, hall.location, date.fromisoformat(plan.day), days)
    return without_nothing(
        service=plan.services[applied[0]].collect_with,
        first_day=ready.isoformat(),
        delivers=plan.delivers,
        chosen="deliver" if visit.delivery else "collect",
    )
