// The entry point of the dashboard: finds the token, opens the line and hands what is heard to the board. Knows the
// address and what is wired to what.

import { HostClock } from "../clock.js";
import { Known } from "../known.js";
import { Line } from "../line.js";
import { showLook } from "../look.js";
import { pair } from "../pairing.js";
import { Renewal, versionOf } from "../renewal.js";
import { Words } from "../words.js";
import { Board } from "./board.js";

const TICK_MILLIS = 1_000;
const WORDS_AGAIN_MILLIS = 5_000;
const NOT_OURS = new Set(["not_paired", "role_may_not"]);

const clock = new HostClock();
const known = new Known("balie.leader");
const version = versionOf(document);
const renewal = new Renewal(version);
const words = new Words();
const board = new Board(document, words, clock);
const wish = new URLSearchParams(location.search).get("taal");

/** The token from the address, which then no longer shows it, or the one kept from before, or null. */
function findToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    known.set("token", token);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return known.get("token");
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
  renewal.hear(frame);
}

function settle(setup) {
  showLook(document.documentElement, setup.look);
  board.settle(setup);
  const [town] = setup.languages;
  const language = setup.languages.includes(wish) ? wish : town;
  if (language !== words.languages[0]) learn(language);
}

function refused(word) {
  if (word === "protocol_unknown") renewal.soon();
  if (NOT_OURS.has(word)) {
    known.forget("token");
    location.reload();
  }
}

async function start() {
  setInterval(() => board.paint(), TICK_MILLIS);
  await learn(wish ?? "nl");
  let token = findToken();
  if (!token) {
    token = await pair((state) => board.showPairing(state), "leader");
    known.set("token", token);
    board.showPairing(null);
  }
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
  new Line(address, { token, version }, hear, () => board.showStale()).start();
}

start();
