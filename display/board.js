// The hall display's page: puts scene, clock, band and notes into it, and paints only what changed. Every text goes in
// by textContent. It holds the newest view and nothing older.

import { element, largeCall, listedCall, nameAbove, deskMark, twice } from "./cells.js";
import { directionParts, noticeTexts, picture, promiseRow } from "./layouts.js";
import { showLook } from "./look.js";
import { displayOf, isWithin } from "./notices.js";
import { Page } from "./page.js";
import { sceneOf } from "./scene.js";

const NOTHING = { kind: "none", large: [], earlier: [], lines: [], notices: [] };

export class Board extends Page {
  setup = null;
  view = null;
  #painted = "";
  #held = new Map();
  #broken = new Set();

  /** A quarter of a second went by: the clock moves, a large call may settle, a text may give way to the next. */
  tick() {
    this.#paintClock();
    this.paint();
  }

  /** Whether a call beckons now. */
  get isCalling() {
    return this.document.body.classList.contains("is-live");
  }

  /** Whether no sound is to be made and nothing is to move now. */
  get isQuiet() {
    return this.#isWithin("quiet");
  }

  /** Whether the browser keeps this page silent. */
  showSound(isSilenced) {
    const note = this.part("sound");
    if (note.hidden === !isSilenced && note.firstChild) return;
    note.hidden = !isSilenced;
    this.#texts(note, "display.sound");
  }

