"""What the host remembers of norms: a promise that was seen once is never another one afterwards,
and each change has its own version with who decided.
"""

import pytest

from host.norms import in_force, norms_of
from host.norms.cli import version_lines
from host.norms.kept import keep, versions_of
from host.settings import Faulty, read
from host.store import Store
from host.store import norms as rows
from tests.norm_files import FIRST, MEAN, SECOND, settings_of
from tests.office import Office
from tests.town import SETTINGS, a_town, at, settings_file

pytest_plugins = ["tests.stores"]

NOW = at("12:00", "2026-11-20")
LATER = at("12:00", "2027-02-01")


def kept(store):
    return store.read(rows.versions)


def test_each_version_is_kept_with_when_it_was_first_seen(store: Store, tmp_path):
    keep(store, settings_of(tmp_path, FIRST, MEAN), NOW)
    keep(store, settings_of(tmp_path, FIRST, SECOND, MEAN), LATER)
    found = kept(store)
    assert [(each.norm.id, each.norm.version, each.first_seen) for each in found] == [
        ("waiting", 1, NOW),
        ("waiting", 2, LATER),
        ("walk-ins", 1, NOW),
    ]
    assert [each.norm for each in found] == list(
        norms_of(settings_of(tmp_path, FIRST, SECOND, MEAN))
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("= 10", "= 12", "limit"),
        ("target = 1.0", "target = 0.9", "target"),
        ('"Raad"', '"College"', "decided_by"),
        ("2015-05-05", "2015-05-06", "decided_on"),
        ("target", "valid_from = 2026-01-01\ntarget", "valid_from"),
        ("target", 'period = "month"\ntarget', "period"),
        ("target", 'services = ["talk"]\ntarget', "services"),
    ],
)
def test_a_promise_that_was_seen_is_not_edited(store: Store, tmp_path, old, new, what):
    keep(store, settings_of(tmp_path, FIRST), NOW)
    before = kept(store)
    file = settings_file(tmp_path, text=SETTINGS + MEAN + FIRST.replace(old, new, 1))
    with pytest.raises(Faulty) as faulty:
        keep(store, read(file), LATER, file)
    (fault,) = faulty.value.faults
    assert fault.text == (
        f'norm "waiting" version 1 was changed ({what}); '
        "give it version 2 and say from when and who decided"
    )
    assert file.read_text().split("\n")[fault.line - 1] == "[[norms]]"
    assert fault.line == file.read_text().split("\n").index("[[norms]]", fault.line - 2) + 1
    assert fault.key == "norms.1"
    assert kept(store) == before


def test_the_same_promise_may_be_put_in_better_words(store: Store, tmp_path):
    keep(store, settings_of(tmp_path, MEAN), NOW)
    keep(store, settings_of(tmp_path, MEAN.replace("Zonder afspraak", "Inloop")), LATER)
    (found,) = kept(store)
    assert (found.norm.name("nl"), found.first_seen) == ("Inloop", NOW)


def test_a_norm_may_be_given_an_end_that_is_still_to_come_and_no_other(store: Store, tmp_path):
    def ending(day):
        return settings_of(tmp_path, FIRST.replace("target", f"valid_until = {day}\ntarget"))

    keep(store, settings_of(tmp_path, FIRST), NOW)
    with pytest.raises(Faulty, match="say the end before it comes"):
        keep(store, ending("2026-11-19"), NOW)
    keep(store, ending("2026-12-31"), NOW)
    (found,) = kept(store)
    assert (found.norm.valid_until, found.end_seen) == ("2026-12-31", NOW)
    for other in (ending("2027-12-31"), settings_of(tmp_path, FIRST)):
        with pytest.raises(Faulty, match="that is not moved"):
            keep(store, other, NOW)


def test_a_norm_that_is_taken_out_of_the_file_held_until_yesterday(store: Store, tmp_path):
    keep(store, settings_of(tmp_path, FIRST, MEAN), NOW)
    keep(store, settings_of(tmp_path, MEAN), NOW)
    assert [each.norm.valid_until for each in kept(store)] == ["2026-11-19", None]
    with pytest.raises(Faulty, match="give it version 2"):
        keep(store, settings_of(tmp_path, FIRST, MEAN), NOW)


