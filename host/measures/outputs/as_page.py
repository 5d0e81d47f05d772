"""A report as one HTML page that needs nothing else: for the screen, for A4 paper, and for whoever
has it read aloud.
"""

from functools import partial

from host.measures.definitions import DEFINITIONS
from host.measures.document import Box, Part, Report, Row, Table
from host.measures.outputs.footer import footer, signs
from host.web.html import Html, join, tag
from wire.words import say

STYLE = Html(
    """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; background: #fff;
  color: #1a1a1a; font: 1rem/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; padding-top: .75rem;
  border-top: 3px solid #154273; }
.lead { margin: 0 0 1.5rem; color: #444; }
nav ul { padding-left: 1.2rem; } a { color: #0b4a8f; }
.wide { overflow-x: auto; margin: 1.25rem 0; }
.wide:focus-visible { outline: 3px solid #154273; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: .25rem 0; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid #c9cdd3; vertical-align: top; }
thead th { text-align: right; vertical-align: bottom; border-bottom: 2px solid #555;
  font-size: .9rem; line-height: 1.25; }
thead th:first-child, tbody th { text-align: left; }
tbody th { font-weight: 400; min-width: 11rem; }
tbody tr:first-child.all th, tbody tr:first-child.all td { font-weight: 700; }
td { text-align: right; white-space: nowrap; }
code { font: .85em ui-monospace, "Liberation Mono", monospace; color: #444; }
dt { font-weight: 700; margin-top: .6rem; } dd { margin: 0; }
.signs { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
.signs dt { margin: 0; }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid #555; color: #444; }
footer p { margin: 0; }
@media (max-width: 40rem) { h1 { font-size: 1.4rem; } th, td { padding: .3rem .4rem; }
  tbody th { min-width: 7rem; } td.words { white-space: normal; } }
@page { size: A4; margin: 14mm 12mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; }
  nav { display: none; } .wide { overflow: visible; margin: 3mm 0; }
  h2 { break-before: page; border-top: 0; padding-top: 0; margin-top: 0; }
  h2.first, h2.last { break-before: auto; }
  table, dt, dd { break-inside: avoid; } thead { display: table-header-group; }
  th, td { padding: .8mm 1.6mm; } tbody th { min-width: 0; }
  thead th { font-size: 8pt; }
}
"""
)


def page_of(report: Report) -> str:
    """The whole page. Its tables have headings for rows and columns, so that a screen reader can
    tell what a figure is; those that may be too wide can be moved with the keys.
    """
    word = partial(say, report.language)
    title = f"{word('report.title', plaats=report.town)}, {report.label}"
    parts = [_part(part, report, at) for at, part in enumerate(report.parts)]
    body = join(
        tag(
            "header",
            tag("h1", title),
            tag("p", ", ".join(footer(report)), class_="lead"),
        ),
        tag("main", _contents(report), *parts, _definitions(report)),
        tag("footer", *(tag("p", line) for line in footer(report))),
    )
    head = join(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", STYLE),
    )
    whole = tag("html", tag("head", head), tag("body", body), lang=report.language)
    return f"<!doctype html>\n{whole}\n"


def _contents(report: Report) -> Html:
    word = partial(say, report.language)
    links = [
        tag("li", tag("a", part.name, href=f"#part-{at}")) for at, part in enumerate(report.parts)
    ]
    last = tag("li", tag("a", word("report.definitions"), href="#definitions"))
    return tag("nav", tag("ul", *links, last), aria_label=word("report.contents"))


def _part(part: Part, report: Report, at: int) -> Html:
    """A heading with the location's name, and its tables."""
    place = f"{part.location or 'all'}"
    head = tag("h2", part.name, id=f"part-{at}", class_="first" if at == 0 else None)
    tables = [
        _table(table, f"{place}-{table.id}", f"part-{at}", report.language) for table in part.tables
    ]
    return tag("section", head, *tables, aria_labelledby=f"part-{at}")


def _table(table: Table, identity: str, part: str, language: str) -> Html:
    """Known by its part and its own title, since each part has the same tables."""
    rows = [_row(row, table, language) for row in table.rows]
    if not rows:
        text = table.note or say(language, "report.none")
        return tag("div", tag("p", tag("strong", table.title), join(": ", text)))
    told = dict.fromkeys(b.versioned for row in table.rows for b in row.boxes if b.definition)
    ids = "" if table.id == "in_short" else join(" ", tag("code", ", ".join(told)))
    titles = [table.head, *(column.title for column in table.columns)]
    heads = [tag("th", title, scope="col") for title in titles]
    whole = tag(
        "table",
        tag("caption", table.title, ids, id=identity),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
    )
    return tag(
        "div",
        whole,
        class_="wide",
        role="region",
        aria_labelledby=f"{part} {identity}",
        tabindex="0",
    )


def _row(row: Row, table: Table, language: str) -> Html:
    cells = [
        tag("td", box.text(language), title=_made_of(box), class_=_kind(box)) for box in row.boxes
    ]
    own = (" ", tag("code", row.boxes[0].versioned)) if table.id == "in_short" else ()
    name = tag("th", row.name, *own, scope="row")
    return tag("tr", name, *cells, class_="all" if row.id == "all" else None)


def _kind(box: Box) -> str | None:
    """What is told in words may break on a phone; a figure and its sign stay on one line."""
    return "words" if box.cell is None or box.cell.value is None else None


def _made_of(box: Box) -> str | None:
    """What a share was taken of, for whoever points at it."""
    cell = box.cell
    if cell is None or cell.unit != "share" or cell.n is None or cell.part is None:
        return None
    return f"{cell.part} / {cell.whole}"


def _definitions(report: Report) -> Html:
    word = partial(say, report.language)
    told = []
    for identity in report.definitions():
        known = DEFINITIONS[identity]
        told.append(tag("dt", known.name(report.language), " ", tag("code", known.versioned)))
        told.append(tag("dd", known.formula(report.language)))
    meant = [join(tag("dt", sign), tag("dd", means)) for sign, means in signs(report.language)]
    return tag(
        "section",
        tag("h2", word("report.definitions"), id="definitions"),
        tag("dl", *told),
        tag("h3", word("report.signs")),
        tag("dl", *meant, class_="signs"),
        aria_labelledby="definitions",
    )
