// The pieces of the layouts beside the calls: a promise and what came of it, a text of the town, a picture, the way to
// a group of desks. Only textContent.

import { element, twice } from "./cells.js";

const POPULATIONS = {
  appointment: "display.promise.appointment",
  appointment_felt: "display.promise.appointment_felt",
  walk_in: "display.promise.walk_in",
};
const PROMISED = {
  share: "display.promise.share",
  mean: "display.promise.mean",
  max: "display.promise.max",
  p90: "display.promise.nine",
};
const TODAY = {
  share: "display.promise.today.share",
  mean: "display.promise.today.mean",
  max: "display.promise.today.max",
  p90: "display.promise.today.nine",
};

/** One promise: whom it is for and what it says, then today, large, also when it is bad. */
export function promiseRow(promise, words) {
  const row = element("li", "promise");
  const said = element("div", "said");
  said.append(twice("h3", "", namesOf(promise, words)), twice("p", "limit", promisedTexts(promise, words)));
  const today = element("div", "today");
  if (promise.today) {
    today.append(figure(promise, words), outcome(promise, words));
  } else {
    today.append(twice("p", "few", words.both("display.promise.few")));
  }
  row.append(said, today);
  return row;
}

function namesOf(promise, words) {
  const [town] = words.languages;
  if (!promise.names?.[town]) return words.both(POPULATIONS[promise.population]);
  return words.languages
    .filter((language) => promise.names[language])
    .map((language) => ({ language, text: promise.names[language] }));
}

function promisedTexts(promise, words) {
  return words.both(PROMISED[promise.statistic], (language) => valuesOf(promise, language));
}

// "Vandaag 93 %": the figure stands out of its own sentence; the second language stands below the first words.
function figure(promise, words) {
  const line = element("p", "figure");
  const [{ language, pieces }, second] = words.pieces(TODAY[promise.statistic]);
  const isBig = (piece) => piece.slot || piece.text === "%";
  let below = second ? second.pieces.filter((piece) => !isBig(piece)).map((piece) => piece.text).join(" ") : "";
  line.lang = language;
  for (const piece of pieces) {
    if (isBig(piece)) {
      line.append(element("span", "big", piece.slot ? valuesOf(promise, language)[piece.slot] : piece.text), " ");
      continue;
    }
    const said = [{ language, text: piece.text }];
    line.append(twice("span", "small", below ? [...said, { language: second.language, text: below }] : said), " ");
    below = "";
  }
  return line;
}

function outcome(promise, words) {
  const line = element("p", `outcome ${promise.kept ? "kept" : "broken"}`);
  const sign = element("span", "sign", promise.kept ? "✓" : "!");
  sign.setAttribute("aria-hidden", "true");
  const told = words.both(promise.kept ? "display.promise.kept" : "display.promise.broken");
  const count = words.both("display.promise.n", () => ({ n: promise.n }));
  const both = told.map(({ language, text }, index) => ({ language, text: `${text} · ${count[index].text}` }));
  line.append(sign, twice("span", "", both));
  return line;
}

function valuesOf(promise, language) {
  return {
    beloofd: decimal(promise.promised, language),
    limiet: promise.limit.replace(/:00$/, ""),
    vandaag: decimal(promise.today ?? "", language),
  };
}

// "92.5" as the language writes it; "5:13" stays.
function decimal(text, language) {
  return /^\d+\.\d+$/.test(text) ? Number(text).toLocaleString(language) : text;
}

/** A text of the town's own: in its first language, and small in the second. */
export function noticeTexts(notice, words) {
  const had = words.languages.filter((language) => notice.texts[language]);
  const shown = had.length > 0 ? had : Object.keys(notice.texts).slice(0, 1);
  return shown.map((language) => ({ language, text: notice.texts[language] }));
}

/** A picture of the town's own; `broken()` is told when it cannot be loaded. */
export function picture(path, broken) {
  const image = element("img", "picture");
  image.alt = "";
  image.onerror = broken;
  image.src = path;
  return image;
}

/** An arrow and the words beside it. */
export function directionParts(display, words) {
  const texts = noticeTexts({ texts: display.direction }, words);
  const parts = texts.length === 0 ? [] : [twice("span", "", texts)];
  if (!display.arrow || parts.length === 0) return parts;
  const arrow = element("span", `way ${display.arrow}`);
  return display.arrow === "right" ? [...parts, arrow] : [arrow, ...parts];
}
