// The entry point: finds the token, opens the line and hands what is heard to the board. The only file that reads the
// address, the storage and the timers of the browser; it decides nothing about what is shown.

import { Board } from "./board.js";
import { HostClock } from "./clock.js";
import { Line, PROTOCOL } from "./line.js";
import { pair } from "./pairing.js";
import { Report } from "./report.js";
import { Rings } from "./rings.js";
import { callsOf } from "./scene.js";
import { Speech } from "./speech.js";
import { Words } from "./words.js";

const TICK_MILLIS = 250;
const RELOAD_MILLIS = 30_000;
const WORDS_AGAIN_MILLIS = 5_000;
const FIRST_LANGUAGES = ["nl", "en"];
const NOT_OURS = new Set(["not_paired", "role_may_not"]);

// What outlives the page: three small things. One that cannot be read is as good as none, and what the browser does
// not keep holds as long as the page: a wall without calls would be worse.
const held = new Map();
const known = {
  get(name) {
    if (held.has(name)) return held.get(name);
    return stored(() => JSON.parse(localStorage.getItem(`balie.${name}`))) ?? null;
  },
  set(name, value) {
    held.set(name, value);
    stored(() => localStorage.setItem(`balie.${name}`, JSON.stringify(value)));
  },
  forget(name) {
    held.delete(name);
    stored(() => localStorage.removeItem(`balie.${name}`));
  },
};

function stored(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

const clock = new HostClock();
const words = new Words();
const board = new Board(document, words, clock);
const speech = new Speech(clock, showSilence);
let rings = null;
let report = null;
let isSilenced = null;
let setup = null;
let wordsDue = 0;
let reload = 0;

/** The token from the address, which then no longer shows it, or the one kept from before, or null. */
function findToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    adopt(token);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return known.get("token");
}

// With another token it is another wall: what sounded on the old one says nothing about this one.
function adopt(token) {
  if (token !== known.get("token")) known.forget("ring");
  known.set("token", token);
}

/** Fetches the texts of the languages again; until that succeeds the old ones stay and it is tried anew. */
async function learn(languages) {
  try {
    await words.learn(languages);
    known.set("languages", languages);
    wordsDue = 0;
    board.paint();
  } catch {
    wordsDue = performance.now() + WORDS_AGAIN_MILLIS;
  }
}

// Null: the browser has not said yet. On a wall that is quiet by its settings nobody misses a sound.
function showSilence(silenced) {
  isSilenced = silenced;
  board.showSound(silenced && !board.isQuiet);
  report?.sounds(board.isQuiet || isSilenced === null ? null : isSilenced ? "off" : "on");
}

function hear(frame) {
  if (typeof frame.at === "number") clock.hear(frame.at);
  board.showFresh();
  if (frame.kind === "welcome") welcome(frame);
  if (frame.kind === "setup") settle(frame);
  if (frame.kind === "view") view(frame.view);
  if (frame.kind === "no") refused(frame.word);
}

function welcome(frame) {
  clock.timezone = frame.timezone ?? clock.timezone;
  report.begin();
  if (frame.protocol !== PROTOCOL) reloadSoon();
}

function settle(frame) {
  setup = frame;
  board.setup = setup;
  speech.setup = setup.speech;
  board.paint();
  if (isSilenced !== null) showSilence(isSilenced);
  learn(setup.languages.slice(0, 2));
}

function view(shown) {
  if (shown.kind !== "board" || !setup) return;
  board.view = shown;
  const calls = callsOf(shown, setup);
  const { sounding } = rings.hear(calls, clock.now() - setup.call_seconds * 1000);
  board.paint();
  speech.stand(calls, shown.hushed || board.isQuiet);
  speech.sound(sounding);
  board.speak(sounding);
  report.shows(calls.length === 0 ? null : Math.max(...calls.map((call) => call.ring)));
}

function refused(word) {
  if (word === "protocol_unknown") reloadSoon();
  if (NOT_OURS.has(word)) {
    known.forget("token");
    location.reload();
  }
}

// The host serves these files too: after an update of the host, loading the page again brings both to one version. Not
// while the host is away: nothing would bring a browser back from its own error page.
function reloadSoon() {
  clearTimeout(reload);
  reload = setTimeout(async () => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (answer?.ok) location.reload();
    else reloadSoon();
  }, RELOAD_MILLIS);
}

function tick() {
  board.tick();
  if (report) {
    if (isSilenced !== null) showSilence(isSilenced);
    report.tick();
  }
  if (wordsDue && performance.now() > wordsDue) {
    wordsDue = 0;
    learn(setup ? setup.languages.slice(0, 2) : FIRST_LANGUAGES);
  }
}

async function start() {
  setInterval(tick, TICK_MILLIS);
  for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, () => speech.wake());
  await learn(known.get("languages") ?? FIRST_LANGUAGES);
  let token = findToken();
  if (!token) {
    token = await pair((state) => board.showPairing(state));
    adopt(token);
    board.showPairing(null);
  }
  rings = new Rings(known.get("ring"), (mark) => known.set("ring", mark));
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
  const line = new Line(address, token, hear, () => board.showStale());
  report = new Report((message) => line.tell(message));
  line.start();
}

start();
