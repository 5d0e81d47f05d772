"""`balie speech`: what each language of the halls is spoken with, which recordings are missing, and
a sample to listen to. Needs no running host.
"""

from collections.abc import Iterator
from pathlib import Path

from host.settings import Settings, read
from host.speech.calls import Speech
from host.speech.recordings import DESK, NUMBER
from host.speech.sentence import mark_of, sentence
from host.tools import said
from voice.sound import from_wav
from voice.voice import languages

SAMPLE = "042"


@said
def speech(path: Path, location: str = "", out: Path | None = None) -> int:
    """Tells it of one location or all; writes a sample call of each language into `out`. The exit
    code: 1 when there is no such location, the settings are faulty or the folder cannot be
    written.
    """
    settings = read(path)
    teller = Speech(lambda: settings, path.parent, b"")
    for name in [location] if location else settings.locations:
        for line in _told(settings, teller, name, out):
            print(line)
    return 0


def _told(settings: Settings, teller: Speech, location: str, out: Path | None) -> Iterator[str]:
    told = settings.locations[location].speech
    yield f"{location}: {'speaks' if told.on else 'only the gong'}, volume {told.volume}"
    recorded = teller.recordings(location)
    spoken = languages()
    for language in settings.town.languages:
        parts = parts_needed(settings, location)
        missing = recorded.missing(language, parts)
        own = "none" if len(missing) == len(parts) else f"{len(parts) - len(missing)} parts"
        voice = "a voice" if language in spoken else "no voice"
        if sentence(language, "A1", "1") is None:
            voice = "no sentence"
        yield f"  {language}: {voice}; recordings: {own}"
        if missing and len(missing) < len(parts):
            yield f"     missing: {', '.join(missing)}"
        if out is not None:
            yield from _sample(settings, teller, location, language, out)


def _sample(
    settings: Settings, teller: Speech, location: str, language: str, out: Path
) -> Iterator[str]:
    """One call, as the hall would hear it."""
    ticket = sorted({each.group for each in settings.services.values()})[0] + SAMPLE
    desk = next(iter(settings.locations[location].desks.values()))
    label = desk.label or next(iter(settings.locations[location].desks))
    wav = teller.sample(location, language, ticket, mark_of(label, settings.town.languages))
    if wav is None:
        yield f"     {language}: nothing to be heard"
        return
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{location}-{language}.wav"
    file.write_bytes(wav)
    sound = from_wav(wav)
    yield f"     {file}: {sound.seconds:.1f} s, {sound.level_dbfs:.1f} dBFS"


def parts_needed(settings: Settings, location: str) -> list[str]:
    """Every part that a call of this location may need: letters, digits, desks."""
    place = settings.locations[location]
    letters = sorted({settings.services[name].group for name in settings.services_of(location)})
    marks = [
        mark_of(desk.label or key, settings.town.languages) for key, desk in place.desks.items()
    ]
    return list(dict.fromkeys([NUMBER, *letters, *"0123456789", DESK, *marks]))
