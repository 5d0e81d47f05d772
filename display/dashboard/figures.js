// Figures as the reader's language prints them, minutes, never rounded up to a promise. No text of its own.

const MINUTE = 60_000;

/** English writes a point before the decimals. */
function point(language) {
  return language === "en" ? "." : ",";
}

/** 0.9496 of a promised 0.95 is "94,9 %", in English "94.9 %". */
export function percent(share, language, target = null) {
  let tenths = Math.round(share * 1000 + 1e-9);
  if (target !== null && share < target && tenths >= target * 1000) tenths = Math.floor(share * 1000);
  return `${Math.floor(tenths / 10)}${point(language)}${tenths % 10} %`;
}

/** 346 seconds are "5:46". */
export function clockTime(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Whole minutes from one moment to another, never below 0. */
export function minutesSince(since, now) {
  return Math.max(0, Math.floor((now - since) / MINUTE));
}

/** The share that a norm promises: "95 %", "97,5 %". */
export function promisedShare(target, language) {
  return percent(target, language).replace(/[.,]0 %$/, " %");
}

/** The limit of a norm in minutes: "5", "7,5". */
export function limitMinutes(seconds, language) {
  return String(Math.round(seconds / 6) / 10).replace(".", point(language));
}
