"""HTML made of parts: what is not HTML already is escaped, so that nothing typed by a person can
become markup.
"""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"input", "link", "meta", "img", "br"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def join(*parts: str) -> Html:
    """The parts one after another, escaped where they are plain text."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def tag(element: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """One element. An underscore at the end of an attribute's name is dropped (`class_`), one
    inside it is a hyphen; True stands alone, None and False are left out.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if element in VOID:
        return Html(f"<{element}{said}>")
    return Html(f"<{element}{said}>{join(*children)}</{element}>")


def hidden(fields: Iterable[tuple[str, str]]) -> Html:
    """What a form carries on without showing it."""
    return join(*(tag("input", type="hidden", name=name, value=value) for name, value in fields))


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
