// What the host is told of this wall: the highest ring that stands on it, whether it may sound, and every ten seconds
// that it is there. What got lost with a line is told again on the next.

const EVERY_MILLIS = 10_000;

export class Report {
  #tell;
  #ring = null;
  #sound = null;
  #told = "";
  #toldAt = -Infinity;

  /** `tell(message)` says something to the host; with the line down it is lost. */
  constructor(tell) {
    this.#tell = tell;
  }

  /** A new line is up: the host knows nothing of this wall yet. */
  begin() {
    this.#told = "";
  }

  /** The highest ring of the calls on the wall, or null when there is none. */
  shows(ring) {
    this.#ring = ring;
    this.#say(false);
  }

  /** "on", "off", or null for a wall that is quiet by its settings. */
  sounds(sound) {
    this.#sound = sound;
    if (this.#told) this.#say(false);
  }

  tick() {
    if (this.#told && performance.now() - this.#toldAt >= EVERY_MILLIS) this.#say(true);
  }

  #say(again) {
    const message = { kind: "health" };
    if (this.#ring !== null) message.ring = this.#ring;
    if (this.#sound !== null) message.sound = this.#sound;
    const wanted = JSON.stringify(message);
    if (wanted === this.#told && !again) return;
    this.#told = wanted;
    this.#toldAt = performance.now();
    this.#tell(message);
  }
}
