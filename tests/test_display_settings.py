"""What a display is told of itself by the settings, what the wall may say of promises, and how
`balie check` judges both.
"""

import asyncio
import os
import threading
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from host.check import check
from host.settings import Faulty, read, setup_of
from host.settings.displays import PICTURE_BYTES_MAX, pictures_of
from tests.norm_files import MEAN
from tests.test_host_line import opened
from tests.test_leader_view import ALL_DAY
from tests.town import SETTINGS, a_town, new_id, settings_file
from wire.commands import CallNext, Meet, TakeTicket
from wire.displays import BoardDesk, DisplaySetup, Span
from wire.setup import Setup

WALL = """
[locations.hall.displays.wall-1]
layout = "desks"
desks = ["1", "2"]
direction = { nl = "Eerste deur links", en = "First door on the left", de = "Erste Tür links" }
arrow = "left"
quiet = ["12:00-13:00"]
evening = ["17:00-21:00"]
images = "beelden"
image_seconds = 30
notice_seconds = 15

[locations.hall.displays.wall-2]
quiet = true

[[locations.hall.notices]]
texts = { nl = "De lift werkt niet.", en = "The lift is broken.", de = "Der Aufzug ist kaputt." }
valid_from = 2026-12-01
valid_until = 2026-12-04
weekdays = ["monday", "friday"]
hours = "09:00-12:00"
displays = ["wall-1"]

[[locations.hall.notices]]
texts = { nl = "Welkom.", en = "Welcome.", de = "Willkommen." }
"""


def told(folder, text, device):
    settings = read(settings_file(folder, text=SETTINGS + text))
    return setup_of(settings, "hall", "display", device, folder).display


def pictures(folder, *names, size=4):
    (folder / "beelden").mkdir()
    for name in names:
        (folder / "beelden" / name).write_bytes(b"x" * size)


def test_a_display_without_a_table_shows_the_whole_hall_with_its_texts(tmp_path):
    display = told(tmp_path, WALL, "wall-9")
    assert (display.layout, display.desks, display.quiet) == ("hall", (), ())
    assert [notice.texts["nl"] for notice in display.notices] == ["Welkom."]
    assert told(tmp_path, "", "wall-9") == DisplaySetup()


def test_a_display_is_told_all_that_its_table_says(tmp_path):
    pictures(tmp_path, "b.PNG", "a b.jpg", "notes.txt")
    display = told(tmp_path, WALL, "wall-1")
    assert (display.layout, display.desks, display.arrow) == ("desks", ("1", "2"), "left")
    assert display.direction["de"] == "Erste Tür links"
    assert display.quiet == (Span(start="12:00", end="13:00"),)
    assert display.evening == (Span(start="17:00", end="21:00"),)
    assert display.images == ("/pictures/hall/wall-1/a%20b.jpg", "/pictures/hall/wall-1/b.PNG")
    assert (display.image_seconds, display.notice_seconds) == (30, 15)
    lift, welcome = display.notices
    assert (lift.first, lift.last, lift.weekdays) == ("2026-12-01", "2026-12-04", (1, 5))
    assert lift.hours == Span(start="09:00", end="12:00")
    assert welcome.texts["en"] == "Welcome."


def test_a_quiet_display_is_quiet_all_day(tmp_path):
    assert told(tmp_path, WALL, "wall-2").quiet == (Span(start="00:00", end="24:00"),)


