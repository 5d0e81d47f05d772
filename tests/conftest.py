"""How the tests are shared out over the processes that run them side by side. A file named here
stays whole: its tests hear each other on the network, or go on where the one before them ended.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

WHOLE = {"tests/test_command_line.py", "tests/test_finding.py"}


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """One test at a time to whoever is free, but for the files that stay whole."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in WHOLE else nodeid

    def remove_node(self, node: WorkerController) -> str | None:
        """A process has ended, perhaps by a test: that one has failed and is not tried again."""
        units: dict[str, dict[str, bool]] = self.assigned_work.pop(node)
        left = [(unit, test) for unit in units.values() for test, done in unit.items() if not done]
        if not left:
            return None
        unit, fallen = left[0]
        unit[fallen] = True
        self.workqueue.update(
            {name: each for name, each in units.items() if not all(each.values())}
        )
        for other in self.assigned_work:
            self._reschedule(other)
        return fallen

    def _reschedule(self, node: WorkerController) -> None:
        """Who came in the place of another collects first; and whoever got the last of the work is
        told so, or would wait for more.
        """
        if node in self.registered_collections:
            super()._reschedule(node)
            if not self.workqueue and not node.shutting_down:
                node.shutdown()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)
