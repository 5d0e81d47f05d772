"""The look of the terminal screens: contrast, large letters, and the norm light."""

import pytest
from textual.geometry import Size

from kiosk.letters import LETTERS
from kiosk.look import big_lines, contrast, light_of, readable, scale_for, theme_of
from tests.kiosk_stand_in import at_the_kiosk
from wire.setup import Look

LOOKS = [
    Look(),
    Look(ground="dark"),
    Look(accent="#ffd400", accent_text="#000000"),
    Look(accent="#ffd400", accent_text="#ffffff", ground="dark"),
    Look(accent="#808080", accent_text="#808080"),
]


def test_contrast_is_that_of_the_accessibility_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_text_colour_has_seven_to_one_on_every_ground(look):
    theme = theme_of(look)
    texts = {"text": theme.foreground, "mark": theme.secondary, "soon": theme.warning}
    texts |= {"on time": theme.success, "over": theme.error, "quiet": theme.variables["quiet"]}
    for name, colour in texts.items():
        for ground in (theme.background, theme.surface, theme.panel):
            assert contrast(str(colour), str(ground)) >= 7, name


@pytest.mark.parametrize("look", LOOKS[:4], ids=str)
def test_text_on_the_accent_can_be_read(look):
    assert contrast(theme_of(look).variables["on-accent"], look.accent) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert readable("#154273", "#ffffff") == "#154273"
    assert readable("#aaaaaa", "#ffffff") != "#aaaaaa"


@pytest.mark.parametrize(("scale", "rows"), [(1, 4), (2, 7), (3, 11)])
def test_a_number_grows_by_whole_steps(scale, rows):
    lines = big_lines("A042", scale)
    assert len(lines) == rows
    assert len({len(line) for line in lines}) == 1


def test_every_letter_of_a_ticket_and_a_time_has_a_shape_of_its_own():
    shapes = ["\n".join(big_lines(letter)) for letter in "ABCDEF0123456789:"]
    assert len(set(shapes)) == len(shapes)
    assert all(len(shape) == 7 for shape in LETTERS.values())


def test_a_letter_without_a_shape_is_a_blank_and_breaks_nothing():
    assert set("".join(big_lines("ﷺ"))) == {" "}


def test_the_type_grows_with_the_terminal():
    sizes = (Size(80, 24), Size(160, 48), Size(220, 70))
    assert [scale_for(size) for size in sizes] == [1, 2, 3]


def test_the_norm_light_has_a_shape_a_word_and_a_colour_each_its_own():
    lights = [light_of(now, 10, 20) for now in (9, 10, 20)]
    shapes, colours, words = zip(*filter(None, lights), strict=True)
    assert words == ("on_time", "soon", "over")
    assert len(set(shapes)) == len(set(colours)) == 3
    assert light_of(9, None, None) is None


async def test_the_kiosk_wears_the_towns_colours():
    async with at_the_kiosk() as visitor:
        look = Look(accent="#5b0f2b", ground="dark")
        visitor.line.heard(visitor.line.setup.model_copy(update={"look": look}))
        await visitor.settle()
        head = visitor.app.screen.query_one("#head")
        assert contrast(head.styles.background.hex, "#5b0f2b") == pytest.approx(1, abs=0.01)
