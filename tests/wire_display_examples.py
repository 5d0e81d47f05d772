"""One example of what a hall display is told and says, each field filled: for golden JSON."""

from wire import displays, frames, rows, views
from wire.speech import SpeechSetup

AT = 1_780_902_000_000
ALL_DAY = displays.Span(start="00:00", end="24:00")
VOICES = ("/speech/hall/8f0c2d4b6a1e3f5977c0d2e4.wav", "/speech/hall/1b3d5f7092a4c6e8f1d3b5a7.wav")

HEALTH = frames.Health(state="near_end", ring=41, sound="off")

BOARD = views.BoardView(
    mode="tickets",
    open=True,
    closes_at=AT + 28_800_000,
    calls=(rows.BoardCall(ring=9, ticket="A042", desk="3", at=AT, key="3", voices=VOICES),),
    wait_minutes_appointment=3,
    wait_minutes_walk_in=12,
    wait_from_minutes_appointment=0,
    wait_from_minutes_walk_in=5,
    over_promise=True,
    desks=(displays.BoardDesk(desk="3", state="busy"),),
    promises=(
        displays.BoardPromise(
            population="appointment",
            names={"nl": "Met afspraak"},
            statistic="share",
            limit="5:00",
            promised="95",
            today="93",
            n=184,
            kept=False,
        ),
    ),
    hushed=True,
)

SPEECH = SpeechSetup(volume=80, drop_seconds=45)

DISPLAY = displays.DisplaySetup(
    layout="desks",
    desks=("3", "4"),
    direction={"nl": "Eerste deur links"},
    arrow="left",
    quiet=(ALL_DAY,),
    evening=(displays.Span(start="17:00", end="21:00"),),
    notices=(
        displays.Notice(
            texts={"nl": "De lift werkt niet."},
            first="2026-06-08",
            last="2026-06-12",
            weekdays=(1, 5),
            hours=displays.Span(start="09:00", end="12:00"),
        ),
    ),
    images=("/pictures/harm-buiterplein/wall-1/brug.png",),
    image_seconds=30,
    notice_seconds=15,
)
