"""Every page that a visitor can reach, in every language: followed key by key, without a screen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.kiosk_stand_in import A_TICKET, NOW, a_setup, a_view, at, done, found, no
from visitor import appointment, entrance, rating, steps
from visitor.hall import Hall
from visitor.page import Ask, Own, Page, Session, Take, Then

FOUND = ("on_time", "early", "late", "too_early", "too_late", "wrong_day", "wrong_place")
ANSWERS: dict[str, list[Any]] = {
    "find_appointment": [
        *(found(word, opens_at=at("10:15"), location_name="Zuid") for word in FOUND),
        *(found(word, ticket="B017") for word in ("already_here", "cancelled")),
        found("already_here", ticket="B017", over=True),
        found("too_early", opens_at=at("11:15"), appointed=at("11:30")),
        no("code_unknown"),
        no("too_fast"),
    ],
    "check_in": [A_TICKET, done(fetch=True), done(ticket="A001", word="late"), no("day_closed")],
    "take_ticket": [
        A_TICKET,
        done(fetch=True),
        done(ticket="A043", outside="ask"),
        no("closed_now"),
        no("service_unknown"),
    ],
    "leave_phone": [done(), no("phone_unfit"), no("move_not_possible"), no("day_closed")],
    "call_for_help": [done(), no("day_closed")],
}
HALLS = {
    "tickets": Hall(a_setup(), a_view(), NOW, "Europe/Amsterdam", scanner=True),
    "fetching": Hall(a_setup(mode="hospitality"), a_view(printer="none"), NOW, "Europe/Amsterdam"),
    "no paper": Hall(a_setup(), a_view(printer="out", choices=()), NOW, "Europe/Amsterdam"),
    "a page": Hall(
        a_setup(),
        a_view(),
        NOW,
        "Europe/Amsterdam",
        booking="https://waterrijk.example/afspraak",
        bookable=frozenset({"paspoort", "uittreksel"}),
    ),
    "alone": Hall(a_setup(), a_view(), NOW, "Europe/Amsterdam", alone=True),
}


def outcomes(then: Then) -> Iterator[Session]:
    """Where a choice may lead, for every answer that a host may give."""
    if isinstance(then, Session):
        yield then
        return
    if isinstance(then, Take):
        yield then.then(Own("Z001", "asked"))
        yield then.then(None)
        return
    said: Any = then.make("0123456789abcdef")
    for answer in ANSWERS[said.kind]:
        yield from outcomes(then.then(answer(said)))


def reachable(hall: Hall, language: str) -> dict[tuple[str, ...], Page]:
    """All pages, each by its step and what stands on it."""
    pages: dict[tuple[str, ...], Page] = {}
    ahead: list[Session] = [Session(language=language).to("start")]
    while ahead:
        session = ahead.pop()
        page = steps.page_of(hall, session)
        name = (
            page.step,
            page.title,
            str(page.typed),
            *page.lines,
            *(each.label + each.detail for each in page.options),
        )
        if name in pages or session.step == "language":
            continue
        pages[name] = page
        if session.step == "code" and not session.code:
            ahead += [replace(session, code="A7C9K2"), session.to("nine")]
            ahead += outcomes(appointment.look_up(hall, session, "123456782"))
        if session.step == "phone" and not session.code:
            ahead.append(replace(session, code="0612345678"))
        for option in (*page.options, page.more, page.help):
            if option is not None:
                ahead += outcomes(option.then)
    return pages


@pytest.mark.parametrize("hall", HALLS.values(), ids=HALLS)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_every_page_has_words_help_and_a_way_on(hall, language):
    for page in reachable(hall, language).values():
        assert page.title
        assert page.language == language
        assert page.help is not None
        assert page.back is not None or page.options[0].key == "1"
        assert len(page.options) <= (8 if page.tiles else 5)


@pytest.mark.parametrize("hall", HALLS.values(), ids=HALLS)
def test_a_key_means_the_same_in_every_language(hall):
    def keys(language: str) -> set[tuple[str, ...]]:
        pages = reachable(hall, language).values()
        return {(page.step, *(option.key for option in page.options)) for page in pages}

    assert keys("nl") == keys("en") == keys("de")


def test_every_step_of_the_way_can_be_reached():
    seen = {page.step for hall in HALLS.values() for page in reachable(hall, "nl").values()}
    assert seen == set(steps.PAGES) - {"language"} - set(rating.PAGES)


@pytest.mark.parametrize("hall", HALLS.values(), ids=HALLS)
def test_a_last_page_says_where_to_go_next(hall):
    for page in reachable(hall, "nl").values():
        if page.step in steps.ENDINGS and page.typed is None:
            told = " ".join((page.title, *page.lines)).lower()
            ways = (
                "neem plaats",
                "neem nog even plaats",
                "kom terug om",
                "komt iemand naar u toe",
                "loop naar",
                "wacht buiten",
            )
            assert any(way in told for way in (*ways, "kijk op het scherm", "haalt u op")), told


def test_what_is_asked_is_made_anew_with_each_id():
    page = steps.page_of(HALLS["tickets"], Session(language="nl").to("start"))
    assert page.help is not None
    ask = page.help.then
    assert isinstance(ask, Ask)
    assert ask.make("a" * 8) == ask.make("a" * 8) != ask.make("b" * 8)


def test_the_two_pages_of_a_wrong_code_differ_and_promise_no_place():
    hall = HALLS["tickets"]
    for language in ("nl", "en", "de"):
        first, second = (
            appointment.unknown_code(hall, Session(language=language, tries=n)) for n in (1, 2)
        )
        assert first.title != second.title
        assert first.lines != second.lines
        told = " ".join((second.title, *second.lines)).lower()
        assert not any(word in told for word in ("uw plek", "your place", "ihren platz"))


def test_a_wait_of_one_number_is_said_as_one_number():
    from visitor.hall import minutes

    assert minutes("nl", 5, 5) == "5"
    assert minutes("nl", 5, 10) == "5 tot 10"
    assert minutes("nl", None, 10) == "10"
    assert minutes("nl", None, None) == ""


def test_a_code_scanned_before_the_language_is_said_to_be_read_in_every_language():
    hall = HALLS["tickets"]
    told = " ".join(entrance.language(hall, Session(code="A7C9K2")).lines)
    assert "Code gelezen. Kies uw taal." in told
    assert "Code read." in told
    assert "Code gelesen." in told
    assert "Code" not in " ".join(entrance.language(hall, Session()).lines)


def test_another_place_is_named_only_after_five_minutes_of_silence():
    setup = a_setup()
    assert setup.backup
    for tongue in ("", "nl"):
        soon = entrance.away(setup, tongue, 4 * 60_000 + 59_000).lines
        late = entrance.away(setup, tongue, 5 * 60_000).lines
        assert not any(setup.backup in line for line in soon)
        assert any(setup.backup in line for line in late)


def test_starting_and_away_need_no_town():
    assert entrance.starting().lines
    assert "Loop naar de ontvangst. Wij helpen u daar." in entrance.away(None, "").lines
