"""The frames on the websocket, both ways. One JSON object each; `kind` says which.

Client: `hello` first (within 5 s), then commands, questions, `health` and `pong`-free silence; the
host: `welcome`, `setup`, then `done` / `no` for each command, `answer` for each question, `view`
whenever what is to be seen changes, and `beat` every 2 s. A client that hears nothing for 5 s says
so on its screen.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from wire.agenda import AgendaAnswer, AgendaQuestion
from wire.base import PROTOCOL, Code, Id, Message, Millis, Name, Text
from wire.callbacks import CallbackAnswer, CallbackQuestion
from wire.commands import AnyCommand, Role
from wire.devices import DeviceAnswer, DeviceQuestion
from wire.rounds import RoundAnswer, RoundQuestion
from wire.rows import VisitRow
from wire.setup import Setup
from wire.survey import SurveyAnswer, SurveyQuestion
from wire.views import AnyView

BEAT_SECONDS = 2.0
SILENCE_SECONDS = 5.0


class Hello(Message):
    """The first frame. The token says device, role and location; `desk` which desk's screen this
    is."""

    kind: Literal["hello"] = "hello"
    protocol: int = PROTOCOL
    token: Annotated[str, Field(max_length=200)]
    desk: Name | None = None
    version: Annotated[str, Field(max_length=40)] = ""
    """Of the device's program; empty: it does not say."""


class Health(Message):
    """How a device is: a printer's paper, a display's last ring. Not kept in the log."""

    kind: Literal["health"] = "health"
    state: Literal["ok", "near_end", "paper_out", "cover_open", "offline", "no_answer", "error"] = (
        "ok"
    )
    ring: int | None = None
    """A display: the highest ring that stands on it now."""
    sound: Literal["on", "off"] | None = None
    """A display: whether it may sound, by its browser; None: it is quiet by its settings."""


# -- questions: answered from what is known, change nothing
# ------------------------------------------


class FindAppointment(Message):
    """The appointment of a code, before checking in: "You have an appointment at 10:20. Is that
    right?" """

    kind: Literal["find_appointment"] = "find_appointment"
    id: Id
    code: Code


class Find(Message):
    """Visits of today by a part of a name, a time ("10:2"), a code or a ticket."""

    kind: Literal["find"] = "find"
    id: Id
    text: Text


class More(Message):
    """The rows of a list beyond those in the view."""

    kind: Literal["more"] = "more"
    id: Id
    list: Literal["waiting", "expected"]
    offset: Annotated[int, Field(ge=0)]


class AppointmentFound(Message):
    """Answer to `find_appointment`. `word` says what checking in now would mean."""

    kind: Literal["appointment_found"] = "appointment_found"
    id: Id
    visit: Id
    word: Literal[
        "on_time",
        "early",
        "late",
        "too_early",
        "too_late",
        "wrong_day",
        "wrong_place",
        "already_here",
        "cancelled",
    ]
    appointed: Millis
    persons: int
    services: tuple[Name, ...]
    ticket: str = ""
    """When already here."""
    over: bool = False
    """When already here: the visit is over, nobody is waited for."""
    opens_at: Millis | None = None
    """When too early: check-in opens."""
    location_name: str = ""
    """When at the wrong place: the right one."""


class Rows(Message):
    """Answer to `find` and `more`."""

    kind: Literal["rows"] = "rows"
    id: Id
    rows: tuple[VisitRow, ...]
    total: int


# -- from the host -------------------------------------------------------------------------------


class Welcome(Message):
    """The line is up. `at` is the host's clock; the client shows times by it, not by its own."""

    kind: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL
    device: str
    role: Role
    location: Name
    at: Millis
    timezone: str = "Europe/Amsterdam"
    version: str = ""
    """Of the host's program: a page that an older one gave loads itself again."""


class Done(Message):
    """The command is kept, on disk. `seq` is the day's sequence after it."""

    kind: Literal["done"] = "done"
    id: Id
    seq: int
    at: Millis
    visit: Id | None = None
    ticket: str = ""
    word: str = ""
    """For `check_in`: on_time, early or late. For `not_here`: recalled or missed. Else empty."""
    fetch: bool = False
    """The visitor will be fetched: there is no number to watch for."""
    outside: Literal["", "ask", "text", "back"] = ""
    """The waiting room is full, so the visitor waits outside: ask for a number to send a text to;
    a text goes to the one that is known; or no texts are sent here, so come back. Empty: there is
    room."""
    slip: Id | None = None
    badge: int | None = None
    """For `give_badge`: its number."""
    wait_from_minutes: int | None = None
    wait_to_minutes: int | None = None


class No(Message):
    """A refusal: understood, and no. `word` is one of `wire.refusals.REFUSALS`."""

    kind: Literal["no"] = "no"
    id: str = ""
    """Of the command or question; empty when the frame could not be read."""
    word: str
    detail: dict[str, int | str] = Field(default_factory=dict)


class Shown(Message):
    """The newest view of this listener."""

    kind: Literal["view"] = "view"
    seq: int
    at: Millis
    view: AnyView


class Beat(Message):
    """The host is here."""

    kind: Literal["beat"] = "beat"
    at: Millis


Question = (
    FindAppointment
    | Find
    | More
    | AgendaQuestion
    | RoundQuestion
    | CallbackQuestion
    | SurveyQuestion
    | DeviceQuestion
)
Answer = (
    AppointmentFound
    | Rows
    | AgendaAnswer
    | RoundAnswer
    | CallbackAnswer
    | SurveyAnswer
    | DeviceAnswer
)
FromClient = Annotated[Hello | Health | Question | AnyCommand, Field(discriminator="kind")]
FromHost = Annotated[
    Welcome | Setup | Done | No | Shown | Beat | Answer,
    Field(discriminator="kind"),
]
FROM_CLIENT: TypeAdapter[FromClient] = TypeAdapter(FromClient)
FROM_HOST: TypeAdapter[FromHost] = TypeAdapter(FromHost)
