// Charts as inline SVG: bars that lie, bars that stand. Each is given whole and drawn anew; the table beside it says
// the same. Colours and type are those of panels.css; what is bad is hatched as well.

const SPACE = "http:" + "//www.w3.org/2000/svg";

/** Lying bars. `rows`: `{name, whole, part}`; `part` of the whole is hatched. */
export function lying(label, rows) {
  const most = Math.max(5, ...rows.map((row) => row.whole));
  const step = 34;
  const drawn = picture(label, 400, rows.length * step, "lying");
  rows.forEach((row, at) => {
    const y = at * step + 5;
    const [whole, part] = [(row.whole / most) * 310, (row.part / most) * 310];
    drawn.append(text(row.name, 12, y + 18, "name middle"));
    drawn.append(shape("rect", { x: 34, y, width: 310, height: 24, class: "track" }));
    drawn.append(shape("rect", { x: 34, y, width: whole, height: 24, class: "bar" }));
    if (part) drawn.append(shape("rect", { x: 34, y, width: part, height: 24, class: "bad" }));
    drawn.append(text(String(row.whole), 352, y + 18, "number"));
  });
  return drawn;
}

/**
 * Standing bars, one group a column. `columns`: `{name, bars: [{whole, part, kind}], line, note}`; `part` is hatched,
 * `line` is drawn across the column, `note` stands above it.
 */
export function standing(label, columns, width = 480, height = 200) {
  const values = columns.flatMap((column) => [column.line ?? 0, ...column.bars.map((bar) => bar.whole)]);
  const most = Math.max(4, ...values);
  const [top, bottom, left] = [22, height - 24, 26];
  const step = (width - left - 4) / Math.max(1, columns.length);
  const level = (value) => bottom - (value / most) * (bottom - top);
  const drawn = picture(label, width, height, "standing");
  for (const value of new Set([0, Math.round(most / 2), most])) {
    drawn.append(shape("line", { x1: left, x2: width - 4, y1: level(value), y2: level(value), class: "grid" }));
    drawn.append(text(String(value), left - 6, level(value) + 4, "scale"));
  }
  const nameEvery = Math.ceil(46 / step);
  columns.forEach((column, at) => {
    const x = left + at * step;
    const bar = Math.min(46, (step * 0.76) / column.bars.length);
    const start = x + (step - bar * column.bars.length) / 2;
    column.bars.forEach(({ whole, part = 0, kind }, place) => {
      const spot = { x: start + place * bar, width: bar - 1 };
      drawn.append(shape("rect", { ...spot, y: level(whole), height: bottom - level(whole), class: kind }));
      if (part) drawn.append(shape("rect", { ...spot, y: level(whole), height: bottom - level(part), class: "bad" }));
    });
    if (column.line !== undefined) {
      const y = level(column.line);
      drawn.append(shape("line", { x1: x + 2, x2: x + step - 2, y1: y, y2: y, class: "there" }));
    }
    if (column.note) drawn.append(text(column.note, x + step / 2, level(column.bars[0].whole) - 6, "note middle"));
    if (at % nameEvery === 0) drawn.append(text(column.name, x + step / 2, height - 6, "name middle"));
  });
  return drawn;
}

function picture(label, width, height, kind) {
  const drawn = shape("svg", { viewBox: `0 0 ${width} ${height}`, class: kind, role: "img", "aria-label": label });
  const hatch = shape("pattern", { id: `hatch-${kind}`, width: 6, height: 6, patternUnits: "userSpaceOnUse" });
  hatch.append(shape("rect", { width: 6, height: 6, class: "hatch-ground" }));
  hatch.append(shape("path", { d: "M-1 7 7 -1M-1 1 1 -1M5 7 7 5", class: "hatch-line" }));
  drawn.append(hatch);
  return drawn;
}

function text(said, x, y, name) {
  const made = shape("text", { x, y, class: name });
  made.textContent = said;
  return made;
}

function shape(tag, attributes) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
