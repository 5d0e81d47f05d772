"""One calm line about the promise on the screens of staff: who will wait too long soon, what would
prevent it, and how many may still wait longer today.
"""

from typing import Any

import pytest

from kiosk.desk.card import Card
from kiosk.pen import Pen
from kiosk.staff.figures import figure_lines
from kiosk.staff.norms import NormBar, norm_lines
from tests.staff_rows import NOW, a_greeter_view, a_setup, at, the_figures, the_waiting
from tests.staff_stage import a_desk, a_desk_view, a_greeter, called, settled
from wire.norms import AdviceRow, LateRow, NormRow

ROWS = the_waiting(14)
LATE = tuple(
    LateRow(visit=row.visit, ticket=row.ticket, deadline=row.red_at or 0) for row in ROWS[5:10]
)
DESK = AdviceRow(kind="open_desks", desks=1, at=at("10:35"))


def a_row(**changes):
    values: dict[str, Any] = {
        "norm": "waiting",
        "version": 1,
        "definition": "wt_a",
        "statistic": "share",
        "limit_seconds": 300,
        "target": 0.95,
        "n": 32,
        "realised": 0.9375,
        "kept": False,
        "to_come": 60,
        "may_miss": 3,
    }
    return NormRow(**values | changes)


WALK_INS = a_row(norm="walk-ins", definition="wt_w", may_miss=12)


def told(language="nl", width=156, **changes):
    view = a_greeter_view(**changes)
    pen = Pen.of(a_setup(), language, "Europe/Amsterdam")
    return [line.plain for line in norm_lines(view, pen, NOW, width)]


def test_it_names_who_will_be_late_and_what_to_do():
    late = {"late": LATE[:2], "late_count": 2, "advice": DESK}
    assert told(**late) == ["▲ Over 5 min te laat: F026, A027 · open 1 balie extra om 10:35"]
    assert told("en", **late) == ["▲ Late in 5 min: F026, A027 · open 1 more desk at 10:35"]
    assert told("de", **late) == [
        "▲ In 5 Min zu spät: F026, A027 · um 10:35 1 Schalter mehr öffnen"
    ]


@pytest.mark.parametrize(
    ("advice", "text"),
    [
        ({"kind": "open_desks", "desks": 1, "at": NOW}, "open nu 1 balie extra"),
        ({"kind": "open_desks", "desks": 2, "at": NOW}, "open nu 2 balies extra"),
        ({"kind": "open_desks", "desks": 2, "at": at("10:45")}, "open 2 balies extra om 10:45"),
        ({"kind": "too_few_desks", "desks": 1, "at": at("10:45")}, "vanaf 10:45 is er 1 balie te"),
        ({"kind": "too_few_desks", "desks": 3, "at": at("10:45")}, "vanaf 10:45 zijn er 3 balies"),
        (
            {
                "kind": "call_before",
                "visit": ROWS[5].visit,
                "ticket": "A042",
                "before": ROWS[4].visit,
                "before_ticket": "B007",
            },
            "roep A042 op vóór B007",
        ),
    ],
)
def test_each_advice_is_one_thing_to_do(advice, text):
    (line,) = told(late=LATE[:1], late_count=1, advice=AdviceRow(**advice))
    assert f" · {text}" in line


def test_advice_for_later_says_that_it_will_be_busy():
    assert told(advice=DESK) == ["▲ Straks druk: open 1 balie extra om 10:35"]


def test_in_the_last_minute_it_says_in_a_moment():
    late = (LateRow(visit=ROWS[0].visit, ticket="A021", deadline=NOW + 59_000),)
    assert told(late=late, late_count=1) == ["▲ Zo meteen te laat: A021"]


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_on_a_small_screen_fewer_are_named_so_that_the_advice_is_read(language):
    advice = AdviceRow(kind="open_desks", desks=2, at=at("10:35"))
    (line,) = told(language, 76, late=LATE, late_count=23, advice=advice)
    assert len(line) <= 78
    assert "10:35" in line
    assert "F026" in line


def test_who_has_no_number_is_called_by_name_or_as_a_visitor():
    named = ROWS[1].model_copy(update={"ticket": ""})
    late = (
        LateRow(visit=named.visit, deadline=at("10:36")),
        LateRow(visit="nobody-here", deadline=at("10:37")),
    )
    view = a_greeter_view(waiting=0, late=late, late_count=2)
    view = view.model_copy(update={"waiting": (named,)})
    pen = Pen.of(a_setup(), "nl", "Europe/Amsterdam")
    line = norm_lines(view, pen, NOW, 156)[0].plain
    assert line.startswith("▲ Over 6 min te laat: Anna-Sophia Maximiliane")
    assert line.endswith(", Bezoeker")


# -- how much room there is ------------------------------------------------------------------------


