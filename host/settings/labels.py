"""From settings to what a screen must know once: the `setup` frame of one location."""

from pathlib import Path

from host.settings.displays import display_of
from host.settings.models import Settings
from wire.setup import (
    DepartmentLabel,
    DeskLabel,
    Look,
    RoundLabel,
    RouteLabel,
    ServiceLabel,
    Setup,
    StaffLabel,
    SurveyLabels,
)
from wire.speech import SpeechSetup

HERE = Path()


def setup_of(
    settings: Settings, location: str, role: str = "desk", device: str = "", folder: Path = HERE
) -> Setup:
    """Names, looks and languages of a location. Staff names go to desks only. `device`: the name of
    a display; `folder`: of the settings file, beside which its pictures lie.
    """
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
                if role in ("display", "leader")
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
        departments=_departments(settings) if role in ("greeter", "desk") else None,
        rounds=_rounds(settings) if role in ("greeter", "desk") else None,
        survey=_survey(settings) if role == "kiosk" else None,
        display=display_of(place, location, device, folder) if role == "display" else None,
        speech=_speech(settings, location) if role == "display" else None,
    )


def route_name(settings: Settings, service: str, route: str) -> str:
    """What people read for a route; also of one that the settings do not know any more."""
    known = settings.services.get(service)
    plain = route.replace("_", " ")
    return (known.route_names.get(route) if known else "") or plain[:1].upper() + plain[1:]


def _speech(settings: Settings, location: str) -> SpeechSetup:
    told = settings.locations[location].speech
    return SpeechSetup(volume=told.volume, drop_seconds=told.drop_after_seconds)


def _survey(settings: Settings) -> SurveyLabels | None:
    """What a kiosk can ask after a visit: it has no keys for an answer that must be written."""
    told = settings.survey
    if told.valid_from is None:
        return None
    return SurveyLabels(
        question=told.question if told.choices else {},
        choices=told.choices,
        group_question=told.group_question,
        groups=told.groups,
    )


def _departments(settings: Settings) -> tuple[DepartmentLabel, ...] | None:
    known = settings.departments.items()
    labels = (
        DepartmentLabel(department=key, name=each.name, terms=each.terms, exempt=each.exempt)
        for key, each in known
    )
    return tuple(labels) if known else None


def _rounds(settings: Settings) -> tuple[RoundLabel, ...] | None:
    """Of the whole town, in the order of the settings: the visitor stays at home."""
    offered = {name for location in settings.locations for name in settings.rounds_of(location)}
    labels = (
        _round_label(settings, name)
        for name, service in settings.services.items()
        if name in offered and service.bookable != "never"
    )
    return tuple(labels) or None


def _round_label(settings: Settings, name: str) -> RoundLabel:
    label, service = _label(settings, name), settings.services[name]
    shown = settings.town.languages
    return RoundLabel(
        service=name,
        names=label.names,
        routes=tuple(
            RouteLabel(route=each, name=route_name(settings, name, each)) for each in service.routes
        ),
        bring=label.bring,
        promise={each: service.promise[each] for each in shown if each in service.promise},
    )


def _label(settings: Settings, name: str) -> ServiceLabel:
    service = settings.services[name]
    shown = settings.town.languages
    return ServiceLabel(
        service=name,
        names={each: service.names[each] for each in shown if each in service.names},
        bring={each: service.bring[each] for each in shown if each in service.bring},
        urgent=service.urgent,
        collect=service.collect,
    )
