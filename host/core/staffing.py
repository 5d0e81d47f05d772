"""What people at the counter can do in a year, for whoever plans a peak. Plain arithmetic; knows no
day and no settings.
"""

PRODUCTIVE_HOURS = 1350
"""Of one full-time post in a year, when leave, illness and training are taken off: an assumption,
to be replaced by the town's own."""
BUSY_SHARE = 0.8
"""Of the time at the counter that is spent with visitors; with more of it they wait."""


def documents_a_year(
    posts: float,
    minutes_to_apply: float,
    minutes_to_collect: float,
    delivered_share: float = 0.0,
    *,
    productive_hours: float = PRODUCTIVE_HOURS,
    busy_share: float = BUSY_SHARE,
) -> float:
    """How many documents these full-time posts can handle from application to handing over.
    `delivered_share`, 0 to 1, are brought home and need no visit to collect.
    """
    minutes = posts * productive_hours * 60 * busy_share
    return minutes / minutes_a_document(minutes_to_apply, minutes_to_collect, delivered_share)


def minutes_a_document(
    minutes_to_apply: float, minutes_to_collect: float, delivered_share: float
) -> float:
    """At the counter, over both visits."""
    return minutes_to_apply + minutes_to_collect * (1 - delivered_share)


def posts_needed(
    documents: float,
    minutes_to_apply: float,
    minutes_to_collect: float,
    delivered_share: float = 0.0,
    *,
    productive_hours: float = PRODUCTIVE_HOURS,
    busy_share: float = BUSY_SHARE,
) -> float:
    """How many full-time posts so many documents a year ask for."""
    each = minutes_a_document(minutes_to_apply, minutes_to_collect, delivered_share)
    return documents * each / (productive_hours * 60 * busy_share)