def test_it_tells_how_many_may_still_wait_too_long_the_tightest_norm_first():
    both = told(norms=(WALK_INS, a_row()))[0].split("  ·  ")
    assert both[0] == "Met afspraak: nog 3 mogen te lang wachten"
    assert both[1] == "Zonder afspraak: nog 12 mogen te lang wachten"
    assert told(width=76, norms=(WALK_INS, a_row())) == [
        "Met afspraak: nog 3 mogen te lang wachten"
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"may_miss": 0}, "Met afspraak: niemand mag nog te lang wachten"),
        ({"may_miss": 1}, "Met afspraak: nog 1 mag te lang wachten"),
        ({"may_miss": None, "lost": True}, "■ Met afspraak: norm vandaag niet meer te halen"),
        (
            {"statistic": "mean", "target": None, "may_miss": None, "mean_left_seconds": 370.4},
            "Met afspraak: wie nog komt mag gemiddeld 6:10 wachten",
        ),
        (
            {"services": ("passport",)},
            "Met afspraak (Paspoort aanvragen): nog 3 mogen te lang wachten",
        ),
        (
            {"names": {"nl": "Wachten aan de balie"}},
            "Wachten aan de balie: nog 3 mogen te lang wachten",
        ),
    ],
)
def test_each_kind_of_norm_says_what_room_it_leaves(changes, text):
    assert told(norms=(a_row(**changes),)) == [text]


def test_a_norm_of_which_nothing_is_known_yet_says_nothing():
    assert told(norms=(a_row(n=0, realised=None, kept=None, to_come=0, may_miss=None),)) == []
    assert told(norms=(a_row(to_come=0, may_miss=0),)) == []


def test_a_lost_norm_goes_before_one_that_may_miss_none():
    lost = a_row(definition="wt_w", may_miss=None, lost=True)
    assert told(norms=(a_row(may_miss=0), lost))[0].startswith("■ Zonder afspraak: norm vandaag")


# -- the figures beside it -------------------------------------------------------------------------


def test_the_figures_name_the_promise_that_was_decided():
    pen = Pen.of(a_setup(), "nl", "Europe/Amsterdam")
    decided = a_row(limit_seconds=600, target=0.9, realised=0.9496, kept=True)
    line = figure_lines(the_figures(), pen, 160, [decided]).split("\n")[0].plain
    assert "✓ 95 % binnen 10 min (beloofd 90 %)" in line
    assert "gehaald" in line


def test_94_96_prints_94_9_beside_a_promise_of_95():
    pen = Pen.of(a_setup(), "nl", "Europe/Amsterdam")
    line = figure_lines(the_figures(), pen, 160, [a_row(realised=0.9496)]).split("\n")[0].plain
    assert "✗ 94,9 % binnen 5 min (beloofd 95 %)" in line


# -- on the screens --------------------------------------------------------------------------------


ALL: dict[str, Any] = {"norms": (a_row(), WALK_INS), "late": LATE, "late_count": 6, "advice": DESK}


@pytest.mark.parametrize(("size", "lines"), [((80, 24), 1), ((120, 36), 1), ((160, 48), 2)])
@pytest.mark.parametrize("make", ["desk", "greeter"])
async def test_the_line_has_its_place_and_pushes_nothing_out(make, size, lines):
    stage = a_desk(called(**ALL)) if make == "desk" else a_greeter(a_greeter_view(**ALL))
    async with stage.app.run_test(size=size) as pilot:
        await settled(pilot)
        screen = stage.app.screen
        bar = screen.query_one(NormBar)
        assert bar.region.height >= lines
        for card in screen.query(Card):
            plain = a_desk(called())
            async with plain.app.run_test(size=size) as other:
                await settled(other)
                usual = plain.app.screen.query_one(Card).region.height
            assert card.region.height == usual
        for widget in screen.query("NextKey, #keys, #actions, FiguresBar, RowList:focus, NormBar"):
            assert widget.region.height >= (2 if widget.id == "actions" else 1)
            assert screen.region.contains_region(widget.region), widget


async def test_without_norms_there_is_no_line():
    stage = a_desk(a_desk_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not stage.app.screen.query_one(NormBar).display


def a_desk_with_advice():
    return a_desk(a_desk_view(**ALL))


def a_hall_that_lost_a_norm():
    lost = a_row(may_miss=None, lost=True)
    return a_greeter(a_greeter_view(norms=(lost, WALK_INS), late=LATE, late_count=6), "en")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=["small", "large"])
@pytest.mark.parametrize("make", [a_desk_with_advice, a_hall_that_lost_a_norm])
def test_the_line_looks_as_it_did(make, size, snap_compare):
    assert snap_compare(make().app, terminal_size=size, run_before=settled)
