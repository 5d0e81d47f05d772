"""What follows from a public board: who came and who was called when."""

import gzip

from bench.warsaw import Row, follow, is_rising, read_day

MINUTE = 60_000


def board(*rows):
    """Rows of one queue, five minutes apart: (called, waiting)."""
    return [
        Row("1", 5 * MINUTE * n, waiting, 1, called) for n, (called, waiting) in enumerate(rows)
    ]


def test_the_number_given_last_is_the_number_called_last_and_all_who_wait():
    day = follow("1", "", board((0, 0), (0, 2), (1, 3)))
    assert len(day.arrivals) == 4
    assert len(day.calls) == 1


def test_those_who_came_between_two_looks_are_spread_evenly_over_the_time():
    day = follow("1", "", board((0, 0), (0, 4)))
    assert day.arrivals == [MINUTE, 2 * MINUTE, 3 * MINUTE, 4 * MINUTE]


def test_nobody_is_called_before_coming():
    day = follow("1", "", board((0, 0), (3, 0), (5, 2)))
    assert all(wait > 0 for wait in day.waits_seconds)
    assert day.calls == sorted(day.calls)


def test_a_series_that_begins_at_501_has_no_five_hundred_people_before_it():
    day = follow("1", "", board((0, 1), (501, 0), (503, 1)))
    assert len(day.arrivals) == 4
    assert len(day.calls) == 3


def test_a_board_whose_numbers_begin_again_cannot_be_followed():
    rising = board(*((n, 0) for n in range(30)))
    assert is_rising(rising)
    assert not is_rising([*rising, *board((1, 0))])
    assert not is_rising(rising[:29])


def test_a_day_is_read_from_the_file_of_all_boards(tmp_path):
    head = "office,queue_id,queue_name,at,waiting,open_desks,serving_number,official_minutes"
    lines = [f"here,7,Cars,2020-01-09T08:{n:02},1,2,R{n:03},10" for n in range(1, 41)]
    lines += ["there,7,Cars,2020-01-09T08:00,1,2,R001,10", "here,7,Cars,2020-01-10T08:00,9,1,,1"]
    file = tmp_path / "boards.csv.gz"
    file.write_bytes(gzip.compress("\n".join([head, *lines]).encode()))
    (queue,) = read_day(file, "here", "2020-01-09")
    assert (queue.queue, queue.name, queue.most_desks) == ("7", "Cars", 2)
    assert (len(queue.arrivals), len(queue.calls)) == (41, 40)
