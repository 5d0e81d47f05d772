"""A device's side of pairing, over plain HTTP: shows a code until somebody approves it, or hands in
a code that was shown at the host. The token goes to a file that only its owner may read.
"""

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

ASK_SECONDS = 2.0
WAIT_SECONDS = 600.0
TIMEOUT_SECONDS = 10

Tell = Callable[[str], None]

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""The host is on the devices' own network, as for `wire.link`: never by way of a proxy."""


class _NotLetIn(Exception):
    """The host answered, and not with a token; the text says why."""


def pair_device(
    url: str,
    role: str,
    name: str,
    code: str,
    file: Path,
    tell: Tell,
    *,
    ask_seconds: float = ASK_SECONDS,
    wait_seconds: float = WAIT_SECONDS,
) -> int:
    """Pairs this device and writes its token; the exit code. `url` as `http://balie.example:8300`.

    With `code`, it was shown at the host and is handed in. Without, a code is shown here, and this
    waits ten minutes for `balie device approve`; a host that is away meanwhile is asked again. A
    token that stands in the file stays until there is a new one.
    """
    try:
        place = _prepared(file)
    except OSError as fault:
        tell(f"{file} cannot be written: {fault.strerror}")
        return 1
    try:
        if code:
            token = _redeem(url, code)
        else:
            token = _wait(url, role, name, tell, ask_seconds, wait_seconds)
        place.write_text(token + "\n", encoding="ascii")
        place.replace(file)
    except _NotLetIn as no:
        tell(f"not paired: {no}")
        return 1
    except OSError as fault:
        tell(f"the host does not answer at {url}: {fault}")
        return 1
    finally:
        place.unlink(missing_ok=True)
    tell(f"paired; the token is in {file}")
    return 0


def _prepared(file: Path) -> Path:
    """An empty file beside the token's, readable for its owner only: a place that cannot be written
    is noticed before the host gives its token away.
    """
    if file.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    file.parent.mkdir(parents=True, exist_ok=True)
    place = file.with_name(file.name + ".new")
    place.unlink(missing_ok=True)
    os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return place


def _redeem(url: str, code: str) -> str:
    status, answer = _post(url, "/pair/redeem", {"code": code})
    if status == 404:
        raise _NotLetIn("the host does not know this code; it was used, or is over ten minutes old")
    return _token(status, answer)


def _wait(
    url: str, role: str, name: str, tell: Tell, ask_seconds: float, wait_seconds: float
) -> str:
    status, started = _post(url, "/pair/start", {"role": role, "name": name})
    if status == 422:
        raise _NotLetIn(
            f'the host takes no "{role}" called "{name}"; a role is kiosk, greeter, desk, display '
            "or printer, and a name has small letters, digits, - and _, 40 at most"
        )
    code, secret = _token(status, started, "code"), _token(status, started, "secret")
    tell(f"at the host: balie device approve {code} --location …")
    ends = time.monotonic() + wait_seconds
    while time.monotonic() < ends:
        try:
            status, answer = _post(url, "/pair/claim", {"secret": secret})
        except OSError:
            status, answer = 202, {}  # it may be starting again; the code still stands
        if status == 200:
            return _token(status, answer)
        if status == 404:
            break
        time.sleep(ask_seconds)
    raise _NotLetIn("nobody approved the code within ten minutes")


def _token(status: int, answer: dict[str, str], name: str = "token") -> str:
    if status == 429:
        raise _NotLetIn("too many tries; wait a minute")
    if status != 200 or name not in answer:
        raise _NotLetIn(f"the host answers with HTTP {status}; is it Balie's?")
    return answer[name]


def _post(url: str, path: str, body: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Status and answer; a refusal is an answer, a host that is away an OSError."""
    request = urllib.request.Request(
        url + path,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as answer:
            said = json.loads(answer.read() or b"{}")
            return answer.status, said if isinstance(said, dict) else {}
    except urllib.error.HTTPError as no:
        with no:
            return no.code, {}
    except (HTTPException, ValueError) as fault:
        raise OSError("something that is not Balie answers there") from fault
