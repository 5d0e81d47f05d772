"""A device is let in once, and its token lies where only its owner reads it. Against a host of a
few lines; the real one is in test_command_line.py.
"""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wire.pairing import pair_device


class Doorman(BaseHTTPRequestHandler):
    """Gives the answers of `replies` in their order and keeps what was asked."""

    replies: list[tuple[int, bytes]]
    asked: list[tuple[str, dict[str, str]]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, body))
        status, said = self.replies.pop(0)
        if not status:  # hangs up, as a host does that is stopped
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def a_door(*replies: tuple[int, object]) -> Iterator[tuple[str, type[Doorman]]]:
    class Here(Doorman):
        pass

    Here.replies = [
        (status, said if isinstance(said, bytes) else json.dumps(said).encode())
        for status, said in replies
    ]
    Here.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", Here
        finally:
            server.shutdown()
            thread.join()


def pair(url, file, code="", role="kiosk", name="kiosk-1", wait_seconds=5.0):
    told: list[str] = []
    done = pair_device(
        url, role, name, code, file, told.append, ask_seconds=0.01, wait_seconds=wait_seconds
    )
    return done, told


STARTED = {"code": "7K3-9QF", "secret": "a-secret"}


def test_a_device_shows_its_code_and_waits_until_somebody_approves_it(tmp_path):
    file = tmp_path / "new" / "kiosk.token"
    with a_door((200, STARTED), (202, {}), (200, {"token": "a-token"})) as (url, door):
        done, told = pair(url, file)
    assert done == 0
    assert "7K3-9QF" in told[0]
    assert file.read_text() == "a-token\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert door.asked == [
        ("/pair/start", {"role": "kiosk", "name": "kiosk-1"}),
        ("/pair/claim", {"secret": "a-secret"}),
        ("/pair/claim", {"secret": "a-secret"}),
    ]


def test_a_code_shown_at_the_host_is_handed_in(tmp_path):
    file = tmp_path / "desk.token"
    file.write_text("an-old-token\n")
    file.chmod(0o644)
    with a_door((200, {"token": "a-token"})) as (url, door):
        assert pair(url, file, code="7k39qf")[0] == 0
    assert file.read_text() == "a-token\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert door.asked == [("/pair/redeem", {"code": "7k39qf"})]


def test_a_host_that_starts_again_meanwhile_is_asked_again(tmp_path):
    file = tmp_path / "kiosk.token"
    with a_door((200, STARTED), (0, b""), (503, {}), (200, {"token": "a-token"})) as (url, _):
        assert pair(url, file)[0] == 0
    assert file.read_text() == "a-token\n"


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        ((404, {}), "AAA-BBB", "does not know this code"),
        ((429, {}), "AAA-BBB", "wait a minute"),
        ((422, {}), "", "small letters"),
        ((500, {}), "", "HTTP 500"),
        ((200, ["token"]), "AAA-BBB", "is it Balie's?"),
        ((200, b"<html>"), "AAA-BBB", "not Balie"),
        ((200, b""), "AAA-BBB", "is it Balie's?"),
    ],
)
def test_a_device_that_is_not_let_in_says_why_and_keeps_the_token_it_had(
    tmp_path, reply, code, words
):
    file = tmp_path / "kiosk.token"
    file.write_text("an-old-token\n")
    with a_door(reply) as (url, _):
        done, told = pair(url, file, code=code)
    assert done == 1
    assert words in told[-1]
    assert file.read_text() == "an-old-token\n"
    assert [each.name for each in tmp_path.iterdir()] == ["kiosk.token"]


@pytest.mark.parametrize("replies", [((404, {}),), ((202, {}),) * 200])
def test_a_code_that_nobody_approves_is_given_up(tmp_path, replies):
    with a_door((200, STARTED), *replies) as (url, _):
        done, told = pair(url, tmp_path / "kiosk.token", wait_seconds=0.3)
    assert done == 1
    assert "nobody approved" in told[-1]


def test_something_that_is_no_web_server_is_named_as_such(tmp_path):
    class Printer(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(4096)
            self.request.sendall(b"\x12\r\n\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Printer) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        done, told = pair(url, tmp_path / "kiosk.token", code="AAA-BBB")
        thread.join()
    assert done == 1
    assert "not Balie" in told[-1]


def test_a_host_that_is_away_is_a_sentence(tmp_path):
    done, told = pair("http://127.0.0.1:1", tmp_path / "kiosk.token")
    assert done == 1
    assert "does not answer" in told[-1]


def test_a_place_that_cannot_be_written_is_noticed_before_the_host_is_asked(tmp_path):
    with a_door() as (url, door):
        done, told = pair(url, tmp_path)
    assert done == 1
    assert "cannot be written" in told[-1]
    assert door.asked == []
