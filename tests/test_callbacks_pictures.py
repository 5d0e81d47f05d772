"""Promises to call back as pictures: the list with every light, a new note, one in full, nobody."""

import pytest

from tests.staff_callbacks import MAY, a_list, a_stage, opened
from tests.test_agenda_pictures import after

SIZES = [(80, 24), (120, 40)]


def seen(rows, language, size, snap_compare, *keys):
    stage, fake = a_stage(rows, language)
    fake.can = (*MAY, "give_up_callback")

    async def before(pilot):
        await opened(pilot)
        await after(*keys)(pilot)

    return snap_compare(stage.app, terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
@pytest.mark.parametrize("language", ["nl", "de"])
def test_the_list_looks_as_it_did(language, size, snap_compare):
    assert seen(a_list(), language, size, snap_compare)


def test_an_empty_list_looks_as_it_did(snap_compare):
    assert seen((), "en", SIZES[0], snap_compare)


def test_a_new_note_looks_as_it_did(snap_compare):
    assert seen((), "nl", SIZES[0], snap_compare, "n", "down", "down", "enter")


def test_one_note_looks_as_it_did(snap_compare):
    assert seen(a_list(), "nl", SIZES[0], snap_compare, "down", "down", "enter")
