"""Visits and desks as they stood, for undo: quick copies, and plain JSON for the log and back."""

from dataclasses import fields
from operator import attrgetter

from host.core.day import Desk, Visit

_VISIT_FIELDS = tuple(field.name for field in fields(Visit))
_DESK_FIELDS = tuple(field.name for field in fields(Desk))
_of_visit = attrgetter(*_VISIT_FIELDS)
_of_desk = attrgetter(*_DESK_FIELDS)


def copy_visit(visit: Visit) -> Visit:
    return Visit(*_of_visit(visit))


def copy_desk(desk: Desk) -> Desk:
    return Desk(*_of_desk(desk))


def visit_to_json(visit: Visit) -> dict[str, object]:
    """All fields; tuples become lists, so that a replay from text equals what was decided."""
    values = zip(_VISIT_FIELDS, _of_visit(visit), strict=True)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values}


def visit_from_json(state: dict[str, object]) -> Visit:
    """The visit of a state that `visit_to_json` made; fields that a later version added have their
    defaults.
    """
    values = {name: tuple(v) if isinstance(v, list) else v for name, v in state.items()}
    return Visit(**values)  # type: ignore[arg-type]


def desk_to_json(desk: Desk) -> dict[str, object]:
    return dict(zip(_DESK_FIELDS, _of_desk(desk), strict=True))


def desk_from_json(state: dict[str, object]) -> Desk:
    return Desk(**state)  # type: ignore[arg-type]
