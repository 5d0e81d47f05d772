"""Each `balie …` that a page says to type is one that Balie knows, and its options have what they
need.
"""

import re
import shlex
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import typer.main

from balie.verbs import app

HOUSE = Path(__file__).parent.parent
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md"))]
WRITTEN = [page for page in PAGES if page.name != "commands.md"]
TYPED = re.compile(r"(?m)`(balie [^`]+)`|^ *(balie [^`\n]+)$")


def fault_of(words):
    """What is wrong with a command as it stands on a page; empty when nothing is."""
    command: Any = typer.main.get_command(app)
    while words and words[0] in getattr(command, "commands", ()):
        command = command.commands[words.pop(0)]
    options = {name: each for each in command.params for name in (*each.opts, *each.secondary_opts)}
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if not word.startswith("-") or word == "-":
            continue
        if word not in options:
            return f"no option {word}"
        if not options[word].is_flag and (not following or following.startswith("--")):
            return f"{word} needs a word behind it"
    return ""


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_no_page_says_to_type_what_a_command_does_not_take(page):
    typed = [inline or block for inline, block in TYPED.findall(page.read_text(encoding="utf-8"))]
    found = {}
    for line in typed:
        words = shlex.split(line.split(" > ")[0], comments=True)[1:]
        if fault := fault_of(words):
            found[line] = fault
    assert found == {}
