// The small pieces of the panels: an element, a table, a mark with a shape and a word. Only textContent.

/** An element with a class and contents: texts or other elements. */
export function element(tag, name, ...contents) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...contents.filter((each) => each !== null && each !== ""));
  return made;
}

/** A table with headings for its columns and rows. The first field of each row is its heading. */
export function table(caption, heads, rows) {
  const head = element("tr", "", ...heads.map((text) => heading("col", text)));
  const body = rows.map(([first, ...rest]) =>
    element("tr", "", heading("row", first), ...rest.map((field) => element("td", "", field))),
  );
  const made = element("table", "", element("caption", "unseen", caption));
  made.append(element("thead", "", head), element("tbody", "", ...body));
  return made;
}

/** What may be longer than its panel and is moved by touch or key. */
export function movable(label, ...contents) {
  const made = element("div", "movable", ...contents);
  made.tabIndex = 0;
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", label);
  return made;
}

const SHAPES = { well: "●", risk: "▲", over: "■", none: "–" };

/** A state as a shape and a word; its colour says nothing more. */
export function mark(state, text) {
  const shape = element("span", "shape", SHAPES[state]);
  shape.setAttribute("aria-hidden", "true");
  return element("p", `mark ${state}`, shape, text);
}

function heading(scope, text) {
  const made = element("th", "", text);
  made.scope = scope;
  return made;
}
