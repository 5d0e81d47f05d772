// Which calls are new to this wall. Each sounds exactly once, however often its view comes, the line falls or the page
// is loaded again. Remembers one call, the newest.

export class Rings {
  #mark;
  #keep;

  /** `mark` is what an earlier page kept through `keep`: `{ring, at}` of the newest call heard, or null. */
  constructor(mark, keep) {
    this.#mark = mark ?? { ring: 0, at: 0 };
    this.#keep = keep;
  }

  /**
   * Takes the calls of a view. Answers `sounding`: the new ones made since `young` (host milliseconds), oldest first.
   *
   * Rings count from 1 again on a new day and after an undone call, hence the second look at the moment.
   */
  hear(calls, young) {
    const { ring, at } = this.#mark;
    const fresh = calls.filter((call) => call.ring > ring || call.at > at);
    if (fresh.length === 0) return { sounding: [] };
    fresh.sort((one, other) => one.at - other.at || one.ring - other.ring);
    const newest = fresh.at(-1);
    this.#mark = { ring: newest.ring, at: Math.max(at, newest.at) };
    this.#keep(this.#mark);
    return { sounding: fresh.filter((call) => call.at > young) };
  }
}
