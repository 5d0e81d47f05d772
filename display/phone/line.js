// The way to the host: a websocket that brings news by itself, and while it does not stand the question every ten
// seconds. Knows nothing of what is said.

const POLL_MILLIS = 10_000;
const SILENCE_MILLIS = 6_000;
const FIRST_MILLIS = 1_000;
const LAST_MILLIS = 15_000;

export class Line {
  #path;
  #heard;
  #gone;
  #socket = null;
  #wait = FIRST_MILLIS;
  #poll = 0;
  #retry = 0;
  #alive = 0;
  #ended = false;
  /** Whether news comes by asking only. */
  polls = false;

  /** `heard(message)` gets each message; `gone()` is told when there is no such visit any more. */
  constructor(path, heard, gone) {
    this.#path = path;
    this.#heard = heard;
    this.#gone = gone;
  }

  begin() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}:${"//"}${location.host}${this.#path}/ws`);
    this.#socket = socket;
    this.#watch();
    socket.onmessage = (event) => {
      this.#stands();
      this.#take(JSON.parse(event.data));
    };
    socket.onclose = () => this.#fell(socket);
  }

  /** No more news is wanted. */
  end() {
    this.#ended = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#alive);
    clearInterval(this.#poll);
    this.polls = false;
    this.#socket?.close();
  }

  /** The page is looked at again: a phone that slept has a line that is dead and does not know it. */
  again() {
    if (this.#ended) return;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#watch();
    else this.#open();
    this.ask().catch(() => {});
  }

  /** Asks once, also while the line stands. */
  async ask() {
    const answer = await fetch(`${this.#path}/stand`, { signal: AbortSignal.timeout(SILENCE_MILLIS) });
    if (answer.status === 404) this.#take({ kind: "no" });
    else if (answer.ok) this.#take(await answer.json());
  }

  #take(message) {
    if (this.#ended) return;
    if (message.kind === "no") {
      this.end();
      this.#gone();
    } else this.#heard(message);
  }

  #stands() {
    this.#wait = FIRST_MILLIS;
    this.polls = false;
    clearInterval(this.#poll);
    this.#poll = 0;
    this.#watch();
  }

  // A line on which not even a beat comes is no line.
  #watch() {
    const socket = this.#socket;
    clearTimeout(this.#alive);
    this.#alive = setTimeout(() => {
      socket.close();
      this.#fell(socket);
    }, SILENCE_MILLIS);
  }

  #fell(socket) {
    if (this.#ended || socket !== this.#socket) return;
    this.#socket = null;
    clearTimeout(this.#alive);
    this.polls = true;
    if (!this.#poll) {
      this.ask().catch(() => {});
      this.#poll = setInterval(() => this.ask().catch(() => {}), POLL_MILLIS);
    }
    // Not all phones of a hall at once.
    this.#retry = setTimeout(() => this.#open(), this.#wait * (0.5 + Math.random()));
    this.#wait = Math.min(2 * this.#wait, LAST_MILLIS);
  }

  #open() {
    clearTimeout(this.#retry);
    if (!this.#ended && !this.#socket) this.begin();
  }
}
