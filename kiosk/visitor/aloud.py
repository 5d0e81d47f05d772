"""A page as it is read aloud: the words of the screen, each in its language, and each option with
its key. Makes texts only; knows no sound.
"""

from __future__ import annotations

import re

from kiosk.speaker import Said
from visitor.page import Option, Page
from visitor.tongues import parts_of
from voice.spelling import spelled
from wire.words import say

KEYS = {"*": "speech.key.star", "Esc": "speech.key.escape", "Enter": "speech.key.enter"}
"""Keys that are no digit."""
_TICKET = re.compile(r"\b[A-Z]\d{2,4}\b")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})\b")
_PART = re.compile(r"\((\d+)/(\d+)\)")
_RANGE = re.compile(r"\b(\d+)\s?[–-]\s?(\d+)\b")


def read(page: Page) -> tuple[Said, ...]:
    """The whole page: title, lines, list, what can be chosen, small print, and last the three keys
    that every page has.
    """
    texts = [page.title, *page.lines, *page.points]
    if page.big and not any(page.big in text for text in texts):
        texts.append(page.big)
    said = [part for text in texts for part in _texts(page, text)]
    for option in page.options:
        said += read_option(page, option)
    said += _texts(page, page.note)
    for each in (page.more, page.back, page.help):
        said += read_option(page, each) if each is not None else ()
    return tuple(said)


def read_option(page: Page, option: Option) -> list[Said]:
    """What it is and its key, in each language in which it stands there; then what is told of
    it.
    """
    key = "speech.option.on" if option.on else "speech.option"
    said = []
    for language, label in parts_of(option.label):
        tongue = language or page.language
        press = say(tongue, KEYS[option.key]) if option.key in KEYS else option.key
        if label == option.key and option.on is None:
            said.append((tongue, say(tongue, "speech.option.bare", toets=press)))
            continue
        text = say(tongue, key, tekst=plain(label, tongue).rstrip("."), toets=press)
        said.append((tongue, text))
    return said + _texts(page, option.detail)


def news(before: Page | None, page: Page) -> tuple[Said, ...]:
    """What is to be read when a page follows another: all of it, or only what a key has changed. A
    clock that counts down and waits that change are no news.
    """
    if before is None or _face(before) != _face(page):
        return read(page)
    if page.typed is not None and page.typed != before.typed:
        return (_typed(before.typed or "", page),)
    marks = {option.key: option.on for option in before.options}
    changed = [option for option in page.options if option.on != marks.get(option.key)]
    return tuple(part for option in changed for part in read_option(page, option))


def plain(text: str, language: str) -> str:
    """As a person would say it: tickets sign by sign; times, ranges and "(1/2)" in words."""
    text = _TICKET.sub(lambda found: spelled(found.group(), language), text)
    text = _TIME.sub(lambda found: _time(language, int(found[1]), found[2]), text)
    text = _PART.sub(
        lambda found: say(language, "speech.part", nummer=found[1], aantal=found[2]), text
    )
    return _RANGE.sub(lambda found: say(language, "speech.range", van=found[1], tot=found[2]), text)


def _texts(page: Page, text: str) -> list[Said]:
    found = [(language or page.language, part.strip()) for language, part in parts_of(text)]
    return [(language, plain(part, language)) for language, part in found if part]


def _face(page: Page) -> tuple[object, ...]:
    labels = tuple((option.key, option.label) for option in page.options)
    return page.step, page.language, page.title, labels, page.points, page.typed is None


def _typed(before: str, page: Page) -> Said:
    typed = page.typed or ""
    if not typed:
        return page.language, say(page.language, "speech.empty")
    sign = typed[-1] if typed.startswith(before) and len(typed) == len(before) + 1 else typed
    told = spelled(sign, page.language) or sign
    return page.language, say(page.language, "speech.typed", teken=told)


def _time(language: str, hour: int, minute: str) -> str:
    if minute == "00":
        return say(language, "speech.time.whole", uur=hour)
    return say(language, "speech.time", uur=hour, minuut=int(minute))
