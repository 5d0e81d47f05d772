"""One example of everything that can be said on the wire, each field filled: for golden JSON."""

from typing import Any

from tests import (
    wire_agenda_examples,
    wire_alone_examples,
    wire_callback_examples,
    wire_care_examples,
    wire_device_examples,
    wire_display_examples,
    wire_phone_examples,
    wire_round_examples,
    wire_survey_examples,
)
from tests.wire_leader_examples import VIEW as LEADER
from tests.wire_norm_examples import NORMS
from tests.wire_row_examples import FIGURE, SLIP, STEP, VISIT_ROW
from wire import commands as said
from wire import frames, rows, setup, views
from wire.base import Message

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
ID = "0f3c9a7e5b1d4c68"
VISIT = "7b1d4c680f3c9a7e"
DESK: dict[str, Any] = {"id": ID, "desk": "3"}
OF_VISIT: dict[str, Any] = {"id": ID, "visit": VISIT}

COMMANDS: tuple[Message, ...] = (
    said.CheckIn(
        id=ID,
        code="K7Q2XM",
        visit=VISIT,
        language="en",
        needs=("hearing",),
        persons=2,
        name="Mevrouw De Vries",
        look="blue hat",
        seat="B2",
        slip=False,
    ),
    said.TakeTicket(
        id=ID,
        services=("passport", "licence"),
        persons=4,
        language="de",
        needs=("wheelchair", "quiet"),
        name="Familie Bakker",
        look="red coat, pram",
        seat="A1",
        note="twins",
        slip=False,
    ),
    wire_alone_examples.BROUGHT,
    said.CallForHelp(id=ID, reason="code", visit=VISIT, language="de", page="code"),
    said.AnswerHelp(id=ID, help=VISIT),
    said.Annotate(**OF_VISIT, name="Jansen", look="grey beard", seat="C4", note="hard of hearing"),
    said.Prioritise(**OF_VISIT, reason="baby"),
    said.ChangeVisit(**OF_VISIT, services=("licence",), persons=3),
    said.PutBack(**OF_VISIT),
    said.MarkLeft(**OF_VISIT),
    said.PrintAgain(**OF_VISIT),
    said.Undo(id=ID, step=VISIT),
    said.SignIn(**DESK, staff="jan", pin="2468"),
    said.OpenDesk(**DESK, staff="jan"),
    said.PauseDesk(**DESK, reason="meeting"),
    said.CloseDesk(**DESK),
    said.CallNext(**DESK, outcome="papers_missing"),
    said.CallVisit(**DESK, visit=VISIT, outcome="sent_on"),
    said.Recall(**DESK),
    said.ComeToFetch(**DESK, minutes=5, visit=VISIT),
    said.Meet(**DESK),
    said.NotHere(**DESK),
    said.EndVisit(**DESK, outcome="not_entitled"),
    said.Park(**DESK, until=AT + 600_000, asked_by_visitor=False),
    said.HandOver(**DESK, services=("moving",), to_desk="5", note="has the form"),
    said.ServeNow(**DESK, services=("moving",), persons=2),
    said.MarkTimesWrong(**DESK),
    said.ChooseHandout(**DESK, how="deliver"),
    said.ReportSlip(id=ID, slip=f"{VISIT}-1", state="printed"),
    *wire_agenda_examples.COMMANDS,
    *wire_callback_examples.COMMANDS,
    *wire_care_examples.COMMANDS,
    *wire_device_examples.COMMANDS,
    *wire_phone_examples.COMMANDS,
    said.Tick(id=ID),
)

QUESTIONS: tuple[Message, ...] = (
    frames.Hello(token="a-token-of-a-device", desk="3", version="0.1.0"),
    wire_display_examples.HEALTH,
    frames.FindAppointment(id=ID, code="K7Q2XM"),
    frames.Find(id=ID, text="10:2"),
    frames.More(id=ID, list="waiting", offset=50),
    *wire_agenda_examples.QUESTIONS,
    *wire_round_examples.QUESTIONS,
    *wire_callback_examples.QUESTIONS,
    *wire_device_examples.QUESTIONS,
    *wire_survey_examples.QUESTIONS,
)

