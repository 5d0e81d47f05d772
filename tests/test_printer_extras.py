"""What a town wants around its slips: logo, buzzer, another cut; on paper of 80 and of 58 mm."""

import pytest
from PIL import Image, ImageDraw

from printers.extras import Extras, LogoUnfit, logo_bytes
from printers.paper import Paper
from printers.profiles import profile
from printers.reading import Reader
from printers.thermal import Sheet
from tests.printing import a_slip


@pytest.fixture
def logo(tmp_path):
    """A black disc on a transparent ground."""
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, 399, 399), fill=(0, 0, 0, 255))
    picture.save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


def drawn(extras, model="TM-T88V", paper_mm=80):
    sheet, cuts = Sheet(paper_mm), 0
    picture = None
    for command in Reader().feed(Paper(profile(model), extras=extras)(a_slip())):
        cuts += command.name == b"\x1dV"
        picture = sheet.apply(command) or picture
    return picture or sheet.cut(), cuts


@pytest.mark.parametrize(("model", "paper_mm"), [("TM-T88V", 80), ("POS-5890", 58)])
def test_a_logo_stands_in_the_middle_on_top_and_its_transparent_ground_stays_white(
    logo, model, paper_mm
):
    plain, _ = drawn(Extras(), model, paper_mm)
    picture, _ = drawn(Extras(logo=logo), model, paper_mm)
    assert picture.height > plain.height + 100
    top = picture.convert("L").crop((0, 0, picture.width, 160))
    black = [x for x in range(top.width) if top.getpixel((x, 80)) < 128]
    assert abs((black[0] + black[-1]) / 2 - picture.width / 2) < 12
    assert len(black) > 100
    assert min(top.getpixel((x, 2)) for x in range(black[0] + 10)) > 128


def test_no_logo_is_higher_than_twenty_millimetres_or_wider_than_the_paper(tmp_path):
    for size in ((4000, 20), (20, 4000)):
        Image.new("RGB", size, "black").save(tmp_path / "odd.png")
        head = logo_bytes(tmp_path / "odd.png", 512)
        logo_bytes.cache_clear()
        assert int.from_bytes(head[4:6], "little") * 8 <= 512
        assert int.from_bytes(head[6:8], "little") <= 176


def test_a_file_that_is_no_picture_is_named(tmp_path):
    (tmp_path / "logo.txt").write_text("no picture")
    with pytest.raises(LogoUnfit, match=r"logo\.txt is no picture"):
        Paper(extras=Extras(logo=tmp_path / "logo.txt"))


def test_a_buzzer_sounds_once_before_the_cut():
    data = Paper(extras=Extras(buzzer=True))(a_slip())
    assert data.count(b"\x1bB\x02\x02") == 1
    assert data.rindex(b"\x1bB") < data.rindex(b"\x1dV")
    assert b"\x1bB" not in Paper()(a_slip())


@pytest.mark.parametrize(("cut", "end"), [("full", b"\x1dV\x00"), ("part", b"\x1dV\x01")])
def test_the_paper_is_cut_as_the_town_wants(cut, end):
    assert Paper(extras=Extras(cut=cut))(a_slip()).endswith(end)


def test_a_printer_that_shall_not_cut_feeds_the_last_line_out():
    _, cuts = drawn(Extras(cut="none"))
    assert cuts == 0
    assert Paper(extras=Extras(cut="none"))(a_slip()).endswith(b"\x1bd\x06")
