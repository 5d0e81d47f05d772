"""How the visitor at a desk gets the document: what can be planned while they sit there, and what
is planned already.
"""

from datetime import date

from host.core.day import Visit
from host.core.handout import collected_with
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
    services = hall.settings.services
    days = max(services[s].ready_working_days for s in applied)
    ready = following(hall.settings, hall.location, date.fromisoformat(plan.day), days)
    collect = collected_with(plan, visit)[0]
    return without_nothing(
        service=collect,
        first_day=ready.isoformat(),
        bookable=collect not in services or services[collect].bookable != "never",
        delivers=plan.delivers,
        chosen="deliver" if visit.delivery else "collect",
        **_planned(hall, visit),
    )


def _planned(hall: Hall, visit: Visit) -> dict[str, object]:
    """The pick-up that is booked; nothing while there is none."""
    found = hall.day.pick_ups.get(visit.visit) if hall.day is not None else None
    if found is None:
        return {}
    places = hall.settings.locations
    elsewhere = found.location != hall.location and found.location in places
    return {
        "pick_up": found.pick_up,
        "pick_up_day": found.day,
        "pick_up_at": found.appointed,
        "pick_up_place": places[found.location].name if elsewhere else "",
    }
