"""The devices as pictures: the list with every state, and a code being typed."""

import pytest

from tests.staff_devices import a_stage, opened

SIZES = [(80, 24), (120, 36)]


def seen(language, size, snap_compare, *keys):
    stage = a_stage(language=language)

    async def before(pilot):
        await opened(pilot, *keys)

    return snap_compare(stage.app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_the_list_looks_as_it_did(language, size, snap_compare):
    assert seen(language, size, snap_compare)


def test_letting_one_in_looks_as_it_did(snap_compare):
    assert seen("nl", SIZES[0], snap_compare, "n")