def test_only_a_display_is_told_of_displays(tmp_path):
    settings = read(settings_file(tmp_path, text=SETTINGS + WALL))
    for role in ("kiosk", "desk", "greeter", "printer", "leader"):
        assert setup_of(settings, "hall", role, "wall-1", tmp_path).display is None


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('desks = ["1", "2"]', 'desks = ["1", "9"]', "desks = ", 'no desk "9"'),
        ('desks = ["1", "2"]', "desks = []", "desks = ", "at least one desk"),
        ('layout = "desks"', 'layout = "desk"', "desks = ", "has one desk"),
        ('layout = "desks"', 'layout = "hall"', "desks = ", "shows every desk"),
        ('layout = "desks"', 'layout = "promise"', "direction = ", 'by layout "desks" only'),
        ('layout = "desks"', 'layout = "wide"', "layout = ", "'hall', 'desks'"),
        (', en = "First door on the left"', "", "direction = ", 'no text in "en"'),
        ('arrow = "left"', 'arrow = "back"', "arrow = ", "'left'"),
        ('["12:00-13:00"]', '["13:00-12:00"]', "quiet = ", "ends before it begins"),
        ("valid_until = 2026-12-04", "valid_until = 2026-11-04", "valid_until", "is before"),
        (', en = "Welcome."', "", 'nl = "Welkom."', 'no text in "en"'),
        ('displays = ["wall-1"]', 'displays = ["wall-7"]', "displays = [", 'no display "wall-7"'),
        ('weekdays = ["monday", "friday"]', 'weekdays = ["maandag"]', "weekdays", "'monday'"),
        ("quiet = true", 'arrow = "up"', 'arrow = "up"', "without a direction"),
        ("quiet = true", 'layout = "ticker"', "displays.wall-2]", ""),
    ],
)
def test_a_fault_names_the_line_and_what_is_wrong(tmp_path, old, new, line, what):
    text = (SETTINGS + WALL).replace(old, new)
    if not what:
        read(settings_file(tmp_path, text=text))
        text = text[: text.index('[[locations.hall.notices]]\ntexts = { nl = "Welk')]
        what = "no text (notices) for this ticker"
    file = settings_file(tmp_path, text=text)
    with pytest.raises(Faulty) as caught:
        read(file)
    fault = next(fault for fault in caught.value.faults if what in fault.text)
    assert line in file.read_text(encoding="utf-8").splitlines()[fault.line - 1]


def test_a_text_needs_no_more_languages_than_a_display_shows(tmp_path):
    without = WALL.replace(', de = "Willkommen."', "").replace(', de = "Erste Tür links"', "")
    assert read(settings_file(tmp_path, text=SETTINGS + without)).locations


def test_check_misses_a_folder_without_pictures_and_finds_one_too_large(tmp_path):
    file = settings_file(tmp_path, text=SETTINGS + WALL)
    said: list[str] = []
    assert not check(file, said.append)
    assert "images: there are no pictures in" in said[0]
    read(file)  # a host starts without
    pictures(tmp_path, "a.png")
    assert check(file, said.append)
    (tmp_path / "beelden" / "b.png").write_bytes(b"x" * (PICTURE_BYTES_MAX + 1))
    said.clear()
    assert not check(file, said.append)
    assert "b.png is larger than 8 MiB" in said[0]


# -- over the wire ---------------------------------------------------------------------------------


def test_a_picture_whose_name_no_address_can_hold_is_left_out(tmp_path):
    pictures(tmp_path, "b.png", os.fsdecode(b"caf\xe9.png"))
    setup = told(tmp_path, WALL, "wall-1")
    assert setup.images == ("/pictures/hall/wall-1/b.png",)


def status(address):
    try:
        with urlopen(address) as answer:
            return answer.status, answer.read()
    except HTTPError as fault:
        return fault.code, b""


async def test_the_host_gives_the_pictures_of_a_display_and_nothing_beside_them(tmp_path):
    pictures(tmp_path, "a.png", "notes.txt")
    (tmp_path / "secret.png").write_bytes(b"secret")
    async with a_town(tmp_path, text=SETTINGS + WALL) as town:
        base = f"{town.web}/pictures"
        assert await asyncio.to_thread(status, f"{base}/hall/wall-1/a.png") == (200, b"xxxx")
        for path in (
            "hall/wall-1/notes.txt",
            "hall/wall-1/..%2Fsecret.png",
            "hall/wall-1/%2e%2e%2fsecret.png",
            "hall/wall-2/a.png",
            "hall/wall-9/a.png",
            "nowhere/wall-1/a.png",
        ):
            assert await asyncio.to_thread(status, f"{base}/{path}") == (404, b""), path


async def test_no_folder_is_looked_into_while_everybody_waits_for_it(tmp_path, monkeypatch):
    """The host has one loop; a folder on a disk that is slow, or gone, would hold up every desk."""
    pictures(tmp_path, "a.png")
    by: list[str] = []

    def looked(display, folder):
        by.append(threading.current_thread().name)
        return pictures_of(display, folder)

    for module in ("host.settings.displays", "host.web.pictures"):
        monkeypatch.setattr(f"{module}.pictures_of", looked)
    async with a_town(tmp_path, text=SETTINGS + WALL) as town:
        display = await town.screen("display", "wall-1")
        await display.sees(lambda view: True)
        assert display.one(Setup).display.images
        await asyncio.to_thread(status, f"{town.web}/pictures/hall/wall-1/a.png")
        display.heard.clear()
        town.host.take(read(settings_file(tmp_path, text=SETTINGS + WALL)))
        town.host.take(read(settings_file(tmp_path, text=SETTINGS)))
        said: list[Setup] = []
        async with asyncio.timeout(5):
            while len(said) < 2:
                await asyncio.sleep(0.02)
                said = [each for each in display.heard if isinstance(each, Setup)]
        assert said[-1].display == DisplaySetup(), "the newest settings, whichever was slow"
    assert len(by) >= 4
    assert threading.main_thread().name not in by


