"""The smallest Textual app that paints a word and another one for each key: what a kiosk's start
and its answers are measured against.
"""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """One line of text, which says how many keys were pressed."""

    keys = 0

    def compose(self) -> ComposeResult:
        yield Static("Good morning")

    def on_key(self) -> None:
        self.keys += 1
        self.query_one(Static).update(f"Key number {self.keys}.")


if __name__ == "__main__":
    Minimal().run()
