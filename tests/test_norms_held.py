"""A hall opens in the morning, also when somebody edited a norm that had been seen: the norm holds
as it was seen, and everybody who can mend it is told.
"""

import json

import httpx
import pytest

from host.norms import norms_of, table_of
from host.norms.kept import begin, keep
from host.settings import read
from host.store import Store
from host.store import norms as kept
from tests.norm_files import FIRST, MEAN, SECOND, settings_of
from tests.staff_rows import an_empty_hall
from tests.staff_stage import a_greeter
from tests.town import SETTINGS, a_town, at, settings_file

pytest_plugins = ["tests.stores"]

NOW = at("12:00", "2026-11-20")
EDITED = FIRST.replace("= 10", "= 12")


def test_a_host_begins_with_the_version_that_was_seen_and_takes_all_the_rest(
    store: Store, tmp_path
):
    keep(store, settings_of(tmp_path, FIRST), NOW)
    file = settings_file(tmp_path, text=SETTINGS + EDITED + SECOND + MEAN)
    holding, found = begin(store, read(file), NOW, file)
    assert [fault.text[:34] for fault in found] == ['norm "waiting" version 1 was chang']
    assert [(norm.id, norm.version, norm.limit) for norm in norms_of(holding)] == [
        ("waiting", 1, 600),
        ("waiting", 2, 300),
        ("walk-ins", 1, 900),
    ]
    assert [each.norm for each in store.read(kept.versions)] == list(norms_of(holding))


def test_an_end_that_was_taken_back_still_comes(store: Store, tmp_path):
    ending = FIRST.replace("target", "valid_until = 2026-12-31\ntarget")
    keep(store, settings_of(tmp_path, ending), NOW)
    holding, found = begin(store, settings_of(tmp_path, FIRST), NOW)
    assert len(found) == 1
    assert norms_of(holding)[0].valid_until == "2026-12-31"


def test_where_nothing_was_edited_the_settings_hold_as_they_are(store: Store, tmp_path):
    settings = settings_of(tmp_path, FIRST, MEAN)
    assert begin(store, settings, NOW) == (settings, [])
    assert begin(store, settings, NOW) == (settings, [])


@pytest.mark.parametrize(
    "promise",
    [
        'definition = "wt_a"\nlimit_minutes = 7.3\ntarget = 0.9\nservices = ["talk"]',
        'definition = "at1"\nstatistic = "max"\nlimit_days = 5\nlocations = ["annex"]',
        'definition = "sat"\nstatistic = "mean"\nlimit_mark = 7.5\nperiod = "quarter"',
        'definition = "av"\ntarget = 0.98\nvalid_from = 2026-01-01\nvalid_until = 2027-01-01',
        "target = 0.9",
    ],
    ids=["minutes", "days", "mark", "no limit", "no definition"],
)
def test_a_norm_becomes_a_table_and_the_same_norm_again(tmp_path, promise):
    text = f'\n[[norms]]\nid = "one"\ndecided_by = "Raad"\n{promise}\n'
    [norm] = norms_of(settings_of(tmp_path, text))
    settings = settings_of(tmp_path).model_copy(update={"norms": (table_of(norm),)})
    assert norms_of(settings) == (norm,)


async def test_a_host_on_an_edited_norm_starts_says_so_and_is_degraded_until_it_is_mended(
    tmp_path, capsys
):
    async with a_town(tmp_path, text=SETTINGS + FIRST):
        pass
    async with a_town(tmp_path, text=SETTINGS + EDITED) as town:
        day = town.host.office.halls["hall"].day
        assert day is not None
        assert day.plan is not None
        assert day.plan.services["passport"].appointment_limit == 600_000
        assert "norms_held" in capsys.readouterr().out
        assert (await state_of(town)) == "degraded"
        page = await page_of(town)
        assert "waiting" in page
        assert "version 1 was changed (limit)" in page
        greeter = await town.screen("greeter")
        await greeter.sees(lambda view: view.settings_faulty)
        file = town.host.path
        assert file is not None
        file.write_text(file.read_text().replace("= 12", "= 10"))
        town.host.reload()
        assert (await state_of(town)) == "ok"
        assert "was changed" not in await page_of(town)
        await greeter.sees(lambda view: not view.settings_faulty)


async def test_a_file_that_a_running_host_does_not_take_is_told_as_well(tmp_path):
    async with a_town(tmp_path) as town:
        file = town.host.path
        assert file is not None
        well = file.read_text()
        file.write_text("nonsense")
        town.host.reload()
        assert (await state_of(town)) == "degraded"
        assert "is not TOML" in await page_of(town)
        greeter = await town.screen("greeter")
        await greeter.sees(lambda view: view.settings_faulty)
        file.write_text(well)
        town.host.reload()
        assert (await state_of(town)) == "ok"


async def test_a_greeter_reads_in_the_bar_and_under_help_that_settings_are_not_taken():
    stage = a_greeter(an_empty_hall().model_copy(update={"settings_faulty": True}))
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.1)
        seen = str(stage.app.export_screenshot()).replace("&#160;", " ")
        assert seen.count("▲ Instellingen niet overgenomen: meld dit") == 1
        assert seen.count("▲ Instellingen niet") == 2
        assert ">overgenomen: meld dit" in seen
        assert "Hulp 1 !" in seen


async def state_of(town):
    async with httpx.AsyncClient(timeout=60, trust_env=False) as web:
        found = await web.get(f"{town.web}/health")
    assert found.status_code == 200
    return json.loads(found.text)["state"]


async def page_of(town):
    async with httpx.AsyncClient(timeout=60, trust_env=False) as web:
        found = await web.get(f"{town.web}/health/devices?taal=en")
    assert found.status_code == 200
    return found.text
