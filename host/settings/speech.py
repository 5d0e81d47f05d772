"""The part of `balie.toml` that says how a hall sounds: which languages a call is spoken in, how
loud, and when it is quiet.
"""

from collections.abc import Iterator, Sequence
from datetime import time
from typing import Annotated

from pydantic import Field

from host.settings.parts import Hours, Part
from wire.base import Language

Where = tuple[str | int, ...]


class Speech(Part):
    """How the displays of one hall call. Speaking needs the extra `speech` or the town's own
    recordings; without either there is a gong.
    """

    on: bool = True
    """Whether calls are spoken; if not, there is the gong."""
    languages: tuple[Language, ...] = ()
    """In which a call may be spoken; empty: in each of the town's that has a voice."""
    own_language: bool = True
    """Whether the town's own language follows that of the visitor."""
    volume: Annotated[int, Field(ge=0, le=100)] = 100
    """Of gong and voice; 0 is silence."""
    quiet_hours: tuple[Hours, ...] = ()
    """From when until when nothing sounds, every day; calls are only shown."""
    drop_after_seconds: Annotated[int, Field(ge=5, le=300)] = 60
    """A call that had to wait so long for others to end is not sounded any more."""
    words_per_minute: Annotated[int, Field(ge=80, le=250)] = 145
    """How fast the voice speaks."""
    pitch: Annotated[int, Field(ge=0, le=100)] = 45
    """How high it speaks."""
    recordings: str = ""
    """Folder with the town's own recordings, beside the settings file; they go first."""

    def is_quiet(self, clock: time) -> bool:
        """Whether nothing sounds at this local time."""
        return any(first <= clock < last for first, last in self.quiet_hours)

    def spoken(self, language: str, own: str) -> tuple[str, ...]:
        """The languages of a call, in their order: the visitor's, then the town's own, once."""
        wanted = (language, own) if self.own_language or not language else (language,)
        told = dict.fromkeys(each for each in wanted if self._may(each))
        return tuple(told) or ((own,) if self._may(own) else ())

    def _may(self, language: str) -> bool:
        return bool(language) and (not self.languages or language in self.languages)


def speech_faults(
    speech: Speech, location: str, languages: Sequence[str]
) -> Iterator[tuple[Where, str]]:
    """What is wrong with `[locations.X.speech]`: languages that the town does not have."""
    for language in speech.languages:
        if language not in languages:
            yield (
                ("locations", location, "speech", "languages"),
                f'"{language}" is none of the town\'s languages',
            )