ABOVE = '\n[locations.hall.displays.above-1]\nlayout = "desk"\ndesks = ["1"]\n'
PROMISE = '\n[locations.hall.displays.wait]\nlayout = "promise"\n'
SHARE = """
[[norms]]
id = "met"
names = { nl = "Met afspraak", en = "With", de = "Mit" }
definition = "wt_a"
limit_minutes = 5
target = 0.95
decided_by = "Raad"
"""


async def test_a_hall_with_a_display_above_a_desk_tells_what_its_desks_do(tmp_path):
    async with a_town(tmp_path, text=SETTINGS + ABOVE) as town:
        display = await town.screen("display", "above-1")
        assert (await display.sees(lambda view: view.desks)).desks == (
            BoardDesk(desk="1", state="closed"),
            BoardDesk(desk="2", state="closed"),
        )
        desk = await opened(town)
        await display.sees(lambda view: view.desks[0].state == "free")
        greeter = await town.screen("greeter")
        await greeter.done(TakeTicket(id=new_id(), services=("collect",)))
        await desk.done(CallNext(id=new_id(), desk="1"))
        view = await display.sees(lambda view: view.desks[0].state == "busy")
        assert view.calls[0].key == "1"


async def test_a_hall_without_such_displays_tells_neither_desks_nor_promises(tmp_path):
    async with a_town(tmp_path, text=SETTINGS) as town:
        display = await town.screen("display", "above-1")
        await opened(town)
        view = await display.sees(lambda view: True)
        assert (view.desks, view.promises) == ((), ())


async def serves(town, desk, minutes):
    """One walk-in who waits so long."""
    greeter = town.screens[0]
    await greeter.done(TakeTicket(id=new_id(), services=("collect",)))
    town.clock.now += round(minutes * 60_000)
    await desk.done(CallNext(id=new_id(), desk="1"))
    await desk.done(Meet(id=new_id(), desk="1"))


async def test_the_wall_tells_a_promise_of_ten_visitors_and_more_also_when_it_is_bad(tmp_path):
    text = ALL_DAY + SHARE.replace("wt_a", "wt_w").replace("limit_minutes = 5", "limit_minutes = 2")
    async with a_town(tmp_path, text=text + PROMISE) as town:
        await town.screen("greeter")
        display = await town.screen("display", "wait")
        desk = await opened(town)
        for _ in range(9):
            await serves(town, desk, 1)
        (few,) = (await display.sees(lambda view: view.promises)).promises
        assert (few.today, few.kept) == ("", None)
        for minutes in (1, 3, 1):
            await serves(town, desk, minutes)
        await serves(town, desk, 1)
        view = await display.sees(lambda view: view.promises[0].n >= 12)
        (told,) = view.promises
        assert (told.population, told.statistic, told.limit) == ("walk_in", "share", "2:00")
        assert (told.promised, told.today, told.kept) == ("95", str(1100 // told.n), False)
        assert told.names["nl"] == "Met afspraak"


async def test_a_mean_is_rounded_up_and_norms_of_the_whole_hall_go_first(tmp_path):
    text = ALL_DAY + MEAN.replace("passport", "collect") + SHARE + PROMISE
    async with a_town(tmp_path, text=text) as town:
        await town.screen("greeter")
        display = await town.screen("display", "wait")
        desk = await opened(town)
        for _ in range(12):
            await serves(town, desk, 0.505)
        view = await display.sees(lambda view: any(each.today for each in view.promises))
        share, mean = view.promises
        assert (share.statistic, share.today, share.n) == ("share", "", 0)
        assert (mean.statistic, mean.limit, mean.promised) == ("mean", "15:00", "15:00")
        assert (mean.today, mean.kept) == ("0:31", True)


async def test_the_wall_names_no_service_unless_the_town_gave_the_norm_a_name(tmp_path):
    nameless = MEAN.replace(
        'names = { nl = "Zonder afspraak", en = "Walk-ins", de = "Ohne Termin" }', ""
    )
    async with a_town(tmp_path, text=ALL_DAY + nameless + PROMISE) as town:
        display = await town.screen("display", "wait")
        assert (await display.sees(lambda view: True)).promises == ()