def test_an_old_version_may_be_left_out_of_the_file_and_still_counts(store: Store, tmp_path):
    keep(store, settings_of(tmp_path, FIRST, SECOND), NOW)
    alone = settings_of(tmp_path, SECOND)
    keep(store, alone, LATER)
    versions = versions_of(alone, kept(store))
    assert [norm.version for norm in in_force(versions, "2026-12-31")] == [1]
    assert [norm.version for norm in in_force(versions, "2027-01-01")] == [2]


def test_limits_of_services_that_change_make_a_version_of_today_by_themselves(store, tmp_path):
    keep(store, settings_of(tmp_path), NOW)
    shorter = SETTINGS.replace('group = "', 'walk_in_limit_minutes = 10\ngroup = "')
    settings = settings_of(tmp_path, text=shorter)
    keep(store, settings, NOW)
    keep(store, settings, LATER)
    versions = versions_of(settings, kept(store))
    assert [(n.id, n.version, n.limit, n.valid_from) for n in versions] == [
        ("wt_a.all", 1, 300, ""),
        ("wt_w.all", 1, 900, ""),
        ("wt_w.all", 2, 600, "2026-11-20"),
    ]


def test_what_follows_from_the_services_counts_until_somebody_decides(store: Store, tmp_path):
    keep(store, settings_of(tmp_path), NOW)
    decided = settings_of(tmp_path, FIRST.replace("target", "valid_from = 2026-11-20\ntarget"))
    keep(store, decided, NOW)
    versions = versions_of(decided, kept(store))
    assert {norm.id for norm in in_force(versions, "2026-11-19")} == {"wt_a.all", "wt_w.all"}
    assert {norm.id for norm in in_force(versions, "2026-11-20")} == {"waiting"}
    before = settings_of(tmp_path, FIRST.replace("waiting", "older"))
    keep(store, before, LATER)
    versions = versions_of(before, kept(store))
    assert {norm.id for norm in in_force(versions, "2026-11-19")} == {"older"}


def test_the_list_tells_who_decided_when_it_was_seen_and_what_it_replaced(store: Store, tmp_path):
    settings = settings_of(tmp_path, FIRST, SECOND, MEAN)
    keep(store, settings, NOW)
    assert version_lines(settings, kept(store)) == [
        "waiting version 1: 100.0 % within 10:00 (wt_a), from the beginning until 2026-12-31",
        "    decided by Raad on 2015-05-05; first seen 2026-11-20 12:00",
        "waiting version 2: 95.0 % within 5:00 (wt_a), from 2027-01-01",
        "    decided by Raad; first seen 2026-11-20 12:00; was: 100.0 % within 10:00 (wt_a)",
        "walk-ins version 1: 15:00 on average at most (wt_w) for passport, from the beginning",
        "    decided by College; first seen 2026-11-20 12:00",
    ]


# -- the host --------------------------------------------------------------------------------------


async def test_a_host_keeps_its_old_settings_when_a_promise_was_edited(tmp_path):
    async with a_town(tmp_path, text=SETTINGS + FIRST) as town:
        file = town.host.path
        assert file is not None
        file.write_text(file.read_text().replace("limit_minutes = 10", "limit_minutes = 12"))
        town.host.reload()
        assert town.host.settings.norms[0].limit_minutes == 10
        file.write_text(
            file.read_text().replace("limit_minutes = 12", "limit_minutes = 10") + SECOND
        )
        town.host.reload()
        assert [norm.version for norm in town.host.settings.norms] == [1, 2]


def test_an_administrator_lists_the_norms_and_when_they_were_not_kept(tmp_path):
    office = Office(tmp_path)
    file = tmp_path / "balie.toml"
    file.write_text(file.read_text("utf-8") + FIRST, encoding="utf-8")
    assert office.told("norm", "list").splitlines() == [
        "waiting version 1: 100.0 % within 10:00 (wt_a), from the beginning",
        "    decided by Raad on 2015-05-05; no host has seen it yet",
    ]
    assert office.told("norm", "breaches", "--period", "2021").splitlines() == [
        "Stadhuis, 2021",
        "  waiting version 1: 100.0 % within 10:00 (wt_a), per year",
        "    nothing was measured",
    ]
    assert "'loft' in the settings" in office.refused("norm", "breaches", "--location", "loft")
    assert "is no period" in office.refused("norm", "breaches", "--period", "soon")
