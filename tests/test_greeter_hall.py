"""What a greeter sees: the hall at a glance, lights by the host's clock, small and wide."""

from kiosk.greeter.panels import PANELS, Panel
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from tests.staff_rows import NOW, a_greeter_view, a_visit, an_empty_hall
from tests.staff_stage import Stage, a_greeter
from wire.rows import DeviceRow, HelpRow

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (160, 48)


def picture(stage: Stage) -> str:
    return str(stage.app.export_screenshot()).replace("&#160;", " ")


def notice(stage: Stage) -> str:
    return " ".join(each.text for each in stage.app.screen.query(Notice))


async def test_a_small_screen_shows_one_panel_at_a_time_behind_its_key():
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=SMALL) as pilot:
        for place, name in enumerate(PANELS, 1):
            await pilot.press(str(place))
            await pilot.pause(0.05)
            shown = [panel.kind for panel in stage.app.screen.query(Panel) if panel.region.height]
            assert shown == [name]


async def test_the_norm_light_turns_from_on_time_to_soon_to_over_by_the_hosts_clock():
    row = a_visit(amber_at=NOW + 60_000, red_at=NOW + 180_000)
    view = a_greeter_view(waiting=0).model_copy(update={"waiting": (row,), "waiting_count": 1})
    stage = a_greeter(view)
    async with stage.app.run_test(size=SMALL) as pilot:
        for later, light, left in (
            (0, "● op tijd", "nog 3 min"),
            (60_000, "▲ bijna", "nog 2 min"),
            (150_000, "▲ bijna", "nog &lt; 1 min"),
            (180_000, "■ te lang", "+1 min"),
            (301_000, "■ te lang", "+3 min"),
        ):
            stage.now = NOW + later
            stage.app.look_again()
            await pilot.pause(0.1)
            assert light in picture(stage)
            assert left in picture(stage)


async def test_a_device_in_trouble_is_named_with_what_is_wrong():
    devices = (
        DeviceRow(device="Printer 1", role="printer", state="near_end", since=NOW),
        DeviceRow(device="Printer 2", role="printer", state="cover_open", since=NOW),
        DeviceRow(device="Printer 3", role="printer", state="ok", since=NOW),
    )
    stage = a_greeter(a_greeter_view(devices=devices, help=()))
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.press("5")
        await pilot.pause(0.1)
        shown = picture(stage)
        assert "papier bijna op" in shown
        assert "klep open" in shown
        assert "Printer 3" not in shown


async def test_a_list_keeps_its_place_when_the_view_is_renewed():
    view = a_greeter_view()
    stage = a_greeter(view)
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        await pilot.press("down", "down", "down")
        rows = (a_visit("E999"), *view.waiting[1:])
        stage.line.show(view.model_copy(update={"waiting": rows}))
        await pilot.pause(0.1)
        await pilot.press("enter", "8", "1")
        await pilot.pause(0.05)
        assert stage.line.said[-1].visit == view.waiting[3].visit


async def test_more_waiting_than_are_shown_are_counted():
    stage = a_greeter(a_greeter_view(73))
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        await pilot.press("end", "down")
        await pilot.pause(0.1)
        assert "Wachten 73" in picture(stage)


async def test_an_empty_hall_says_so_in_each_panel():
    stage = a_greeter(an_empty_hall())
    async with stage.app.run_test(size=LARGE) as pilot:
        await pilot.pause(0.1)
        shown = picture(stage)
        for text in ("Er wacht niemand.", "Niemand vraagt om hulp.", "nog geen bezoeken"):
            assert text in shown


async def test_a_call_for_help_asks_for_attention_on_a_small_screen():
    call = HelpRow(help="help-0002", device="Zuil 1", reason="help", since=NOW)
    stage = a_greeter(a_greeter_view(help=(call,), devices=()))
    async with stage.app.run_test(size=SMALL) as pilot:
        await pilot.pause(0.1)
        tab = stage.app.screen.query_one("#tab-help", Key)
        assert tab.label == "Hulp 1 !"
