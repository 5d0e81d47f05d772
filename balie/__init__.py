"""The one command, `balie`: a verb for each role and a few tools."""

from balie import roles, tools
from balie.door import app

__all__ = ["app", "main", "roles", "tools"]


def main() -> None:
    """The console command."""
    app()
