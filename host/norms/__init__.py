"""The town's norms: from its settings, kept with their versions, judged live and afterwards.

What a norm is and how it is judged stands in `host.core.norms`.
"""

from collections.abc import Iterable, Iterator

from host.core.norms import Norm as Norm
from host.core.norms import in_turn
from host.settings.models import Service, Settings
from host.settings.norms import UNIT_OF, NormTable

__all__ = ["Norm", "in_force", "norms_of", "table_of"]


def norms_of(settings: Settings) -> tuple[Norm, ...]:
    """Every version of every norm of the file; where the file has none, those that follow from the
    limits of its services, with nobody who decided.
    """
    if settings.norms:
        return tuple(_norm(table) for table in settings.norms)
    return tuple(_followed(settings))


def in_force(versions: Iterable[Norm], day: str) -> list[Norm]:
    """The norms that hold on an ISO date. What follows from the services counts only on days for
    which nobody has decided anything.
    """
    holding = in_turn(versions, day)
    decided = [norm for norm in holding if norm.decided_by]
    return decided or holding


def _norm(table: NormTable) -> Norm:
    return Norm(
        id=table.id,
        version=table.version,
        definition=table.definition,
        statistic=table.statistic,
        limit=table.limit,
        target=table.target,
        period=table.period,
        valid_from="" if table.valid_from is None else table.valid_from.isoformat(),
        valid_until=None if table.valid_until is None else table.valid_until.isoformat(),
        decided_by=table.decided_by,
        decided_on=None if table.decided_on is None else table.decided_on.isoformat(),
        locations=() if table.locations == "all" else tuple(table.locations),
        services=() if table.services == "all" else tuple(table.services),
        names=tuple(sorted(table.names.items())),
    )


def table_of(norm: Norm) -> NormTable:
    """A decided norm as it stands in a file; `norms_of` makes the same norm of it."""
    limits: dict[str, float | int] = {}
    if unit := UNIT_OF.get(norm.definition, ""):
        limits[unit] = norm.limit / 60 if unit == "limit_minutes" else norm.limit
    return NormTable.model_validate(
        {
            "id": norm.id,
            "version": norm.version,
            "names": dict(norm.names),
            "definition": norm.definition,
            "statistic": norm.statistic,
            "target": norm.target,
            "period": norm.period,
            "valid_from": norm.valid_from or None,
            "valid_until": norm.valid_until,
            "decided_by": norm.decided_by,
            "decided_on": norm.decided_on,
            "locations": list(norm.locations) or "all",
            "services": list(norm.services) or "all",
            **limits,
        }
    )


Promise = tuple[str, float, float | None]
"""Statistic, limit in seconds, and target."""


def _followed(settings: Settings) -> Iterator[Norm]:
    """One norm per population and promise: services that promise the same share one. Their ids have
    a dot, which no decided norm's has.
    """
    here = {name: each for name, each in settings.services.items() if not each.routes}
    for definition in ("wt_a", "wt_w"):
        groups: dict[Promise, list[str]] = {}
        for name, service in here.items():
            groups.setdefault(_promise(service, definition), []).append(name)
        for (statistic, limit, target), services in groups.items():
            alone = len(groups) == 1
            yield Norm(
                id=f"{definition}.{'all' if alone else services[0]}",
                version=1,
                definition=definition,
                statistic="mean" if statistic == "mean" else "share",
                limit=limit,
                target=target,
                period="year",
                valid_from="",
                valid_until=None,
                decided_by="",
                decided_on=None,
                services=() if alone else tuple(services),
            )


def _promise(service: Service, definition: str) -> Promise:
    minutes = (
        service.walk_in_limit_minutes if definition == "wt_w" else service.appointment_limit_minutes
    )
    target = service.target if service.statistic == "share" else None
    return service.statistic, minutes * 60, target
