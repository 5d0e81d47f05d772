"""The desk's app: the sign-in while nobody is signed in, else the screen of the desk."""

from __future__ import annotations

from uuid import uuid4

from textual.screen import Screen

from kiosk.desk.screen import DeskScreen
from kiosk.desk.sign_in import SignInScreen
from kiosk.line import Clock, OpenLine
from kiosk.staff.app import Heard, Say, StaffApp
from wire.commands import OpenDesk, SignIn
from wire.views import AnyView, DeskView


class DeskApp(StaffApp):
    """One desk, named by its key in the set-up."""

    TITLE = "Balie"

    def __init__(
        self, open_line: OpenLine, clock: Clock, desk: str, language: str | None = None
    ) -> None:
        super().__init__(open_line, clock, language)
        self.desk = desk

    def get_default_screen(self) -> Screen[None]:
        return DeskScreen()

    def watch_view(self, view: AnyView | None) -> None:
        super().watch_view(view)
        if isinstance(view, DeskView):
            self._let_in(signed_in=bool(view.signed_in))

    def on_heard(self, heard: Heard) -> None:
        """Who has signed in wants to work: the desk opens at once."""
        if isinstance(heard.command, SignIn) and heard.answer.kind == "done":
            self.post_message(Say(OpenDesk(id=uuid4().hex, desk=self.desk)))

    def _let_in(self, *, signed_in: bool) -> None:
        asking = any(isinstance(screen, SignInScreen) for screen in self.screen_stack)
        if signed_in != asking:
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if not signed_in:
            self.push_screen(SignInScreen())
