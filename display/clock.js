// The host's time on this wall. The computer behind the display may have any clock: only its steady count is used.

export class HostClock {
  timezone = "Europe/Amsterdam";
  #ahead = Date.now() - performance.now();
  #formats = new Map();

  /** The host said that it is `at` (milliseconds since 1970). */
  hear(at) {
    this.#ahead = at - performance.now();
  }

  now() {
    return this.#ahead + performance.now();
  }

  /** "14:05" */
  time(language, at) {
    return this.#say(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);
  }

  /** "donderdag 3 december" */
  date(language, at) {
    return this.#say(language, { weekday: "long", day: "numeric", month: "long" }, at);
  }

  /** "donderdag" */
  weekday(language, at) {
    return this.#say(language, { weekday: "long" }, at);
  }

  isSameDay(one, other) {
    const day = { year: "numeric", month: "numeric", day: "numeric" };
    return this.#say("nl", day, one) === this.#say("nl", day, other);
  }

  // Making a format costs a thousand times its use. There are few: languages times the four ways above.
  #say(language, parts, at) {
    const key = `${language} ${this.timezone} ${Object.keys(parts).join()}`;
    if (!this.#formats.has(key)) {
      const locale = language === "en" ? "en-GB" : language;
      this.#formats.set(key, new Intl.DateTimeFormat(locale, { ...parts, timeZone: this.timezone }));
    }
    return this.#formats.get(key).format(at);
  }
}
