"""All verbs of the command, gathered."""

from balie import agenda, keys, messages, roles, tools
from balie.door import app

__all__ = ["agenda", "app", "keys", "messages", "roles", "tools"]
