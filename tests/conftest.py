"""Which tests are counted for coverage: those of the rules and of the wire. A test that opens a
screen, a browser or a whole town takes half as long again while its lines are counted, and meets
the rules only by the way.
"""

import re

import pytest

COUNTED = re.compile(
    r"test_(absence|agenda_rounds|beside|cells|core|days|devices_told|expected|fallback|finding"
    r"|golden|host|languages|norm|norms|pace|pairing|phone_view|printer_door|printer_paper"
    r"|the_five_towns_counts|waits|wire)[_.]"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not COUNTED.match(item.path.name):
            item.add_marker("no_cover")
