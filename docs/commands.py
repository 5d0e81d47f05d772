"""Writes the page of the commands from their own help."""

from collections.abc import Iterator
from typing import Any


def commands_page(made: str) -> str:
    """The help of `balie` and of each verb, below the words `made`."""
    import typer.main
    from click import Context

    from balie.verbs import app

    root = typer.main.get_command(app)
    parts = [made, "# Commands\n\n"]
    for words, command in _walk(root, ("balie",)):
        lines = command.get_help(Context(command, info_name=" ".join(words))).splitlines()
        body = "\n".join(line.rstrip() for line in lines).strip()
        parts.append(f"## {' '.join(words)}\n\n```text\n{body}\n```\n\n")
    return "".join(parts)


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    for name, child in sorted(getattr(command, "commands", {}).items()):
        yield from _walk(child, (*words, name))
