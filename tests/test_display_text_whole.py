"""`balie display --text` as it is run: at a real host, in a process of its own."""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.test_host_line import opened
from tests.town import a_town, new_id
from wire.commands import CallNext, TakeTicket

HOUSE = Path(__file__).parent.parent


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def says(town, folder, *words, token=None):
    """The running verb."""
    if token is None:
        token = await asyncio.to_thread(town.token, "display", f"led-{new_id()[:4]}")
    file = folder / f"{token[:8]}.token"
    file.write_text(token, encoding="utf-8")
    verb = ("display", "--text", "--host", f"127.0.0.1:{town.port}", "--token-file", str(file))
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "balie", *verb, *words, cwd=HOUSE, stdout=pipe, stderr=pipe
    )


async def a_call(town):
    greeter = await town.screen("greeter")
    await greeter.done(TakeTicket(id=new_id(), services=("passport",)))
    desk = await opened(town)
    await desk.done(CallNext(id=new_id(), desk="1"))
    return greeter


async def line_of(process):
    async with asyncio.timeout(30):
        return (await process.stdout.readline()).decode().strip()


async def test_a_call_is_a_line_and_the_host_hears_that_it_stands_there(town, tmp_path):
    wall = await says(town, tmp_path)
    try:
        hall = town.host.office.halls["hall"]
        async with asyncio.timeout(30):
            while not hall.walls:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        await a_call(town)
        assert await line_of(wall) == "A001 -> 1"
        async with asyncio.timeout(10):
            while hall.walls[0].ring != 1:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    finally:
        wall.terminate()
        await wall.wait()


async def test_once_is_what_stands_there_now_and_the_end(town, tmp_path):
    await a_call(town)
    wall = await says(town, tmp_path, "--once", "--width", "4")
    said, _ = await wall.communicate()
    assert said.decode().split("\n") == ["A001", "-> 1", ""]
    assert wall.returncode == 0


async def test_a_token_that_is_not_known_is_told_in_a_sentence(town, tmp_path):
    wall = await says(town, tmp_path, token="nobody's")
    said, fault = await wall.communicate()
    assert (said, wall.returncode) == (b"", 1)
    assert b"Traceback" not in fault
    assert fault.decode().strip()


async def test_without_a_host_once_says_that_there_is_no_line(tmp_path):
    file = tmp_path / "token"
    file.write_text("x", encoding="utf-8")
    words = ("display", "--text", "--once", "--host", "127.0.0.1:9", "--token-file", str(file))
    pipe = asyncio.subprocess.PIPE
    wall = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "balie", *words, cwd=HOUSE, stdout=pipe, stderr=pipe
    )
    said, _ = await wall.communicate()
    assert said.decode().strip() == "Geen verbinding. Kijk bij de balie."
    assert wall.returncode == 1


async def test_text_without_a_token_asks_for_one():
    pipe = asyncio.subprocess.PIPE
    wall = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "balie", "display", "--text", "--host", "127.0.0.1:9"),
        cwd=HOUSE,
        stdout=pipe,
        stderr=pipe,
    )
    _, fault = await wall.communicate()
    assert b"--token-file" in fault
    assert wall.returncode == 1


async def test_a_token_of_another_role_is_told_at_once_and_ends_it(town, tmp_path):
    token = await asyncio.to_thread(town.token, "kiosk", "zuil")
    wall = await says(town, tmp_path, token=token)
    async with asyncio.timeout(20):
        said, fault = await wall.communicate()
    assert (said, wall.returncode) == (b"", 1)
    assert fault.decode() == (
        "this token is a kiosk's (zuil at hall), and no display's: pair one with "
        "balie pair display\n"
    )
