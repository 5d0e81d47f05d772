// The small pieces of the page: a text in two languages, a call on the stage, a call in the list. Only textContent.

const LIST_LETTERS = 6;

/** An element with a class and a text. The text may run in either direction. */
export function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  made.dir = "auto";
  return made;
}

/** A text of the town's language with that of the second one below it. */
export function twice(tag, name, texts) {
  const made = element(tag, name);
  texts.forEach(({ language, text }, index) => {
    const line = element("span", index === 0 ? "first" : "second", text);
    if (language) line.lang = language;
    made.append(line);
  });
  return made;
}

/** A call on the stage: the number, which way, the desk; in the order of the language's own sentence. */
export function largeCall(call, words) {
  const cell = element("article", "call");
  const row = element("div", "row");
  row.style.setProperty("--number-letters", Math.max(3, call.ticket.length));
  row.style.setProperty("--desk-letters", longestWord(deskMark(call.desk, words)));
  const [town, second] = words.pieces("display.call");
  let isTold = false;
  for (const piece of town.pieces) {
    if (piece.slot) {
      row.append(slot(piece.slot, call, words));
      continue;
    }
    const below = second && !isTold ? [{ language: second.language, text: textOf(second.pieces) }] : [];
    row.append(toward([{ language: town.language, text: piece.text }, ...below]));
    isTold = true;
  }
  cell.append(row);
  return cell;
}

/** A call in the list of earlier ones. */
export function listedCall(call, words) {
  const mark = deskMark(call.desk, words);
  const item = element("li", mark.length > LIST_LETTERS ? "long" : "");
  item.style.setProperty("--name-letters", mark.length);
  for (const piece of words.pieces("display.call")[0].pieces) {
    item.append(piece.slot ? slot(piece.slot, call, words) : toward([{ text: piece.text }]), " ");
  }
  return item;
}

/** The name of the desk below which the screen hangs; no word of it is broken. */
export function nameAbove(name) {
  const title = element("h2", "above", name);
  title.style.setProperty("--name-letters", longestWord(name));
  return title;
}

/** "3" for a desk labelled "Balie 3" where the sentence says "naar balie" already. */
export function deskMark(label, words) {
  for (const { pieces } of words.pieces("display.call")) {
    const word = textOf(pieces).split(" ").at(-1).toLowerCase();
    if (word && label.toLowerCase().startsWith(`${word} `)) return label.slice(word.length + 1);
  }
  return label;
}

// Words and an arrow: those who read neither language still see which way.
function toward(texts) {
  const made = twice("span", "toward", texts);
  made.prepend(element("span", "arrow"));
  return made;
}

function slot(name, call, words) {
  if (name === "nummer") return element("span", "number", call.ticket);
  return element("span", "desk", deskMark(call.desk, words));
}

function textOf(pieces) {
  return pieces.filter((piece) => piece.text).map((piece) => piece.text).join(" ");
}

function longestWord(text) {
  return Math.max(1, ...text.split(/\s+/).map((word) => word.length));
}
