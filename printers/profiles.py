"""What the models of receipt printers can do, from python-escpos' data base. The only file that
imports escpos.

Importing escpos costs 0.7 s, leaves a folder in the temp directory and unpickles what it finds
there. So its cache is made here, from its own JSON, in a private folder that is gone after the
import.
"""

import importlib.util
import json
import os
import pickle
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

CODE_PAGES = {
    "CP858": "cp858",
    "ISO_8859-15": "iso8859-15",
    "CP1252": "cp1252",
    "CP850": "cp850",
}
"""Code pages for western text, best first, with Python's names for them."""
FURTHER_PAGES = {"CP852": "cp852", "CP857": "cp857"}
"""For Polish and Turkish, where a model that was named has them: quicker than an image. The numbers
of a printer that was not named are not known."""

DOTS_PER_COLUMN = 12
"""Width of a letter of font A on every model of the data base that says its width in dots."""


def _import_escpos() -> tuple[ModuleType, ModuleType]:
    """escpos.printer and escpos.capabilities, imported without waiting and without a trace."""
    found = importlib.util.find_spec("escpos")
    if found is None or found.origin is None:
        raise ImportError("python-escpos is missing: install balie[printer]")
    facts = json.loads((Path(found.origin).parent / "capabilities.json").read_text("utf-8"))
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="balie-") as folder:
        cache = Path(folder) / f"{platform.python_version()}.capabilities.pickle"
        cache.write_bytes(pickle.dumps(facts))
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder
        tempfile.tempdir = folder
        try:
            from escpos import capabilities, printer
        finally:
            tempfile.tempdir = before
            del os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"]
    return printer, capabilities


_printer, _capabilities = _import_escpos()
Dummy = _printer.Dummy
"""A printer of escpos that keeps the bytes instead of sending them."""


class ProfileUnknown(Exception):
    """No model of this name is in the data base."""


@dataclass(frozen=True)
class Profile:
    """One model as the slip needs to know it."""

    name: str
    columns: int
    """Letters of font A on one line."""
    dots: int
    """Printable width."""
    code_page: int | None
    """Number to select for western text; None: the model has ASCII only."""
    codec: str
    native_qr: bool
    images: bool
    cuts: bool
    further: tuple[tuple[str, int], ...] = ()
    """Python's names of further code pages and their numbers."""


def profile_names() -> list[str]:
    """The names that `profile` knows."""
    return sorted(_capabilities.CAPABILITIES["profiles"])


def profile(name: str = "default", columns: int | None = None) -> Profile:
    """The facts of a model; `columns` overrules its own width. Raises ProfileUnknown."""
    if name not in _capabilities.CAPABILITIES["profiles"]:
        raise ProfileUnknown(name)
    model = _capabilities.get_profile(name)
    # The lowest number of a page: clones that list one twice all know that one.
    numbers = sorted((int(number), page) for number, page in model.codePages.items())
    pages = {page: number for number, page in reversed(numbers)}
    page = next((page for page in CODE_PAGES if page in pages), None)
    own_columns = int(model.fonts["0"]["columns"])
    wide = columns or own_columns
    dots = model.media.get("width", {}).get("pixels")
    if columns or not isinstance(dots, int):
        dots = wide * DOTS_PER_COLUMN
    return Profile(
        name=name,
        columns=wide,
        dots=dots,
        code_page=pages[page] if page else None,
        codec=CODE_PAGES[page] if page else "ascii",
        native_qr=bool(model.features.get("qrCode")),
        further=() if name == "default" else _further(pages),
        images=bool(model.features.get("bitImageRaster")),
        cuts=bool(model.features.get("paperFullCut") or model.features.get("paperPartCut")),
    )


def _further(pages: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((codec, pages[each]) for each, codec in FURTHER_PAGES.items() if each in pages)
