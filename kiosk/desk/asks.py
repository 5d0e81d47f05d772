"""What a desk must be asked before some wishes can be said: a reason, a time, services, a note, an
outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast, get_args
from uuid import uuid4

from kiosk.desk.handout import choose_other_way, plan_collect
from kiosk.desk.keys import DESK_KEYS, is_on
from kiosk.staff.app import Say
from kiosk.staff.callbacks.key import HINT, has_callbacks
from kiosk.staff.choose import Choose, ParkDialog, ask_sure
from kiosk.staff.form import Build, Values, VisitForm
from kiosk.staff.visit_forms import open_form
from wire.base import Millis
from wire.commands import Command, HandOver, MarkTimesWrong, Park, PauseDesk, ServeNow
from wire.commands.command import Outcome, PauseReason
from wire.views import DeskView

if TYPE_CHECKING:
    from kiosk.desk.screen import DeskScreen


class Asks:
    """Opens the dialog of a wish on the desk's screen; what comes of it is said there."""

    def __init__(self, screen: DeskScreen) -> None:
        self.screen = screen

    def ask(self, wish: str, view: DeskView) -> None:
        """Asks what staff must add to this wish."""
        match wish:
            case "mark_times_wrong":
                question = self.screen.pen.say("sure.mark_times_wrong")
                ask_sure(self.screen.staff, question, self._mark_times_wrong)
            case "park":
                self.screen.app.push_screen(ParkDialog(self._park))
            case "pause_desk":
                self._choose("pause", get_args(PauseReason), self._pause, main="break")
            case "outcome":
                self._choose(
                    "outcome", get_args(Outcome), self._set_outcome, main=self.screen.outcome
                )
            case "hand_over":
                self._form("hand_over", ("services", "to_desk", "note"), self._hand_over)
            case "serve_now":
                self._form("serve_now", ("services", "persons"), self._serve_now)
            case "plan_collect":
                plan_collect(self.screen.staff, view)
            case "choose_handout":
                choose_other_way(self.screen.staff, view, self._say)
            case "change_visit" | "annotate" if view.visit is not None:
                open_form(wish, view.visit, self.screen.staff)

    def more(self, view: DeskView) -> None:
        """All keys that are on and do not stand on the main row."""
        pen = self.screen.pen
        wishes = [each for each in DESK_KEYS if is_on(each.wish, view) and not each.main]
        if "come_to_fetch" in view.can:
            wishes += [
                each for each in DESK_KEYS if each.wish == "recall" and is_on("recall", view)
            ]
        choices = [(each.letter, pen.say(f"do.{each.wish}"), each.wish) for each in wishes]
        choices.append(("A", pen.say("do.agenda"), "agenda"))
        if has_callbacks(self.screen.staff):
            choices.append((HINT, pen.say("do.callbacks"), "callbacks"))
        self.screen.app.push_screen(Choose(pen.say("form.more"), choices, self._chosen))

    def _chosen(self, wish: str) -> None:
        if wish == "agenda":
            self.screen.action_agenda()
        elif wish == "callbacks":
            self.screen.action_callbacks()
        else:
            self.screen.action_wish(wish)

    def _choose(
        self, group: str, words: tuple[str, ...], then: Callable[[str], None], main: str
    ) -> None:
        pen = self.screen.pen
        choices = [(str(place), pen.word(group, word), word) for place, word in enumerate(words, 1)]
        self.screen.app.push_screen(Choose(pen.say(f"form.{group}"), choices, then, main=main))

    def _form(self, wish: str, fields: tuple[str, ...], build: Build) -> None:
        pen, view = self.screen.pen, self.screen.view
        here = view.visit if view is not None and wish == "hand_over" else None
        who = pen.who(here) if here is not None else ""
        self.screen.app.push_screen(VisitForm(pen.say(f"form.{wish}"), fields, build, who=who))

    def _mark_times_wrong(self) -> None:
        self._say(MarkTimesWrong(id=uuid4().hex, desk=self.screen.desk))

    def _park(self, until: Millis, asked: bool) -> None:
        self._say(Park(id=uuid4().hex, desk=self.screen.desk, until=until, asked_by_visitor=asked))

    def _pause(self, reason: str) -> None:
        self._say(
            PauseDesk(id=uuid4().hex, desk=self.screen.desk, reason=cast("PauseReason", reason))
        )

    def _set_outcome(self, outcome: str) -> None:
        self.screen.outcome = cast("Outcome", outcome)
        self.screen.look_again()

    def _hand_over(self, values: Values) -> Command | str:
        if not values["services"] and not values["to_desk"]:
            return "field.required_desk"
        return HandOver(
            id=uuid4().hex,
            desk=self.screen.desk,
            services=values["services"] or None,
            to_desk=values["to_desk"] or None,
            note=values["note"],
        )

    def _serve_now(self, values: Values) -> Command | str:
        if not values["services"]:
            return "field.required"
        services, persons = values["services"], values["persons"]
        return ServeNow(id=uuid4().hex, desk=self.screen.desk, services=services, persons=persons)

    def _say(self, command: Command) -> None:
        self.screen.post_message(Say(command, self.screen))
