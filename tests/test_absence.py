"""The parts of a day in which nobody serves at a desk: how they add up, and that a log of before
still gives the day it gave.
"""

import pytest

from host.core import events as ev
from host.core.absence import is_shut, joined
from host.core.after import after
from host.core.day import Day


@pytest.mark.parametrize(
    ("parts", "more", "found"),
    [
        ((), (9, 12), ((9, 12),)),
        (((9, 12),), (13, 17), ((9, 12), (13, 17))),
        (((13, 17),), (9, 12), ((9, 12), (13, 17))),
        (((9, 12),), (12, 17), ((9, 17),)),
        (((9, 17),), (10, 11), ((9, 17),)),
        (((9, 10), (12, 13), (15, 16)), (10, 14), ((9, 14), (15, 16))),
    ],
)
def test_parts_that_touch_or_overlap_are_one_and_others_stay_apart(parts, more, found):
    assert joined(parts, *more) == found


def shut(starts, ends, **more):
    return ev.DeskShut(at=0, desk="1", starts=starts, ends=ends, **more)


def test_nobody_is_there_in_each_part_and_somebody_between_them():
    day = Day("hall", "2026-11-20")
    for part in ((9, 12), (14, 17)):
        after(day, shut(*part, adds=True))
    there = [at for at in range(8, 19) if not is_shut(day, "1", at)]
    assert there == [8, 12, 13, 17, 18]
    assert not is_shut(day, "2", 10)
    after(day, ev.DeskReopened(at=0, desk="1"))
    assert not any(is_shut(day, "1", at) for at in range(8, 19))


def test_in_a_log_of_before_the_last_word_holds_alone():
    day = Day("hall", "2026-11-20")
    for part in ((9, 12), (14, 17)):
        after(day, shut(*part))
    assert day.shut == {"1": ((14, 17),)}
    assert ev.EVENT.validate_json(
        '{"kind": "desk_shut", "at": 0, "desk": "1", "starts": 9, "ends": 12}'
    ) == shut(9, 12)
