"""What staff may not ask and wish of rounds, and what they are told of a town's rounds."""

from typing import Any

import pytest

from tests.rounds_town import FINE, MONDAY, NEXT, TEXT, a_wish, the_one
from tests.town import a_town, new_id
from wire.commands import CancelRound, MoveRound
from wire.rounds import AskRoundDays, AskRounds
from wire.setup import Setup


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, text=TEXT) as town:
        yield town


@pytest.mark.parametrize("kind", ["ask_rounds", "ask_round_days", "book", "move", "cancel"])
@pytest.mark.parametrize("role", ["kiosk", "display", "leader"])
async def test_only_greeters_and_desks_hear_of_rounds(town, role, kind):
    screen = await town.screen(role)
    of_it: dict[str, Any] = {"day": MONDAY, "round": new_id()}
    said = {
        "ask_rounds": AskRounds(id=new_id()),
        "ask_round_days": AskRoundDays(id=new_id(), service="waste", route="north"),
        "book": a_wish(),
        "move": MoveRound(id=new_id(), to_day=NEXT, **of_it),
        "cancel": CancelRound(id=new_id(), **of_it),
    }
    assert await screen.refused(said[kind]) == "role_may_not"


async def test_an_unknown_route_or_service_has_its_word(town):
    greeter = await town.screen("greeter")
    west = AskRoundDays(id=new_id(), service="waste", route="west")
    assert await greeter.refused(west) == "route_unknown"
    other = AskRoundDays(id=new_id(), service="passport", route="north")
    assert (await greeter.say(other)).days == ()


async def test_nothing_changes_once_the_doors_are_open(town):
    greeter = await town.screen("greeter")
    wish = a_wish()
    await greeter.done(wish)
    town.clock.set("09:30", MONDAY)
    town.host.office.wake()
    await town.host.office.settle()
    assert not (await the_one(greeter, wish.id)).may_change
    of_it: dict[str, Any] = {"day": MONDAY, "round": wish.id, "channel": "greeter"}
    assert await greeter.refused(MoveRound(id=new_id(), to_day=NEXT, **of_it)) == "too_late"
    assert await greeter.refused(CancelRound(id=new_id(), **of_it)) == "too_late"
    assert await greeter.refused(a_wish()) == "too_soon"


async def test_a_location_that_is_not_there_is_refused(town):
    greeter = await town.screen("greeter")
    assert await greeter.refused(a_wish(location="nowhere")) == "other_location"
    of_it: dict[str, Any] = {"day": MONDAY, "round": new_id()}
    away = MoveRound(id=new_id(), to_day=NEXT, to_location="nowhere", **of_it)
    assert await greeter.refused(away) == "other_location"
    gone = CancelRound(id=new_id(), location="nowhere", **of_it)
    assert await greeter.refused(gone) == "other_location"


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"note": "Dorpsstraat"}, "address", "address.number"),
        ({"note": ""}, "address", "address"),
        ({"name": ""}, "name", "name"),
        ({"phone": ""}, "mail", "reach"),
        ({"phone": "0612"}, "phone", "phone"),
        ({"phone": "", "mail": "ada"}, "mail", "mail"),
    ],
)
async def test_what_a_screen_let_pass_is_refused_and_told_of_its_field(town, typed, field, why):
    greeter = await town.screen("greeter")
    wish = a_wish(**typed)
    no = await greeter.say(wish)
    assert (no.word, no.detail) == ("contact_unfit", {"field": field, "why": why})
    right = wish.model_copy(update={**FINE, "mail": ""})
    await greeter.done(right)  # the same wish, put right


@pytest.mark.parametrize("field", ["name", "note", "phone", "mail"])
async def test_a_citizen_service_number_is_refused_and_stands_nowhere(town, field, caplog, capsys):
    greeter = await town.screen("greeter")
    assert await greeter.refused(a_wish(**{field: "111222333"})) == "text_unfit"
    assert await greeter.refused(AskRounds(id=new_id(), text="111222333")) == "text_unfit"
    assert town.host.store.load("hall", MONDAY) == []
    assert town.host.store.people("hall", MONDAY) == {}
    assert "111222333" not in caplog.text + "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("bookable", "word"), [("public", ""), ("staff", ""), ("never", "not_bookable")]
)
async def test_staff_book_what_is_for_staff_and_not_what_is_for_nobody(tmp_path, bookable, word):
    text = TEXT.replace(
        'names = { nl = "Grofvuil"', f'bookable = "{bookable}"\nnames = {{ nl = "Grofvuil"'
    )
    async with a_town(tmp_path, text=text) as town:
        greeter = await town.screen("greeter")
        labels = greeter.one(Setup).rounds
        assert (labels is None) == (bookable == "never")
        if word:
            assert await greeter.refused(a_wish()) == word
        else:
            (label,) = labels
            assert [(each.route, each.name) for each in label.routes] == [
                ("north", "Noord en Beijum"),
                ("south", "South"),
            ]
            await greeter.done(a_wish())


@pytest.mark.parametrize("role", ["kiosk", "display"])
async def test_only_staff_are_told_what_the_town_comes_by_for(town, role):
    assert (await town.screen(role)).one(Setup).rounds is None


async def test_a_town_that_comes_by_at_nobodys_says_so_by_silence(tmp_path):
    async with a_town(tmp_path) as town:
        greeter = await town.screen("greeter")
        assert greeter.one(Setup).rounds is None
        assert (await greeter.say(AskRounds(id=new_id()))).total == 0
