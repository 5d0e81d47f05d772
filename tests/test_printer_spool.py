"""The spool at every step at which the power may go: what was begun is known, and every print
after it is a copy.
"""

import pytest

from printers.spool import COPY_MINUTES, KEEP_DAYS, TRIES_MAX, Spool, SpoolUnfit
from tests.printing import a_slip

SLIP = "slip-A042-0"
MINUTE = 60_000


class Clock:
    now = 1_800_000_000_000

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opened(tmp_path, clock):
    """Opens the spool, as after a power cut: what is not on disk is gone."""
    spools: list[Spool] = []

    def reopen():
        for spool in spools:
            spool.close()
        spools[:] = [Spool(tmp_path / "spool.sqlite", clock)]
        return spools[0]

    yield reopen
    for spool in spools:
        spool.close()


def copies(spool):
    return [job.copy for job in spool.jobs()]


def test_a_new_slip_is_kept_and_comes_unmarked(opened):
    opened().take(a_slip())
    spool = opened()
    assert [job.document for job in spool.jobs()] == [a_slip()]
    assert copies(spool) == [False]


def test_a_slip_is_taken_once_however_often_it_is_seen(opened):
    spool = opened()
    spool.take(a_slip())
    spool.begin(SLIP)
    spool.take(a_slip())
    assert spool.states() == {SLIP: "sending"}


def test_what_was_being_sent_at_the_cut_is_unknown_and_comes_again_as_a_copy(opened):
    spool = opened()
    spool.take(a_slip())
    assert not spool.begin(SLIP)
    spool = opened()
    assert spool.states() == {SLIP: "unknown"}
    assert copies(spool) == [True]
    assert spool.begin(SLIP)
    assert copies(opened()) == [True]


def test_a_printed_slip_stays_printed_and_its_text_is_gone_from_the_disk(opened, tmp_path):
    spool = opened()
    spool.take(a_slip())
    spool.begin(SLIP)
    spool.settle(SLIP, printed=True)
    spool = opened()
    assert spool.states() == {SLIP: "printed"}
    assert spool.jobs() == []
    assert b"https://" not in (tmp_path / "spool.sqlite").read_bytes()


def test_only_what_was_begun_can_be_settled(opened):
    spool = opened()
    spool.take(a_slip())
    spool.settle(SLIP, printed=True)
    assert spool.states() == {SLIP: "new"}


def test_a_slip_that_nobody_wants_any_more_goes_unless_it_was_begun(opened):
    spool = opened()
    spool.take(a_slip("A001"))
    spool.take(a_slip("A002"))
    spool.begin("slip-A002-0")
    spool.withdraw(())
    assert spool.states() == {"slip-A002-0": "sending"}


def test_slips_come_in_the_order_in_which_they_came(opened):
    for ticket in ("A003", "A001", "A002"):
        opened().take(a_slip(ticket))
    assert [job.document.ticket for job in opened().jobs()] == ["A003", "A001", "A002"]


def test_there_are_two_copies_at_most(opened):
    spool = opened()
    spool.take(a_slip())
    for _ in range(TRIES_MAX):
        assert len(spool.jobs()) == 1
        spool.begin(SLIP)
        spool.settle(SLIP, printed=False)
    assert spool.jobs() == []


def test_copies_come_within_minutes_or_not_at_all(opened, clock):
    spool = opened()
    spool.take(a_slip())
    spool.begin(SLIP)
    spool.settle(SLIP, printed=False)
    clock.now += COPY_MINUTES * MINUTE - 1
    assert copies(spool) == [True]
    clock.now += 1
    assert spool.jobs() == []


def test_a_slip_that_waits_for_paper_does_not_grow_too_old(opened, clock):
    spool = opened()
    spool.take(a_slip())
    clock.now += 600 * MINUTE
    assert copies(spool) == [False]


def test_the_text_of_a_slip_that_is_given_up_is_taken_away(opened, clock, tmp_path):
    spool = opened()
    spool.take(a_slip())
    spool.begin(SLIP)
    clock.now += 600 * MINUTE
    spool = opened()
    spool.tidy()
    assert spool.states() == {SLIP: "unknown"}
    spool = opened()
    assert b"https://" not in (tmp_path / "spool.sqlite").read_bytes()


def test_finished_slips_are_forgotten_after_days_but_none_that_waits(opened, clock):
    spool = opened()
    for ticket in ("A001", "A002"):
        spool.take(a_slip(ticket))
    spool.begin("slip-A001-0")
    spool.settle("slip-A001-0", printed=True)
    clock.now += (KEEP_DAYS * 1440 + 1) * MINUTE
    spool.tidy()
    assert spool.states() == {"slip-A002-0": "new"}


def test_the_host_is_told_each_state_once_sending_first(opened):
    spool = opened()
    spool.take(a_slip())
    assert spool.untold() == []
    spool.begin(SLIP)
    assert opened().untold() == [(SLIP, "sending"), (SLIP, "unknown")]
    spool = opened()
    spool.tell(SLIP, "sending")
    assert opened().untold() == [(SLIP, "unknown")]
    spool = opened()
    spool.tell(SLIP, "unknown")
    assert opened().untold() == []


def test_a_copy_that_was_printed_is_told_after_the_unknown(opened):
    spool = opened()
    spool.take(a_slip())
    spool.begin(SLIP)
    spool.settle(SLIP, printed=False)
    spool.tell(SLIP, "unknown")
    spool.begin(SLIP)
    assert spool.untold() == []
    spool.settle(SLIP, printed=True)
    assert spool.untold() == [(SLIP, "printed")]


def test_a_spool_keeps_its_identity_and_a_new_one_has_another(opened, tmp_path, clock):
    first = opened().id
    assert opened().id == first
    other = Spool(tmp_path / "other" / "spool.sqlite", clock)
    assert other.id != first
    other.close()


def test_a_spool_serves_one_agent_at_a_time(opened, tmp_path, clock):
    opened().take(a_slip())
    with pytest.raises(SpoolUnfit, match="locked"):
        Spool(tmp_path / "spool.sqlite", clock)


def test_a_damaged_spool_is_never_taken_for_an_empty_one(tmp_path, clock):
    (tmp_path / "spool.sqlite").write_bytes(b"not a spool" * 1000)
    with pytest.raises(SpoolUnfit, match="not a database"):
        Spool(tmp_path / "spool.sqlite", clock)
    with pytest.raises(SpoolUnfit, match=r"Not a directory|exists"):
        Spool(tmp_path / "spool.sqlite" / "spool.sqlite", clock)


def test_tidying_takes_the_text_of_printed_slips_from_the_disk_while_it_runs(opened, tmp_path):
    spool = opened()
    spool.take(a_slip())
    spool.begin(SLIP)
    spool.settle(SLIP, printed=True)
    spool.tidy()
    assert not any(b"https://" in file.read_bytes() for file in tmp_path.iterdir())


def test_a_finished_slip_is_told_again_and_one_being_sent_is_not(opened):
    spool = opened()
    spool.take(a_slip())
    spool.tell(SLIP, "sending")
    spool.tell_again(SLIP)
    spool.begin(SLIP)
    spool.tell_again(SLIP)
    assert spool.untold() == []
    spool.settle(SLIP, printed=True)
    spool.tell(SLIP, "printed")
    spool.tell_again(SLIP)
    assert spool.untold() == [(SLIP, "sending"), (SLIP, "printed")]
