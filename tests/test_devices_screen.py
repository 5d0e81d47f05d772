"""The greeter's screen of devices: one key opens it, what it shows, what may be done there."""

import pytest
from textual.widgets import Input

from kiosk.greeter.devices.dialogs import LetInDialog, RenameDialog
from kiosk.greeter.devices.screen import DevicesScreen
from kiosk.staff.choose import Choose
from kiosk.staff.keys import Key
from kiosk.staff.lists import RowList
from tests.staff_agenda import LARGE, SMALL, notice, picture, pressed, said
from tests.staff_devices import DEVICES, a_device, a_stage, opened
from tests.staff_stage import settled


def keys_of(stage):
    return [row.key for row in stage.app.screen.query_one("#device-rows", RowList).rows]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_key_opens_the_list_and_escape_leaves_it(size):
    stage = a_stage()
    async with stage.app.run_test(size=size) as pilot:
        await opened(pilot)
        assert isinstance(stage.app.screen, DevicesScreen)
        await pressed(pilot, "escape")
        assert not isinstance(stage.app.screen, DevicesScreen)


async def test_the_panel_of_help_has_a_row_that_leads_there():
    stage = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        await pressed(pilot, "5", "end", "enter")
        assert isinstance(stage.app.screen, DevicesScreen)


async def test_who_wants_in_stands_first_then_trouble_then_the_rest():
    stage = a_stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await opened(pilot)
        names = [key.removeprefix("id-of-") for key in keys_of(stage)]
        assert names[0] == "waiting-0"
        troubled = {"display-noord", "kiosk-achter-in-de-hal-bij-de-fietsen-2"}
        assert set(names[1:5]) == troubled | {"bonprinter", "bonprinter-2"}
        seen = picture(stage)
        for word in ("papier op", "sinds 10:21", "versie 0.1.0", "4 met een probleem"):
            assert word in seen, word


async def test_a_device_has_the_name_that_help_and_the_bar_have_and_the_one_to_type():
    stage = a_stage(devices=(a_device("kiosk-2", "kiosk", "away"),), waiting=())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "Zuil 2 (kiosk-2)" in picture(stage)


async def test_a_desk_that_is_turned_off_is_no_trouble():
    stage = a_stage(devices=(a_device("desk-3", "desk", "away", desk="3"),), waiting=())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "probleem" not in picture(stage)
        assert "geen contact" in picture(stage)


async def test_a_code_is_typed_and_said_with_the_name():
    stage = a_stage()
    stage.answers["approve_device"] = {"word": "kiosk-4"}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n")
        assert isinstance(stage.app.screen, LetInDialog)
        await pressed(pilot, *"7k39qf", "enter", *"kiosk-4", "enter")
        (command,) = said(stage, "approve_device")
        assert (command.code, command.name) == ("7k39qf", "kiosk-4")
        assert isinstance(pilot.app.screen, DevicesScreen)
        assert notice(stage) == "kiosk-4 is toegelaten."


async def test_a_refused_code_stays_in_its_field_and_the_reason_stands_below():
    stage = a_stage()
    stage.answers["approve_device"] = "pairing_unknown"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter")
        await pressed(pilot, *"7k39qf", "enter", "enter")
        assert isinstance(stage.app.screen, LetInDialog)
        assert stage.app.screen.query_one("#code", Input).value == "7k39qf"
        assert notice(stage).startswith("Geen apparaat toont deze code")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (("enter", "enter"), "Typ de code van het scherm."),
        ((*"7k39qf", "enter", *"Kiosk!", "enter"), "Gebruik kleine letters, cijfers en streepjes."),
    ],
)
async def test_what_cannot_be_a_code_or_a_name_is_not_said(typed, text):
    stage = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n")
        await pressed(pilot, *typed)
        assert notice(stage) == text
        assert "approve_device" not in stage.line.kinds()


async def test_a_device_gets_another_name():
    stage = a_stage(waiting=())
    stage.answers["rename_device"] = {"word": "bonprinter-9"}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "1")
        assert isinstance(stage.app.screen, RenameDialog)
        field = stage.app.screen.query_one("#name", Input)
        assert field.value == "display-noord"
        field.value = "bonprinter-9"
        await pressed(pilot, "enter")
        (command,) = said(stage, "rename_device")
        assert (command.device, command.name) == ("id-of-display-noord", "bonprinter-9")
        assert notice(stage) == "Het apparaat heet nu bonprinter-9."


async def test_a_device_is_put_out_after_one_question():
    stage = a_stage(waiting=())
    stage.answers["revoke_device"] = {"word": "display-noord"}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "2")
        assert isinstance(stage.app.screen, Choose)
        assert "revoke_device" not in stage.line.kinds()
        await pressed(pilot, "1")
        (command,) = said(stage, "revoke_device")
        assert command.device == "id-of-display-noord"
        assert notice(stage) == "display-noord is verwijderd."


async def test_a_screen_of_staff_is_the_administrators():
    stage = a_stage(devices=DEVICES[:2], waiting=())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter")
        assert isinstance(stage.app.screen, DevicesScreen)
        assert notice(stage) == "Dit apparaat is van de beheerder."


async def test_where_the_town_lets_greeters_do_nothing_the_key_is_off():
    stage = a_stage(waiting=(), may=())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n")
        assert isinstance(stage.app.screen, DevicesScreen)
        assert stage.app.screen.query_one("#let_in", Key).disabled
        assert notice(stage) == "Toelaten is hier aan de beheerder."


async def test_a_hall_without_devices_says_so():
    stage = a_stage(devices=(), waiting=())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "Er zijn nog geen apparaten." in picture(stage)
