import { Link } from "./link.js";
import { Log } from "./log.js";
import { PhotoPicker } from "./photo.js";
import { Unsent } from "./unsent.js";
import { fill, newId, wordsOf } from "./words.js";

const TYPING_LASTS = 12_000; // milliseconds; a member of staff may take longer than any dots should
const NEAR = 80; // pixels from the end that count as being at the end

const $ = (id) => document.getElementById(id);
const page = $("chat");
const words = wordsOf(page);
const scroll = $("scroll");
const field = $("text");
const log = new Log($("log"), words, page.dataset.zone, press);
const link = new Link("/chat/ws", { hello: () => ({ type: "hello", seq: log.last }), onEvent: take, onState: state });
const unsent = new Unsent(page.dataset.person, link, () => {});
const photo = new PhotoPicker(
  { input: $("photo"), preview: $("preview"), image: $("preview-image"), remove: $("preview-remove") },
  { words, limit: Number(page.dataset.mb), csrf: page.dataset.csrf, onProblem: banner },
);
let before = null;
let missed = 0;
let seen = 0;
let typingTimer = 0;
let bannerTimer = 0;
let wasDown = false;

// What comes from the house.
function take(event) {
  if (event.type === "message") arrived(event);
  else if (event.type === "mine") shown(log.append(event));
  else if (event.type === "stored") {
    log.mark(event.id, "sent", words.sent);
    if (event.at) log.date(event.id, event.at);
    unsent.done(event.id);
  } else if (event.type === "slow") {
    banner(words.slow);
    unsent.slow(event.id);
  } else if (event.type === "typing") typing(true);
  else if (event.type === "error") refused(event);
}

function arrived(item) {
  const element = log.append(item);
  if (!element) return;
  typing(false);
  if (document.visibilityState === "hidden") log.markUnread(element);
  shown(element);
}

function refused({ id, text }) {
  banner(text);
  if (!id) return;
  log.mark(id, "refused", words.refused);
  const item = unsent.items.find((waiting) => waiting.id === id);
  if (item?.text && !field.value) setField(item.text);
  unsent.done(id);
  typing(false);
}

function shown(element) {
  if (!element) return;
  $("empty").hidden = true;
  if (atEnd(element.offsetHeight)) toEnd();
  else {
    missed += 1;
    $("to-bottom").hidden = false;
    $("to-bottom").textContent = fill(words.new_count, { count: missed });
  }
  noteSeen();
}

// What the resident says.
function say(item) {
  const message = { id: newId(), at: new Date().toISOString(), ...item };
  showOwn(message);
  log.clearUnread();
  toEnd();
  typing(true);
  unsent.add(message);
}

function showOwn({ id, at, text, label, button, files, previews }) {
  log.append({ who: "me", key: id, at, text: label ?? text, files, previews, kind: button ? "button" : "text" });
  log.mark(id, "waiting", link.up ? words.sending : words.not_sent);
  $("empty").hidden = true;
}

function press(label, value) {
  say({ button: value, label });
}

async function submit() {
  const text = field.value.trim();
  if (photo.file) {
    banner(words.uploading);
    $("send").disabled = true;
    const kept = await photo.upload();
    $("send").disabled = false;
    if (!kept) return;
    banner("");
    photo.clear();
    say({ text, files: [kept.id], previews: [kept.url] });
  } else if (text) say({ text });
  else return;
  setField("");
  field.focus();
}

