"""The one command, `balie`: a verb for each role and a few tools."""

import sys


def main() -> None:
    """The console command."""
    if sys.argv[1:2] == ["kiosk"]:
        from balie.kiosk_door import kiosk

        return kiosk(sys.argv[2:])
    from balie.verbs import app

    app()
