// What a script adds to the kiosk's pages, which work without it: digit keys, a scanner that types,
// a walk with the arrows, pages that change in place, the question whether somebody is there, and
// what to say while the host is away. It decides nothing: each press is answered with a page.

const LOOK_MS = 2000;
const AGAIN_MS = 500;
const SILENCE_MS = 3000;
const ANSWER_MS = 15000;
const BUSY_MS = 300;
const FAST_MS = 30; // keys that follow each other this fast come from a scanner
const QUIET_MS = 200;
const SCAN_KEYS_MIN = 3;
const QUIET_KEYS_MIN = 6;
const CODE_MAX = 24;

const body = document.body;
const $ = (selector) => document.querySelector(selector);

let touchedAt = performance.now();
let heardAt = performance.now();
let awaySince = null;
let stamp = "";
let busy = false;

// -- saying and showing -------------------------------------------------------------------------

const idleSeconds = () => Math.floor((performance.now() - touchedAt) / 1000);

async function ask(address, fields = null, waitMs = LOOK_MS) {
  const answer = await fetch(address, {
    method: fields ? "POST" : "GET",
    body: fields,
    headers: { "x-idle-seconds": String(idleSeconds()) },
    cache: "no-store",
    signal: AbortSignal.timeout(waitMs),
  });
  if (answer.status >= 500) throw new Error("busy");
  heardAt = performance.now();
  return answer;
}

async function show(answer) {
  if (!new URL(answer.url).pathname.match(/^\/kiosk$/) || !answer.ok) {
    location.replace(answer.url); // no longer a kiosk
    return;
  }
  const text = await answer.text();
  stamp = answer.headers.get("x-page") ?? "";
  apply(new DOMParser().parseFromString(text, "text/html"));
}

function apply(next) {
  const from = next.documentElement;
  const same = awaySince === null && body.dataset.turn === next.body.dataset.turn
    && body.dataset.step === next.body.dataset.step;
  document.title = next.title;
  document.documentElement.lang = from.lang;
  document.documentElement.dir = from.dir;
  document.documentElement.className = from.className;
  for (const name of Object.keys(body.dataset)) delete body.dataset[name];
  Object.assign(body.dataset, next.body.dataset);
  awaySince = null;
  if (same) return renew(next);
  body.replaceChildren(...next.body.childNodes);
  scrollTo(0, 0);
  focusFirst();
}

