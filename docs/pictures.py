"""Takes every picture of the docs again, from the demo as it stands: `.venv/bin/python
docs/pictures.py`. Needs Chromium; takes about a minute.
"""

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
BYTES_MAX = 200_000
START_SECONDS = 180
TERMINAL = (960, 640)
DEMO_WIDTH = 1600
"""Wide enough for two screens beside each other."""
CARLA = (286, 256)
"""Where her name stands in a terminal of that size."""
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def take_all() -> None:
    """Opens the demo and writes each picture."""
    PICTURES.mkdir(exist_ok=True)
    with _demo() as address, sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        first = browser.new_context().request.get(urljoin(address, "demo/start.json")).json()
        screens = {name: urljoin(address, where) for name, where in first["screens"].items()}
        screens["booking"] = first["booking"]["address"]
        _demo_page(browser, address)
        _booking(browser, screens["booking"])
        _greeter(browser, screens["greeter"])
        _desk(browser, screens["desk"], first["pin"])
        _display(browser, screens["hall"])
        _kiosk(browser, screens["kiosk"])
        _slip(browser, address)
        browser.close()


@contextmanager
def _demo() -> Iterator[str]:
    """A demo of our own on free ports; its address."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "balie", "demo", "--folder", f"{folder}/demo"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as demo:
            try:
                yield _address(demo)
            finally:
                demo.terminate()
                demo.communicate()


def _address(demo: "subprocess.Popen[str]") -> str:
    assert demo.stdout is not None
    ends = time.monotonic() + START_SECONDS
    for line in demo.stdout:
        if line.strip().startswith("http"):
            return line.strip()
        if time.monotonic() > ends:
            break
    raise RuntimeError("the demo did not open")


# -- what is shown -----------------------------------------------------------------------------


def _demo_page(browser: Browser, address: str) -> None:
    """In a window as high as the page: what lies below a window is not painted."""
    page = _opened(browser, address, DEMO_WIDTH, 900)
    page.wait_for_timeout(4_000)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.close()
    page = _opened(browser, address, DEMO_WIDTH, height)
    page.wait_for_timeout(8_000)
    _keep(page.screenshot(), "demo", colours=96)
    page.close()


def _booking(browser: Browser, address: str) -> None:
    """The first question on a phone, in English."""
    page = _opened(browser, f"{address}?taal=en", 390, 844)
    page.wait_for_timeout(500)
    _keep(page.screenshot(), "booking")
    page.close()


def _display(browser: Browser, address: str) -> None:
    """While it shows the call that the desk has just made."""
    page = _opened(browser, address, 960, 540)
    page.wait_for_timeout(3_000)
    _keep(page.screenshot(), "display")
    page.close()


def _greeter(browser: Browser, address: str) -> None:
    page = _terminal(browser, address)
    _keep(_cells(page), "greeter")
    page.close()


def _desk(browser: Browser, address: str, pin: str) -> None:
    """Carla Postma, third in the list, opens desk 3 and calls the next visitor."""
    page = _terminal(browser, address)
    page.mouse.click(*CARLA)
    page.mouse.move(1, TERMINAL[1] // 2)
    page.wait_for_timeout(700)
    for key in (*pin, "Enter"):
        _press(page, key)
    page.wait_for_timeout(2_000)
    _press(page, "Space")
    page.wait_for_timeout(2_000)
    _keep(_cells(page), "desk")
    page.close()


def _kiosk(browser: Browser, address: str) -> None:
    """Somebody who speaks English collects a passport."""
    page = _terminal(browser, address)
    _keep(_cells(page), "kiosk-language")
    _press(page, "2")
    _keep(_cells(page), "kiosk-start")
    for key in ("3", "1", "1", "1"):
        _press(page, key)
    page.wait_for_timeout(1_500)
    _keep(_cells(page), "kiosk-number")
    page.close()


def _slip(browser: Browser, address: str) -> None:
    """The newest slip, as the printer of the demo drew it."""
    page = _opened(browser, address, 1440, 900)
    newest = page.wait_for_selector("#roll img", timeout=20_000)
    assert newest is not None
    where = urljoin(address, newest.get_attribute("src") or "")
    drawn = Image.open(io.BytesIO(page.request.get(where).body())).convert("L")
    width = 360
    drawn = drawn.resize((width, drawn.height * width // drawn.width), Image.Resampling.LANCZOS)
    _write(drawn.quantize(32), "slip")
    page.close()


# -- how ---------------------------------------------------------------------------------------


def _opened(browser: Browser, address: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    return page


def _terminal(browser: Browser, address: str) -> Page:
    """A screen that is a terminal, painted and listening to keys."""
    page = _opened(browser, address, *TERMINAL)
    page.wait_for_timeout(5_000)
    page.focus(".xterm-helper-textarea")
    return page


def _cells(page: Page) -> bytes:
    """The terminal alone, without what is left over beside its last whole cell."""
    return page.locator(".xterm-screen").screenshot()


def _press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(700)


def _keep(shot: bytes, name: str, colours: int = 128) -> None:
    _write(Image.open(io.BytesIO(shot)).convert("RGB").quantize(colours), name)


def _write(picture: Image.Image, name: str) -> None:
    file = PICTURES / f"{name}.png"
    picture.save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.name}: {picture.width} x {picture.height}, {size:,} bytes")
    if size >= BYTES_MAX:
        raise RuntimeError(f"{file.name} has {size} bytes; {BYTES_MAX} is the most")


if __name__ == "__main__":
    take_all()
