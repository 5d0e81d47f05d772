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

  /** The local `date` ("2026-12-03"), `weekday` (1 is Monday) and `time` ("14:05"). */
  local(at) {
    const date = this.#say("sv", { year: "numeric", month: "2-digit", day: "2-digit" }, at);
    const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
    return { date, weekday, time: this.time("en", at) };
  }

  isSameDay(one, other) {
    const day = { year: "numeric", month: "numeric", day: "numeric" };
    return this.#say("nl", day, one) === this.#say("nl", day, other);
  }

  // Making a format costs a thousand times its use. There are few: languages times the ways above.
  #say(language, parts, at) {
    const key = `${language} ${this.timezone} ${Object.keys(parts).join()}`;
    if (!this.#formats.has(key)) {
      const wanted = { ...wordless(language, parts), timeZone: this.timezone };
      this.#formats.set(key, new Intl.DateTimeFormat(localeOf(language), wanted));
    }
    return this.#formats.get(key).format(at);
  }
}

function localeOf(language) {
  return language === "en" || !isKnown(language) ? "en-GB" : language;
}

// In a language whose days and months the browser cannot name: "24/11", rather than an English name among its words.
function wordless(language, parts) {
  return parts.weekday && !isKnown(language) ? { day: "numeric", month: "numeric" } : parts;
}

function isKnown(language) {
  return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
}
