// Texts of one language, with the names of this location's services and desks, and times as its clock shows them.

import { clockTime, limitMinutes, percent, promisedShare } from "./figures.js";

export class Pen {
  #words;
  #clock;
  #setup;

  constructor(words, clock, setup) {
    this.#words = words;
    this.#clock = clock;
    this.#setup = setup;
  }

  get language() {
    return this.#words.languages[0];
  }

  get now() {
    return this.#clock.now();
  }

  /** A text of the dashboard's own. */
  say(key, values = {}) {
    return this.word(`dashboard.${key}`, values);
  }

  /** A text of any screen. */
  word(key, values = {}) {
    return this.#words.both(key, () => values)[0].text;
  }

  /** The text for none, one or more; `n` is filled in. */
  count(key, n, values = {}) {
    const last = n === 0 ? "none" : n === 1 ? "one" : "more";
    return this.say(`${key}.${last}`, { n, ...values });
  }

  time(at) {
    return this.#clock.time(this.language, at);
  }

  weekday(at) {
    return this.#clock.weekday(this.language, at);
  }

  service(name) {
    const known = this.#setup.services.find((each) => each.service === name);
    return known?.names[this.language] ?? name;
  }

  desk(name) {
    const label = this.#setup.desks.find((each) => each.desk === name)?.label ?? name;
    return /^\d+$/.test(label) ? this.say("desk", { balie: label }) : label;
  }

  /** As the town calls a norm; else whom it counts. */
  norm(row) {
    if (row.names?.[this.language]) return row.names[this.language];
    const name = this.say(`norm.${row.definition}`);
    const services = row.services ?? [];
    return services.length ? `${name} (${services.map((each) => this.service(each)).join(", ")})` : name;
  }

  /** "95 % binnen 5 min" */
  promise(row) {
    const values = { tijd: limitMinutes(row.limit_seconds, this.language) };
    if (row.target !== undefined) values.deel = promisedShare(row.target, this.language);
    return this.say(`promise.${row.statistic}`, values);
  }

  /** What came of a norm so far: a share, or a time. */
  realised(row) {
    if (row.realised === undefined) return "–";
    if (row.statistic === "share") return percent(row.realised, this.language, row.target);
    const printed = clockTime(row.realised);
    const hides = row.realised > row.limit_seconds && printed === clockTime(row.limit_seconds);
    return hides ? `${printed}+` : printed;
  }

  minutes(seconds) {
    return clockTime(seconds);
  }
}
