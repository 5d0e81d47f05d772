"""What happens because of a command: the one door to the rules. Judges, and changes nothing."""

from collections.abc import Callable
from typing import TypeVar, cast

from host.core import (
    alone,
    badges,
    booking,
    calling,
    check_in,
    desks,
    hall,
    handout,
    phone,
    room,
    roster,
    rounds,
    slips,
    ticks,
    undo,
)
from host.core.day import Day
from host.core.entry import Sender
from host.core.events import AnyEvent
from wire.commands import AnyCommand, Command

Rule = Callable[[Day, Command, Sender, int], list[AnyEvent]]
_C = TypeVar("_C", bound=Command)


def decide(day: Day, command: AnyCommand, sender: Sender, now: int) -> list[AnyEvent]:
    """The events of a command at a moment (milliseconds UTC); an empty list: nothing to do, and
    that is fine.

    Raises Refused with one stable word. That the sender's role may say it, and that the id is new,
    the host has checked; `sign_in` is the host's own.
    """
    return RULES[command.kind](day, command, sender, now)


def _rule(rule: Callable[[Day, _C, Sender, int], list[AnyEvent]]) -> Rule:
    return cast(Rule, rule)


RULES: dict[str, Rule] = {
    "check_in": _rule(check_in.check_in),
    "take_ticket": _rule(check_in.take_ticket),
    "bring_ticket": _rule(alone.bring_ticket),
    "call_for_help": _rule(hall.call_for_help),
    "answer_help": _rule(hall.answer_help),
    "annotate": _rule(hall.annotate),
    "prioritise": _rule(hall.prioritise),
    "change_visit": _rule(hall.change_visit),
    "put_back": _rule(hall.put_back),
    "mark_left": _rule(hall.mark_left),
    "print_again": _rule(slips.print_again),
    "undo": _rule(undo.undo),
    "open_desk": _rule(desks.open_desk),
    "pause_desk": _rule(desks.pause_desk),
    "close_desk": _rule(desks.close_desk),
    "call_next": _rule(calling.call_next),
    "call_visit": _rule(calling.call_visit),
    "recall": _rule(calling.recall),
    "come_to_fetch": _rule(calling.come_to_fetch),
    "meet": _rule(calling.meet),
    "not_here": _rule(calling.not_here),
    "end_visit": _rule(calling.end_visit),
    "park": _rule(calling.park),
    "hand_over": _rule(calling.hand_over),
    "serve_now": _rule(calling.serve_now),
    "choose_handout": _rule(handout.choose_handout),
    "mark_times_wrong": _rule(calling.mark_times_wrong),
    "leave_phone": _rule(room.leave_phone),
    "ask_in": _rule(room.ask_in),
    "give_badge": _rule(badges.give_badge),
    "take_badge": _rule(badges.take_badge),
    "print_inside": _rule(badges.print_inside),
    "report_slip": _rule(slips.report_slip),
    "hold_slot": _rule(booking.hold_slot),
    "release_hold": _rule(booking.release_hold),
    "book_appointment": _rule(booking.book_appointment),
    "move_appointment": _rule(booking.move_appointment),
    "cancel_appointment": _rule(booking.cancel_appointment),
    "shut_desk": _rule(roster.shut_desk),
    "reopen_desk": _rule(roster.reopen_desk),
    "book_round": _rule(rounds.book_round),
    "cancel_round": _rule(rounds.cancel_round),
    "move_round": _rule(rounds.move_round),
    "ask_time": _rule(phone.ask_time),
    "come_back": _rule(phone.come_back),
    "leave": _rule(phone.leave),
    "choose_language": _rule(phone.choose_language),
    "tick": _rule(ticks.tick),
}
"""The rule of each kind of command."""
