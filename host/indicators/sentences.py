"""Promises in the words of whoever reads them: what was promised, over which days it is judged, and
who decided.
"""

from functools import partial

from host.core.norms import Norm
from host.core.printing import mark, percent, short
from host.measures.definitions import DEFINITIONS
from host.measures.span import date_of, date_text
from host.settings import Settings
from wire.words import say

WAITS = frozenset({"wt_a", "wt_a_felt", "wt_w"})


def promise_text(norm: Norm, language: str) -> str:
    """ "95 % wacht niet langer dan 5 minuten." """
    word = partial(say, language)
    if not norm.definition:
        return word("indicators.promise.unknown")
    values = {
        "deel": share_text(norm.target or 0, language),
        "tijd": short(norm.limit / 60, language),
        "n": short(norm.limit, language),
        "cijfer": mark(norm.limit, language=language),
    }
    if norm.definition in WAITS:
        return word(f"indicators.promise.wait.{norm.statistic}", **values)
    if norm.definition in ("at1", "at3"):
        return word(f"indicators.promise.{norm.definition}.{norm.statistic}", **values)
    return word(f"indicators.promise.{norm.definition}", **values)


def name_of(norm: Norm, settings: Settings, language: str) -> str:
    """As the town calls it; else whom it counts, and for which services."""
    if language in dict(norm.names):
        return norm.name(language)
    known = DEFINITIONS.get(norm.definition)
    if known is None:
        return norm.id
    names = [
        settings.services[name].names.get(language, name)
        for name in norm.services
        if name in settings.services
    ]
    return f"{known.name(language)}: {', '.join(names)}" if names else known.name(language)


def days_text(first: str, last: str, language: str) -> str:
    """ "1 juli 2026 tot en met 22 november 2026"."""
    days = [date_text(date_of(day), language) for day in (first, last)]
    return days[0] if first == last else say(language, "period.range", van=days[0], tot=days[1])


def decided_text(norm: Norm, language: str) -> str:
    """Who decided, and when; or that it follows from what a service promises."""
    if not norm.decided_by:
        return say(language, "indicators.decided.nobody")
    if norm.decided_on is None:
        return norm.decided_by
    day = date_text(date_of(norm.decided_on), language)
    return say(language, "indicators.decided", wie=norm.decided_by, dag=day)


def share_text(share: float, language: str) -> str:
    """ "95 %": a promise is written without a decimal that says nothing."""
    return f"{percent(share, language=language).removesuffix(',0').removesuffix('.0')} %"
