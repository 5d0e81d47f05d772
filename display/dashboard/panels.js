// What stands in each panel. `facts` takes of a view what the panel shows, so that it is drawn again only when that
// changes; `draw` makes its contents. No rule: what is over, kept or lost is decided by the host.

import { lying, standing } from "./charts.js";
import { element, mark, movable, table } from "./elements.js";
import { minutesSince, percent } from "./figures.js";

const ADVICE = {
  open_desks: (row, pen) => {
    const number = row.desks === 1 ? "one" : "more";
    if (row.at <= pen.now) return pen.word(`staff.norm.open_now.${number}`, { n: row.desks });
    return pen.word(`staff.norm.open.${number}`, { n: row.desks, tijd: pen.time(row.at) });
  },
  too_few_desks: (row, pen) =>
    pen.word(`staff.norm.too_few.${row.desks === 1 ? "one" : "more"}`, { n: row.desks, tijd: pen.time(row.at) }),
  call_before: (row, pen) =>
    row.ticket && row.before_ticket
      ? pen.word("staff.norm.call_before", { wie: row.ticket, voor: row.before_ticket })
      : pen.say("advice.order"),
};

const advice = {
  facts: (view, pen) => ({
    late: view.late_count ?? 0,
    text: view.advice ? ADVICE[view.advice.kind](view.advice, pen) : "",
  }),
  draw: ({ late, text }, pen) => {
    const said = text ? text[0].toUpperCase() + text.slice(1) : pen.say("advice.none");
    const state = late ? "over" : text ? "risk" : "well";
    return [
      element("h2", "unseen", pen.say("advice")),
      mark(state, said),
      late ? element("p", "why", pen.count("late", late)) : null,
    ].filter(Boolean);
  },
};

const now = {
  facts: (view, pen) => ({
    waiting: view.waiting_count ?? 0,
    over: view.over_count ?? 0,
    longest: view.longest_since === undefined ? null : minutesSince(view.longest_since, pen.now),
    expected: view.expected_count ?? 0,
  }),
  draw: ({ waiting, over, longest, expected }, pen) => [
    element("h2", "", pen.say("waiting")),
    element("p", "large", String(waiting)),
    mark(over ? "over" : "well", pen.count("over", over)),
    longest === null ? null : element("p", "quiet", pen.say("longest", { n: longest })),
    element("p", "quiet", pen.count("expected", expected)),
  ].filter(Boolean),
};

const norms = {
  facts: (view, pen) =>
    (view.norms ?? []).slice(0, 6).map((row) => ({
      name: pen.norm(row),
      promise: pen.promise(row),
      realised: pen.realised(row),
      n: row.n ? ` · ${pen.count("n", row.n)}` : "",
      state: stateOf(row),
      left: leftOf(row, pen),
    })),
  draw: (rows, pen) => [
    element("h2", "unseen", pen.say("norms")),
    ...rows.map((row) =>
      element(
        "article",
        "norm",
        element("h3", "", row.name),
        element("p", "large", row.realised),
        mark(row.state, pen.say(`state.${row.state}`)),
        element("p", "quiet", `${row.promise}${row.n}`),
        element("p", "left", row.left),
      ),
    ),
  ],
};

function stateOf(row) {
  if (row.lost) return "over";
  if (row.kept === undefined) return "none";
  return row.kept ? "well" : "risk";
}

// How much room is left: how many may still wait too long, or how long those to come may wait.
function leftOf(row, pen) {
  if (row.lost) return pen.say("lost");
  if (row.statistic === "mean") {
    const left = row.mean_left_seconds;
    return left === undefined ? "" : pen.say("mean_left", { tijd: pen.minutes(left) });
  }
  if (row.may_miss === undefined || !row.to_come) return "";
  return pen.count("may", row.may_miss);
}

