"""An administrator at the command line: a folder with settings, and `balie` typed in it."""

import os
import subprocess
import sys
import time
from contextlib import chdir
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from typer.testing import CliRunner

from balie.verbs import app
from bench.house import free_port, morning_zone

HOUSE = Path(__file__).parent.parent
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SETTINGS = """
[town]
name = "Voorbeelddam"
timezone = "ZONE"

[server]
port = PORT

[services.paspoort]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"

[locations.stadhuis]
name = "Stadhuis"
public_holidays = false
printers = ["hal"]
devices = { "kiosk-1" = "hal" }

[locations.stadhuis.desks.1]

[locations.stadhuis.staff.anna]
name = "Anna Voorbeeld"

[locations.stadhuis.hours]
"""


@dataclass
class Office:
    """A folder with `balie.toml`, from which an administrator types."""

    folder: Path
    port: int = field(default_factory=free_port)
    zone: str = field(default_factory=lambda: morning_zone(time.time()))

    def __post_init__(self) -> None:
        text = SETTINGS.replace("ZONE", self.zone).replace("PORT", str(self.port))
        text += "\n".join(f'{day} = "00:00-23:59"' for day in DAYS)
        (self.folder / "balie.toml").write_text(text, encoding="utf-8")

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def today(self) -> date:
        return datetime.now(ZoneInfo(self.zone)).date()

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "balie", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def balie(self, *words: str, typed: str = "") -> str:
        """What a command says that ends well."""
        code, said, fault = self.run(*words, typed=typed)
        assert code == 0, (words, said, fault)
        assert fault == "", words
        return said

    def told(self, *words: str, typed: str = "", code: int = 0) -> str:
        """As `balie`, in this process: starting Python for each command would take the longest."""
        with chdir(self.folder):
            result = CliRunner().invoke(app, list(words), input=typed)
        assert result.exit_code == code, (words, result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    def refused(self, *words: str, typed: str = "") -> str:
        """The sentence of a command that ends badly, never a trace."""
        return self.told(*words, typed=typed, code=1)

    def run(self, *words: str, typed: str = "") -> tuple[int, str, str]:
        with self.start(*words) as process:
            said, fault = process.communicate(typed, timeout=30)
        return process.returncode, said, fault
