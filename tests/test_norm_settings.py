"""Norms in the settings: what a town writes down, what is a fault in it, what the hall goes by."""

from datetime import date

import pytest

from host.norms import norms_of
from host.settings import Faulty, plan_of, read
from tests.norm_files import FIRST, MEAN, SECOND, settings_of
from tests.town import SETTINGS, settings_file


def faults(tmp_path, *norms):
    file = settings_file(tmp_path, text=SETTINGS + "".join(norms))
    with pytest.raises(Faulty) as faulty:
        read(file)
    lines = file.read_text().split("\n")
    return [(lines[fault.line - 1], fault.text) for fault in faulty.value.faults]


# -- the file --------------------------------------------------------------------------------------


def test_a_norm_of_the_file_is_a_norm(tmp_path):
    first, second, mean = norms_of(settings_of(tmp_path, FIRST, SECOND, MEAN))
    assert (first.limit, first.target, first.statistic) == (600.0, 1.0, "share")
    assert (first.decided_by, first.decided_on, first.valid_from) == ("Raad", "2015-05-05", "")
    assert (second.id, second.version, second.valid_from) == ("waiting", 2, "2027-01-01")
    assert (mean.statistic, mean.target, mean.services) == ("mean", None, ("passport",))
    assert mean.name("nl") == "Zonder afspraak"


def test_a_town_that_wrote_no_norms_has_those_of_its_services(tmp_path):
    text = SETTINGS.replace('group = "C"', 'group = "C"\nappointment_limit_minutes = 10')
    norms = norms_of(settings_of(tmp_path, text=text))
    assert [(norm.id, norm.limit, norm.services) for norm in norms] == [
        ("wt_a.passport", 300, ("passport", "collect")),
        ("wt_a.talk", 600, ("talk",)),
        ("wt_w.all", 900, ()),
    ]
    assert {norm.decided_by for norm in norms} == {""}


@pytest.mark.parametrize(
    ("old", "new", "line", "text"),
    [
        ("limit_minutes = 10", "", "[[norms]]", "asks for limit_minutes"),
        ("limit_minutes = 10", "limit_days = 2", "[[norms]]", "asks for limit_minutes"),
        ('definition = "wt_a"', 'definition = "at1"', "[[norms]]", "asks for limit_days"),
        ("target = 1.0", "", "[[norms]]", "needs a target"),
        ("target = 1.0", 'target = 1.0\nstatistic = "mean"', "[[norms]]", "belongs to a share"),
        ("target = 1.0", "target = 95", "target", "less than or equal to 1"),
        ('decided_by = "Raad"', "", "[[norms]]", "Field required"),
        ('"wt_a"', '"wt_b"', "definition", "Input should be"),
        ("target", 'services = ["pasport"]\ntarget', "services", 'no service "pasport"'),
        ("target", 'locations = ["hal"]\ntarget', "locations", 'no location "hal"'),
        ("target", 'names = { nl = "Wachten" }\ntarget', "names", 'no name in "en"'),
        (
            "target",
            "valid_from = 2026-02-01\nvalid_until = 2026-01-01\ntarget",
            "[[norms]]",
            "before valid_from",
        ),
    ],
)
def test_a_fault_in_a_norm_names_its_line(tmp_path, old, new, line, text):
    found = faults(tmp_path, MEAN, FIRST.replace(old, new, 1))
    assert any(line in at for at, _ in found), found
    assert any(text in what for _, what in found), found


@pytest.mark.parametrize(
    ("old", "new", "line", "text"),
    [
        ("version = 2", "version = 1", "version = 1", "has version 1 above"),
        ("valid_from = 2027-01-01", "", "[[norms]]", "does not say from when"),
    ],
)
def test_versions_follow_one_another(tmp_path, old, new, line, text):
    found = faults(tmp_path, FIRST, SECOND.replace(old, new))
    assert [line in at and text in what for at, what in found] == [True], found


def test_a_version_does_not_begin_before_the_former_one_or_its_end(tmp_path):
    first = FIRST.replace("target", "valid_from = 2020-01-01\nvalid_until = 2026-12-31\ntarget")
    assert settings_of(tmp_path, first, SECOND).norms
    for day, text in (("2020-01-01", "not after"), ("2026-12-31", "valid until 2026-12-31")):
        ((line, what),) = faults(tmp_path, first, SECOND.replace("2027-01-01", day))
        assert (line, text in what) == (f"valid_from = {day}", True)


def test_a_mark_is_promised_as_a_mean_and_the_open_hours_as_a_share(tmp_path):
    mark = FIRST.replace('"wt_a"', '"sat"').replace("limit_minutes = 10", "limit_mark = 8")
    assert any("promised as a mean" in what for _, what in faults(tmp_path, mark))
    open_hours = FIRST.replace('"wt_a"', '"av"')
    assert any("has no limit" in what for _, what in faults(tmp_path, open_hours))
    assert settings_of(tmp_path, open_hours.replace("limit_minutes = 10", "")).norms


def test_a_promise_of_which_nobody_wrote_down_what_is_counted_may_stand_there(tmp_path):
    balie = FIRST.replace('definition = "wt_a"\nlimit_minutes = 10\n', "").replace("1.0", "0.9")
    (norm,) = norms_of(settings_of(tmp_path, balie))
    assert (norm.definition, norm.target) == ("", 0.9)


# -- what the hall goes by -------------------------------------------------------------------------


def test_lights_and_calling_order_go_by_the_norm_that_was_decided(tmp_path):
    settings = settings_of(tmp_path, FIRST, SECOND, MEAN)
    before = plan_of(settings, "hall", date(2026, 12, 31)).services
    after = plan_of(settings, "hall", date(2027, 1, 4)).services
    assert (before["passport"].appointment_limit, before["passport"].target) == (600_000, 1.0)
    assert (after["passport"].appointment_limit, after["passport"].target) == (300_000, 0.95)
    assert after["passport"].walk_in_limit == 900_000


def test_of_several_norms_for_the_same_people_the_strictest_lights_the_lamp(tmp_path):
    wide = FIRST.replace("waiting", "wide").replace("= 10", "= 20")
    for file in (FIRST + wide, wide + FIRST):
        plan = plan_of(settings_of(tmp_path, file), "hall", date(2026, 11, 20))
        assert plan.services["talk"].appointment_limit == 600_000


def test_a_norm_for_one_service_leaves_the_others_their_own_limit(tmp_path):
    only = FIRST.replace("target", 'services = ["talk"]\nlocations = ["hall"]\ntarget')
    settings = settings_of(tmp_path, only)
    plan = plan_of(settings, "hall", date(2026, 11, 20)).services
    assert (plan["talk"].appointment_limit, plan["passport"].appointment_limit) == (
        600_000,
        300_000,
    )
    assert plan_of(settings, "annex", date(2026, 11, 20)).services["talk"].target == 0.95
