"""A town's table as one HTML page that needs nothing else: to look at, to print, and to copy into
the budget or the annual report.
"""

from host.measures.outputs.as_page import STYLE
from host.series.chart import charts_of
from host.series.document import Figure, Heading, TableReport, TownRow
from host.series.words import footer, notes_of, shown
from host.web.html import Html, join, tag
from wire.words import say

NO_BREAK = "\u00a0"
MORE = Html(
    """
td.break { border-left: 3px double #8a1538; }
td.target { color: #444; }
td .not-kept { display: block; font-size: .8rem; color: #8a1538; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
sup { font-size: .7rem; }
.wide { position: relative; }
td sup { position: absolute; margin-left: .1rem; }
figure { margin: 1.5rem 0 0; max-width: 44rem; } figcaption { font-weight: 700; }
figure svg { display: block; width: 100%; min-width: 32rem; height: auto; }
figure .wide { margin: .25rem 0 0; }
@media print { figure svg { min-width: 0; } }
h2.notes { font-size: 1.05rem; border-top: 0; margin: 1.5rem 0 .25rem; padding: 0; }
dl.notes { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; }
dl.notes dt { margin: 0; min-width: 1.5rem; }
dl.notes dd { max-width: 44rem; }
@media print { h2.notes { break-before: auto; } }
"""
)


def page_of(report: TableReport) -> str:
    """The whole page. Footnote marks are no part of a number: they stand in an element of their
    own, and lead to the note.
    """
    title = f"{report.town}: {report.title}"
    notes = [
        join(
            tag("h2", heading, class_="notes"),
            tag("dl", *(_note(mark, text, at == 0) for mark, text in told), class_="notes"),
        )
        for at, (heading, told) in enumerate(notes_of(report))
    ]
    body = join(
        tag("header", tag("h1", title), tag("p", ", ".join(footer(report)), class_="lead")),
        tag("main", _table(report), charts_of(report), *notes),
        tag("footer", *(tag("p", line) for line in footer(report))),
    )
    head = join(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", join(STYLE, MORE)),
    )
    whole = tag("html", tag("head", head), tag("body", body), lang=report.language)
    return f"<!doctype html>\n{whole}\n"


def _note(mark: str, text: str, is_footnote: bool) -> Html:
    identity = f"note-{mark}" if is_footnote and mark.isdecimal() else None
    return join(tag("dt", mark, id=identity), tag("dd", text))


def _table(report: TableReport) -> Html:
    titles = [report.head, *(heading.title for heading in report.headings)]
    rows = [_row(report, row) for row in report.rows]
    table = tag(
        "table",
        tag("caption", report.title, id="table"),
        tag("thead", tag("tr", *(tag("th", title, scope="col") for title in titles))),
        tag("tbody", *rows),
    )
    return tag("div", table, class_="wide", role="region", aria_labelledby="table", tabindex="0")


def _row(report: TableReport, row: TownRow) -> Html:
    fields = [
        _field(report, heading, figure)
        for heading, figure in zip(report.headings, row.figures, strict=True)
    ]
    return tag(
        "tr", tag("th", row.name, _mark(report, row.footnote, NO_BREAK), scope="row"), *fields
    )


def _field(report: TableReport, heading: Heading, figure: Figure) -> Html:
    classes = [name for name in ("target",) if heading.kind == name]
    if figure.break_reason:
        classes.append("break")
    missed = Html("")
    if figure.kept is False:
        missed = tag("span", say(report.language, "table.not_kept"), class_="not-kept")
    said = (shown(report, figure), _mark(report, figure.footnote), missed)
    return tag("td", *said, class_=" ".join(classes) or None, title=figure.break_reason or None)


def _mark(report: TableReport, footnote: str, space: str = " ") -> Html:
    """The number of a footnote, with a word for whoever has it read aloud. A space and a bracket
    keep it from a number before it when a field is copied as plain text.
    """
    mark = report.mark(footnote)
    if not mark:
        return Html("")
    label = say(report.language, "table.footnote", n=mark)
    return join(space, tag("sup", tag("a", f"{mark})", href=f"#note-{mark}", aria_label=label)))
