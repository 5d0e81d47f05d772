"""What the page of a visit is shown: whole, small, in keys and values that every language can
say.
"""

import asyncio
import tomllib
from typing import Any

import orjson
import pytest

from host.core.away import back_at
from host.views.phone import phone, told
from kiosk.pen import Pen
from kiosk.rows import aside_row
from tests.phone_stage import a_phone_town
from tests.town import SETTINGS, at, new_id
from tests.wire_row_examples import VISIT_ROW
from wire.codec import encode
from wire.commands import AskTime, ComeBack, ComeToFetch, Leave, MarkLeft
from wire.phone import PhoneView
from wire.words import FOLDER as FOLDER_OF_WORDS
from wire.words import say, words_of

ROOM = SETTINGS.replace(
    "[locations.hall.hours]",
    "[locations.hall.waiting_room]\npersons_max = 1\n\n[locations.hall.hours]",
)


def hall_of(town):
    return town.host.office.halls["hall"]


def seen(town, visit):
    """The view of a visit; also that it is what the wire says it is."""
    view: Any = phone(hall_of(town), town.visit(visit), town.clock.now)
    read = PhoneView.model_validate_json(orjson.dumps(view))
    assert orjson.loads(encode(read)) == orjson.loads(orjson.dumps(view)) | {"kind": "phone"}
    for line in view["said"]:
        for language in ("nl", "en", "de"):
            assert "{" not in told(line, language)
    for wish in view["wishes"]:
        assert wish["key"] in words_of("nl")
    return view


def keys(view):
    return [line["key"].removeprefix("phone.") for line in view["said"]]


def wishes(view):
    return [wish["wish"] for wish in view["wishes"]]


async def wished(town, kind, visit):
    from host.views.phone import page_sender

    heard = asyncio.get_running_loop().create_future()
    command = kind(id=new_id(), visit=visit)
    town.host.office.say(hall_of(town), command, page_sender(visit), heard.set_result)
    answer = await heard
    assert answer.kind == "done", answer


async def test_a_view_tells_the_place_in_line_and_what_can_be_wished(tmp_path):
    async with a_phone_town(tmp_path) as town:
        first, second, third = [await town.comes_by() for _ in range(3)]
        assert keys(seen(town, first))[:2] == ["waiting", "ahead.none"]
        assert keys(seen(town, second))[:2] == ["waiting", "ahead.one"]
        assert seen(town, third)["said"][1]["values"] == {"aantal": 2}
        assert wishes(seen(town, third)) == ["ask_time", "leave"]
        await town.calls()
        view = seen(town, first)
        assert (view["desk"], view["alert"], keys(view)) == ("1", True, ["called"])
        assert wishes(view) == ["ask_time", "leave"]


async def test_what_was_wished_can_be_taken_back_and_only_then(tmp_path):
    async with a_phone_town(tmp_path) as town:
        me = await town.comes_by()
        await wished(town, AskTime, me)
        view = seen(town, me)
        assert (keys(view), wishes(view)) == (["asked", "asked.until"], ["undo", "leave"])
        assert view["wishes"][0]["until"] == town.clock.now + 60_000
        town.clock.now += 61_000
        assert wishes(seen(town, me)) == ["come_back", "leave"]
        await wished(town, ComeBack, me)
        view = seen(town, me)
        assert wishes(view) == ["undo", "leave"]
        assert view["wishes"][0]["key"] == "phone.wish.undo.come_back"
        await wished(town, Leave, me)
        assert wishes(seen(town, me)) == ["undo"]
        town.clock.now += 61_000
        assert wishes(seen(town, me)) == []


async def test_who_left_when_called_comes_back_to_the_line_when_the_desk_went_on(tmp_path):
    async with a_phone_town(tmp_path) as town:
        me, _ = await town.comes_by(), await town.comes_by()
        await town.calls()
        await wished(town, Leave, me)
        await town.calls()
        view = seen(town, me)
        assert [(wish["wish"], wish["key"]) for wish in view["wishes"]] == [
            ("come_back", "phone.wish.undo.leave")
        ]
        assert view["wishes"][0]["until"] == town.visit(me).ended + 60_000


