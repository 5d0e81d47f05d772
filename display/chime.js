// The gong: two soft tones made on the spot, no sound file. Calls that come together sound one after another.
// Browsers keep a page silent until it is touched or started with a flag (README.md); it then says so.

const TONES = [
  { hertz: 659.25, starts: 0 },
  { hertz: 523.25, starts: 0.45 },
];
const PARTIALS = [
  { times: 1, loudness: 0.5, seconds: 1.5 },
  { times: 2, loudness: 0.12, seconds: 0.7 },
];
const GONG_SECONDS = 2.1;
const LEAD_SECONDS = 0.05;
const LATE_MILLIS = 5_000;
const HELD_BACK_MAX = 12;

export class Chime {
  #context = null;
  #free = 0;
  #heldBack = [];

  /** `silenced(yes)` is told whether the browser keeps the page silent. */
  constructor(silenced) {
    if (!("AudioContext" in globalThis)) return;
    this.#context = new AudioContext();
    this.#context.onstatechange = () => {
      silenced(!this.#isOn());
      if (this.#isOn()) this.#catchUp();
    };
    // Just after it is made a context is not running yet, even where it may be.
    setTimeout(() => silenced(!this.#isOn()), 1_000);
  }

  /** One gong, as soon as those before it have ended. */
  ring() {
    if (!this.#context) return;
    if (this.#isOn()) {
      this.#strike();
      return;
    }
    this.#heldBack.push(performance.now());
    this.#heldBack = this.#heldBack.slice(-HELD_BACK_MAX);
  }

  /** Somebody touched the screen: the browser may let sound through now. */
  wake() {
    if (this.#context && !this.#isOn()) this.#context.resume();
  }

  #isOn() {
    return this.#context.state === "running";
  }

  // A gong long after its call would send people to look at nothing.
  #catchUp() {
    const since = performance.now() - LATE_MILLIS;
    const due = this.#heldBack.filter((at) => at > since);
    this.#heldBack = [];
    for (let count = 0; count < due.length; count += 1) this.#strike();
  }

  #strike() {
    const start = Math.max(this.#context.currentTime + LEAD_SECONDS, this.#free);
    this.#free = start + GONG_SECONDS;
    for (const tone of TONES) {
      for (const partial of PARTIALS) {
        this.#sound(tone.hertz * partial.times, start + tone.starts, partial.loudness, partial.seconds);
      }
    }
  }

  #sound(hertz, start, loudness, seconds) {
    const oscillator = this.#context.createOscillator();
    const volume = this.#context.createGain();
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(loudness, start + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
    oscillator.connect(volume).connect(this.#context.destination);
    oscillator.onended = () => volume.disconnect();
    oscillator.start(start);
    oscillator.stop(start + seconds);
  }
}
