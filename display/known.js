// What outlives a page: a few small things under names of its own. One that cannot be read is as good as none, and what
// the browser does not keep holds as long as the page: a screen that shows nothing would be worse.

export class Known {
  #family;
  #held = new Map();

  /** `family` is what all its names in the browser begin with. */
  constructor(family) {
    this.#family = family;
  }

  /** What is known under the name, or null. */
  get(name) {
    if (this.#held.has(name)) return this.#held.get(name);
    return stored(() => JSON.parse(localStorage.getItem(this.#key(name)))) ?? null;
  }

  set(name, value) {
    this.#held.set(name, value);
    stored(() => localStorage.setItem(this.#key(name), JSON.stringify(value)));
  }

  forget(name) {
    this.#held.delete(name);
    stored(() => localStorage.removeItem(this.#key(name)));
  }

  #key(name) {
    return `${this.#family}.${name}`;
  }
}

// A browser may forbid its storage, and then even the asking fails.
function stored(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
