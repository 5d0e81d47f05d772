"""The kiosk's own way in: the same words as everywhere, and little to read before the first
picture.
"""

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from balie.address import line_url
from balie.kiosk_door import KIOSK_HELP, parser
from balie.verbs import app

HEAVY = ("typer", "click", "pydantic", "websockets", "host", "printers")
WATCHED = """
import sys
from textual.app import App
from kiosk.visitor import entry

heavy = sys.argv.pop().split(",")

def painted(kiosk):
    print("painted", *sorted({name.partition(".")[0] for name in sys.modules} & set(heavy)))
    kiosk.exit()

entry._Kiosk.on_ready = painted
entry._Kiosk.run = lambda kiosk, size: App.run(kiosk, headless=True, size=(100, 30))
from balie import main
main()
"""


def start(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, timeout=30, check=False
    )


def test_both_doors_of_the_kiosk_know_the_same_words():
    verb = typer.main.get_group(app).commands["kiosk"]
    by_typer = {
        option.opts[0]: (option.required, getattr(option, "help", ""), str(option.default or ""))
        for option in verb.params
        if option.name != "help"
    }
    by_hand = {
        option.option_strings[0]: (option.required, option.help, str(option.default or ""))
        for option in parser()._actions
        if option.dest != "help"
    }
    assert by_hand == by_typer
    assert verb.help == KIOSK_HELP


def test_help_of_the_kiosk_tells_every_word():
    told = start("-m", "balie", "kiosk", "--help")
    assert told.returncode == 0
    for word in ("--host", "--token-file", "--scanner", "--language", "Ends at SIGTERM only."):
        assert word in told.stdout


def test_a_kiosk_without_a_token_says_so_in_a_sentence(tmp_path: Path):
    words = ("-m", "balie", "kiosk", "--host", "h:1", "--token-file", str(tmp_path / "none"))
    told = start(*words)
    assert told.returncode == 1
    assert "pair this device first" in told.stderr
    assert "Traceback" not in told.stderr
    empty = tmp_path / "empty"
    empty.write_text("\n")
    assert "is empty" in start(*words[:-1], str(empty)).stderr


def test_the_first_picture_stands_before_anything_heavy_is_read(tmp_path: Path):
    token = tmp_path / "token"
    token.write_text("a-token")
    words = ("kiosk", "--host", "127.0.0.1:1", "--token-file", str(token))
    told = start("-c", WATCHED, *words, ",".join(HEAVY))
    assert told.stdout.splitlines()[-1:] == ["painted"], told.stdout + told.stderr


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("balie:8300", "ws://balie:8300/ws"),
        ("https://balie.example", "wss://balie.example/ws"),
        ("wss://balie.example/ws", "wss://balie.example/ws"),
    ],
)
def test_a_host_may_be_named_in_each_usual_way(host: str, url: str):
    assert line_url(host) == url
