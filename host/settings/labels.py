"""From settings to what a screen must know once: the `setup` frame of one location."""

from host.settings.models import Settings
from wire.setup import DeskLabel, Look, ServiceLabel, Setup, StaffLabel


def setup_of(settings: Settings, location: str, role: str = "desk") -> Setup:
    """Names, looks and languages of a location. Staff names go to desks only."""
    place = settings.locations[location]
    offered = settings.services_of(location)
    return Setup(
        town=settings.town.name,
        location=location,
        location_name=place.name,
        languages=settings.town.languages,
        mode=place.mode,
        look=Look(**settings.look.model_dump() | {"logo": "/logo" if settings.look.logo else ""}),
        services=() if role == "display" else tuple(_label(settings, name) for name in offered),
        desks=tuple(
            DeskLabel(
                desk=key,
                label=desk.label or key,
                services=()
                if role == "display"
                else tuple(offered if desk.services == "all" else desk.services),
            )
            for key, desk in place.desks.items()
        ),
        staff=tuple(StaffLabel(staff=key, name=staff.name) for key, staff in place.staff.items())
        if role == "desk"
        else (),
        backup=place.backup or settings.town.backup,
        retention_days=settings.town.retention_days,
        idle_seconds=settings.timings.idle_seconds,
        call_seconds=settings.timings.call_seconds,
    )


def _label(settings: Settings, name: str) -> ServiceLabel:
    service = settings.services[name]
    shown = settings.town.languages
    return ServiceLabel(
        service=name,
        names={language: service.names[language] for language in shown},
        bring={language: service.bring[language] for language in shown if service.bring},
        urgent=service.urgent,
        collect=service.collect,
    )