  /** Tells assistive technology of new calls, in the sentence that a voice would say. */
  speak(calls) {
    if (calls.length === 0) return;
    const sentences = calls.map((call) => this.words.both("display.call.voice", () => this.#valuesOf(call))[0].text);
    this.part("spoken").textContent = sentences.join(" ");
  }

  /** Brings the page in line with what is known now; does nothing where it is so already. */
  paint() {
    const now = this.clock.now();
    const local = this.clock.local(now);
    const scene = this.setup && this.view ? sceneOf(this.view, this.setup, now, local, this.#broken) : NOTHING;
    const { languages } = this.words;
    const isEvening = this.#isWithin("evening");
    const facts = [scene, this.setup, languages, this.pairing, this.isStale, this.#hours(), this.isQuiet, isEvening];
    const wanted = JSON.stringify(facts);
    if (wanted === this.#painted) return;
    this.#painted = wanted;
    this.document.documentElement.lang = languages[0];
    if (this.setup) showLook(this.document.documentElement, this.setup.look, isEvening);
    this.#paintMasthead();
    this.#paintBand();
    this.#paintStage(scene);
  }

  #isWithin(name) {
    if (!this.setup) return false;
    return isWithin(displayOf(this.setup)[name], this.clock.local(this.clock.now()).time);
  }

  #paintClock() {
    const [language] = this.words.languages;
    this.write("clock", this.clock.time(language, this.clock.now()));
    this.write("date", this.clock.date(language, this.clock.now()));
  }

  #paintMasthead() {
    this.write("town", this.setup?.town ?? this.document.title);
    if (!this.setup) return;
    this.paintLogo(this.setup.look);
    this.write("location", [this.setup.location_name, this.#hours()].filter(Boolean).join(" · "));
    const parts = directionParts(displayOf(this.setup), this.words);
    this.part("direction").hidden = parts.length === 0;
    this.part("direction").replaceChildren(...parts);
  }

  #hours() {
    if (!this.view?.open || !this.view.closes_at) return "";
    return this.#both("display.open_until", { tijd: this.view.closes_at })[0].text;
  }

  #paintBand() {
    const band = this.part("stale");
    band.hidden = !this.isStale;
    this.document.body.classList.toggle("is-stale", this.isStale);
    band.replaceChildren();
    if (!this.isStale) return;
    band.append(element("span", "sign", "!"), twice("p", "", this.#both("display.stale")));
    if (this.newsAt !== null) {
      band.append(twice("p", "news", this.#both("display.last_news", { tijd: this.newsAt })));
    }
  }

  #paintStage(scene) {
    const { body } = this.document;
    body.dataset.layout = this.setup ? displayOf(this.setup).layout : "hall";
    body.dataset.arrow = this.setup ? displayOf(this.setup).arrow : "";
    body.dataset.kind = this.pairing ? "pairing" : scene.kind;
    body.dataset.large = scene.large.length;
    body.classList.toggle("is-live", Boolean(scene.isLive));
    body.classList.toggle("is-quiet", this.isQuiet);
    const held = this.#held;
    this.#held = new Map();
    arrange(this.part("stage"), this.#onStage(scene, held));
    this.part("earlier").hidden = scene.earlier.length === 0;
    this.#texts(this.part("earlier-title"), "display.earlier");
    this.part("earlier-calls").replaceChildren(...scene.earlier.map((call) => listedCall(call, this.words)));
    const below = [
      ...scene.lines.map((line) => twice("p", "message", this.#both(line.key, line.values))),
      ...(scene.kind === "notices" ? [] : scene.notices.map((notice) => this.#noticeOf(notice, "message", held))),
    ];
    this.part("messages").hidden = below.length === 0;
    arrange(this.part("messages"), below);
  }

  #onStage(scene, held) {
    if (this.pairing) return this.#pairingTexts();
    if (scene.kind === "calls") return scene.large.map((call) => this.#cellOf(call, scene.isLive, held));
    if (scene.kind === "desk") return this.#aboveDesk(scene, held);
    if (scene.kind === "promise") return this.#promises(scene.promises);
    if (scene.kind === "notices") return scene.notices.map((notice) => this.#noticeOf(notice, "calm text", held));
    if (scene.kind === "image") return [this.#imageOf(scene.image, held)];
    if (scene.kind === "hospitality") return [twice("p", "calm", this.#both("display.host"))];
    if (scene.kind === "empty") return [twice("p", "calm", this.#both("display.empty"))];
    if (scene.kind === "closed") return this.#closedTexts(scene.opensAt);
    return [];
  }

  // What stood there already stays the same element, so that its motion does not start again.
  #hold(key, held, make) {
    const made = held.get(key) ?? make();
    this.#held.set(key, made);
    return made;
  }

  #cellOf(call, isLive, held) {
    const key = JSON.stringify([call, this.words.languages]);
    const cell = this.#hold(key, held, () => largeCall(call, this.words));
    cell.classList.toggle("live", isLive);
    return cell;
  }

  #noticeOf(notice, name, held) {
    const key = JSON.stringify([name, notice, this.words.languages]);
    return this.#hold(key, held, () => twice("p", `${name} notice`, noticeTexts(notice, this.words)));
  }

  #imageOf(path, held) {
    const broken = () => {
      this.#broken.add(path);
      this.paint();
    };
    return this.#hold(`image ${path}`, held, () => picture(path, broken));
  }

  #aboveDesk(scene, held) {
    const label = this.setup.desks.find((each) => each.desk === scene.desk)?.label ?? scene.desk;
    const title = nameAbove(this.#nameOfDesk(label));
    if (scene.large.length === 0) return [title, twice("p", "calm", this.#both(scene.text))];
    return [title, ...scene.large.map((call) => this.#cellOf(call, scene.isLive, held))];
  }

  // "3" is "Balie 3"; a name of its own stays.
  #nameOfDesk(label) {
    return /^\d/.test(label) ? this.#both("display.desk", { balie: label })[0].text : label;
  }

  #promises(promises) {
    if (promises.length === 0) return [twice("p", "calm", this.#both("display.promise.none"))];
    const list = element("ul", "promises");
    list.dataset.count = promises.length;
    list.append(...promises.map((promise) => promiseRow(promise, this.words)));
    return [twice("h2", "above", this.#both("display.promise.title")), list];
  }

  #closedTexts(opensAt) {
    const closed = twice("p", "calm", this.#both("display.closed"));
    if (opensAt === null) return [closed];
    const isToday = this.clock.isSameDay(opensAt, this.clock.now());
    const key = isToday ? "display.opens.today" : "display.opens";
    return [closed, twice("p", "calm lesser", this.#both(key, { dag: opensAt, tijd: opensAt }))];
  }

  #pairingTexts() {
    const { code } = this.pairing;
    if (code === null) return [twice("p", "calm", this.#both("display.pair.away"))];
    return [
      twice("p", "calm", this.#both("display.pair.title")),
      element("p", "code", code),
      twice("p", "calm lesser", this.#both("display.pair.code")),
    ];
  }

  #valuesOf(call) {
    return { nummer: call.ticket, balie: deskMark(call.desk, this.words) };
  }

  #both(key, values = {}) {
    return this.words.both(key, (language) => ({
      ...values,
      ...(values.tijd === undefined ? {} : { tijd: this.clock.time(language, values.tijd) }),
      ...(values.dag === undefined ? {} : { dag: this.clock.weekday(language, values.dag) }),
    }));
  }

  #texts(part, key) {
    part.replaceChildren(...twice("p", "", this.#both(key)).childNodes);
  }
}

// Brings the children in line without touching those that stay: taking one out and in would start its motion again.
function arrange(parent, wanted) {
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
