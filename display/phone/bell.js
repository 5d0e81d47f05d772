// Sound and vibration of a call, made on the spot. Browsers let a page sound only after it was touched, so it is
// silent until the visitor switches it on; the screen then stays awake while the page is looked at.

const TONES = [784, 659.25];
const TONE_SECONDS = 0.35;
const TIMES = 3;
const PAUSE_SECONDS = 1.2;
const PATIENCE_MILLIS = 300;
const SHAKES = [400, 150, 400, 150, 800, 600, 400, 150, 400, 150, 800];

export class Bell {
  #context = null;
  #isOn = false;
  #switched;

  /** `switched()` is told when sound is on. */
  constructor(switched) {
    this.#switched = switched;
  }

  /** To be called from a tap. Sounds and shakes once, so that the visitor knows how it will be. */
  wake() {
    this.#isOn = true;
    const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
    if (Context) this.#context ??= new Context();
    this.#context?.resume();
    this.#strike(0);
    navigator.vibrate?.(200);
    this.again();
    this.#switched();
  }

  get isOn() {
    return this.#isOn;
  }

  /** Sound was on before the page was renewed: on again where the browser lets it. Whether it is. */
  async renew() {
    const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
    if (!Context) return false;
    this.#context ??= new Context();
    const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MILLIS); });
    await Promise.race([this.#context.resume(), patience]).catch(() => {});
    if (this.#isOn || this.#context.state !== "running") return this.#isOn;
    this.#isOn = true;
    this.again();
    this.#switched();
    return true;
  }

  /** A call. */
  ring() {
    if (!this.#isOn) return;
    navigator.vibrate?.(SHAKES);
    for (let time = 0; time < TIMES; time += 1) this.#strike(time * PAUSE_SECONDS);
  }

  /** The page is looked at again. */
  again() {
    if (!this.#isOn || document.hidden) return;
    this.#context?.resume();
    navigator.wakeLock?.request("screen").catch(() => {});
  }

  #strike(after) {
    if (!this.#context) return;
    TONES.forEach((hertz, number) => {
      const tone = this.#context.createOscillator();
      const loudness = this.#context.createGain();
      const starts = this.#context.currentTime + 0.05 + after + number * TONE_SECONDS;
      tone.frequency.value = hertz;
      loudness.gain.setValueAtTime(0, starts);
      loudness.gain.linearRampToValueAtTime(0.6, starts + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, starts + TONE_SECONDS);
      tone.connect(loudness).connect(this.#context.destination);
      tone.start(starts);
      tone.stop(starts + TONE_SECONDS);
    });
  }
}
