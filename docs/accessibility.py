"""Writes the page of EN 301 549 for the kiosks from its table, in which every verdict is a test
that exists or the honest word.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "tables" / "en_301_549.toml"
HEAD = """# Accessibility of the kiosks

EN 301 549 V3.2.1, clause by clause, for the two kiosks that visitors stand before: the
[page in a browser](web-kiosk.md) and the program in a terminal. The words are ours and short; the
standard has its own. A verdict is one of

- the test that holds it, in `tests/`, on every change;
- **town**: what the town must see to when it buys and places the device;
- **not met**, and why;
- does not apply, and why.

Nothing here was tried by people who need it. No screen reader was listened to: what a screen reader
gets was tested by names, roles, order and languages. Let visitors of your town try a kiosk before
it opens, and tell what they could not do.

**For who needs more than the terminal gives, take the page.** A terminal tells a screen reader
letters and no roles, and its letters are as large as its font: choose one of which 80 columns and
24 rows fill the screen, and they are the largest that the kiosk can have. `balie kiosk --theme
contrast` is black, white and yellow in place of the town's colours: every text has 7:1 or more,
every key stands apart from its ground, and bars hold the one that has the focus. It is chosen for a
kiosk, not by a visitor.

"""


@dataclass(frozen=True)
class Clause:
    """One row: a verdict for the page and one for the terminal; `-`: it is about the other."""

    number: str
    words: str
    page: str
    terminal: str


def table() -> dict[str, list[Clause]]:
    """The clauses by the title of their part, in the order of the file."""
    found = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        str(part.pop("title")): [Clause(number, *row) for number, row in part.items()]
        for part in found.values()
    }


def kind_of(verdict: str) -> str:
    """tested, town, not met, does not apply, or nothing."""
    if verdict == "-":
        return ""
    for word in ("not met", "does not apply", "town"):
        if verdict.startswith(word):
            return word
    return "tested"


def accessibility_page() -> str:
    """The whole page: how many of each, then every clause."""
    parts = [HEAD, "| | tested | town | not met | does not apply |\n|---|---|---|---|---|\n"]
    for name, column in (("page in a browser", "page"), ("program in a terminal", "terminal")):
        counts = Counter(
            kind_of(getattr(clause, column)) for rows in table().values() for clause in rows
        )
        kinds = ("tested", "town", "not met", "does not apply")
        parts.append(f"| {name} | {' | '.join(str(counts[kind]) for kind in kinds)} |\n")
    for title, clauses in table().items():
        parts.append(f"\n## {title}\n\n| clause | about | page | terminal |\n|---|---|---|---|\n")
        for clause in clauses:
            verdicts = f"{_shown(clause.page)} | {_shown(clause.terminal)}"
            parts.append(f"| {clause.number} | {clause.words} | {verdicts} |\n")
    return "".join(parts)


def _shown(verdict: str) -> str:
    match kind_of(verdict):
        case "":
            return ""
        case "tested":
            file, _, name = verdict.partition("::")
            return f"[`{name.removeprefix('test_').replace('_', ' ')}`](../tests/{file})"
        case "not met" | "town" as word:
            return verdict.replace(word, f"**{word}**")
    return verdict