function setField(text) {
  field.value = text;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 3}px`;
}

// How it stands.
function state(now, opened) {
  if (now === "out") location.assign("/");
  else if (now === "up") {
    if (wasDown) banner(words.back_online, 2500);
    wasDown = false;
    unsent.again();
  } else {
    wasDown = true;
    typing(false);
    banner(words.offline);
    unsent.items.forEach(({ id }) => log.mark(id, "waiting", words.not_sent));
    if (!opened) checkSignedIn();
  }
}

// A socket that never opens may mean that the session is over; only a plain request can tell.
async function checkSignedIn() {
  try {
    const answer = await fetch("/chat/history");
    if (answer.status === 401) location.assign("/enter");
  } catch {
    // no network: the link keeps trying
  }
}

function banner(text, lasts = 0) {
  clearTimeout(bannerTimer);
  $("banner").textContent = text;
  $("banner").hidden = !text;
  if (text && (lasts || link.up)) bannerTimer = setTimeout(() => banner(""), lasts || 6000);
}

function typing(on) {
  clearTimeout(typingTimer);
  const stay = atEnd();
  $("typing").hidden = !on;
  if (on && stay) toEnd();
  if (on) typingTimer = setTimeout(() => typing(false), TYPING_LASTS);
}

function atEnd(slack = 0) {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight <= NEAR + slack;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  missed = 0;
  $("to-bottom").hidden = true;
  noteSeen();
}

function noteSeen() {
  if (document.visibilityState !== "visible" || !atEnd() || log.last <= seen) return;
  if (link.send({ type: "seen", seq: log.last })) seen = log.last;
}

// What was said before.
async function load(place) {
  const answer = await fetch(place ? `/chat/history?before=${encodeURIComponent(place)}` : "/chat/history");
  if (answer.status === 401) location.assign("/enter");
  if (!answer.ok) throw new Error(String(answer.status));
  const got = await answer.json();
  before = got.before;
  $("earlier").hidden = !before;
  return got;
}

async function begin() {
  const list = $("log");
  try {
    const { items, read } = await load();
    log.prepend(items);
    if (items.some((item) => item.who === "me")) log.markUnread(log.firstAfter(read));
    const stored = new Set(items.map((item) => item.key));
    unsent.items.filter(({ id }) => stored.has(id)).forEach(({ id }) => unsent.done(id));
  } catch {
    banner(words.offline);
  }
  unsent.items.forEach(showOwn);
  $("empty").hidden = !log.empty;
  const unread = list.querySelector(".unread");
  if (unread) unread.scrollIntoView({ block: "start" });
  else toEnd();
  requestAnimationFrame(() => list.setAttribute("aria-live", "polite")); // a whole history is not read out
  link.open();
}

async function earlier() {
  const height = scroll.scrollHeight;
  try {
    log.prepend((await load(before)).items);
    scroll.scrollTop += scroll.scrollHeight - height;
  } catch {
    banner(words.earlier_failed);
  }
}

function setSize(step) {
  const stay = atEnd();
  document.documentElement.dataset.size = step;
  document.cookie = `linli_size=${step}; path=/; max-age=31536000; samesite=lax`;
  $("large").setAttribute("aria-pressed", String(step !== "1"));
  document.querySelectorAll("[data-step]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.step === step));
  });
  setField(field.value);
  if (stay) toEnd();
}

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
field.addEventListener("keydown", (event) => {
  // While Chinese is being composed, Enter chooses a word.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  submit();
});
field.addEventListener("input", () => setField(field.value));
$("earlier").addEventListener("click", earlier);
$("to-bottom").addEventListener("click", toEnd);
scroll.addEventListener("scroll", () => atEnd() && toEndQuietly(), { passive: true });
$("large").addEventListener("click", () => setSize(document.documentElement.dataset.size === "1" ? "2" : "1"));
document.querySelectorAll("[data-step]").forEach((button) => button.addEventListener("click", () => setSize(button.dataset.step)));
document.querySelectorAll("[data-say]").forEach((chip) => chip.addEventListener("click", () => say({ text: chip.dataset.say })));
document.addEventListener("visibilitychange", noteSeen);
document.addEventListener("click", (event) => !$("menu").contains(event.target) && $("menu").removeAttribute("open"));
document.addEventListener("keydown", (event) => event.key === "Escape" && $("menu").removeAttribute("open"));
document.querySelector('form[action="/out"]').addEventListener("submit", () => unsent.clear());
navigator.serviceWorker?.register("/sw.js").catch(() => {}); // without it everything works but the start without a network

function toEndQuietly() {
  missed = 0;
  $("to-bottom").hidden = true;
  noteSeen();
}

begin();
