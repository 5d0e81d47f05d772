// The one line to the host: opens, says hello, hands over each frame, notices silence and opens again for ever.
// Knows no screen, and keeps nothing but the newest socket.

export const PROTOCOL = 1;

// The host beats every 2 s. Silence must stand on the wall before 5 s have passed, so it is told a little sooner.
const SILENCE_MILLIS = 4_250;
const WATCH_MILLIS = 100;
const PAUSE_MILLIS = 500;
const PAUSE_MAX_MILLIS = 4_000;

export class Line {
  #address;
  #self;
  #heard;
  #silent;
  #socket = null;
  #pause = PAUSE_MILLIS;
  #opened = 0;
  #lastHeard = performance.now();
  #isSilent = false;

  /**
   * `self` is `{token, version}`: who this is, on which page. `heard(frame)` gets each frame; `silent()` is called once
   * when nothing was heard for almost five seconds.
   */
  constructor(address, self, heard, silent) {
    this.#address = address;
    this.#self = self;
    this.#heard = heard;
    this.#silent = silent;
  }

  start() {
    this.#open();
    setInterval(() => this.#watch(), WATCH_MILLIS);
  }

  /** Says something that has no answer; with the line down it is lost. */
  tell(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #open() {
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    this.#opened = performance.now();
    socket.onopen = () => this.tell({ kind: "hello", protocol: PROTOCOL, ...this.#self });
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = () => this.#openLater();
  }

  #hear(text) {
    this.#lastHeard = performance.now();
    this.#isSilent = false;
    const frame = JSON.parse(text);
    if (frame.kind === "welcome") this.#pause = PAUSE_MILLIS;
    this.#heard(frame);
  }

  // Displays that fell together must not all return together: hence the chance in the pause.
  #openLater() {
    this.#drop();
    setTimeout(() => this.#open(), this.#pause * (1 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, PAUSE_MAX_MILLIS);
  }

  // A dead network closes nothing: the close of such a socket may take minutes, so it is let go and not waited for.
  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #watch() {
    const now = performance.now();
    if (!this.#isSilent && now - this.#lastHeard > SILENCE_MILLIS) {
      this.#isSilent = true;
      this.#silent();
    }
    if (this.#socket && now - Math.max(this.#lastHeard, this.#opened) > SILENCE_MILLIS) this.#openLater();
  }
}
