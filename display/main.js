// The entry point: finds the token, opens the line and hands what is heard to the board. Knows the address and what is
// wired to what; it decides nothing about what is shown.

import { Board } from "./board.js";
import { HostClock } from "./clock.js";
import { Known } from "./known.js";
import { Line } from "./line.js";
import { pair } from "./pairing.js";
import { Renewal, versionOf } from "./renewal.js";
import { Report } from "./report.js";
import { Rings } from "./rings.js";
import { callsOf } from "./scene.js";
import { Speech } from "./speech.js";
import { Words } from "./words.js";

const TICK_MILLIS = 250;
const WORDS_AGAIN_MILLIS = 5_000;
const FIRST_LANGUAGES = ["nl", "en"];
const NOT_OURS = new Set(["not_paired", "role_may_not"]);

const known = new Known("balie");
const clock = new HostClock();
const words = new Words();
const board = new Board(document, words, clock);
const speech = new Speech(clock, showSilence);
const version = versionOf(document);
const renewal = new Renewal(version, () => board.isCalling || speech.isSounding);
let rings = null;
let report = null;
let isSilenced = null;
let setup = null;
let wordsDue = 0;

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
  renewal.hear(frame);
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
  if (word === "protocol_unknown") renewal.soon();
  if (NOT_OURS.has(word)) {
    known.forget("token");
    location.reload();
  }
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
  const line = new Line(address, { token, version }, hear, () => board.showStale());
  report = new Report((message) => line.tell(message));
  line.start();
}

start();
