// What stands on the wall at a moment: pure, from the view, the set-up and the host's time. Knows no page and no words
// but their keys. It only places what the host decided; the numbers below are a matter of room, not of rules.

import { displayOf, imageNow, noticesNow } from "./notices.js";

export const LARGE_MAX = 3;
const EARLIER_MAX = 5;
const LINES_MAX = 2;
const CLOSING_MILLIS = 30 * 60_000;

/** The calls that may be shown here: of this display's desks; none in hospitality mode, whatever came. */
export function callsOf(view, setup) {
  if (view.mode !== "tickets") return [];
  const { desks } = displayOf(setup);
  const calls = (view.calls ?? []).filter((call) => call.ticket !== "");
  return desks.length === 0 ? calls : calls.filter((call) => desks.includes(call.key));
}

/**
 * `kind` is calls, desk, hospitality, closed, promise, notices, image or empty; `large` the calls on the stage, live or
 * settled; `earlier` the list below; `lines` the messages as `{key, values}`, where a value named `tijd` is a moment;
 * `notices` the town's own texts, below or on the stage. `local` is the local date, weekday and time of `now`.
 */
export function sceneOf(view, setup, now, local, broken = new Set()) {
  const display = displayOf(setup);
  const calls = newestOfEachTicket(callsOf(view, setup));
  const live = calls.filter((call) => now - call.at < setup.call_seconds * 1000).slice(0, LARGE_MAX);
  if (display.layout === "desk") return deskScene(view, display, calls[0], live.length > 0);
  const lines = linesOf(view, now);
  if (live.length > 0) return { kind: "calls", isLive: true, ...parted(calls, live.length), lines, notices: [] };
  return calmScene(view, display, calls, { now, local, broken, lines });
}

function calmScene(view, display, calls, { now, local, broken, lines }) {
  const below = (used) => noticesNow(display, local, now, Math.max(0, LINES_MAX - used));
  if (!view.open) {
    return { kind: "closed", opensAt: view.opens_at ?? null, ...parted([], 0), lines: [], notices: below(0) };
  }
  const fetched = view.mode === "hospitality" ? [{ key: "display.host", values: {} }] : [];
  const told = [...fetched, ...lines].slice(0, LINES_MAX);
  if (display.layout === "promise") {
    return { kind: "promise", promises: view.promises ?? [], ...parted(calls, 0), lines: told, notices: [] };
  }
  const large = display.layout === "ticker" ? noticesNow(display, local, now, LINES_MAX) : [];
  if (large.length > 0) return { kind: "notices", ...parted(calls, 0), lines: told, notices: large };
  const rest = { lines, notices: below(lines.length) };
  if (view.mode === "hospitality") return { kind: "hospitality", ...parted([], 0), ...rest };
  const image = imageNow(display, now, broken);
  if (image !== null) return { kind: "image", image, ...parted(calls, 0), ...rest };
  if (calls.length > 0) return { kind: "calls", isLive: false, ...parted(calls, 1), ...rest };
  return { kind: "empty", ...parted([], 0), ...rest };
}

// Above one desk: its number while somebody is called or helped there, else what the desk does.
function deskScene(view, display, call, isLive) {
  const [desk] = display.desks;
  const state = view.desks?.find((each) => each.desk === desk)?.state ?? "free";
  const isShown = call !== undefined && (isLive || (view.open && state === "busy"));
  const common = { kind: "desk", desk, isLive: isLive && isShown, earlier: [], lines: [], notices: [] };
  if (isShown) return { ...common, large: [call] };
  if (!view.open || state === "closed") return { ...common, large: [], text: "display.desk.closed" };
  if (state === "paused") return { ...common, large: [], text: "display.desk.paused" };
  const text = view.mode === "hospitality" ? "display.desk.fetched" : "display.desk.free";
  return { ...common, large: [], text };
}

function parted(calls, count) {
  return { large: calls.slice(0, count), earlier: calls.slice(count, count + EARLIER_MAX) };
}

// A recall stands beside its first call in the view; on the wall the older one could send people to the wrong desk.
function newestOfEachTicket(calls) {
  const seen = new Set();
  return [...calls]
    .sort((one, other) => other.at - one.at || other.ring - one.ring)
    .filter((call) => !seen.has(call.ticket) && seen.add(call.ticket));
}

// There is room for two long lines: shortly before closing, when that is so matters more than how busy it is.
function linesOf(view, now) {
  const isClosing = view.open && view.closes_at && view.closes_at - now < CLOSING_MILLIS;
  const closing = isClosing ? [{ key: "display.closing", values: { tijd: view.closes_at } }] : [];
  if (!view.over_promise) return [...waitLines(view), ...closing];
  const busy = isClosing ? closing : busyLines(view);
  return [{ key: "display.sorry", values: {} }, ...busy];
}

function busyLines(view) {
  const { a, b } = rangesOf(view);
  return a == null || b == null ? [] : [{ key: "display.busy", values: { a, b } }];
}

function waitLines(view) {
  const { a, b } = rangesOf(view);
  return [
    ...(a == null ? [] : [{ key: "display.wait.appointment", values: { a } }]),
    ...(b == null ? [] : [{ key: "display.wait.walk_in", values: { b } }]),
  ];
}

function rangesOf(view) {
  return {
    a: range(view.wait_from_minutes_appointment, view.wait_minutes_appointment),
    b: range(view.wait_from_minutes_walk_in, view.wait_minutes_walk_in),
  };
}

function range(first, last) {
  return first == null || last == null ? last : `${first}–${last}`;
}