VIEWS = (
    wire_display_examples.BOARD,
    views.KioskView(
        open=True,
        opens_at=AT,
        closes_at=AT + 28_800_000,
        choices=(
            rows.Choice(
                service="passport",
                open=True,
                opens_at=AT,
                over=True,
                wait_from_minutes=10,
                wait_to_minutes=15,
            ),
        ),
        printer="near_end",
        slips=(rows.SlipRow(slip=f"{VISIT}-1", state="missing"),),
        room_full=True,
        help_called=True,
        help_heard=False,
    ),
    views.GreeterView(
        open=True,
        expected=(VISIT_ROW,),
        expected_count=1,
        waiting=(VISIT_ROW,),
        waiting_count=1,
        aside=(VISIT_ROW,),
        desks=(
            rows.DeskRow(
                desk="3",
                state="busy",
                staff="Jan",
                since=AT,
                pause_reason="break",
                visit=VISIT_ROW,
            ),
        ),
        help=(
            rows.HelpRow(
                help=ID,
                device="kiosk-hall",
                reason="code",
                since=AT,
                language="de",
                page="code",
                ticket="K001",
            ),
        ),
        devices=(rows.DeviceRow(device="printer", role="printer", state="paper_out", since=AT),),
        figures=(FIGURE,),
        **NORMS,
        **wire_care_examples.OF_GREETER,
        undo=STEP,
        undo_seconds=60,
        callbacks_soon=3,
        settings_faulty=True,
    ),
    views.DeskView(
        desk="3",
        state="busy",
        signed_in="Jan",
        pause_reason="meeting",
        visit=VISIT_ROW,
        alert=wire_care_examples.alert(VISIT_ROW),
        handout=rows.HandoutRow(
            service="collect",
            first_day="2026-06-15",
            bookable=False,
            delivers=True,
            chosen="deliver",
            pick_up=ID,
            pick_up_day="2026-06-18",
            pick_up_at=AT,
            pick_up_place="Haren",
        ),
        can=("call_next", "meet"),
        recall_at=AT,
        sound_at=AT,
        desks_open=("3", "4"),
        recalls_left=2,
        next=rows.NextRow(visit=VISIT_ROW, why="least_time_left", minutes_left=1, limit_minutes=5),
        waiting=(VISIT_ROW,),
        waiting_count=1,
        aside=(VISIT_ROW,),
        figures=(FIGURE,),
        **NORMS,
        undo=STEP,
        gone=STEP,
        callbacks_soon=3,
    ),
    views.PrinterView(
        slips=(
            rows.SlipJob(slip=f"{VISIT}-2", state="new", printer="hall", asked=AT, document=SLIP),
        ),
    ),
)

FROM_HOST: tuple[Message, ...] = (
    frames.Welcome(
        device="desk-3", role="desk", location="harm-buiterplein", at=AT, version="0.1.0"
    ),
    setup.Setup(
        town="Groningen",
        location="harm-buiterplein",
        location_name="Harm Buiterplein",
        languages=("nl", "en"),
        mode="tickets",
        look=setup.Look(logo="/logo.svg", ground="dark"),
        services=(
            setup.ServiceLabel(
                service="passport",
                names={"nl": "Paspoort aanvragen"},
                bring={"nl": ("Uw oude paspoort",)},
                urgent=True,
                collect=True,
            ),
        ),
        desks=(setup.DeskLabel(desk="3", label="Balie 3", services=("passport",)),),
        staff=(setup.StaffLabel(staff="jan", name="Jan"),),
        own_letter="K",
        own_last=12,
        backup="de balie in Haren",
        departments=wire_callback_examples.DEPARTMENTS,
        rounds=wire_round_examples.LABELS,
        survey=wire_survey_examples.LABELS,
        display=wire_display_examples.DISPLAY,
        speech=wire_display_examples.SPEECH,
    ),
    frames.Done(
        id=ID,
        seq=42,
        at=AT,
        visit=VISIT,
        ticket="A042",
        word="on_time",
        fetch=True,
        outside="ask",
        slip=f"{VISIT}-1",
        badge=7,
        wait_from_minutes=10,
        wait_to_minutes=15,
    ),
    frames.No(id=ID, word="too_early", detail={"opens_at": AT}),
    *(
        frames.Shown(seq=42, at=AT, view=view)
        for view in (*VIEWS, LEADER, wire_phone_examples.VIEW)
    ),
    frames.Beat(at=AT),
    frames.AppointmentFound(
        id=ID,
        visit=VISIT,
        word="wrong_place",
        appointed=AT,
        persons=2,
        services=("passport",),
        ticket="A042",
        over=True,
        opens_at=AT - 900_000,
        location_name="Haren",
    ),
    frames.Rows(id=ID, rows=(VISIT_ROW,), total=51),
    *wire_agenda_examples.ANSWERS,
    *wire_round_examples.ANSWERS,
    *wire_callback_examples.ANSWERS,
    *wire_device_examples.ANSWERS,
    *wire_survey_examples.ANSWERS,
)


def name_of(message: Message) -> str:
    """The file name of an example: its kind, and for a view which view."""
    if isinstance(message, frames.Shown):
        return f"view_{message.view.kind}"
    kind: str = message.kind  # type: ignore[attr-defined]
    return kind


CLIENT_EXAMPLES = {name_of(message): message for message in (*COMMANDS, *QUESTIONS)}
HOST_EXAMPLES = {name_of(message): message for message in FROM_HOST}
