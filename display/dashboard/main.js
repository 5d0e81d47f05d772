// The entry point of the dashboard: finds the token, opens the line and hands what is heard to the board. The only file
// here that reads the address, the storage and the timers of the browser.

import { HostClock } from "../clock.js";
import { Line, PROTOCOL } from "../line.js";
import { showLook } from "../look.js";
import { pair } from "../pairing.js";
import { Words } from "../words.js";
import { Board } from "./board.js";

const TICK_MILLIS = 1_000;
const RELOAD_MILLIS = 30_000;
const WORDS_AGAIN_MILLIS = 5_000;
const NOT_OURS = new Set(["not_paired", "role_may_not"]);
const TOKEN = "balie.leader.token";

const clock = new HostClock();
const words = new Words();
const board = new Board(document, words, clock);
const wish = new URLSearchParams(location.search).get("taal");
let reload = 0;

/** The token from the address, which then no longer shows it, or the one kept from before, or null. */
function findToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    localStorage.setItem(TOKEN, token);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return localStorage.getItem(TOKEN);
}

/** Fetches the texts of one language; until that succeeds the old ones stay and it is tried anew. */
async function learn(language) {
  try {
    await words.learn([language]);
    board.paint();
  } catch {
    setTimeout(() => learn(language), WORDS_AGAIN_MILLIS);
  }
}

function hear(frame) {
  if (typeof frame.at === "number") clock.hear(frame.at);
  board.showFresh();
  if (frame.kind === "welcome") welcome(frame);
  if (frame.kind === "setup") settle(frame);
  if (frame.kind === "view" && frame.view.kind === "leader") board.show(frame.view);
  if (frame.kind === "no") refused(frame.word);
}

function welcome(frame) {
  clock.timezone = frame.timezone ?? clock.timezone;
  if (frame.protocol !== PROTOCOL) reloadSoon();
}

function settle(setup) {
  showLook(document.documentElement, setup.look);
  board.settle(setup);
  const [town] = setup.languages;
  const language = setup.languages.includes(wish) ? wish : town;
  if (language !== words.languages[0]) learn(language);
}

function refused(word) {
  if (word === "protocol_unknown") reloadSoon();
  if (NOT_OURS.has(word)) {
    localStorage.removeItem(TOKEN);
    location.reload();
  }
}

// After an update of the host the page is loaded again, but not while the host is away.
function reloadSoon() {
  clearTimeout(reload);
  reload = setTimeout(async () => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (answer?.ok) location.reload();
    else reloadSoon();
  }, RELOAD_MILLIS);
}

async function start() {
  setInterval(() => board.paint(), TICK_MILLIS);
  await learn(wish ?? "nl");
  let token = findToken();
  if (!token) {
    token = await pair((state) => board.showPairing(state), "leader");
    localStorage.setItem(TOKEN, token);
    board.showPairing(null);
  }
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
  new Line(address, token, hear, () => board.showStale()).start();
}

start();
