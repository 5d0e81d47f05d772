"""Each call's sounds by address: which languages, from which source, made once and kept for a
while. Only what stands on a board can be asked for, so that nobody makes the host say anything
else.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import structlog

from host.settings import Settings
from host.settings.speech import Speech as Told
from host.speech.recordings import Recordings
from host.speech.sentence import mark_of, sentence
from voice.espeak import Manner
from voice.sound import to_wav
from voice.voice import Voice, languages

log = structlog.get_logger()
FILES_KEPT = 48
"""Some twelve megabytes: as many calls as stand on four boards in two languages."""
ADDRESSES_KEPT = 4_000
VERSION = b"1"
"""Of how sounds are made. An address stands for one sound for ever; another way needs another."""


@dataclass(frozen=True)
class Call:
    """One call as it is spoken. `language` is the visitor's; empty: nobody knows it."""

    ticket: str
    desk: str
    language: str = ""


@dataclass(frozen=True)
class _Spoken:
    """One sentence of a call."""

    location: str
    language: str
    ticket: str
    mark: str


class Speech:
    """All halls of a host. Takes new settings by itself, in the loop; their recordings are read
    beside it, since a folder may be large and a disk slow, and until then the former ones speak.
    """

    def __init__(self, settings: Callable[[], Settings], folder: Path, secret: bytes) -> None:
        """`folder`: of the settings file; `secret`: of the host, the same in all its processes."""
        self._settings_now = settings
        self._folder = folder
        self._secret = secret
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, asyncio.Task[bytes | None]] = {}
        self._voices: dict[Manner, Voice] = {}
        self._addresses: dict[tuple[str, Call], tuple[str, ...]] = {}
        self._settings = settings()
        self._recorded = self._read(self._settings)
        self._reading: asyncio.Task[None] | None = None

    def _read(self, settings: Settings) -> dict[str, Recordings]:
        """What a location's own folder holds. Waits for the disk, and for the voice to start."""
        if any(place.speech.on for place in settings.locations.values()):
            languages()  # now, rather than when the first visitor is called
        return {
            name: Recordings(self._folder / place.speech.recordings)
            if place.speech.recordings
            else Recordings(None)
            for name, place in settings.locations.items()
        }

    async def _read_again(self, settings: Settings) -> None:
        found = await asyncio.to_thread(self._read, settings)
        if settings is self._settings:
            self._recorded = found
            self._addresses.clear()

    @property
    def settings(self) -> Settings:
        if self._settings_now() is not self._settings:
            self._settings = self._settings_now()
            self._addresses.clear()
            self._reading = asyncio.create_task(self._read_again(self._settings))
        return self._settings

    def addresses(self, location: str, call: Call) -> tuple[str, ...]:
        """Where the sounds of a call are, in the order to be played; empty: only a gong."""
        known = self._told(location)
        found = self._addresses.get((location, call))
        if found is None:
            if len(self._addresses) >= ADDRESSES_KEPT:
                self._addresses.clear()
            spoken = self._spoken(location, known, call)
            found = tuple(f"/speech/{location}/{self._name(each)}.wav" for each in spoken)
            self._addresses[location, call] = found
        return found

    async def file(self, location: str, calls: Iterable[Call], name: str) -> bytes | None:
        """The WAV of one of these calls; None when the name stands for none of them."""
        for call in calls:
            for spoken in self._spoken(location, self._told(location), call):
                if self._name(spoken) == name:
                    return await self._made(spoken, name)
        return None

    def recordings(self, location: str) -> Recordings:
        """The town's own of a location."""
        return self._recorded[location]

    def sample(self, location: str, language: str, ticket: str, mark: str) -> bytes | None:
        """A call as it would be spoken, for whoever sets up a hall. Waits for it."""
        return self._make(_Spoken(location, language, ticket, mark))

    def _told(self, location: str) -> Told:
        return self.settings.locations[location].speech

    def _spoken(self, location: str, told: Told, call: Call) -> list[_Spoken]:
        if not told.on or not call.ticket:
            return []
        offered = self._settings.town.languages
        mark = mark_of(call.desk, offered)
        wanted = told.spoken(call.language if call.language in offered else "", offered[0])
        made = [_Spoken(location, language, call.ticket, mark) for language in wanted]
        return [each for each in made if self._can(each)]

    def _can(self, spoken: _Spoken) -> bool:
        """By the recordings that are there, or by a voice."""
        recorded = self._recorded[spoken.location]
        if recorded.has(spoken.language, spoken.ticket, spoken.mark):
            return True
        text = sentence(spoken.language, spoken.ticket, spoken.mark)
        return text is not None and spoken.language in languages()

    def _name(self, spoken: _Spoken) -> str:
        """Says nothing to who does not know the call; the same in every process of the host."""
        told = self._told(spoken.location)
        stamp = self._recorded[spoken.location].stamp
        what = (spoken.language, spoken.ticket, spoken.mark, told.words_per_minute, told.pitch)
        said = repr((*what, stamp)).encode()
        return blake2b(said, digest_size=12, key=self._secret[:64], salt=VERSION).hexdigest()

    async def _made(self, spoken: _Spoken, name: str) -> bytes | None:
        """Fifty displays ask at once; it is made once."""
        if name in self._files:
            self._files.move_to_end(name)
            return self._files[name]
        if name not in self._making:
            work = asyncio.to_thread(self._make, spoken)
            self._making[name] = asyncio.create_task(work)
        try:
            made = await asyncio.shield(self._making[name])
        finally:
            if name in self._making and self._making[name].done():
                del self._making[name]
        if made is not None:
            self._files[name] = made
            while len(self._files) > FILES_KEPT:
                self._files.popitem(last=False)
        return made

    def _make(self, spoken: _Spoken) -> bytes | None:
        recorded = self._recorded[spoken.location]
        own = recorded.call(spoken.language, spoken.ticket, spoken.mark)
        if own is not None:
            return to_wav(own)
        text = sentence(spoken.language, spoken.ticket, spoken.mark)
        if text is None:
            return None
        made = self._voice(spoken.location).say(text, spoken.language)
        if made is None and spoken.language in languages():
            log.warning("voice_failed", language=spoken.language)
        return made

    def _voice(self, location: str) -> Voice:
        told = self._told(location)
        manner = Manner(words_per_minute=told.words_per_minute, pitch=told.pitch)
        return self._voices.setdefault(manner, Voice(manner, kept_bytes=0))
