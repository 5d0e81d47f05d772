"""The public page: what the town promised, what came of it, and by which definition. Links, no
script; a state is a shape and a word before it is a colour.
"""

from functools import partial
from urllib.parse import urlencode

from host.core.cells import LEAST, text
from host.core.printing import count
from host.indicators.export import Export, Told
from host.indicators.outputs import moments, of
from host.indicators.periods import Choice
from host.indicators.sentences import WAITS, days_text, decided_text, name_of, promise_text
from host.measures.definitions import DEFINITIONS
from host.measures.outputs.footer import moment_text, signs
from host.web.booking.parts import facts, languages
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say

OF_MEANS = (*WAITS, "at1", "at3")
"""Whose formulas speak of a mean or of the middle one."""
SHAPES = {True: ("well", "●"), False: ("fault", "■"), None: ("unknown", "–")}


def page_of(
    export: Export, offered: list[Choice], language: str, location: str, built_at: int
) -> Html:
    """The whole page. `location`: only this one; empty: all."""
    settings, word = export.settings, partial(say, language)
    title = word("indicators.title", gemeente=settings.town.name)
    chosen = [name for name in settings.locations if location in ("", name)]
    return page(
        settings,
        language,
        title,
        tag("h1", title),
        tag("p", word("indicators.lead")),
        _locations(export, language, location),
        _periods(export, offered, language, location),
        *(_part(export, name, language, len(chosen) == 1) for name in chosen),
        _signs(language),
        _footer(export, language, location, built_at),
        switch=languages(settings, language, lambda one: _way(one, export.choice.key, location)),
        listed=True,
    )


def _way(language: str, period: str, location: str, path: str = "/indicators") -> str:
    fields = {"taal": language, "periode": period, "plaats": location}
    return f"{path}?{urlencode({key: value for key, value in fields.items() if value})}"


def _locations(export: Export, language: str, location: str) -> Html:
    """Only where there is something to choose."""
    known, word = export.settings.locations, partial(say, language)
    if len(known) < 2:
        return Html()
    names = {"": word("indicators.everywhere"), **{key: each.name for key, each in known.items()}}
    ways = [
        (name, _way(language, export.choice.key, key), key == location)
        for key, name in names.items()
    ]
    return _choice(word("indicators.where"), ways)


def _periods(export: Export, offered: list[Choice], language: str, location: str) -> Html:
    ways = [
        (each.name(language), _way(language, each.key, location), each.key == export.choice.key)
        for each in offered
    ]
    return _choice(say(language, "indicators.when"), ways)


def _choice(title: str, ways: list[tuple[str, str, bool]]) -> Html:
    """Links in a row; the chosen one is none."""
    items = [
        tag("strong", name, aria_current="true") if is_chosen else tag("a", name, href=url)
        for name, url, is_chosen in ways
    ]
    row = tag("ul", *(tag("li", item) for item in items))
    return tag("nav", tag("p", title), row, class_="picks", aria_label=title)


def _part(export: Export, location: str, language: str, alone: bool) -> Html:
    """One location: its promises, then its other figures."""
    word = partial(say, language)
    promises = of(export.promises, location)
    told = [_promise(export, each, language) for each in promises]
    return tag(
        "section",
        tag("h2", export.settings.locations[location].name, id=f"plaats-{location}"),
        *(told or [tag("p", word("indicators.promise.none"))]),
        tag(
            "details",
            tag("summary", word("indicators.more")),
            _figures(export, location, language),
            open=alone,
        ),
        aria_labelledby=f"plaats-{location}",
    )


def _promise(export: Export, told: Told, language: str) -> Html:
    norm, word = told.norm, partial(say, language)
    assert norm is not None
    look, shape = SHAPES[told.kept]
    state = tag("span", tag("span", shape, class_="shape", aria_hidden="true"), " ")
    per = word(f"indicators.per.{norm.period}")
    return tag(
        "article",
        tag("h3", name_of(norm, export.settings, language)),
        tag("p", promise_text(norm, language)),
        tag(
            "p",
            tag("span", text(told.cell, language, told.target), class_="figure"),
            " ",
            tag("span", state, _state(export, told, language)),
            class_=f"outcome {look}",
        ),
        facts(
            (word("indicators.n"), [_n(told, language)]),
            (word("indicators.days"), [days_text(told.first, told.last, language)]),
            (word("indicators.by"), [join(decided_text(norm, language), " · ", per)]),
            (word("indicators.definition"), _definition(told, language)),
        ),
        class_="promise",
    )


