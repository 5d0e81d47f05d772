"""The hall display: a page for a browser on the wall, served by the host, without a build step.

`FOLDER` is all that Python knows of it. What it shows is decided by the host: a `BoardView`.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder whose `index.html` is the page; its files are served under `/display/`."""
