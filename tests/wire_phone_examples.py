"""What a visit's own page says and sees, each field filled."""

from wire import commands as said
from wire.base import Message
from wire.phone import PhoneLine, PhoneView, PhoneWish

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
ID = "0f3c9a7e5b1d4c68"
VISIT = "b6a1d2c3e4f50617"

COMMANDS: tuple[Message, ...] = (
    said.AskTime(id=ID, visit=VISIT),
    said.ComeBack(id=ID, visit=VISIT),
    said.Leave(id=ID, visit=VISIT),
    said.ChooseLanguage(id=ID, visit=VISIT, language="de"),
)

VIEW = PhoneView(
    stage="called",
    ticket="A042",
    desk="3",
    alert=True,
    ring=41,
    fetched=True,
    said=(PhoneLine(key="phone.called", values={"balie": "3"}),),
    wishes=(PhoneWish(wish="undo", key="phone.wish.undo.leave", until=AT + 60_000),),
    over=True,
    survey="/mening/abc",
)