def _state(export: Export, told: Told, language: str) -> str:
    """Kept or not, so far while it runs; else why that is not known."""
    word = partial(say, language)
    if told.kept is None:
        why = word(f"gap.{told.cell.gap or 'none'}.means")
        return why[0].upper() + why[1:]
    runs = export.choice.running and told.last == export.choice.period.last.isoformat()
    return word(f"indicators.{'so_far.' if runs else ''}{'kept' if told.kept else 'broken'}")


def _definition(told: Told, language: str) -> list[str]:
    """The formulas, then the ids and versions."""
    assert told.norm is not None
    word = partial(say, language)
    if not told.defined:
        return [word("indicators.definition.none")]
    other = told.norm.statistic in ("max", "p90")
    lead = [word(f"indicators.statistic.{told.norm.statistic}")] if other else []
    formulas = [DEFINITIONS[each].formula(language) for each in told.defined]
    if len(formulas) > 1:
        formulas.insert(1, word("indicators.clock"))
    if told.norm.statistic == "share" and told.norm.definition in OF_MEANS:
        formulas.append(word("indicators.statistic.share"))
    ids = [*told.versioned, f"{told.norm.id} v{told.norm.version}"]
    return [join(*_between([*lead, *formulas], " ")), tag("code", " · ".join(ids))]


def _n(told: Told, language: str) -> str:
    return "–" if told.cell.n is None else count(told.cell.n, language=language)


def _figures(export: Export, location: str, language: str) -> Html:
    """A table with the formula under each figure."""
    word = partial(say, language)
    rows = []
    for told in of(export.figures, location):
        known = DEFINITIONS[told.definition]
        name = tag("th", known.name(language), scope="row")
        look = "value gap" if told.cell.gap else "value"
        figure = tag("td", text(told.cell, language), class_=look)
        rows.append(tag("tr", name, figure, tag("td", _n(told, language), class_="value")))
        formula = join(known.formula(language), " ", tag("code", known.versioned))
        rows.append(tag("tr", tag("td", formula, colspan=3)))
    heads = ("indicators.figure", "indicators.value", "indicators.n")
    head = tag("tr", *(tag("th", word(key), scope="col") for key in heads))
    caption = tag("caption", export.choice.label(language))
    return tag("table", caption, tag("thead", head), tag("tbody", *rows), class_="figures")


def _signs(language: str) -> Html:
    word = partial(say, language)
    told = [(sign, [means]) for sign, means in signs(language)]
    return tag(
        "section",
        tag("h2", word("indicators.signs")),
        facts(*told),
        tag("p", word("indicators.hidden", n=LEAST)),
    )


def _footer(export: Export, language: str, location: str, built_at: int) -> Html:
    """Both times, the export never after the page; and the same figures for programs."""
    word = partial(say, language)
    times = moments(export, built_at)
    said = {name: moment_text(at, language) if at else "" for name, at in times.items()}
    until = said["data_until"]
    key = export.choice.key
    files: list[str] = [
        tag("a", name, href=_way(language, key, location, path))
        for name, path in (("JSON", "/indicators.json"), ("CSV", "/indicators.csv"))
    ]
    files.append(tag("a", "QueueMonitor", href="/indicators/queue-monitor.json"))
    return tag(
        "footer",
        tag("p", word("indicators.data", moment=until) if until else word("indicators.no_data")),
        tag("p", word("indicators.exported", moment=said["exported_at"])),
        tag("p", word("indicators.built", moment=said["built_at"])),
        tag("p", word("indicators.files"), " ", join(*_between(files, " · "))),
        class_="quiet",
    )


def _between(parts: list[str], sign: str) -> list[str]:
    return [each for part in parts for each in (part, sign)][:-1]
