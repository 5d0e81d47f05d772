"""How the tests are shared out over the processes that run them side by side. A file named here
stays whole: its tests hear each other on the network, or go on where the one before them ended.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

WHOLE = {"tests/test_command_line.py", "tests/test_finding.py"}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """One test at a time to whoever is free, but for the files that stay whole."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in WHOLE else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)
