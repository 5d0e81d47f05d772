"""A device's side of pairing, over plain HTTP: shows a code until somebody approves it, or hands in
a code that was shown at the host. The token goes to a file that only its owner may read.
"""

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ASK_SECONDS = 2.0
WAIT_SECONDS = 600
TIMEOUT_SECONDS = 10

Tell = Callable[[str], None]


def pair_device(url: str, role: str, name: str, code: str, file: Path, tell: Tell) -> int:
    """Pairs this device and writes its token; the exit code. `url` as `http://balie.example:8300`.

    With `code`, it was shown at the host and is handed in. Without, a code is shown here, and this
    waits ten minutes for `balie device approve`.
    """
    try:
        token = _redeem(url, code) if code else _wait(url, role, name, tell)
    except OSError as fault:
        tell(f"the host does not answer at {url}: {fault}")
        return 1
    if not token:
        tell("the host did not let this device in; ask for a new code")
        return 1
    write_token(file, token)
    tell(f"paired; the token is in {file}")
    return 0


def write_token(file: Path, token: str) -> None:
    """Readable for its owner only, from the first byte."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write(token + "\n")


def _redeem(url: str, code: str) -> str:
    return _post(url, "/pair/redeem", {"code": code})[1].get("token", "")


def _wait(url: str, role: str, name: str, tell: Tell) -> str:
    status, started = _post(url, "/pair/start", {"role": role, "name": name})
    if status != 200:
        return ""
    tell(f"at the host: balie device approve {started['code']} --location …")
    ends = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < ends:
        status, answer = _post(url, "/pair/claim", {"secret": started["secret"]})
        if status == 200:
            return answer.get("token", "")
        if status != 202:
            return ""
        time.sleep(ASK_SECONDS)
    return ""


def _post(url: str, path: str, body: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Status and answer; a refusal is an answer, a host that is away an OSError."""
    request = urllib.request.Request(
        url + path,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as no:
        with no:
            return no.code, {}