const lines = {
  facts: (view, pen) =>
    (view.lines ?? []).map((row) => ({
      letter: row.letter,
      services: row.services.map((each) => pen.service(each)).join(", "),
      count: row.count,
      over: row.over ?? 0,
      longest: row.longest_since === undefined ? null : minutesSince(row.longest_since, pen.now),
    })),
  draw: (rows, pen) => [
    element("h2", "", pen.say("lines")),
    lying(pen.say("lines.chart"), rows.map((row) => ({ name: row.letter, whole: row.count, part: row.over }))),
    movable(
      pen.say("lines"),
      table(
        pen.say("lines"),
        [pen.say("letter"), pen.say("services"), pen.say("wait"), pen.say("too_long"), pen.say("longest.head")],
        rows.map((row) => [
          row.letter,
          element("span", "names", row.services),
          String(row.count),
          String(row.over),
          row.longest === null ? "–" : pen.say("min", { n: row.longest }),
        ]),
      ),
    ),
  ],
};

const coming = {
  facts: (view, pen) => (view.coming ?? []).map((row) => ({ ...row, time: pen.time(row.starts) })),
  draw: (rows, pen) => [
    element("h2", "", pen.say("coming")),
    ...(rows.length ? comingDrawn(rows, pen) : [element("p", "quiet", pen.say("coming.none"))]),
  ],
};

function comingDrawn(rows, pen) {
  const columns = rows.map((row) => {
    const missing = Math.max(0, row.desks_needed - row.desks);
    const bars = [{ whole: row.desks_needed, part: missing, kind: "bar" }];
    return { name: row.time, bars, line: row.desks, note: missing ? `+${missing}` : "" };
  });
  return [
    element("p", "key", pen.say("coming.key")),
    standing(pen.say("coming.chart"), columns, 480, 150),
    movable(
      pen.say("coming"),
      table(
        pen.say("coming"),
        ["from", "booked", "walk_in", "needed", "serving", "will_wait"].map((key) => pen.say(key)),
        rows.map((row) => [
          row.time,
          String(row.appointments),
          String(row.walk_ins),
          String(row.desks_needed),
          String(row.desks),
          row.wait_minutes === undefined ? "–" : pen.say("min", { n: row.wait_minutes }),
        ]),
      ),
    ),
  ];
}

const today = {
  facts: (view, pen) => (view.today ?? []).map((row) => ({ ...row, time: pen.time(row.starts) })),
  draw: (rows, pen) => [
    element("h2", "", pen.say("today")),
    ...(rows.length ? todayDrawn(rows, pen) : [element("p", "quiet", pen.say("today.none"))]),
  ],
};

function todayDrawn(rows, pen) {
  const columns = rows.map((row) => ({
    name: row.time,
    bars: [
      { whole: row.arrived, kind: "came" },
      { whole: row.called, part: row.called - row.within, kind: "bar" },
    ],
  }));
  return [
    element("p", "key", pen.say("today.key")),
    standing(pen.say("today.chart"), columns, 520, 210),
    movable(
      pen.say("today"),
      table(
        pen.say("today"),
        [pen.say("from"), pen.say("came"), pen.say("called"), pen.say("in_time")],
        rows.map((row) => [
          row.time,
          String(row.arrived),
          String(row.called),
          row.called ? percent(row.within / row.called, pen.language) : "–",
        ]),
      ),
    ),
  ];
}

const DESK_STATES = { busy: "well", free: "none", paused: "risk", closed: "none" };

const desks = {
  facts: (view, pen) =>
    (view.desks ?? []).map((row) => ({
      name: pen.desk(row.desk),
      state: row.state,
      minutes: row.since === undefined || row.state === "closed" ? null : minutesSince(row.since, pen.now),
    })),
  draw: (rows, pen) => {
    const open = rows.filter((row) => row.state !== "closed").length;
    const list = rows.map((row) =>
      element(
        "li",
        `desk ${row.state}`,
        element("strong", "", row.name),
        mark(DESK_STATES[row.state], pen.say(`desk.${row.state}`)),
        row.minutes === null ? null : element("span", "since", pen.say("min", { n: row.minutes })),
      ),
    );
    return [element("h2", "", pen.say("desks", { n: open, m: rows.length })), element("ul", "", ...list)];
  },
};

/** By the id of the place where each stands. */
export const PANELS = { advice, now, norms, lines, coming, today, desks };
