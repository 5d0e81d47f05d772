"""How much of the opening hours a device could be used: what counts as down, and since when it is
known. Over a real store, with times down as a host keeps them.
"""

import pytest

from host.devices.availability import available, chain, lowest
from host.measures.devices import devices
from host.measures.period import Period, measure
from host.measures.tables import in_short
from host.settings import read
from host.settings.norms import NormTable
from host.store import downtime
from host.store.access import DeviceRow, add_device, revoke_device
from host.store.downtime import HOST, Noticed
from tests.five_towns import HALL, TOWN
from tests.five_towns_lived import clock

pytest_plugins = ["tests.stores"]

WEEK = Period.week(2026, 24)
"""From Monday 8 June 2026 on: forty hours, from nine to five."""
MONDAY = "2026-06-08"
ENDED = clock("2026-06-14 12:00")


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "balie.toml"
    halls = "".join(HALL.format(key=key, name=key, more="") for key in ("hall", "annex"))
    file.write_text(TOWN.format(name="Testdam", database=f"sqlite:///{tmp_path}/t.db") + halls)
    return read(file)


@pytest.fixture
def town(store):
    """A host that was there since 1 June, with one device of each kind of the chain."""

    def fill(line):
        downtime.beat(line, clock("2026-06-01 08:00"))
        for role in ("kiosk", "desk", "display"):
            _pair(line, f"{role}-1", role)
        downtime.beat(line, ENDED)

    store.change(fill)
    return store


def _pair(line, name, role, since="2026-06-01 08:00", location="hall", identity=""):
    identity = identity or name
    add_device(line, DeviceRow(identity, name, role, location, None, f"hash-{identity}"))
    downtime.notice(line, [Noticed(identity, "ok", clock(since), "", works=True)], (), clock(since))


def down(store, device, began, ended=None, state="away"):
    """As the host notices it."""

    def work(line):
        if device == HOST:
            downtime.beat(line, clock(began))
            downtime.host_is_back(line, clock(ended), 5_000)
            return downtime.beat(line, ENDED)
        downtime.notice(line, [Noticed(device, state, clock(began), "", works=False)], (), 0)
        if ended:
            downtime.notice(line, [Noticed(device, "ok", clock(ended), "", works=True)], (), 0)
        return None

    store.change(work)


def look(store, settings, period=WEEK, now=ENDED):
    return available(store, settings, period, "hall", now)


def of(found, name):
    return next(use for use in found.devices if use.name == name or use.role == name)


def minutes(use):
    return use.down_millis / 60_000


def test_a_device_that_was_always_there_was_there_all_forty_hours(town, settings):
    found = look(town, settings)
    kiosk = of(found, "kiosk-1")
    assert (kiosk.open_millis, kiosk.down_millis) == (40 * 3_600_000, 0)
    assert lowest([found]).value == chain([found]).value == 1
    assert [use.role for use in found.devices] == ["kiosk", "display", "host"]


@pytest.mark.parametrize(
    ("began", "ended", "lost"),
    [
        ("10:00", "10:49", 49),
        ("08:30", "09:10", 10),
        ("16:50", "18:00", 10),
        ("18:00", "23:00", 0),
        ("03:00", "23:00", 480),
    ],
)
def test_only_time_inside_the_opening_hours_counts(town, settings, began, ended, lost):
    down(town, "kiosk-1", f"{MONDAY} {began}", f"{MONDAY} {ended}")
    assert minutes(of(look(town, settings), "kiosk-1")) == lost


def test_a_device_that_is_still_away_counts_until_now_and_no_further(town, settings):
    down(town, "kiosk-1", f"{MONDAY} 16:00")
    at_noon = look(town, settings, now=clock("2026-06-09 12:00"))
    kiosk = of(at_noon, "kiosk-1")
    assert minutes(kiosk) == 60 + 180
    assert kiosk.open_millis == 11 * 3_600_000
    assert minutes(of(look(town, settings), "kiosk-1")) == 60 + 4 * 480


def test_paper_that_is_out_makes_a_printer_down_until_it_prints_again(town, settings):
    town.change(lambda line: _pair(line, "roll", "printer"))
    down(town, "roll", f"{MONDAY} 10:00", state="paper_out")
    down(town, "roll", f"{MONDAY} 10:20", f"{MONDAY} 10:30")
    found = of(look(town, settings), "roll")
    assert (minutes(found), found.times) == (30, 1)


def test_the_host_away_takes_every_device_with_it_and_no_minute_counts_twice(town, settings):
    down(town, "kiosk-1", f"{MONDAY} 10:00", f"{MONDAY} 11:00")
    down(town, HOST, f"{MONDAY} 10:30", f"{MONDAY} 11:30")
    found = look(town, settings)
    assert minutes(of(found, "kiosk-1")) == 90
    assert minutes(of(found, "display-1")) == minutes(of(found, "host")) == 60
    assert minutes(found.chain) == 90


def test_a_host_that_does_not_come_back_is_down_from_its_last_beat_on(town, settings):
    town.change(lambda line: downtime.beat(line, clock(f"{MONDAY} 16:00")))
    found = look(town, settings, now=clock("2026-06-09 10:00"))
    assert minutes(of(found, "host")) == 60 + 60
    just_now = look(town, settings, now=clock(f"{MONDAY} 16:02"))
    assert minutes(of(just_now, "host")) == 0


def test_a_day_on_which_no_host_was_there_to_open_it_counts_by_the_settings(town, settings):
    down(town, HOST, f"{MONDAY} 17:30", "2026-06-10 08:00")
    assert minutes(of(look(town, settings), "host")) == 480


