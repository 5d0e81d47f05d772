"""All verbs of the command, gathered."""

from balie import agenda, callbacks, keys, messages, norms, reports, roles, survey, tools
from balie.door import app

__all__ = [
    "agenda",
    "app",
    "callbacks",
    "keys",
    "messages",
    "norms",
    "reports",
    "roles",
    "survey",
    "tools",
]
