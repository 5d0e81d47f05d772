// The page: puts scene, clock, band and notes into it, and paints only what changed. Every text goes in by textContent.
// It holds the newest view and nothing older.

import { element, largeCall, listedCall, deskMark, twice } from "./cells.js";
import { logoAddress } from "./look.js";
import { sceneOf } from "./scene.js";

export class Board {
  setup = null;
  view = null;
  #document;
  #words;
  #clock;
  #pairing = null;
  #isStale = false;
  #newsAt = null;
  #painted = "";

  constructor(document, words, clock) {
    this.#document = document;
    this.#words = words;
    this.#clock = clock;
  }

  /** A quarter of a second went by: the clock moves, a large call may settle. */
  tick() {
    this.#paintClock();
    this.paint();
  }

  /** Something was heard from the host just now. */
  showFresh() {
    this.#newsAt = this.#clock.now();
    if (!this.#isStale) return;
    this.#isStale = false;
    this.paint();
  }

  /** Nothing was heard for almost five seconds. */
  showStale() {
    this.#isStale = true;
    this.paint();
  }

  /** `{code}` while a token is asked for, null when that is over. */
  showPairing(state) {
    this.#pairing = state;
    this.paint();
  }

  /** Whether the browser keeps this page silent. */
  showSound(isSilenced) {
    const note = this.#part("sound");
    note.hidden = !isSilenced;
    this.#texts(note, "display.sound");
  }

  /** Tells assistive technology of new calls, in the sentence that a voice would say. */
  speak(calls) {
    if (calls.length === 0) return;
    const sentences = calls.map((call) => this.#words.both("display.call.voice", () => this.#valuesOf(call))[0].text);
    this.#part("spoken").textContent = sentences.join(" ");
  }

  /** Brings the page in line with what is known now; does nothing where it is so already. */
  paint() {
    const scene = this.setup && this.view ? sceneOf(this.view, this.setup, this.#clock.now()) : null;
    const { languages } = this.#words;
    const wanted = JSON.stringify([scene, this.setup, languages, this.#pairing, this.#isStale, this.#hours()]);
    if (wanted === this.#painted) return;
    this.#painted = wanted;
    this.#document.documentElement.lang = languages[0];
    this.#paintMasthead();
    this.#paintBand();
    this.#paintStage(scene ?? { kind: "none", large: [], earlier: [], lines: [] });
  }

  #paintClock() {
    const [language] = this.#words.languages;
    this.#write("clock", this.#clock.time(language, this.#clock.now()));
    this.#write("date", this.#clock.date(language, this.#clock.now()));
  }

  #paintMasthead() {
    if (!this.setup) return;
    const logo = this.#part("logo");
    const address = logoAddress(this.setup.look, location.origin);
    logo.onerror = () => (logo.hidden = true);
    logo.hidden = !address;
    if (address && logo.src !== address) logo.src = address;
    this.#write("town", this.setup.town);
    this.#write("location", [this.setup.location_name, this.#hours()].filter(Boolean).join(" · "));
  }

  #hours() {
    if (!this.view?.open || !this.view.closes_at) return "";
    return this.#both("display.open_until", { tijd: this.view.closes_at })[0].text;
  }

  #paintBand() {
    const band = this.#part("stale");
    band.hidden = !this.#isStale;
    this.#document.body.classList.toggle("is-stale", this.#isStale);
    band.replaceChildren();
    if (!this.#isStale) return;
    band.append(element("span", "sign", "!"), twice("p", "", this.#both("display.stale")));
    if (this.#newsAt !== null) {
      band.append(twice("p", "news", this.#both("display.last_news", { tijd: this.#newsAt })));
    }
  }

  #paintStage(scene) {
    const { body } = this.#document;
    body.dataset.kind = this.#pairing ? "pairing" : scene.kind;
    body.dataset.large = scene.large.length;
    body.classList.toggle("is-live", Boolean(scene.isLive));
    arrange(this.#part("stage"), this.#onStage(scene));
    this.#part("earlier").hidden = scene.earlier.length === 0;
    this.#texts(this.#part("earlier-title"), "display.earlier");
    this.#part("earlier-calls").replaceChildren(...scene.earlier.map((call) => listedCall(call, this.#words)));
    this.#part("messages").hidden = scene.lines.length === 0;
    this.#part("messages").replaceChildren(
      ...scene.lines.map((line) => twice("p", "message", this.#both(line.key, line.values))),
    );
  }

  #onStage(scene) {
    if (this.#pairing) return this.#pairingTexts();
    if (scene.kind === "calls") return scene.large.map((call) => this.#cellOf(call, scene.isLive));
    if (scene.kind === "hospitality") return [twice("p", "calm", this.#both("display.host"))];
    if (scene.kind === "empty") return [twice("p", "calm", this.#both("display.empty"))];
    if (scene.kind === "closed") return this.#closedTexts(scene.opensAt);
    return [];
  }

  // A cell already on the stage stays the same element, so that its motion does not start again.
  #cellOf(call, isLive) {
    const key = JSON.stringify([call, this.#words.languages]);
    const standing = [...this.#part("stage").children].find((cell) => cell.dataset.call === key);
    const cell = standing ?? largeCall(call, this.#words);
    cell.dataset.call = key;
    cell.classList.toggle("live", isLive);
    return cell;
  }

  #closedTexts(opensAt) {
    const closed = twice("p", "calm", this.#both("display.closed"));
    if (opensAt === null) return [closed];
    const isToday = this.#clock.isSameDay(opensAt, this.#clock.now());
    const key = isToday ? "display.opens.today" : "display.opens";
    return [closed, twice("p", "calm lesser", this.#both(key, { dag: opensAt, tijd: opensAt }))];
  }

  #pairingTexts() {
    const { code } = this.#pairing;
    if (code === null) return [twice("p", "calm", this.#both("display.pair.away"))];
    return [
      twice("p", "calm", this.#both("display.pair.title")),
      element("p", "code", code),
      twice("p", "calm lesser", this.#both("display.pair.code")),
    ];
  }

  #valuesOf(call) {
    return { nummer: call.ticket, balie: deskMark(call.desk, this.#words) };
  }

  #both(key, values = {}) {
    return this.#words.both(key, (language) => ({
      ...values,
      ...(values.tijd === undefined ? {} : { tijd: this.#clock.time(language, values.tijd) }),
      ...(values.dag === undefined ? {} : { dag: this.#clock.weekday(language, values.dag) }),
    }));
  }

  #texts(part, key) {
    part.replaceChildren(...twice("p", "", this.#both(key)).childNodes);
  }

  #write(id, text) {
    const part = this.#part(id);
    if (part.textContent !== text) part.textContent = text;
  }

  #part(id) {
    return this.#document.getElementById(id);
  }
}

// Brings the children in line without touching those that stay: taking one out and in would start its motion again.
function arrange(parent, wanted) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
