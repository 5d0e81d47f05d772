"""The kiosk that reads each page aloud: a key stops it, one repeats the page, two set how loud.

The page on which a visit begins is read when somebody is there, not to an empty hall.
"""

from __future__ import annotations

from typing import Any

from textual import events

from kiosk.speaker import STEPS, Said, Speaker
from kiosk.visitor.aloud import news, read
from kiosk.visitor.app import KioskApp
from visitor import steps
from visitor.page import Page
from wire.words import say

AGAIN_KEYS = frozenset({"/", "f2"})
LOUDER_KEYS = frozenset({".", ",", "f4"})
"""On a keypad: after the loudest comes the softest."""
SOFTER_KEYS = frozenset({"f3"})
THERE_MILLIS = 2_000
"""So long after a key somebody is surely there."""


class SpeakingApp(KioskApp, inherit_bindings=False):
    """Without a `speaker` it is silent."""

    def __init__(self, *arguments: Any, speaker: Speaker | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._speaker = speaker
        self._read: Page | None = None
        self._began = self._touched

    @property
    def mute(self) -> str:
        """Why it fell silent, if it did."""
        return self._speaker.fault if self._speaker is not None else ""

    def on_key(self, event: events.Key) -> None:
        """Whoever presses a key has heard enough. The key itself goes on as ever."""
        if self._speaker is not None:
            self._speaker.hush()

    def on_unmount(self) -> None:
        if self._speaker is not None:
            self._speaker.close()

    def repaint(self) -> None:
        super().repaint()
        if self._speaker is None:
            return
        page, before = self.shown, self._read
        self._read = page
        if page is before:
            return
        nobody = steps.is_first(self.session) and not self._is_there
        if nobody:
            self._speaker.hush()  # the next one does not hear what was told to the last
            self._speaker.reset()
        elif said := news(before, page):
            self._speaker.say(said + self._keys(page))

    def _keys(self, page: Page) -> tuple[Said, ...]:
        """Told once a visit: which keys are about the sound."""
        told = page.step == "start"
        return ((page.language, say(page.language, "speech.keys")),) if told else ()

    @property
    def _is_there(self) -> bool:
        touched = self._touched != self._began
        return touched and self.clock() - self._touched < THERE_MILLIS

    def _finger(self, event: events.Key, asleep: bool) -> None:
        """A key that means nothing here reads the page again: whoever tries one hears what may be
        done.
        """
        key = event.character if event.character and event.character.isprintable() else event.key
        if self._speaker is None:
            super()._finger(event, asleep)
        elif not self._means(self._speaker, key):
            before = self.shown
            super()._finger(event, asleep)
            if self.shown is before and before.typed is None and self.idle:
                self._speaker.say(read(before))

    def _means(self, speaker: Speaker, key: str) -> bool:
        """Whether the key is about the sound."""
        if key in AGAIN_KEYS:
            speaker.say(read(self.shown))
            return True
        if key not in LOUDER_KEYS | SOFTER_KEYS:
            return False
        if key in SOFTER_KEYS:
            speaker.louder(-1)
        else:
            speaker.louder(1 if speaker.step < STEPS else 1 - STEPS)
        told = say(self.shown.language, "speech.volume", stap=speaker.step, stappen=STEPS)
        speaker.say(((self.shown.language, told),))
        return True
