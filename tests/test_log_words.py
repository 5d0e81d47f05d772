"""Every word that the host and the printers log is explained in docs/operate.md, and nothing there
is a word that nobody logs.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parent.parent
LEVELS = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
OPERATE = (HOUSE / "docs" / "operate.md").read_text(encoding="utf-8")


def words_said() -> dict[str, set[str]]:
    """Each word with the levels at which the code says it."""
    found: dict[str, set[str]] = {}
    for room in ("host", "printers", "wire", "kiosk"):
        for file in sorted((HOUSE / room).rglob("*.py")):
            for word, level in _words_in(ast.parse(file.read_text(encoding="utf-8"))):
                found.setdefault(word, set()).add(level)
    return found


def _words_in(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        said_by = call.func.value
        if isinstance(said_by, ast.Name) and said_by.id == "log" and call.func.attr in LEVELS:
            words = [
                part.value
                for part in ast.walk(call.args[0])
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            assert words, f"line {call.lineno}: the word of a log line stands in the code"
            level = "error" if call.func.attr == "exception" else call.func.attr
            yield from ((word, level) for word in words)


def words_told() -> dict[str, str]:
    """Each word of the tables of the log, with its level."""
    section = OPERATE.partition("## The log")[2]
    rows = re.findall(r"^\| (`[^|]+) \| (\w+) \|", section, re.MULTILINE)
    return {word: level for words, level in rows for word in re.findall(r"`([^`]+)`", words)}


def test_every_word_of_the_log_is_explained_with_its_level():
    told = words_told() | {"listening": "info", "slip": "info"}
    assert "`listening`" in OPERATE
    assert "`slip`" in OPERATE
    said = {word: levels for word, levels in words_said().items() if levels != {told.get(word)}}
    assert said == {}


def test_no_word_is_explained_that_nobody_logs():
    assert set(words_told()) - set(words_said()) == set()