async def test_who_waits_outside_reads_so_and_then_come_in_now(tmp_path):
    async with a_phone_town(tmp_path, ROOM) as town:
        before = await town.comes_by()
        me = await town.comes_by()
        other = await town.comes_by("nl", "talk")
        assert keys(seen(town, me))[:2] == ["outside", "outside.told"]
        ring = seen(town, me)["ring"]
        await town.greeter_says(MarkLeft, before)
        town.clock.now = back_at(town.visit(me)) or town.clock.now
        async with asyncio.timeout(5):
            while town.visit(me).outside:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        view = seen(town, me)
        assert (keys(view)[0], view["alert"], view["ring"] > ring) == ("come_in", True, True)
        town.clock.now += 200_000
        assert (keys(seen(town, me))[0], seen(town, me)["alert"]) == ("waiting", False)
        await town.calls()
        assert keys(seen(town, me)) == ["called"]
        assert seen(town, me)["ring"] > view["ring"]
        assert town.visit(other).stage == "waiting"


async def test_who_is_called_from_outside_reads_to_come_in(tmp_path):
    async with a_phone_town(tmp_path, ROOM) as town:
        await town.comes_by()
        talk = await town.comes_by("nl", "talk")
        me = await town.comes_by()
        for visit in (talk, me):
            town.visit(visit).asked_in = town.clock.now + 20_000
        town.visit(talk).stage = town.visit(me).stage = "called"
        town.visit(talk).desk = town.visit(me).desk = "1"
        assert keys(seen(town, talk)) == ["fetch.come_in"]
        assert keys(seen(town, me)) == ["called.come_in"]


async def test_who_is_fetched_reads_how_long_it_takes(tmp_path):
    async with a_phone_town(tmp_path) as town:
        me = await town.comes_by("nl", "talk")
        view = seen(town, me)
        assert (keys(view)[0], view["ticket"], view["fetched"]) == ("fetch.waiting", "", True)
        await town.calls()
        assert keys(seen(town, me)) == ["fetch.called"]
        await town.desk.done(ComeToFetch(id=new_id(), desk="1"))
        assert keys(seen(town, me)) == ["fetch.coming", "fetch.minutes"]
        assert seen(town, me)["said"][1]["values"] == {"aantal": 2}
        town.clock.now += 61_000
        assert keys(seen(town, me)) == ["fetch.coming", "fetch.minute"]
        town.clock.now += 61_000
        assert keys(seen(town, me)) == ["fetch.coming"]
        assert seen(town, me)["desk"] == ""
        await town.goes()
        assert seen(town, me)["over"]


@pytest.mark.parametrize("stage", ["cancelled", "no_show", "expected", "missed", "done", "parked"])
async def test_every_other_stage_has_its_sentence_and_its_wishes(tmp_path, stage):
    async with a_phone_town(tmp_path) as town:
        me = town.visit(await town.comes_by())
        me.stage, me.appointed, me.until = stage, at("10:20"), at("11:00")
        view = seen(town, me.visit)
        wanted = {"no_show": "left"}.get(stage, stage)
        assert keys(view)[0] == wanted
        assert wishes(view) == (["leave"] if stage in ("missed", "parked") else [])
        assert view["over"] == (stage in ("cancelled", "done"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "10 minuten"), ("en", "10 minutes"), ("de", "10 Minuten")],
)
def test_a_greeter_and_a_desk_read_that_the_visitor_asked_for_time(language, said):
    row = VISIT_ROW.model_copy(update={"stage": "parked", "asked_time": True})
    assert said in aside_row(row, Pen(language), row.arrived or 0, 60).plain
    parked = row.model_copy(update={"asked_time": False})
    assert said not in aside_row(parked, Pen(language), row.arrived or 0, 60).plain


def test_every_text_of_the_page_is_named_somewhere():
    from display import FOLDER
    from tests.test_house import HOUSE

    sources = [*(FOLDER / "phone").glob("*.js"), *(HOUSE / "host" / "web" / "phone").glob("*.py")]
    sources.append(HOUSE / "host" / "views" / "phone.py")
    named = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    made = ("phone.wish.undo.", "phone.ahead.", "phone.asked", "phone.parked")
    for key in tomllib.loads((FOLDER_OF_WORDS / "nl" / "phone.toml").read_text("utf-8")):
        short = key.removeprefix("phone.")
        told_of = f'"{key}"' in named or f'"{short}"' in named or key.startswith(made)
        assert told_of or short in ("serving", "missed", "done", "cancelled", "called"), key
    assert say("nl", "phone.wish.undo.leave")