def test_the_chain_holds_while_one_of_each_kind_is_there(town, settings):
    town.change(lambda line: _pair(line, "kiosk-2", "kiosk"))
    down(town, "kiosk-1", f"{MONDAY} 10:00", f"{MONDAY} 12:00")
    down(town, "kiosk-2", f"{MONDAY} 11:00", f"{MONDAY} 13:00")
    found = look(town, settings)
    assert minutes(found.chain) == 60
    assert chain([found]).value == pytest.approx(1 - 60 / 2400)
    assert lowest([found]).value == pytest.approx(1 - 120 / 2400)


def test_desks_have_no_figure_of_their_own_but_one_of_them_must_be_there(town, settings):
    down(town, "desk-1", f"{MONDAY} 10:00", f"{MONDAY} 10:40")
    found = look(town, settings)
    assert all(use.role != "desk" for use in found.devices)
    assert (minutes(found.chain), lowest([found]).value) == (40, 1)


def test_a_link_that_a_hall_does_not_have_cannot_break(town, settings):
    town.change(lambda line: revoke_device(line, "kiosk-1", clock(f"{MONDAY} 12:00")))
    found = look(town, settings)
    assert minutes(found.chain) == 0
    assert of(found, "kiosk-1").open_millis == 3 * 3_600_000


def test_a_device_paired_anew_under_its_name_goes_on_as_the_same(town, settings):
    down(town, "kiosk-1", f"{MONDAY} 10:00")
    town.change(lambda line: revoke_device(line, "kiosk-1", clock(f"{MONDAY} 10:30")))
    since = f"{MONDAY} 11:00"
    town.change(lambda line: _pair(line, "kiosk-1", "kiosk", since, identity="another"))
    kiosk = of(look(town, settings), "kiosk-1")
    assert minutes(kiosk) == 30
    assert kiosk.open_millis == (40 * 60 - 30) * 60_000


def test_days_before_anything_was_kept_are_not_measured(town, settings):
    before = Period.week(2026, 20)
    found = look(town, settings, before)
    assert lowest([found]).gap == chain([found]).gap == "not_measured"
    measures = measure(town, settings, before, now=ENDED)
    assert measures.cell("av").gap == measures.cell("av_chain").gap == "not_measured"


def test_a_device_counts_from_its_first_time_on_the_line(town, settings):
    town.change(lambda line: _pair(line, "kiosk-2", "kiosk", "2026-06-12 13:00"))
    assert of(look(town, settings), "kiosk-2").open_millis == 4 * 3_600_000


def test_all_locations_together_tell_the_device_that_was_there_least(town, settings):
    town.change(lambda line: _pair(line, "wall", "display", location="annex"))
    down(town, "wall", f"{MONDAY} 10:00", f"{MONDAY} 14:00")
    found = measure(town, settings, WEEK, now=ENDED)
    assert found.cell("av").value == pytest.approx(0.9)
    assert found.only(location="hall").cell("av").value == 1
    assert found.cell("av_chain").value == pytest.approx(1 - 240 / 4800)


def test_without_a_moment_nothing_is_judged_after_the_last_beat(town, settings):
    town.change(lambda line: downtime.beat(line, clock(f"{MONDAY} 11:00")))
    assert of(look(town, settings, now=None), "kiosk-1").open_millis == 2 * 3_600_000


def test_a_device_that_another_host_has_on_its_line_is_not_missed(town):
    began = clock(f"{MONDAY} 10:00")
    gone = Noticed("kiosk-1", "away", began, "", works=False)
    kept = town.change(lambda line: downtime.notice(line, [], ["kiosk-1"], began + 1))
    assert kept == []
    assert town.change(lambda line: downtime.notice(line, [gone], (), began)) == ["kiosk-1"]
    assert town.read(lambda line: downtime.spells(line, 0, ENDED)) == []


def test_a_stop_of_a_few_seconds_is_not_kept(town):
    now = clock("2026-06-14 12:00:04")
    assert town.change(lambda line: downtime.host_is_back(line, now, 5_000)) is None
    assert town.read(lambda line: downtime.spells(line, 0, now)) == []


def test_an_unknown_place_is_not_measured(town, settings):
    with pytest.raises(KeyError):
        available(town, settings, WEEK, "nowhere")


def test_the_report_tells_each_device_and_never_rounds_it_up_to_what_was_promised(town, settings):
    down(town, "kiosk-1", f"{MONDAY} 10:00", f"{MONDAY} 10:49")
    decided = NormTable(
        id="up", names={"nl": "Apparaten"}, definition="av", target=0.98, decided_by="Raad"
    )
    held = settings.model_copy(update={"norms": (decided,)})
    found = measure(town, held, WEEK, ["hall"], now=ENDED)
    table = devices(found, "nl")
    rows = {row.name: [box.text("nl") for box in row.boxes] for row in table.rows}
    assert rows["kiosk-1"] == ["40", "49:00", "1", "97,9 %"]
    assert rows["display-1"] == ["40", "0:00", "0", "100,0 %"]
    assert rows["server"] == ["40", "0:00", "0", "100,0 %"]
    assert rows["keten"] == ["40", "49:00", "1", "97,9 %"]
    named = {box.versioned for row in table.rows for box in row.boxes}
    assert named == {"", "av.v2", "av_chain.v1"}
    short = {row.id: row.boxes[0].text("nl") for row in in_short(found, "nl").rows}
    assert (short["av"], short["av_chain"]) == ("97,9 %", "97,9 %")


def test_the_report_says_where_nothing_was_kept(store, settings):
    table = devices(measure(store, settings, WEEK, ["hall"], now=ENDED), "nl")
    assert (table.rows, table.note) == ((), "niet bijgehouden in deze periode")
