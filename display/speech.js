// What a call sounds like: the gong, then its sentences, one call after another. Two sounds never overlap and what has
// begun is played to its end; a call that was taken back or has become old is dropped before it begins.
// Browsers keep a page silent until it is touched or started with a flag (README.md); it then says so.

import { GONG_SECONDS, strike } from "./chime.js";

const LEAD_SECONDS = 0.05;
const PAUSE_SECONDS = 0.35;
const LOAD_MILLIS = 2_000;
const LATE_MILLIS = 5_000;
const WAITING_MAX = 12;
const LOOK_MILLIS = 40;
const FIRST_SETUP = { volume: 100, drop_seconds: 60 };

export class Speech {
  #context = null;
  #output = null;
  #clock;
  #silenced;
  #sounded;
  #setup = FIRST_SETUP;
  #standing = new Set();
  #isHushed = false;
  #waiting = [];
  #isBusy = false;
  #free = 0;

  /**
   * `clock.now()` is the host's time in milliseconds. `silenced(yes)` is told whether the browser keeps the page
   * silent, `sounded(call)` when a call was heard to its end.
   */
  constructor(clock, silenced, sounded = () => {}) {
    this.#clock = clock;
    this.#silenced = silenced;
    this.#sounded = sounded;
    if (!("AudioContext" in globalThis)) return;
    this.#context = new AudioContext();
    this.#output = this.#context.createGain();
    this.#output.connect(this.#context.destination);
    this.#context.onstatechange = () => this.#tell();
    // Just after it is made a context is not running yet, even where it may be.
    setTimeout(() => silenced(this.blocked), 1_000);
  }

  /** Whether nothing can be heard of this page now. */
  get blocked() {
    return this.#context?.state !== "running";
  }

  /** Whether a call is being made, or waits for its turn. */
  get isSounding() {
    return this.#isBusy || this.#waiting.length > 0;
  }

  /** How loud, and when a call is too old: the host's `speech`, or nothing. */
  set setup(setup) {
    this.#setup = { ...FIRST_SETUP, ...setup };
    if (this.#output) this.#output.gain.value = this.#setup.volume / 100;
  }

  /** The calls that stand on the wall now, and whether it is to be quiet; before `sound`, with every view. */
  stand(calls, isHushed = false) {
    this.#standing = new Set(calls.map(keyOf));
    this.#isHushed = isHushed;
  }

  /** New calls, oldest first: each sounds once, after those before it. Their sentences are fetched at once. */
  sound(calls) {
    if (!this.#context || this.#isHushed || this.#setup.volume === 0) return;
    for (const call of calls) {
      const sentences = (call.voices ?? []).map((address) => this.#load(address));
      this.#waiting.push({ call, sentences, heldSince: this.blocked ? performance.now() : null });
    }
    this.#waiting = this.#waiting.slice(-WAITING_MAX);
    this.#go();
  }

  /** Somebody touched the screen: the browser may let sound through now. */
  wake() {
    if (this.#context && this.blocked) this.#context.resume();
  }

  #tell() {
    this.#silenced(this.blocked);
    this.#go();
  }

  async #go() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (!this.blocked && this.#waiting.length > 0) {
        const next = this.#waiting.shift();
        if (this.#isDue(next)) await this.#play(next);
      }
    } finally {
      this.#isBusy = false; // one call that fails does not make the wall mute for good
    }
  }

  // A sound long after its call, or of one that was taken back, would send people to look at nothing.
  #isDue({ call, heldSince }) {
    if (this.#isHushed || !this.#standing.has(keyOf(call))) return false;
    if (heldSince !== null && performance.now() - heldSince > LATE_MILLIS) return false;
    return this.#clock.now() - call.at <= this.#setup.drop_seconds * 1000;
  }

  // Rather each visitor in their own language than one in two and another not at all.
  #isLate() {
    const half = this.#setup.drop_seconds * 500;
    return this.#waiting.some(({ call }) => this.#clock.now() - call.at > half);
  }

  async #play({ call, sentences }) {
    const start = this.#next();
    strike(this.#context, this.#output, start);
    await this.#until(start + GONG_SECONDS);
    for (const sentence of this.#isLate() ? sentences.slice(0, 1) : sentences) {
      const spoken = await sentence;
      if (spoken) await this.#speak(spoken);
    }
    this.#sounded(call);
  }

  async #speak(spoken) {
    const source = this.#context.createBufferSource();
    source.buffer = spoken;
    source.connect(this.#output);
    const start = this.#next();
    source.start(start);
    await this.#until(start + spoken.duration + PAUSE_SECONDS);
  }

  #next() {
    return Math.max(this.#context.currentTime + LEAD_SECONDS, this.#free);
  }

  // By the clock of the sound: it stands still while the browser keeps the page silent, and goes on with the sound.
  async #until(end) {
    this.#free = end;
    while (this.#context.currentTime < end) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    }
  }

  /** The sentence, or null where it did not come in time: then there is the gong. */
  async #load(address) {
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(LOAD_MILLIS) });
      return answer.ok ? await this.#context.decodeAudioData(await answer.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }
}

function keyOf(call) {
  return `${call.ring} ${call.at}`;
}
