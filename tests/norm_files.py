"""Norms as a town writes them in its settings, for tests: one in two versions, and a mean."""

from host.settings import read
from tests.town import SETTINGS, settings_file

FIRST = """
[[norms]]
id = "waiting"
definition = "wt_a"
limit_minutes = 10
target = 1.0
decided_by = "Raad"
decided_on = 2015-05-05
"""
SECOND = """
[[norms]]
id = "waiting"
version = 2
definition = "wt_a"
limit_minutes = 5
target = 0.95
valid_from = 2027-01-01
decided_by = "Raad"
"""
MEAN = """
[[norms]]
id = "walk-ins"
names = { nl = "Zonder afspraak", en = "Walk-ins", de = "Ohne Termin" }
definition = "wt_w"
statistic = "mean"
limit_minutes = 15
decided_by = "College"
services = ["passport"]
"""


def settings_of(tmp_path, *norms, text=SETTINGS):
    """The settings of the test town with these norms."""
    return read(settings_file(tmp_path, text=text + "".join(norms)))
