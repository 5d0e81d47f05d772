"""What every door of the host shares: the office, the hub, who may speak. Made once by
`host.serve`.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from host.access import TRIES, Access, Limit
from host.agenda.agenda import Agenda
from host.callbacks import Callbacks
from host.hall import Hall
from host.hub import Hub
from host.indicators.exports import Exports
from host.office import Office
from host.phones import Phones
from host.questions import Questions
from host.settings import Fault, Settings
from host.signin import Pins
from host.speech.calls import Speech
from host.store import Store
from host.survey.survey import Survey
from host.web.protocol import framed


@dataclass
class Doors:
    """The host's parts, as its doors need them."""

    settings: Settings
    store: Store
    office: Office
    hub: Hub
    questions: Questions
    access: Access
    pins: Pins
    clock: Callable[[], int]
    secret: bytes
    agenda: Agenda
    folder: Path = Path()
    """Of the settings file; the logo lies beside it."""
    faults: list[Fault] = field(default_factory=list)
    """What is wrong with the newest settings file: what holds stood there before."""
    redeeming: Limit = field(default_factory=lambda: Limit(TRIES, time.monotonic))
    approving: Limit = field(default_factory=lambda: Limit(TRIES, time.monotonic))
    starting: Limit = field(default_factory=lambda: Limit(60, time.monotonic))
    callbacks: Callbacks = field(init=False)
    survey: Survey = field(init=False)
    exports: Exports = field(init=False)
    phones: Phones = field(init=False)
    speech: Speech = field(init=False)

    def __post_init__(self) -> None:
        self.speech = Speech(lambda: self.settings, self.folder, self.secret)
        self.exports = Exports(lambda: self.settings, self.store, self.clock)
        self.callbacks = Callbacks(self.store, lambda: self.settings, self.clock)
        halls = self.office.halls
        self.survey = Survey(lambda: self.settings, self.store, halls, self.clock, self.secret)
        self.phones = Phones(self.clock, self.office.when_kept, framed, self._survey_of)

    def show(self, hall: Hall) -> None:
        """The day has moved on: screens and pages show it."""
        self.hub.show(hall)
        self.phones.show(hall)

    def _survey_of(self, hall: Hall, visit: str) -> str:
        """The path of the question about a visit of today; empty: nobody is asked."""
        return self.survey.address(hall.location, hall.day.day, visit) if hall.day else ""

    def logo(self) -> Path | None:
        """The town's logo, when there is a picture of that name."""
        file = self.folder / self.settings.look.logo
        fit = file.suffix in (".svg", ".png") and file.is_file()
        return file if fit else None
