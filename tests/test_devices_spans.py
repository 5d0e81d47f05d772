"""Times as spans: joined, cut and added up, against a count of single milliseconds."""

from hypothesis import given
from hypothesis import strategies as st

from host.devices.spans import common, common_to_all, joined, total, without

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


def moments(spans):
    return {at for since, until in spans for at in range(since, until)}


def is_tidy(spans):
    ends = [edge for span in spans for edge in span]
    return ends == sorted(set(ends))


@given(SPANS)
def test_joined_is_the_same_time_without_overlap(spans):
    assert moments(joined(spans)) == moments(spans)
    assert is_tidy(joined(spans))
    assert total(spans) == len(moments(spans))


@given(SPANS, SPANS)
def test_what_two_have_in_common(one, other):
    assert moments(common(one, other)) == moments(one) & moments(other)
    assert is_tidy(common(one, other))


@given(SPANS, SPANS)
def test_what_is_left_when_others_are_taken_out(one, other):
    assert moments(without(one, other)) == moments(one) - moments(other)


@given(st.lists(SPANS, max_size=4))
def test_what_all_have_in_common_and_of_nobody_it_is_nothing(groups):
    wanted = set.intersection(*map(moments, groups)) if groups else set()
    assert moments(common_to_all(groups)) == wanted
