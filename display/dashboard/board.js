// The dashboard as a whole: head, band, pairing and panels. Holds the newest view and nothing older, and paints only
// what changed, so that whoever reads or selects is left alone.

import { Page } from "../page.js";
import { element } from "./elements.js";
import { PANELS } from "./panels.js";
import { Pen } from "./pen.js";

export class Board extends Page {
  #setup = null;
  #view = null;
  #painted = new Map();

  settle(setup) {
    this.#setup = setup;
    this.paint();
  }

  show(view) {
    this.#view = view;
    this.paint();
  }

  /** Brings the page in line with what is known now. */
  paint() {
    const pen = new Pen(this.words, this.clock, this.#setup);
    this.document.documentElement.lang = pen.language;
    this.write("clock", this.clock.time(pen.language, this.clock.now()));
    this.#paintHead(pen);
    this.#paintBand(pen);
    this.#paintPairing(pen);
    const isShown = Boolean(this.#setup && this.#view && !this.pairing);
    this.part("panels").hidden = !isShown;
    if (!isShown) return;
    for (const [name, panel] of Object.entries(PANELS)) {
      this.#paintPart(name, [pen.language, panel.facts(this.#view, pen)], (part, [, facts]) =>
        part.replaceChildren(...panel.draw(facts, pen)),
      );
    }
  }

  #paintHead(pen) {
    this.write("title", pen.say("title"));
    this.document.title = [pen.say("title"), this.#setup?.town].filter(Boolean).join(" - ");
    if (!this.#setup) return;
    this.paintLogo(this.#setup.look);
    this.write("hall", [this.#setup.town, this.#setup.location_name, this.#hours(pen)].filter(Boolean).join(" · "));
  }

  #hours(pen) {
    if (!this.#view) return "";
    const { open, closes_at: closes, opens_at: opens } = this.#view;
    if (open) return pen.say("open", { tijd: pen.time(closes) });
    if (!opens) return pen.say("closed.long");
    const values = { dag: pen.weekday(opens), tijd: pen.time(opens) };
    return this.clock.isSameDay(opens, pen.now) ? pen.say("closed.today", values) : pen.say("closed", values);
  }

  #paintBand(pen) {
    const news = this.newsAt === null ? "" : pen.time(this.newsAt);
    this.document.body.classList.toggle("is-stale", this.isStale);
    this.#paintPart("stale", [pen.language, this.isStale, news], (part) => {
      part.hidden = !this.isStale;
      if (!this.isStale) return part.replaceChildren();
      const since = element("span", "", pen.say("news", { tijd: news }));
      part.replaceChildren(element("strong", "", pen.say("stale")), since);
    });
  }

  #paintPairing(pen) {
    this.#paintPart("pairing", [pen.language, this.pairing], (part) => {
      part.hidden = !this.pairing;
      if (!this.pairing) return part.replaceChildren();
      const { code } = this.pairing;
      if (code === null) return part.replaceChildren(element("p", "", pen.word("display.pair.away")));
      part.replaceChildren(
        element("p", "", pen.word("display.pair.title")),
        element("p", "code", code),
        element("p", "", pen.word("display.pair.code")),
      );
    });
  }

  #paintPart(id, facts, draw) {
    const wanted = JSON.stringify(facts);
    if (this.#painted.get(id) === wanted) return;
    this.#painted.set(id, wanted);
    draw(this.part(id), facts);
  }
}
