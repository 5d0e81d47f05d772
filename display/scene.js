// What stands on the wall at a moment: pure, from the view, the set-up and the host's time. Knows no page and no words
// but their keys. It only places what the host decided; the two numbers below are a matter of room, not of rules.

export const LARGE_MAX = 3;
const EARLIER_MAX = 5;
const CLOSING_MILLIS = 30 * 60_000;

/** The calls that may be shown: none in hospitality mode, whatever came. */
export function callsOf(view) {
  if (view.mode !== "tickets") return [];
  return (view.calls ?? []).filter((call) => call.ticket !== "");
}

/**
 * `kind` is calls, hospitality, closed or empty; `large` the calls on the stage, live or settled; `earlier` the list
 * below; `lines` the messages as `{key, values}`, where a value named `tijd` is a moment.
 */
export function sceneOf(view, setup, now) {
  const calls = newestOfEachTicket(callsOf(view));
  const live = calls.filter((call) => now - call.at < setup.call_seconds * 1000).slice(0, LARGE_MAX);
  const lines = linesOf(view, now);
  if (live.length > 0) return { kind: "calls", isLive: true, ...parted(calls, live.length), lines };
  if (!view.open) return { kind: "closed", opensAt: view.opens_at ?? null, ...parted([], 0), lines: [] };
  if (view.mode === "hospitality") return { kind: "hospitality", ...parted([], 0), lines };
  if (calls.length > 0) return { kind: "calls", isLive: false, ...parted(calls, 1), lines };
  return { kind: "empty", ...parted([], 0), lines };
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
