"""The virtual printer: slips become pictures, mishaps are set from a file, and it behaves as a
printer does.
"""

import asyncio
import json
import socket

import pytest
import zxingcpp
from PIL import Image
from typer.testing import CliRunner

from balie.verbs import app
from printers.agent import report_id, spool_folder
from printers.paper import Paper
from printers.reading import Reader
from printers.thermal import PAPERS, Sheet
from printers.trial import run_trial
from printers.virtual import Mishap, VirtualPrinter
from tests.printing import LINK, a_device, a_hall, a_slip

SLIP = Paper()(a_slip())


def applied(sheet, data):
    pictures = [sheet.apply(command) for command in Reader().feed(data)]
    return [picture for picture in pictures if picture is not None]


async def test_each_slip_becomes_a_numbered_picture_that_a_telephone_can_read(tmp_path):
    roll = tmp_path / "roll"
    async with a_hall(tmp_path, VirtualPrinter(roll)) as hall:
        await hall.prints(a_slip("A001"), a_slip("A002"))
    assert sorted(path.name for path in roll.iterdir()) == ["slip-0001.png", "slip-0002.png"]
    with Image.open(roll / "slip-0002.png") as picture:
        assert picture.width == PAPERS[80][0]
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]


async def test_a_roll_that_has_slips_is_continued(tmp_path):
    (tmp_path / "slip-0007.png").touch()
    assert VirtualPrinter(tmp_path).slips == 7


async def test_mishaps_come_from_a_file_and_what_was_held_is_printed_when_mended(tmp_path):
    control = tmp_path / "control.json"
    printer = VirtualPrinter(tmp_path)
    server = await printer.serve(0)
    found = a_device(f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    assert await found.status() == "ok"
    control.write_text(json.dumps({"cover_open": True}))
    assert await found.status() == "cover_open"
    await found.write(SLIP)
    assert not await found.printed()
    assert printer.slips == 0
    control.write_text("{}")
    async with asyncio.timeout(20):
        while printer.slips == 0:  # noqa: ASYNC110  the world outside sets no event
            await asyncio.sleep(0.02)
    await found.close()
    server.close()


@pytest.mark.parametrize("said", ["", "[", "[1]", '{"nonsense": 1}', '{"paper": "ok"}'])
def test_a_control_file_that_makes_no_sense_changes_nothing(tmp_path, said):
    (tmp_path / "control.json").write_text(said)
    printer = VirtualPrinter(tmp_path)
    printer.look()
    assert printer.mishap == Mishap()


def test_the_stream_is_cut_into_commands_however_it_arrives():
    whole = Reader().feed(SLIP)
    reader = Reader()
    parts = [command for byte in SLIP for command in reader.feed(bytes([byte]))]
    letters = [b"".join(c.body for c in some if c.name == b"") for some in (whole, parts)]
    assert letters[0] == letters[1]
    assert [c for c in whole if c.name not in (b"", b"\n")] == [
        c for c in parts if c.name not in (b"", b"\n")
    ]


def test_a_question_is_seen_at_once_in_the_middle_of_an_image_and_in_two_parts():
    reader = Reader()
    reader.feed(b"\x1dv0\x00\x48\x00\x30\x00")
    assert reader.asked_at_once(b"\x10\x04\x01\x10\x04") == [1]
    assert reader.asked_at_once(b"\x04") == [4]
    assert reader.asked_at_once(b"\x04") == []


def test_text_is_drawn_where_it_is_aligned():
    spans = []
    for align in (0, 1, 2):
        (picture,) = applied(Sheet(), b"\x1b@\x1ba" + bytes([align]) + b"A042\n\x1dV\x00")
        left, _, right, _ = picture.convert("L").point(lambda level: 255 * (level < 99)).getbbox()
        spans.append((left + right) / 2 / picture.width)
    assert spans[0] < 0.2
    assert abs(spans[1] - 0.5) < 0.02
    assert spans[2] > 0.8


def test_a_cut_of_blank_paper_is_no_slip():
    assert applied(Sheet(), b"\x1b@\x1dV\x00") == []


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a_long_row_is_broken_at_the_edge_of_the_paper(paper_mm):
    one = applied(Sheet(paper_mm), b"x\n\x1dV\x00")[0]
    many = applied(Sheet(paper_mm), b"x" * 200 + b"\n\x1dV\x00")[0]
    rows = -(-200 // (PAPERS[paper_mm][1] // 12))
    assert many.width == one.width
    assert many.height == one.height + 30 * (rows - 1)


async def test_the_test_page_is_printed_without_a_host(tmp_path):
    printer = VirtualPrinter(tmp_path)
    server = await printer.serve(0)
    address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    assert await asyncio.to_thread(run_trial, address, model="TM-T20II") == "ok"
    assert printer.slips == 1
    printer.mishap.paper = "out"
    assert await asyncio.to_thread(run_trial, address) == "paper_out"
    server.close()


def test_a_test_page_that_did_not_come_out_ends_with_a_fault(tmp_path):
    words = ["printer", "--test", "--device"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        result = CliRunner().invoke(app, [*words, dead])
    assert result.output.startswith("offline\n")
    assert result.exit_code == 1
    result = CliRunner().invoke(app, [*words, f"file://{tmp_path}/slips.bin"])
    assert result.output.startswith("ok\n")
    assert result.exit_code == 0


def test_each_device_has_a_spool_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = spool_folder("tcp://a:9100"), spool_folder("tcp://b:9100")
    assert one != other
    assert one.parent == tmp_path / "balie"


def test_a_report_has_the_same_id_for_the_same_spool_slip_and_state_only():
    ids = [
        report_id(*said)
        for said in (("s", "1", "a"), ("s", "1", "b"), ("s", "2", "a"), ("t", "1", "a"))
    ]
    assert len(set(ids)) == 4
    assert report_id("s", "1", "a") == ids[0]
