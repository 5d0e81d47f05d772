"""The rules of the house, as tests: who may import whom, how long a file and a function may be, and
that every word stands in every language. A stranger who breaks one is told which."""

import ast
import re
import string
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
LINES_MAX = 300
FUNCTION_LINES_MAX = 40
ROOMS = (
    "wire",
    "voice",
    "visitor",
    "host",
    "kiosk",
    "display",
    "printers",
    "demo",
    "bench",
    "balie",
)

ROOTS = ("demo", "bench", "balie")
"""They put the house together and may import all."""

MAY_IMPORT: dict[str, set[str]] = {
    "wire": {"wire"},
    "host/core": {"wire", "host.core"},
    "host": {"wire", "voice", "visitor", "host", "display"},
    "visitor": {"wire", "visitor"},
    "voice": {"voice"},
    "kiosk": {"wire", "voice", "visitor", "kiosk"},
    "display": set(),
    "printers": {"wire", "printers"},
}
"""Which rooms the files of a room may import. `demo`, `bench` and `balie` put the house together
and may import all."""

ONLY_IN: dict[str, tuple[str, ...]] = {
    "sqlalchemy": ("host/store/",),
    "sqlmodel": ("host/store/",),
    "psycopg": ("host/store/",),
    "sqlite3": ("host/store/", "printers/", "kiosk/alone/"),
    "fastapi": ("host/web/",),
    "starlette": ("host/web/",),
    "uvicorn": ("host/web/",),
    "textual": ("kiosk/",),
    "escpos": ("printers/",),
    "serial": ("printers/", "kiosk/scanner.py"),
    "argon2": ("host/",),
    "espeakng_loader": ("voice/",),
    "ctypes": ("voice/",),
}
"""A library lives in one room: replacing it touches that room only."""

NOT_IN_CORE = {
    "time",
    "datetime",
    "asyncio",
    "random",
    "os",
    "pathlib",
    "socket",
    "threading",
    "uuid",
}


def sources(*folders: str) -> list[Path]:
    found = [file for folder in folders for file in sorted((HOUSE / folder).rglob("*.py"))]
    assert found, folders
    return found


def relative(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def imports_of(file: Path) -> set[str]:
    """Every module that the file imports, anywhere in it; `if TYPE_CHECKING` imports included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(file)} imports by dots; say the whole name"
            assert node.module is not None
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def room_of(file: Path) -> str:
    path = relative(file)
    return "host/core" if path.startswith("host/core/") else path.split("/")[0]


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_no_room_imports_a_room_that_it_may_not(room):
    allowed = MAY_IMPORT[room]
    for file in sources(room):
        if room_of(file) != room:
            continue
        for module in imports_of(file):
            top = module.split(".")[0]
            if top not in ROOMS:
                continue
            fits = any(module == a or module.startswith(a + ".") or a == top for a in allowed)
            if module == "host" and "host.core" in allowed:
                fits = True
            assert fits, f"{relative(file)} imports {module}"


def test_a_library_is_imported_only_in_its_room():
    for file in sources(*(room for room in ROOMS if room not in ROOTS)):
        for module in imports_of(file):
            homes = ONLY_IN.get(module.split(".")[0])
            if homes is not None:
                assert relative(file).startswith(homes), f"{relative(file)} imports {module}"


def test_the_core_has_no_clock_no_chance_and_no_socket():
    for file in sources("host/core"):
        for module in imports_of(file):
            assert module.split(".")[0] not in NOT_IN_CORE, f"{relative(file)} imports {module}"


def test_the_core_loads_without_any_framework():
    code = (
        "import sys, host.core.decide, host.core.after, host.core.keep; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "{'sqlalchemy', 'sqlmodel', 'fastapi', 'starlette', 'textual', 'uvicorn', 'websockets'}))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=HOUSE, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_no_python_file_is_longer_than_the_house_allows():
    long = {
        relative(file): count
        for file in sources(*ROOMS, "tests")
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > LINES_MAX
    }
    assert long == {}, "each of these is two things: find the second"


def test_no_function_is_longer_than_the_house_allows():
    long = {}
    for file in sources(*ROOMS):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                lines = node.end_lineno - node.lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    long[f"{relative(file)}:{node.name}"] = lines
    assert long == {}


def test_every_file_opens_by_saying_what_it_knows():
    for file in sources(*ROOMS):
        text = file.read_text(encoding="utf-8")
        assert not text.strip() or ast.get_docstring(ast.parse(text)), relative(file)


def test_no_file_holds_unfinished_work():
    marks = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"]))
    for file in sources(*ROOMS, "tests"):
        found = marks.search(file.read_text(encoding="utf-8"))
        assert found is None, f"{relative(file)}: {found}"


# -- words -----------------------------------------------------------------------------------------

WORDS = HOUSE / "wire" / "words"
SURFACES = sorted(file.name for file in (WORDS / "nl").glob("*.toml"))
LANGUAGES = ("nl", "en", "de")


def texts(language: str, surface: str) -> dict[str, str]:
    return tomllib.loads((WORDS / language / surface).read_text(encoding="utf-8"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_word_with_the_same_placeholders(language, surface):
    dutch, other = texts("nl", surface), texts(language, surface)
    assert sorted(other) == sorted(dutch)
    for key, text in other.items():
        assert text.strip(), key
        assert placeholders(text) == placeholders(dutch[key]), key


def test_every_refusal_has_a_sentence_for_people():
    from wire.refusals import REFUSALS

    said = {key.removeprefix("refusal.") for key in texts("nl", "refusal.toml")}
    assert said == set(REFUSALS)
