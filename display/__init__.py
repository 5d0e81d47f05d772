"""The hall display: a page for a browser on the wall, served by the host as it stands, without a build step.

`FOLDER` is all that Python knows of it. What it shows is decided by the host and comes as a `BoardView`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder whose `index.html` is the page; every file in it but this one is served under `/display/`."""
