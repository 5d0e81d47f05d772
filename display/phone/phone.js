// The page of a visit: shows news in place as soon as it comes, sounds a call, and says wishes. What is true,
// which buttons are on and what each sentence is, the host has decided; without this script the page renews itself.
import { Line } from "./line.js";
import { Bell } from "./bell.js";

const data = JSON.parse(document.getElementById("data").textContent);
const at = (name) => document.getElementById(name);
const say = (key, values = {}) =>
  (data.texts[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => apart(values[name] ?? whole));
const isRightToLeft = document.documentElement.dir === "rtl";
// A value keeps its own direction in a sentence from right to left, as the host writes it too.
const apart = (value) => (isRightToLeft && typeof value === "string" && value ? `\u2068${value}\u2069` : value);
const clock = new Intl.DateTimeFormat(`${data.language}-u-nu-latn`, {
  timeZone: data.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
// Two beats did not come: it stands on the page within five seconds of the last.
const SILENCE_MILLIS = 4_250;
const MAY_BE_CALLED = new Set(["waiting", "called", "parked", "missed"]);
const TITLE = document.title;
// In the address while sound is on: it outlives the page in another language, and nothing is kept on the phone.
const SOUNDING = "#geluid";

let view = data.view;
let heardAt = Date.now();
let hostAt = 0;
let ring = view.ring;
let saying = false;

const line = new Line(data.path, heard, () => location.reload());
const bell = new Bell(() => {
  at("sound").hidden = true;
  at("sounds").hidden = false;
  history.replaceState(null, "", SOUNDING);
  const languages = document.querySelector(".languages")?.closest("form");
  if (languages) languages.action = data.path + SOUNDING;
});

/** One message of the host, by whichever way it came. */
function heard(message) {
  heardAt = Date.now();
  hostAt = message.at ?? hostAt;
  if (message.kind === "view") {
    if (message.view.ticket !== view.ticket || (message.view.over && message.view.survey !== view.survey)) {
      line.end();
      location.reload();
      return;
    }
    view = message.view;
    show();
    if (view.alert && view.ring > ring) bell.ring();
    ring = Math.max(ring, view.ring);
    if (view.over) line.end();
  }
  tick();
}

/** Changes only what is different: a screen reader says what changes. */
function show() {
  const [news, ...more] = view.said.map((one) => say(one.key, one.values));
  const visit = at("visit");
  visit.dataset.stage = view.stage;
  visit.toggleAttribute("data-alert", view.alert);
  put(at("news"), news);
  put(at("desk"), view.desk ? say("phone.desk", { balie: view.desk }) : "");
  at("desk").hidden = !view.desk;
  const lines = at("more");
  if (lines.textContent !== more.join("")) {
    lines.replaceChildren(...more.map((text) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = text;
      return paragraph;
    }));
  }
  document.title = view.alert ? `${news} ${TITLE}` : TITLE;
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The buttons that are on now; some are on for a minute only. */
function offer() {
  const now = hostAt + Date.now() - heardAt;
  const on = new Map();
  for (const wish of view.wishes) {
    if (!wish.until || !hostAt || now <= wish.until) on.set(wish.wish, wish);
  }
  const back = on.get("undo") ?? on.get("come_back");
  if (back) {
    const key = at("back").querySelector("button");
    key.value = back.wish;
    put(key, say(back.key));
  }
  const asks = !at("sure").hidden && on.has("leave");
  at("back").hidden = !back;
  at("ask").hidden = !on.has("ask_time") || asks;
  at("leave").hidden = !on.has("leave") || asks;
  at("sure").hidden = !asks;
  at("gone").hidden = !on.has("leave");
  at("hear").hidden = !MAY_BE_CALLED.has(view.stage);
}

/** How old the news is; told large once nothing was heard for so long that a call may be missed. */
function tick() {
  const silent = !view.over && (Date.now() - heardAt > SILENCE_MILLIS || line.polls);
  const time = clock.format(hostAt || heardAt);
  at("stale").hidden = !silent;
  at("renews").hidden = silent;
  if (silent) put(at("stale"), say(view.fetched ? "phone.stale.fetch" : "phone.stale", { tijd: time }));
  else put(at("renews"), say(view.over ? "phone.as_of" : "phone.renews", { tijd: time.slice(0, 5) }));
  offer();
}

async function wish(name) {
  if (saying) return;
  saying = true;
  at("notice").hidden = true;
  const number = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0")).join("");
  const body = new URLSearchParams({ wens: name, nummer: number });
  try {
    const answer = await send(body);
    const holds = answer.ok || (await isSo(answer));
    if (holds) at("sure").hidden = true;
    else tell("phone.wish.no");
    if (holds && !at("wishes").contains(document.activeElement)) at("visit").focus();
    await line.ask();
  } catch {
    tell("phone.wish.away");
  } finally {
    saying = false;
  }
}

/** Whether what is wished holds already: it was said on another page of this visit. */
async function isSo(answer) {
  const { word } = await answer.json().catch(() => ({}));
  return word === "nothing_changes";
}

/** Said again once when no answer comes: the host acts on the number once. */
async function send(body) {
  const said = { method: "POST", headers: { accept: "application/json" }, body };
  try {
    return await fetch(data.path, { ...said, signal: AbortSignal.timeout(8_000) });
  } catch {
    return fetch(data.path, { ...said, signal: AbortSignal.timeout(8_000) });
  }
}

function tell(key) {
  put(at("notice"), say(key));
  at("notice").hidden = false;
}

function ask(yes) {
  at("sure").hidden = !yes;
  offer();
  (yes ? at("sure") : at("leave").querySelector("a")).focus();
}

at("wishes").addEventListener("submit", (event) => {
  event.preventDefault();
  wish(event.submitter.value);
});
at("leave").addEventListener("click", (event) => {
  event.preventDefault();
  ask(true);
});
at("stay").addEventListener("click", (event) => {
  event.preventDefault();
  ask(false);
});
at("sound").addEventListener("click", () => bell.wake());
async function soundAgain() {
  if (await bell.renew()) return;
  put(at("sound"), say("phone.sound.again"));
  document.addEventListener("click", () => bell.isOn || bell.wake(), { once: true });
}
at("hear").classList.remove("later");
if (location.hash === SOUNDING) soundAgain();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  bell.again();
  line.again();
});
show();
tick();
setInterval(tick, 500);
if (!view.over) line.begin();
