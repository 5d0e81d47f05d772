"""A new device finds its host on the network, over real multicast on this computer; and keeps to
the address at which it was paired.
"""

import asyncio
import socket

import pytest
from typer.testing import CliRunner

import balie.verbs  # noqa: F401 - the verbs of the command
import wire.finding
import wire.pairing
from balie.address import NoAddress, address_file, line_url, page_url
from balie.door import app
from host.announce import announced
from host.settings import read
from tests.booking_stage import TOWN
from wire.finding import FoundHost, find_hosts

HERE = ["127.0.0.1"]
PORT = 8317
URL = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def settings(tmp_path):
    def made(**server):
        file = tmp_path / "balie.toml"
        file.write_text(TOWN, encoding="utf-8")
        town = read(file)
        return town.model_copy(update={"server": town.server.model_copy(update=server)})

    return made


async def found_while(town, listen="127.0.0.1", interfaces=HERE, wanted=None):
    """What is found while a host says where it is; on a busy machine it is looked for again."""
    async with announced(town, listen, PORT, interfaces):
        for _ in range(5):
            found = await asyncio.to_thread(find_hosts, 2.0, HERE)
            if wanted is None or wanted in found:
                return found
    return found


def ours(found):
    return [host for host in found if str(PORT) in host.url]


async def test_a_host_that_says_where_it_is_is_found_with_its_town(settings):
    here = FoundHost("Testdam", URL)
    assert ours(await found_while(settings(), wanted=here)) == [here]


async def test_a_host_that_has_gone_is_not_found(settings):
    await found_while(settings())
    assert ours(await asyncio.to_thread(find_hosts, 1.0, HERE)) == []


async def test_a_host_that_goes_while_it_is_looked_for_is_not_found(settings):
    async with announced(settings(), "127.0.0.1", PORT, HERE):
        looking = asyncio.create_task(asyncio.to_thread(find_hosts, 4.0, HERE))
        await asyncio.sleep(2.5)
    assert ours(await looking) == []


async def test_a_host_with_a_certificate_is_found_under_the_name_on_it(settings):
    named = FoundHost("Testdam", "https://named.example")
    assert named in await found_while(settings(url=named.url), wanted=named)


async def test_a_host_that_shall_not_say_it_is_not_found(settings):
    assert ours(await found_while(settings(announce=False))) == []


@pytest.mark.parametrize("listen", ["127.0.0.1", "localhost", "::1"])
async def test_a_host_that_only_this_computer_reaches_says_nothing(settings, listen):
    assert ours(await found_while(settings(), listen, None)) == []


async def test_a_network_that_does_not_let_it_stops_no_host(settings, monkeypatch, capsys):
    def no(*_args, **_more):
        raise OSError("no such network")

    monkeypatch.setattr("zeroconf.asyncio.AsyncZeroconf", no)
    async with announced(settings(), "0.0.0.0", PORT):
        await asyncio.sleep(0.05)
    assert "not_announced" in capsys.readouterr().out


async def test_a_host_that_listens_at_a_name_and_no_number_stops_in_good_order(settings, capsys):
    async with announced(settings(), "balie.example", PORT):
        await asyncio.sleep(0.05)
    assert "not_announced" in capsys.readouterr().out


def pair(monkeypatch, tmp_path, found, *words, ends=0):
    """What `balie pair` says, and the address that it paired at."""
    asked = []

    def pairs(url, *_):
        asked.append(url)
        return ends

    monkeypatch.setattr(wire.finding, "find_hosts", lambda: found)
    monkeypatch.setattr(wire.pairing, "pair_device", pairs)
    token = tmp_path / "device.token"
    said = CliRunner().invoke(app, ["pair", "kiosk", "--token-file", str(token), *words])
    return said, asked, token


def test_pairing_without_an_address_takes_the_one_host_and_keeps_where_it_was(
    monkeypatch, tmp_path
):
    said, asked, token = pair(monkeypatch, tmp_path, (FoundHost("Testdam", URL),))
    assert (said.exit_code, asked) == (0, [URL])
    assert f"found Testdam at {URL}" in said.output
    assert line_url("", token) == f"ws://127.0.0.1:{PORT}/ws"
    assert page_url("", token) == URL


def test_pairing_asks_which_of_two_hosts_and_says_when_there_is_none(monkeypatch, tmp_path):
    two = (FoundHost("Testdam", URL), FoundHost("Zilverdam", "https://z.example"))
    said, asked, _ = pair(monkeypatch, tmp_path, two)
    assert (said.exit_code, asked) == (1, [])
    assert f"{URL}, https://z.example" in said.output
    said, asked, _ = pair(monkeypatch, tmp_path, ())
    assert (said.exit_code, asked) == (1, [])
    assert "no host answers on this network" in said.output


def test_an_address_that_is_said_needs_no_search(monkeypatch, tmp_path):
    said, asked, token = pair(monkeypatch, tmp_path, (), "--host", "https://balie.example")
    assert (said.exit_code, asked) == (0, ["https://balie.example"])
    assert line_url("", token) == "wss://balie.example/ws"
    assert line_url("10.0.0.8:8300", token) == "ws://10.0.0.8:8300/ws"


def test_a_pairing_that_failed_keeps_no_address(monkeypatch, tmp_path):
    found = (FoundHost("Testdam", URL),)
    _, _, token = pair(monkeypatch, tmp_path, found, ends=1)
    assert not address_file(token).exists()
    with pytest.raises(NoAddress, match="--host"):
        line_url("", token)
    with pytest.raises(NoAddress):
        line_url("")


def test_finding_lists_each_host_and_fails_when_there_is_none(monkeypatch):
    for found, code, text in (
        ((FoundHost("Testdam", URL),), 0, f"{URL}  Testdam"),
        ((), 1, "no host answers"),
    ):
        monkeypatch.setattr(wire.finding, "find_hosts", lambda found=found: found)
        said = CliRunner().invoke(app, ["find"])
        assert said.exit_code == code
        assert text in said.output


def test_a_name_that_does_not_answer_is_no_host():
    from zeroconf import Zeroconf

    net = Zeroconf(interfaces=HERE)
    try:
        assert (
            wire.finding._host(net, f"{socket.gethostname()}-gone.{wire.finding.SERVICE}") is None
        )
    finally:
        net.close()


def test_what_a_stranger_says_of_itself_is_one_visible_line_or_nothing():
    said = {
        b"town": b"Test\x1b[2Jdam \xe2\x80\xae\xff",
        b"url": b"https://balie.example\x1b[2J",
        b"\xff": None,
    }
    assert wire.finding.told_host(said, "127.0.0.1", PORT) == FoundHost(
        "Testdam \ufffd", "https://balie.example"
    )
    unfit = {b"town": b"", b"url": b"javascript:1"}
    assert wire.finding.told_host(unfit, "::1", PORT) == FoundHost("?", f"http://[::1]:{PORT}")
