"""All verbs of the command, gathered."""

from balie import roles, tools
from balie.door import app

__all__ = ["app", "roles", "tools"]
