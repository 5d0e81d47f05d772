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
from host.hub import Hub
from host.indicators.exports import Exports
from host.office import Office
from host.questions import Questions
from host.settings import Settings
from host.signin import Pins
from host.store import Store
from host.survey.survey import Survey


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
    redeeming: Limit = field(default_factory=lambda: Limit(TRIES, time.monotonic))
    starting: Limit = field(default_factory=lambda: Limit(60, time.monotonic))
    callbacks: Callbacks = field(init=False)
    survey: Survey = field(init=False)
    exports: Exports = field(init=False)

    def __post_init__(self) -> None:
        self.exports = Exports(lambda: self.settings, self.store, self.clock)
        self.callbacks = Callbacks(self.store, lambda: self.settings, self.clock)
        halls = self.office.halls
        self.survey = Survey(lambda: self.settings, self.store, halls, self.clock, self.secret)

    def logo(self) -> Path | None:
        """The town's logo, when there is a picture of that name."""
        file = self.folder / self.settings.look.logo
        fit = file.suffix in (".svg", ".png") and file.is_file()
        return file if fit else None
