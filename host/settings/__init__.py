"""The town's settings: read from `balie.toml`, judged, and turned into plans and labels."""

from host.settings.days import moment as moment
from host.settings.days import plan_of as plan_of
from host.settings.days import service_day as service_day
from host.settings.labels import route_name as route_name
from host.settings.labels import setup_of as setup_of
from host.settings.models import Settings as Settings
from host.settings.read import Fault as Fault
from host.settings.read import Faulty as Faulty
from host.settings.read import read as read

__all__ = [
    "Fault",
    "Faulty",
    "Settings",
    "moment",
    "plan_of",
    "read",
    "route_name",
    "service_day",
    "setup_of",
]
