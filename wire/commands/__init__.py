"""The wishes: what each role may ask the host to do. A command names its sender's id once and is
done once.

The fields say what is wanted, never what is decided. `ROLES` lists who may say what; what it does
not list is refused.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from wire.commands.agenda import (
    AgendaCommand,
    BookAppointment,
    BookRound,
    CancelAppointment,
    CancelRound,
    Channel,
    HoldSlot,
    MoveAppointment,
    MoveRound,
    ReleaseHold,
    ReopenDesk,
    ShutDesk,
)
from wire.commands.alone import BringTicket
from wire.commands.callbacks import (
    AttemptCallback,
    CallbackCommand,
    ConvertCallback,
    FinishCallback,
    HandOverCallback,
    MakeCallback,
    ReopenCallback,
)
from wire.commands.care import AskIn, GiveBadge, LeavePhone, PrintInside, TakeBadge
from wire.commands.command import Command as Command
from wire.commands.desk import (
    CallNext,
    CallVisit,
    ChooseHandout,
    CloseDesk,
    ComeToFetch,
    DeskCommand,
    EndVisit,
    HandOver,
    MarkTimesWrong,
    Meet,
    NotHere,
    OpenDesk,
    Park,
    PauseDesk,
    Recall,
    ServeNow,
    SignIn,
)
from wire.commands.devices import ApproveDevice, DeviceWish, RenameDevice, RevokeDevice
from wire.commands.hall import (
    Annotate,
    AnswerHelp,
    CallForHelp,
    ChangeVisit,
    CheckIn,
    MarkLeft,
    PrintAgain,
    Prioritise,
    PutBack,
    ReportSlip,
    TakeTicket,
    Tick,
    Undo,
)
from wire.commands.phone import AskTime, ChooseLanguage, ComeBack, Leave

AnyCommand = Annotated[
    CheckIn
    | TakeTicket
    | BringTicket
    | CallForHelp
    | AnswerHelp
    | Annotate
    | Prioritise
    | ChangeVisit
    | PutBack
    | MarkLeft
    | PrintAgain
    | Undo
    | SignIn
    | OpenDesk
    | PauseDesk
    | CloseDesk
    | CallNext
    | CallVisit
    | Recall
    | ComeToFetch
    | Meet
    | NotHere
    | EndVisit
    | Park
    | HandOver
    | ServeNow
    | MarkTimesWrong
    | ChooseHandout
    | LeavePhone
    | AskIn
    | GiveBadge
    | TakeBadge
    | PrintInside
    | ReportSlip
    | HoldSlot
    | ReleaseHold
    | BookAppointment
    | MoveAppointment
    | CancelAppointment
    | ShutDesk
    | ReopenDesk
    | BookRound
    | CancelRound
    | MoveRound
    | MakeCallback
    | AttemptCallback
    | HandOverCallback
    | FinishCallback
    | ConvertCallback
    | ReopenCallback
    | ApproveDevice
    | RenameDevice
    | RevokeDevice
    | AskTime
    | ComeBack
    | Leave
    | ChooseLanguage
    | Tick,
    Field(discriminator="kind"),
]

COMMAND: TypeAdapter[AnyCommand] = TypeAdapter(AnyCommand)
"""Reads any command from what came in."""

Role = Literal["kiosk", "greeter", "desk", "display", "printer", "leader", "visitor", "system"]

ROLES: dict[str, frozenset[Role]] = {
    "check_in": frozenset({"kiosk", "greeter", "desk"}),
    "take_ticket": frozenset({"kiosk", "greeter", "desk"}),
    "bring_ticket": frozenset({"kiosk"}),
    "call_for_help": frozenset({"kiosk", "desk"}),
    "answer_help": frozenset({"greeter"}),
    "annotate": frozenset({"greeter", "desk"}),
    "prioritise": frozenset({"greeter"}),
    "change_visit": frozenset({"greeter", "desk"}),
    "put_back": frozenset({"greeter", "desk"}),
    "mark_left": frozenset({"greeter", "desk"}),
    "print_again": frozenset({"greeter"}),
    "undo": frozenset({"greeter", "desk", "visitor"}),
    "sign_in": frozenset({"desk"}),
    "open_desk": frozenset({"desk"}),
    "pause_desk": frozenset({"desk"}),
    "close_desk": frozenset({"desk"}),
    "call_next": frozenset({"desk"}),
    "call_visit": frozenset({"desk"}),
    "recall": frozenset({"desk"}),
    "come_to_fetch": frozenset({"desk"}),
    "meet": frozenset({"desk"}),
    "not_here": frozenset({"desk"}),
    "end_visit": frozenset({"desk"}),
    "park": frozenset({"desk"}),
    "hand_over": frozenset({"desk"}),
    "serve_now": frozenset({"desk"}),
    "mark_times_wrong": frozenset({"desk"}),
    "choose_handout": frozenset({"desk"}),
    "leave_phone": frozenset({"kiosk", "greeter", "desk"}),
    "ask_in": frozenset({"greeter", "desk"}),
    "give_badge": frozenset({"greeter", "desk"}),
    "take_badge": frozenset({"greeter", "desk"}),
    "print_inside": frozenset({"greeter"}),
    "report_slip": frozenset({"printer"}),
    "hold_slot": frozenset({"greeter", "desk", "system"}),
    "release_hold": frozenset({"greeter", "desk", "system"}),
    "book_appointment": frozenset({"greeter", "desk", "system"}),
    "move_appointment": frozenset({"greeter", "desk", "system"}),
    "cancel_appointment": frozenset({"greeter", "desk", "system"}),
    "shut_desk": frozenset({"greeter", "system"}),
    "reopen_desk": frozenset({"greeter", "system"}),
    "book_round": frozenset({"greeter", "desk", "system"}),
    "cancel_round": frozenset({"greeter", "desk", "system"}),
    "move_round": frozenset({"greeter", "desk", "system"}),
    "make_callback": frozenset({"greeter", "desk", "system"}),
    "attempt_callback": frozenset({"greeter", "desk", "system"}),
    "hand_over_callback": frozenset({"greeter", "desk", "system"}),
    "finish_callback": frozenset({"greeter", "desk", "system"}),
    "convert_callback": frozenset({"greeter", "desk", "system"}),
    "reopen_callback": frozenset({"greeter", "desk", "system"}),
    "approve_device": frozenset({"greeter"}),
    "rename_device": frozenset({"greeter"}),
    "revoke_device": frozenset({"greeter"}),
    "ask_time": frozenset({"visitor"}),
    "come_back": frozenset({"visitor"}),
    "leave": frozenset({"visitor"}),
    "choose_language": frozenset({"visitor"}),
    "tick": frozenset({"system"}),
}
"""Which role may say which command: everything that is not listed is refused with
`role_may_not`."""

ELSEWHERE: dict[str, frozenset[Role]] = {
    "hold_slot": frozenset({"greeter", "desk"}),
    "release_hold": frozenset({"greeter", "desk"}),
    "book_appointment": frozenset({"greeter", "desk"}),
    "move_appointment": frozenset({"greeter", "desk"}),
    "book_round": frozenset({"greeter", "desk"}),
    "move_round": frozenset({"greeter", "desk"}),
    "cancel_round": frozenset({"greeter", "desk"}),
}
"""Which role may say which command for another location of the town than its own: to hold and to
book there, and to move an appointment there; and all that is done with a round, whose visitor stays
at home. Everything else is refused with `other_location`."""

__all__ = [
    "COMMAND",
    "ELSEWHERE",
    "ROLES",
    "AgendaCommand",
    "Annotate",
    "AnswerHelp",
    "AnyCommand",
    "ApproveDevice",
    "AskIn",
    "AskTime",
    "AttemptCallback",
    "BookAppointment",
    "BookRound",
    "BringTicket",
    "CallForHelp",
    "CallNext",
    "CallVisit",
    "CallbackCommand",
    "CancelAppointment",
    "CancelRound",
    "ChangeVisit",
    "Channel",
    "CheckIn",
    "ChooseHandout",
    "ChooseLanguage",
    "CloseDesk",
    "ComeBack",
    "ComeToFetch",
    "Command",
    "ConvertCallback",
    "DeskCommand",
    "DeviceWish",
    "EndVisit",
    "FinishCallback",
    "GiveBadge",
    "HandOver",
    "HandOverCallback",
    "HoldSlot",
    "Leave",
    "LeavePhone",
    "MakeCallback",
    "MarkLeft",
    "MarkTimesWrong",
    "Meet",
    "MoveAppointment",
    "MoveRound",
    "NotHere",
    "OpenDesk",
    "Park",
    "PauseDesk",
    "PrintAgain",
    "PrintInside",
    "Prioritise",
    "PutBack",
    "Recall",
    "ReleaseHold",
    "RenameDevice",
    "ReopenCallback",
    "ReopenDesk",
    "ReportSlip",
    "RevokeDevice",
    "Role",
    "ServeNow",
    "ShutDesk",
    "SignIn",
    "TakeBadge",
    "TakeTicket",
    "Tick",
    "Undo",
]