// The same page again, with other waits or another time: what did not change is left alone, so that
// nobody loses their place.
function renew(next) {
  const held = document.activeElement?.dataset?.key;
  const typed = $("#code")?.value;
  const parts = ["header", "form > main > .said", "form > main > .choices", "form > footer"];
  for (const part of parts) {
    const [old, fresh] = [$(part), next.querySelector(part)];
    if (!old || !fresh) continue;
    if (part.endsWith(".choices") && $("#code")) continue;
    if (old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
  }
  if (typed !== undefined && $("#code")) $("#code").value = typed;
  if (held && !document.activeElement?.dataset?.key) {
    $(`[data-key="${CSS.escape(held)}"]`)?.focus();
  }
}

function focusFirst() {
  const field = $("#code");
  (field ?? $("h1"))?.focus({ preventScroll: true });
  if (field) field.setSelectionRange(field.value.length, field.value.length);
}

async function press(fields) {
  if (busy || awaySince !== null) return;
  busy = true;
  const slow = setTimeout(() => { body.classList.add("busy"); }, BUSY_MS);
  if (!fields.has("turn")) fields.set("turn", body.dataset.turn);
  if (!fields.has("code") && $("#code")) fields.set("code", $("#code").value);
  try {
    await show(await ask("/kiosk", new URLSearchParams(fields), ANSWER_MS));
  } catch {
    goAway();
  } finally {
    clearTimeout(slow);
    body.classList.remove("busy");
    busy = false;
  }
}

const pressKey = (key) => press(new URLSearchParams({ key }));

// -- the host is away ---------------------------------------------------------------------------

function goAway() {
  if (awaySince !== null) return;
  awaySince = performance.now();
  $("#still")?.close();
  const now = $("#away");
  if (now) {
    const held = [...body.children].filter((part) => part.matches("header, template"));
    body.replaceChildren(...held, now.content.cloneNode(true));
    delete body.dataset.idle;
    delete body.dataset.over;
    focusFirst();
  }
}

function stayAway() {
  const [now, long] = [$("#away"), $("#away-long")];
  if (long && performance.now() - awaySince > Number(now.dataset.long) * 1000) {
    $("form")?.replaceWith(long.content.cloneNode(true));
    long.remove();
  }
}

async function look() {
  let next = LOOK_MS;
  if (!busy) {
    try {
      const answer = await ask("/kiosk/now");
      if (answer.status === 401) return location.replace("/kiosk/pair");
      const { page } = await answer.json();
      const changed = page !== stamp && !$("#still")?.open;
      if (!busy && (changed || awaySince !== null)) await show(await ask("/kiosk"));
    } catch {
      next = AGAIN_MS;
      if (awaySince !== null) stayAway();
      else if (!("over" in body.dataset) && performance.now() - heardAt > SILENCE_MS) goAway();
    }
  }
  setTimeout(look, next);
}

// -- is somebody there? -------------------------------------------------------------------------

function touch() {
  touchedAt = performance.now();
  const question = $("#still");
  if (!question?.open) return false;
  question.close();
  return true;
}

function wonder() {
  const question = $("#still");
  const [idle, stay] = [Number(body.dataset.idle), Number(body.dataset.stay)];
  if (!question || !idle || busy) return;
  const left = Math.ceil(idle + stay - (performance.now() - touchedAt) / 1000);
  if (left <= 0) return leave();
  if (left > stay) return;
  if (!question.open) question.showModal();
  question.querySelector(".big").textContent = left;
  const told = question.querySelector("#still-left");
  told.textContent = told.dataset.left.replace("{}", left);
}

async function leave() {
  $("#still").close();
  delete body.dataset.over;
  await press(new URLSearchParams({ gone: "1" }));
}

// -- keys and scanner ---------------------------------------------------------------------------

let keys = [];
let lastAt = -Infinity;
let before = "";
let pending = 0;
let quiet = 0;

function scanned(frame) {
  keys = [];
  press(new URLSearchParams({ scan: frame }));
}

// Whether a key is part of a scan, known by its speed alone.
function isScan(event) {
  const scanning = keys.length >= SCAN_KEYS_MIN;
  const fast = event.timeStamp - lastAt <= (scanning ? QUIET_MS : FAST_MS) && !event.repeat;
  lastAt = event.timeStamp;
  if (!fast) {
    keys = [];
    before = $("#code")?.value ?? "";
  }
  clearTimeout(quiet);
  if ((event.key === "Enter" || event.key === "Tab") && keys.length >= SCAN_KEYS_MIN) {
    scanned(keys.join(""));
    return true;
  }
  if (event.key.length !== 1) return false;
  keys.push(event.key);
  if (fast) clearTimeout(pending);
  if (keys.length < SCAN_KEYS_MIN) return false;
  const field = $("#code");
  if (field) field.value = before;
  quiet = setTimeout(() => {
    if (keys.length >= QUIET_KEYS_MIN) scanned(keys.join(""));
  }, QUIET_MS);
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  if (touch()) return event.preventDefault();
  if (isScan(event)) return event.preventDefault();
  if (walk(event)) return event.preventDefault();
  const field = event.target === $("#code") ? event.target : null;
  const key = event.key;
  const keyless = document.documentElement.classList.contains("keyless");
  if (keyless && key.length === 1) return undefined;
  if (key === "Escape") return pressButton(field ? "Esc" : "0");
  if (["*", "?", "+"].includes(key)) {
    event.preventDefault();
    return pressButton("*") || pressButton("9");
  }
  if (field) {
    if (key === "9" && field.value === "" && body.dataset.step === "code") {
      pending = setTimeout(() => { if (field.value === "9") sendLetter("9", ""); }, FAST_MS + 10);
    }
    return undefined;
  }
  if (key === "Backspace") return pressButton("0") || pressButton("Esc");
  if (key === "Enter" && document.activeElement?.tagName !== "BUTTON") return pressOnly();
  const letter = body.dataset.step === "appointment" && /^[a-z]$/i.test(key);
  if (/^[0-9-]$/.test(key) || letter) {
    event.preventDefault();
    pending = setTimeout(() => {
      if (!pressButton(key) && (letter || $("#code"))) pressKey(key);
    }, FAST_MS + 10);
  }
  return undefined;
}

function pressButton(key) {
  const button = $(`button[data-key="${CSS.escape(key)}"]`);
  button?.click();
  return Boolean(button);
}

function pressOnly() {
  const options = document.querySelectorAll(".options button");
  if (options.length === 1) options[0].click();
}

// One switch moves on, the other chooses: the arrows go round all there is.
function walk(event) {
  const rtl = document.documentElement.dir === "rtl";
  const [on, back] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  const typing = event.target === $("#code") && event.target.value !== "";
  const step = event.key === "ArrowDown" || (event.key === on && !typing) ? 1
    : event.key === "ArrowUp" || (event.key === back && !typing) ? -1 : 0;
  if (!step) return false;
  const stops = [...document.querySelectorAll("button, #code")].filter((one) => one.checkVisibility());
  const at = stops.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : -1) : (at + step + stops.length) % stops.length;
  stops.at(next)?.focus();
  return true;
}

// -- letters of a code --------------------------------------------------------------------------

const sendLetter = (letter, code) => press(new URLSearchParams({ letter, code }));

function typeLetter(letter) {
  const field = $("#code");
  const asks = letter === "←" || (letter === "9" && body.dataset.step === "code");
  if (asks && field.value === "") return sendLetter(letter, "");
  if (letter === "←") field.value = field.value.slice(0, -1);
  else if (field.value.length < CODE_MAX) field.value += letter;
  return tell();
}

function tell() {
  const [told, code] = [$(".heard"), $("#code").value];
  told.textContent = code
    ? told.dataset.now.replace("{code}", [...code].join(" "))
    : told.dataset.empty;
}

function onSubmit(event) {
  const [form, button] = [event.target, event.submitter];
  if (form.method === "dialog" || !("turn" in body.dataset)) return;
  event.preventDefault();
  if (button?.dataset.letter) typeLetter(button.dataset.letter);
  else press(new URLSearchParams(new FormData(form, button)));
}

// Nothing but the strip that points down is of the body itself.
function onClick(event) {
  touch();
  if (event.target === body) scrollBy(0, innerHeight / 2);
}

if ("turn" in body.dataset) {
  addEventListener("keydown", onKey);
  addEventListener("submit", onSubmit);
  addEventListener("pointerdown", (event) => { if (touch()) event.preventDefault(); });
  addEventListener("click", onClick);
  addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  setInterval(wonder, 500);
  look();
}
