"""A browser on the wall whose sound is recorded, before a stand-in host that also serves WAVs.
Finds tones of a known pitch in what was recorded.
"""

import asyncio
import base64
import math
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy
from playwright.sync_api import Browser
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from tests.display_stand_in import StandIn, a_call
from tests.display_wall import GONG_HERTZ, Wall
from voice.sound import Sound, to_wav
from wire.rows import BoardCall

HERTZ = 22_050
FRAME_SECONDS = 0.01
RECORDER = Path(__file__).parent / "recorder.js"
SECOND_TONE_SECONDS = 1.5
TAP = """
window.recorded = [];
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (target, ...rest) {
  const { context } = this;
  if (target === context.destination) {
    window.hertz = context.sampleRate;
    context.audioWorklet.addModule("/recorder.js").then(() => {
      const recorder = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
      recorder.port.onmessage = ({ data }) => window.recorded.push(data);
      connect.call(this, recorder);
      window.isRecording = true;
    });
  }
  return connect.call(this, target, ...rest);
};
window.recording = () => {
  const last = window.recorded.at(-1);
  if (!last) return "";
  const all = new Int16Array(last.frame + last.samples.length);
  for (const { frame, samples } of window.recorded) {
    samples.forEach((each, index) => {
      all[frame + index] = Math.max(-1, Math.min(1, each)) * 32767;
    });
  }
  const bytes = new Uint8Array(all.buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return btoa(text);
};
"""


class SpeakingHost(StandIn):
    """Serves WAVs by name; `slow` ones come after so many seconds."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.slow: dict[str, float] = {}
        self.asked: list[str] = []
        super().__init__()

    def _app(self) -> Starlette:
        app = super()._app()
        app.router.routes.append(Route("/speech/{name}", self._wav))
        app.router.routes.append(Route("/recorder.js", self._recorder))
        return app

    async def _wav(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.asked.append(name)
        await asyncio.sleep(self.slow.get(name, 0))
        made = self.files.get(name)
        return Response(made, media_type="audio/wav") if made else Response(status_code=404)

    async def _recorder(self, request: Request) -> Response:
        return FileResponse(RECORDER)

    def says(self, name: str, sound: bytes) -> str:
        """Puts a WAV there; its address."""
        self.files[name] = sound
        return f"/speech/{name}"


def a_tone(hertz: float, seconds: float) -> bytes:
    """A WAV of one pitch, a quarter of full scale."""
    count = round(seconds * HERTZ)
    samples = (round(8000 * math.sin(math.tau * hertz * at / HERTZ)) for at in range(count))
    return to_wav(Sound(array("h", samples), HERTZ))


def spoken(call: BoardCall, *addresses: str) -> BoardCall:
    return call.model_copy(update={"voices": addresses})


def a_spoken_call(ring: int, *addresses: str, seconds_ago: float = 0) -> BoardCall:
    return spoken(a_call(ring, f"A{ring:03}", str(ring), seconds_ago), *addresses)


@dataclass(frozen=True)
class Heard:
    """A stretch of sound, in seconds of the sound clock."""

    what: float
    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


class SpeakingWall(Wall):
    """A wall and a microphone before it."""

    host: SpeakingHost

    def open_and_listen(self) -> None:
        self.open()
        self.waits(lambda: self.page.evaluate("window.isRecording === true"))

    def recording(self) -> tuple["numpy.ndarray", int]:
        """All samples since the page came up, -1 to 1, and their rate."""
        recorded = samples_of(self.page.evaluate("window.recording()"))
        return recorded, int(self.page.evaluate("window.hertz"))

    def heard(self, *pitches: float) -> list[Heard]:
        """Where each pitch and the first tone of a gong sounded, in the order of time."""
        samples, hertz = self.recording()
        found = [each for pitch in pitches for each in _where(samples, hertz, pitch)]
        gongs: list[Heard] = []
        for each in _where(samples, hertz, GONG_HERTZ):
            if not gongs or each.start > gongs[-1].start + SECOND_TONE_SECONDS:
                gongs.append(each)  # what comes sooner is its own second tone
        return sorted([*gongs, *found], key=lambda each: each.start)

    def hears(self, pitch: float, count: int = 1, seconds: float = 25) -> None:
        """Waits until the end of the count-th stretch of a pitch has been heard."""

        def is_over() -> bool:
            samples, hertz = self.recording()
            found = _where(samples, hertz, pitch)
            return len(found) >= count and found[count - 1].end < len(samples) / hertz - 0.1

        for _ in range(round(seconds * 2)):
            if is_over():
                return
            self.page.wait_for_timeout(500)
        assert is_over()


def samples_of(recording: str) -> "numpy.ndarray":
    """What `window.recording()` hands out, -1 to 1."""
    return numpy.frombuffer(base64.b64decode(recording), dtype="<i2").astype(float) / 32767


def _where(samples: "numpy.ndarray", hertz: int, pitch: float) -> list[Heard]:
    """Stretches in which a pitch is at least at a twentieth of full scale."""
    size = round(hertz * 0.02)
    step = round(hertz * FRAME_SECONDS)
    if len(samples) < size:
        return []
    frames = numpy.lib.stride_tricks.sliding_window_view(samples, size)[::step]
    window = numpy.hanning(size)
    wave = numpy.exp(-2j * math.pi * pitch * numpy.arange(size) / hertz)
    strength = numpy.abs(frames @ (window * wave)) * 2 / window.sum()
    on = numpy.concatenate([[False], strength > 0.05, [False]])
    edges = numpy.flatnonzero(on[1:] != on[:-1])
    # A frame reaches 10 ms to each side of its middle; half of it must hold the tone.
    middle = size / 2 / hertz
    return [
        Heard(pitch, start * step / hertz + middle, (end - 1) * step / hertz + middle)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
    ]


def found_in(samples: "numpy.ndarray", hertz: int, sound: Sound) -> tuple[float, float]:
    """Where a whole sound begins in a recording, in seconds, and how alike the two are there, at
    most 1; 0 where it is cut off.
    """
    old = numpy.array(sound.samples) / 32768
    at = numpy.arange(round(sound.seconds * hertz)) / hertz
    wanted = numpy.interp(at, numpy.arange(len(old)) / sound.hertz, old)
    size = 1 << (len(samples) + len(wanted)).bit_length()
    product = numpy.fft.rfft(samples, size) * numpy.conj(numpy.fft.rfft(wanted, size))
    start = int(numpy.fft.irfft(product)[: len(samples)].argmax())
    found = samples[start : start + len(wanted)]
    if len(found) < len(wanted):
        return start / hertz, 0.0
    return start / hertz, float(numpy.corrcoef(found, wanted)[0, 1])


def overlaps(heard: Sequence[Heard]) -> list[tuple[Heard, Heard]]:
    """Neighbours of which the second begins before the first has ended."""
    return [(one, other) for one, other in pairwise(heard) if other.start < one.end]


@contextmanager
def a_speaking_wall(browser: Browser) -> Iterator[SpeakingWall]:
    """A recorded page; afterwards: no fault, nothing stopped by the policy."""
    host = SpeakingHost()
    host.start()
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    try:
        context.add_init_script(TAP)
        wall = SpeakingWall(host, context)
        yield wall
        assert wall.faults == []
        assert wall.stopped() == []
    finally:
        context.close()
        host.stop()
