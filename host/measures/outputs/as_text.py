"""A report as plain text, for a terminal and for mail."""

from functools import partial

from host.measures.definitions import DEFINITIONS
from host.measures.document import Part, Report, Table
from host.measures.outputs.footer import footer, signs
from wire.words import say

NAME_CELLS = 60
LINE_CELLS = 100


def text_of(report: Report) -> str:
    """Behind each heading, or in each row, stand the ids of the definitions."""
    lines = []
    for part in report.parts:
        lines += _part(part, report)
    word = partial(say, report.language)
    lines += [word("report.definitions"), ""]
    for identity in report.definitions():
        known = DEFINITIONS[identity]
        lines.append(f"  {known.versioned}  {known.name(report.language)}")
        lines += _folded(known.formula(report.language), 6)
    lines += ["", word("report.signs"), ""]
    lines += [f"  {sign}  {means}" for sign, means in signs(report.language)]
    return "\n".join([*lines, "", *footer(report), ""])


def _part(part: Part, report: Report) -> list[str]:
    head = f"{part.name}, {report.label}"
    lines = [head, "=" * len(head), ""]
    for table in part.tables:
        lines += [*_table(table, report.language), ""]
    return lines


def _table(table: Table, language: str) -> list[str]:
    ids = list(dict.fromkeys(box.versioned for row in table.rows for box in row.boxes))
    told = ", ".join(each for each in ids if each)
    own_ids = table.id == "in_short"
    lines = [table.title if own_ids or not told else f"{table.title} ({told})"]
    if table.note:
        lines.append(f"  {table.note}")
    if not table.rows:
        return lines if table.note else [*lines, f"  {say(language, 'report.none')}"]
    shown = [[box.text(language) for box in row.boxes] for row in table.rows]
    titles = [_broken(column.title) for column in table.columns]
    widths = [
        max(*(len(word) for word in title), *(len(row[at]) for row in shown)) + 2
        for at, title in enumerate(titles)
    ]
    height = max(len(title) for title in titles)
    name_cells = min(NAME_CELLS, max(len(table.head), *(len(row.name) for row in table.rows)) + 1)
    for line in range(height):
        padded = ["", *[""] * height]
        words = [([""] * (height - len(title)) + title)[line] for title in titles]
        head = table.head if line == height - 1 else padded[0]
        cells = "".join(word.rjust(width) for word, width in zip(words, widths, strict=True))
        lines.append(f"  {head:{name_cells}}{cells}".rstrip())
    for row, texts in zip(table.rows, shown, strict=True):
        cells = "".join(text.rjust(width) for text, width in zip(texts, widths, strict=True))
        identity = f"  {row.boxes[0].versioned}" if own_ids else ""
        lines.append(f"  {row.name[:name_cells]:{name_cells}}{cells}{identity}".rstrip())
    return lines


def _broken(title: str) -> list[str]:
    """A heading in short lines, so that its column stays narrow."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= 12:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _folded(text: str, indent: int) -> list[str]:
    lines = [" " * indent]
    for word in text.split():
        if len(lines[-1]) + len(word) >= LINE_CELLS:
            lines.append(" " * indent)
        lines[-1] += word if lines[-1].isspace() else f" {word}"
    return lines
