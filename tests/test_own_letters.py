"""The host reserves a letter for each kiosk, and takes over the numbers that it gave by itself."""

import asyncio

from host.own_letters import letter_of
from tests.town import Clock, Screen, a_town, at, new_id
from wire.commands import AnswerHelp, BringTicket, CallNext, OpenDesk, SignIn, TakeTicket
from wire.commands.alone import OWN_LETTERS
from wire.frames import Find
from wire.setup import Setup

pytest_plugins = ["tests.stores"]


def bring(ticket="K001", taken="09:01", **more):
    said = {"day": "2026-11-20", "services": ("passport",), **more}
    return BringTicket(id=new_id(), ticket=ticket, taken_at=at(taken), **said)


def test_each_kiosk_of_a_location_has_a_letter_of_its_own_for_good(store):
    first = [letter_of(store, "hall", f"kiosk-{n}") for n in range(4)]
    assert first == list("KGHJ")
    assert [letter_of(store, "hall", f"kiosk-{n}") for n in range(4)] == first
    assert letter_of(store, "annex", "kiosk-9") == "K"


def test_when_all_letters_are_given_a_kiosk_cannot_stand_alone(store):
    given = {letter_of(store, "hall", f"kiosk-{n}") for n in range(len(OWN_LETTERS))}
    assert given == set(OWN_LETTERS)
    assert letter_of(store, "hall", "one-too-many") == ""
    assert letter_of(store, "hall", "kiosk-0") == "K"


def test_no_letter_is_one_of_the_hosts_own_or_is_misread():
    assert not set(OWN_LETTERS) & set("ABCDEFIOQ")
    assert len(set(OWN_LETTERS)) == len(OWN_LETTERS) == 17


async def test_a_kiosk_hears_its_letter_and_the_last_number_that_is_known(tmp_path):
    async with a_town(tmp_path) as town:
        token = await asyncio.to_thread(town.token, "kiosk", "zuil-1")
        first = await Screen(town.url, token).up()
        second = await town.screen("kiosk", "zuil-2")
        for each in (first, second):
            await each.sees(lambda view: True)
        assert [each.one(Setup).own_letter for each in (first, second)] == ["K", "G"]
        await first.done(bring("K004"))
        await first.close()
        again = await Screen(town.url, token).up()
        town.screens.append(again)
        await again.sees(lambda view: True)
        assert (again.one(Setup).own_letter, again.one(Setup).own_last) == ("K", 4)
        greeter = await town.screen("greeter")
        await greeter.sees(lambda view: True)
        assert greeter.one(Setup).own_letter == ""


async def test_what_two_kiosks_bring_stands_in_line_by_arrival_and_the_same_again_acts_once(
    tmp_path,
):
    async with a_town(tmp_path, Clock("09:10")) as town:
        first, second = [await town.screen("kiosk", name) for name in ("zuil-1", "zuil-2")]
        wishes = [bring("K001", "09:01"), bring("K002", "09:05"), bring("G001", "09:03")]
        for wish, kiosk in zip(wishes, (first, first, second), strict=True):
            done = await kiosk.done(wish)
            assert await kiosk.done(wish) == done
            assert (done.ticket, done.visit) == (wish.ticket, wish.id)
        await first.done(TakeTicket(id=new_id(), services=("passport",)))
        desk = await town.screen("desk", desk="1")
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin="2468"))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        called = []
        for minute in range(4):
            town.clock.set(f"09:{11 + minute}")
            called.append((await desk.done(CallNext(id=new_id(), desk="1"))).ticket)
        assert called == ["K001", "G001", "K002", "A001"]


async def test_the_greeter_reads_which_number_has_a_code_that_nobody_knows(tmp_path):
    async with a_town(tmp_path, Clock("09:30")) as town:
        kiosk, greeter = await town.screen("kiosk"), await town.screen("greeter")
        await kiosk.done(bring(code="NONE-1"))
        view = await greeter.sees(lambda view: view.help)
        (row,) = view.help
        assert (row.ticket, row.reason, row.device) == ("K001", "alone_code", "kiosk")
        assert not (await kiosk.sees(lambda view: True)).help_called
        found = await greeter.say(Find(id=new_id(), text="k001"))
        assert [each.ticket for each in found.rows] == ["K001"]
        await greeter.done(AnswerHelp(id=new_id(), help=row.help))
        await greeter.sees(lambda view: not view.help)


async def test_nobody_but_a_kiosk_brings_numbers(tmp_path):
    async with a_town(tmp_path) as town:
        for role in ("greeter", "printer", "display"):
            screen = await town.screen(role)
            assert await screen.refused(bring()) == "role_may_not"


async def test_the_tables_of_the_database_tell_when_the_visitor_came(tmp_path):
    async with a_town(tmp_path, Clock("09:30")) as town:
        kiosk = await town.screen("kiosk")
        done = await kiosk.done(bring(taken="09:07"))
        hall = town.host.office.halls["hall"]
        assert hall.day is not None
        assert done.visit is not None
        assert hall.day.visits[done.visit].arrived == at("09:07")
        assert done.at == at("09:30")
