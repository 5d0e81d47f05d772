"""The hall display as plain lines: each call once, what the hall does, when nothing is heard."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.wall import entry
from kiosk.wall.entry import TextWall
from kiosk.wall.lines import lines_of, written
from tests.town import at
from wire.displays import DisplaySetup, Notice, Span
from wire.frames import Beat, No, Shown, Welcome
from wire.link import Silence
from wire.rows import BoardCall
from wire.setup import Look, Setup
from wire.views import BoardView

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = at("10:00")
FRIDAY = "2026-11-20"


def a_setup(**changes):
    facts: dict[str, Any] = {
        "town": "Voorbeeldstad",
        "location": "hall",
        "location_name": "Hal",
        "languages": ("nl", "en"),
        "mode": "tickets",
        "look": Look(),
        "services": (),
        "desks": (),
    }
    return Setup(**(facts | changes))


def call(ring, ticket, desk, seconds_ago=0.0, key=None):
    return BoardCall(
        ring=ring, ticket=ticket, desk=desk, at=NOW - round(seconds_ago * 1000), key=key
    )


def board(*calls, **changes):
    facts: dict[str, Any] = {"mode": "tickets", "open": True, "calls": calls}
    return BoardView(**(facts | changes))


def texts(view, setup=None, now=NOW, language="nl", width=0):
    return written(lines_of(view, setup or a_setup(), now, ZONE, language), width)


def test_each_row_of_a_call_begins_with_its_number():
    told = board(call(1, "B107", "Spreekkamer Rood en wachtkamer"))
    assert texts(told, width=20) == ["B107 -> Spreekkamer", "B107 -> Rood en", "B107 -> wachtkamer"]
    assert texts(told, width=40) == ["B107 -> Spreekkamer Rood en wachtkamer"]
    assert texts(told, width=12) == ["B107 ->", "Spreekkamer", "Rood en", "wachtkamer"]


def test_a_live_call_is_its_number_and_desk():
    assert texts(board(call(1, "A042", "3"))) == ["A042 -> 3"]
    assert texts(board(call(1, "A042", "Balie 3"))) == ["A042 -> 3"]
    assert texts(board(call(1, "A042", "Desk 3")), language="en") == ["A042 -> 3"]
    assert texts(board(call(1, "A042", "Spreekkamer Rood"))) == ["A042 -> Spreekkamer Rood"]


def test_an_old_call_is_no_line_and_several_stand_oldest_first():
    view = board(call(3, "B107", "12"), call(2, "A042", "3", 5), call(1, "A041", "1", 60))
    assert texts(view) == ["A042 -> 3", "B107 -> 12"]


def test_no_line_is_longer_than_the_width():
    view = board(call(1, "A042", "Spreekkamer Rood"))
    assert texts(view, width=16) == ["A042 ->", "Spreekkamer Rood"]


def test_a_group_of_desks_hears_of_its_own_calls_only():
    setup = a_setup(display=DisplaySetup(layout="desks", desks=("3",)))
    view = board(call(2, "B107", "12", key="12"), call(1, "A042", "3", key="3"))
    assert texts(view, setup) == ["A042 -> 3"]


def test_hospitality_and_a_closed_hall_say_so_and_never_a_number():
    shown = texts(board(call(1, "A042", "3"), mode="hospitality"))
    assert shown == ["Wij halen u op in de wachtruimte. U ziet hier geen nummers."]
    closed = board(open=False, opens_at=at("12:30"))
    assert texts(closed) == ["Wij zijn nu gesloten.", "Vandaag zijn wij open vanaf 12:30."]
    assert texts(board(open=False, opens_at=at("09:00", "2026-11-23"))) == ["Wij zijn nu gesloten."]


NOTICE = {"nl": "De lift werkt niet.", "en": "The lift is out of order."}


@pytest.mark.parametrize(
    ("rule", "stands"),
    [
        ({}, True),
        ({"first": "2026-11-20", "last": "2026-11-20"}, True),
        ({"first": "2026-11-21"}, False),
        ({"last": "2026-11-19"}, False),
        ({"weekdays": (5,)}, True),
        ({"weekdays": (1, 6)}, False),
        ({"hours": Span(start="10:00", end="10:01")}, True),
        ({"hours": Span(start="09:00", end="10:00")}, False),
    ],
)
def test_a_text_of_the_town_stands_there_on_its_days_and_hours(rule, stands):
    setup = a_setup(display=DisplaySetup(notices=(Notice(texts=NOTICE, **rule),)))
    assert texts(board(), setup, language="en") == [NOTICE["en"]] * stands
    assert texts(board(call(1, "A042", "3")), setup) == ["A042 -> 3"], "a call goes first"


def test_two_texts_at_most_stand_there_and_one_without_this_language_has_its_own():
    notices = tuple(Notice(texts={"nl": f"Tekst {n}."}) for n in (1, 2, 3))
    setup = a_setup(display=DisplaySetup(notices=notices))
    assert texts(board(), setup, language="de") == ["Tekst 1.", "Tekst 2."]
    closed = texts(board(open=False), setup)
    assert closed == ["Wij zijn nu gesloten.", "Tekst 1.", "Tekst 2."]


class Stage:
    """A wall with a clock and a page that a test reads."""

    def __init__(self, **more):
        self.seconds = 100.0
        self.page: list[str] = []
        self.wall = TextWall(self.page.append, lambda: self.seconds, **more)

    def reports(self) -> int | None:
        """The newest call of which it says that it stands there."""
        told = self.wall.report()
        assert told is not None
        return told.ring

    def begins(self, setup=None):
        welcome = Welcome(device="w", role="display", location="hall", at=NOW)
        self.wall.hear(welcome)
        self.wall.hear(setup or a_setup())

    def sees(self, view):
        self.wall.hear(Shown(seq=1, at=NOW, view=view))
        self.wall.look()

    def writes(self):
        self.wall.look()
        page, self.page[:] = list(self.page), []
        return page


def test_each_call_is_written_once_and_a_recall_again():
    stage = Stage()
    assert stage.writes() == []
    stage.begins()
    stage.sees(board(call(1, "A042", "3")))
    stage.sees(board(call(1, "A042", "3"), over_promise=True))
    assert stage.writes() == ["A042 -> 3"]
    stage.sees(board(call(2, "A042", "3")))
    assert stage.writes() == ["A042 -> 3"]


def test_an_outage_is_told_once_within_five_seconds_and_a_short_one_not():
    stage = Stage()
    stage.begins()
    stage.sees(board())
    stage.wall.hear(Silence("closed"))
    stage.wall.hear(Silence("again"))
    stage.seconds += 3
    assert stage.writes() == []
    assert stage.wall.report() is None
    stage.seconds += 1.5
    assert stage.writes() == ["Geen verbinding. Kijk bij de balie."]
    assert stage.writes() == []
    stage.begins()
    stage.sees(board(call(1, "A042", "3")))
    assert stage.writes() == ["A042 -> 3"], "what was missed"


def test_the_host_is_told_what_stands_there_and_every_ten_seconds_that_it_is_there():
    stage = Stage()
    assert stage.wall.report() is None
    stage.begins()
    stage.sees(board(call(7, "A042", "3"), call(6, "A041", "1", 60)))
    assert stage.reports() == 7
    assert stage.wall.report() is None
    stage.seconds += 10
    assert stage.reports() == 7
    stage.begins()
    assert stage.reports() == 7, "a new line: the host may not have heard it"


def test_all_of_it_at_once_is_the_calls_newest_first_or_what_the_hall_does():
    stage = Stage(wish="en")
    stage.wall.show_all()
    assert stage.page.pop() == "No connection. Please look at the desks."
    stage.begins()
    stage.sees(board(call(2, "B107", "12", 90), call(1, "A042", "3", 200)))
    stage.page.clear()
    stage.wall.show_all()
    assert stage.page == ["B107 -> 12", "A042 -> 3"]
    stage.wall.hear(Shown(seq=2, at=NOW, view=board(open=False)))
    stage.page.clear()
    stage.wall.show_all()
    assert stage.page == ["We are closed now."]


def test_time_goes_on_between_two_frames_and_a_refusal_is_kept():
    stage = Stage(wish="xx")
    stage.begins()
    stage.sees(board(call(1, "A042", "3")))
    stage.page.clear()
    stage.seconds += 44
    assert stage.wall.now == NOW + 44_000
    stage.wall.hear(Beat(at=NOW + 46_000))
    stage.wall.look()
    assert stage.wall.before == set(), "no longer live"
    assert stage.wall.language == "nl"
    stage.wall.hear(No(word="not_paired"))
    assert stage.wall.refused == "not_paired"


class FallingLink:
    """A line whose task ends by a fault of our own."""

    def __init__(self, url, hello, heard):
        pass

    async def run(self):
        raise ValueError("what nobody thought of")


def test_a_line_that_ends_by_a_fault_ends_the_program_so_that_it_is_started_again(
    capsys, monkeypatch
):
    monkeypatch.setattr(entry, "Link", FallingLink)
    assert entry.run("ws://127.0.0.1:9/ws", "token") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    last = shown.err.strip().splitlines()[-1]
    assert last == "the line to the host has ended: ValueError: what nobody thought of"


def test_a_wall_of_plain_lines_needs_no_textual():
    code = "import sys, kiosk.wall.entry; print('textual' in sys.modules)"
    house = Path(__file__).parent.parent
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=house, check=True
    )
    assert shown.stdout.strip() == "False"
