// The texts of the town's language and of the second one, as the host gives them. Holds no text of its own.

const PATIENCE_MILLIS = 5_000;

// Until texts have come a call still stands there: its number and its desk.
const WORDLESS = { "display.call": "{nummer}{balie}" };

export class Words {
  languages = ["nl"];
  #texts = [WORDLESS];
  #turn = 0;

  /**
   * Fetches the texts of at most two languages, leaving out one that the host does not have. Throws when they cannot be
   * had; the old texts then stay. A later call goes before an earlier one that is still under way.
   */
  async learn(languages) {
    this.#turn += 1;
    const turn = this.#turn;
    const texts = await Promise.all(languages.map(fetchTexts));
    const had = languages.filter((_, index) => texts[index] !== null);
    if (had.length === 0) throw new Error(`no words of ${languages}`);
    if (turn !== this.#turn) return;
    this.languages = had;
    this.#texts = texts.filter((text) => text !== null);
  }

  /** The text of a key, first in the town's language, then in the second: one or two `{language, text}`. */
  both(key, valuesOf = () => ({})) {
    return this.languages.map((language, index) => ({
      language,
      text: fill(this.#texts[index][key] ?? "", valuesOf(language)),
    }));
  }

  /** The pieces of a text around its placeholders: `{text}` or `{slot}`, in the order of the language. */
  pieces(key) {
    return this.languages.map((language, index) => ({ language, pieces: split(this.#texts[index][key] ?? "") }));
  }
}

async function fetchTexts(language) {
  const answer = await fetch(`/words/${encodeURIComponent(language)}.json`, {
    signal: AbortSignal.timeout(PATIENCE_MILLIS),
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`no words of ${language}: ${answer.status}`);
  return answer.json();
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function split(text) {
  return text
    .split(/(\{\w+\})/)
    .filter((piece) => piece.trim())
    .map((piece) => (piece.startsWith("{") ? { slot: piece.slice(1, -1) } : { text: piece.trim() }));
}
