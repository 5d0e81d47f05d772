"""All verbs of the command, gathered."""

from balie import (
    agenda,
    callbacks,
    fallback,
    keys,
    messages,
    norms,
    printers,
    reports,
    roles,
    survey,
    tools,
)
from balie.door import app

__all__ = [
    "agenda",
    "app",
    "callbacks",
    "fallback",
    "keys",
    "messages",
    "norms",
    "printers",
    "reports",
    "roles",
    "survey",
    "tools",
]
