"""The service files of docs/systemd: systemd can read them, and each `balie` in them is a command
that exists with these options.
"""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer.main

from balie.verbs import app

UNITS = sorted((Path(__file__).parent.parent / "docs" / "systemd").glob("balie-*"))
PROGRAM = "/opt/balie/.venv/bin/balie"


def commands_of(unit: Path) -> list[list[str]]:
    """The words behind each `balie` of a unit."""
    lines = re.findall(r"^Exec\w+=-?(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    found = []
    for line in lines:
        words = [word for part in shlex.split(line) for word in (shlex.split(part) or [part])]
        if PROGRAM in words:
            found.append(words[words.index(PROGRAM) + 1 :])
    return found


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_command_of_a_service_is_one_that_balie_knows(unit):
    root = typer.main.get_command(app)
    for verb, *words in commands_of(unit):
        command = root.commands[verb]  # type: ignore[attr-defined]
        context = command.make_context(verb, list(words), resilient_parsing=True)
        assert not context.args
        known = {option for param in command.params for option in param.opts}
        assert {word for word in words if word.startswith("--")} <= known


def test_the_page_on_copies_puts_in_place_what_makes_their_folder_before_it_names_it():
    unit = next(unit for unit in UNITS if unit.name == "balie-backup.service")
    (folder,) = re.findall(r"(?m)^StateDirectory=(.*)$", unit.read_text("utf-8"))
    page = (unit.parent.parent / "operate.md").read_text("utf-8")
    steps = (
        "cp docs/systemd/balie-backup.service docs/systemd/balie-backup.timer /etc/systemd/system/",
        "systemctl daemon-reload",
        "systemctl enable --now balie-backup.timer",
        "systemctl start balie-backup.service",
        f"balie backup /var/lib/{folder}/",
    )
    found = [page.find(f"\n{step}") for step in steps]
    assert -1 not in found
    assert found == sorted(found)


def test_every_role_that_runs_by_itself_has_a_service():
    verbs = {words[0] for unit in UNITS for words in commands_of(unit)}
    assert verbs == {"check", "host", "kiosk", "greeter", "desk", "printer", "backup"}


@pytest.mark.parametrize(
    "unit", [unit for unit in UNITS if "Restart=" in unit.read_text("utf-8")], ids=lambda u: u.name
)
def test_what_falls_is_back_within_seconds_however_often_it_falls(unit):
    """By default systemd gives up after five starts in ten seconds, and leaves a dark screen."""
    said = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text("utf-8"), re.MULTILINE))
    assert said["Restart"] == "always"
    assert int(said["RestartSec"]) <= 2
    assert said["StartLimitIntervalSec"] == "0"


def test_what_is_wrong_with_a_file_is_told_before_the_host_starts_and_keeps_it_from_nothing():
    """The host judges for itself: it starts without a picture, and with a norm as it was seen."""
    unit = next(unit for unit in UNITS if unit.name == "balie-host.service")
    assert f"ExecStartPre=-{PROGRAM} check " in unit.read_text("utf-8")


@pytest.mark.parametrize("name", ["kiosk", "kiosk-console", "display"])
def test_a_screen_of_visitors_has_no_log_in_behind_it(name):
    unit = next(unit for unit in UNITS if unit.name == f"balie-{name}.service")
    said = unit.read_text("utf-8")
    tty = re.search(r"^TTYPath=/dev/(tty\d)$", said, re.MULTILINE)
    assert tty
    assert re.search(rf"^Conflicts=.*\bgetty@{tty[1]}\.service\b", said, re.MULTILINE)


INSTALL = (UNITS[0].parent.parent / "install.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", INSTALL, re.DOTALL | re.MULTILINE)
TYPED = "".join(text for language, text in BLOCKS if not language)
"""What the page about installing tells to type."""


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_whom_a_service_runs_as_and_what_it_starts_are_there_after_installing(unit):
    said = unit.read_text("utf-8")
    for user in re.findall(r"^User=(.*)$", said, re.MULTILINE):
        assert re.search(rf"^useradd .*\b{user}$", TYPED, re.MULTILINE), user
    installed = " ".join(re.findall(r"^ *apt install (.*)$", TYPED, re.MULTILINE)).split()
    assert set(re.findall(r"/usr/bin/(\w+)", said)) <= {*installed, "sh"}


def test_the_page_about_installing_uses_nothing_that_a_bare_debian_lacks():
    assert not re.search(r"\bsudo\b", TYPED)


def test_a_kiosk_that_is_paired_in_its_home_takes_the_address_of_its_host_along():
    lines = [line for line in TYPED.splitlines() if "/home/kiosk/device.token" in line]
    moved = [line for line in lines if line.startswith(("install ", "rm "))]
    assert len(moved) == 2
    assert all("/home/kiosk/device.token.host" in line for line in moved)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_understands_every_file(tmp_path):
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        # The programs are not installed where tests run.
        text = text.replace(PROGRAM, "/bin/true").replace("/usr/bin/cage", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (said.returncode, said.stderr) == (0, "")
