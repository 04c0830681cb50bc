// The kiosk: one visitor after the other. Everything of a visitor is in `visit`, and leaves with it.
// What it is doing is in `state` (kiosk-state.js); this file carries out what that says, and draws.
import { Entry, onlyDigits } from "./kiosk-entry.js";
import { keepHelp, keptHelp } from "./kiosk-help.js";
import { Siren } from "./kiosk-mouth.js";
import { showNews } from "./kiosk-news.js";
import { draw as drawScreen, drawMore, showMore } from "./kiosk-screen.js";
import { begin, step } from "./kiosk-state.js";
import { Talk } from "./kiosk-talk.js";
import { Link } from "./link.js";
import { fill, newId, wordsOf } from "./words.js";

const LARGEST = 4;
const SIGN_IN = "kiosk:who"; // a button that is carried out here

const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const page = $("kiosk");
const words = wordsOf(page);
const field = $("text");
const lang = root.lang.slice(0, 2);
const query = new URLSearchParams({ place: page.dataset.place, lang });
const link = new Link(`/kiosk/ws?${query}`, {
  hello: () => ({ type: "hello", seq: visit.seq, ...(visit.thread ? { thread: visit.thread } : {}) }),
  onEvent: take,
  onState: (now) => (now === "out" ? location.reload() : dispatch({ type: "link", up: now === "up" })),
});
const siren = new Siren();
const talk = new Talk({
  query,
  worklet: page.dataset.worklet,
  words,
  lang,
  dispatch,
  onSpeech: (on) => (on ? (page.dataset.speech = "") : delete page.dataset.speech),
  onLevel: (level) => ($("level").value = level),
});

const fresh = () => ({
  thread: "", ready: false, seq: 0, seqs: new Set(), label: "", name: "", help: "", cry: null, wanted: null,
  replies: [], at: 0, waiting: [], manner: { pace: 100, volume: 100 },
});
let visit = fresh();
let state = begin();
let again = ""; // the number of a call for help that is made once more
const news = showNews(query, press);
const entry = new Entry((code) => {
  if (!link.send({ type: "who", code })) entry.say(words.offline);
});

function dispatch(event) {
  const [next, acts] = step(state, event);
  state = next;
  acts.forEach(act);
  keepHelp(state, visit);
  draw();
}

function act(what) {
  if (what.help) return call(what.send);
  if (what.send) return utter(what.send.text);
  const [name, key] = what.split(" ");
  const deeds = {
    hush: () => talk.hush(),
    listen: () => talk.listen(),
    enough: () => talk.enough(),
    shut: () => talk.shut(),
    deafen: () => talk.deafen(),
    answer: () => talk.answer(visit.replies, visit.manner, show),
    person: () => press(words.person, { button: "start:human_handoff" }),
    siren: () => siren.start(),
    calm: () => siren.stop(),
    redial: () => (key ? talk.redial() : link.restart()),
    reset,
    note: () => note(words[key]),
    say: () => announce(key),
  };
  deeds[name]();
}

// -- the house -----------------------------------------------------------------------------------------------------

function take(event) {
  if (event.type === "ready") {
    visit.thread = event.thread;
    visit.ready = true;
    visit.name = event.name ?? ""; // a broken line signs out
    dispatch({ type: "known", known: visit.name !== "" });
    page.dataset.ready = "";
    visit.waiting.forEach((frame) => link.send(frame));
  } else if (!visit.ready) return; // it was meant for somebody who has gone
  else if (event.type === "message") arrived(event);
  else if (event.type === "who") known(event);
  else if (event.type === "stored") {
    visit.waiting = visit.waiting.filter((frame) => frame.id !== event.id);
    dispatch({ type: "stored", help: event.id === visit.help });
  } else if (event.type === "slow") later(event.id);
  else if (event.type === "error") complain(event);
}

function arrived(reply) {
  if (visit.seqs.has(reply.seq)) return;
  visit.seqs.add(reply.seq);
  visit.seq = Math.max(visit.seq, reply.seq);
  visit.replies.push(reply);
  if (reply.manner) Object.assign(visit.manner, reply.manner);
  $("spoken").append(line(reply.spoken ?? reply.text));
  $("notice").textContent = "";
  if (!reply.buttons?.some(({ value }) => value === SIGN_IN)) visit.wanted = null;
  dispatch({ type: "reply", asks: Boolean(reply.asks ?? reply.buttons), urgent: /^(emergency|escalation)/.test(reply.record ?? "") });
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

function later(id) {
  const current = visit;
  const again = visit.waiting.find((frame) => frame.id === id);
  setTimeout(() => again && current === visit && link.send(again), 1200);
}

function complain({ id, text }) {
  visit.waiting = visit.waiting.filter((frame) => frame.id !== id);
  arrived({ seq: `error-${newId()}`, text });
  visit.seq = Math.max(0, ...[...visit.seqs].filter(Number.isInteger));
}

function say(label, content, id = newId()) {
  const frame = { type: "send", id, ...content };
  visit.replies = [];
  visit.at = 0;
  visit.waiting.push(frame);
  if (visit.ready) link.send(frame);
  visit.label = label;
  visit.wanted = { label, content };
  $("said").textContent = fill(words.you, { text: label });
  $("spoken").replaceChildren();
  field.value = "";
}

// Help is called for, whatever else was open.
function call(content, id = again || newId()) {
  entry.close();
  visit.help = id;
  visit.cry = { help: content, id, seq: visit.seq }; // its answers come after that
  say(content.text ?? words.help, content, visit.help);
}

// The page was loaded anew in the middle of a call for help.
function resume({ help, id, thread, seq }) {
  if (id) Object.assign(visit, { thread, seq });
  again = id;
  dispatch({ type: "resume", help, called: Boolean(id) });
  again = "";
}

// A visitor spoke: digits where they are asked for, the key for signing in where it is shown, else a message.
function utter(text) {
  if (state.mode === "alarm") return say(text, { text });
  const digits = entry.isOpen ? onlyDigits(text) : "";
  const offered = visit.replies.flatMap(({ buttons }) => buttons ?? []).find(({ value }) => value === SIGN_IN);
  if (!digits && !(offered && text.includes(offered.label))) return say(text, { text });
  if (digits) entry.add(digits);
  else entry.open();
  dispatch({ type: "answered" });
}

// The house knows who it is, or not. What they had asked for before is asked again for them.
function known({ name, why }) {
  if (!name) return entry.say(words[`entry.${why}`]);
  entry.close();
  visit.name = name;
  dispatch({ type: "known" });
  if (visit.wanted) press(visit.wanted.label, visit.wanted.content);
}

// A visitor pressed or wrote something.
function press(label, content) {
  if (content.button === SIGN_IN) return entry.open();
  dispatch({ type: "said" });
  say(label, content);
  draw();
}

// Say and show one of the page's own sentences.
function announce(key) {
  note(words[`say_${key}`]);
  talk.announce(words[`say_${key}`], visit.manner);
}

function note(text = "") {
  $("notice").textContent = text;
}

// -- the visitor ---------------------------------------------------------------------------------------------------

function draw() {
  drawScreen(state, visit, words, press);
}

function show(at) {
  visit.at = Math.min(Math.max(at, 0), visit.replies.length - 1);
  draw();
}

// The visitor has gone: nothing of theirs stays on this page, and the house is told to forget it too.
function reset() {
  link.send({ type: "done" });
  visit = fresh();
  entry.close();
  field.value = "";
  for (const id of ["said", "reply", "page-of", "notice"]) $(id).textContent = "";
  for (const id of ["choices", "spoken"]) $(id).replaceChildren();
  delete root.dataset.kiosk;
  delete page.dataset.writing;
  document.body.classList.remove("swapped");
  news();
  link.send({ type: "hello", seq: 0 });
  if (lang !== page.dataset.lang) location.replace("/kiosk" + location.search.replace(/([?&])lang=\w+&?/, "$1"));
  else talk.look();
}

// A key pressed, a word written, larger type: somebody is here, even if they have asked for nothing yet.
function touched({ type, target }) {
  if (state.mode === "rest" && (type === "input" || target.closest?.(".tools"))) state = { ...state, mode: "waiting" };
  dispatch({ type: "touch" });
}

function size(by) {
  const now = Number(root.dataset.kiosk ?? 1);
  root.dataset.kiosk = Math.min(Math.max(now + by, 1), LARGEST);
}

function write() {
  if (page.dataset.writing) delete page.dataset.writing;
  else page.dataset.writing = "1";
  draw();
  if (page.dataset.writing) field.focus();
}

const clicks = {
  mic: () => dispatch({ type: "mic" }),
  help: () => dispatch({ type: "sos" }),
  "take-back": () => dispatch({ type: "cancel" }),
  "call-now": () => dispatch({ type: "now" }),
  done: () => dispatch({ type: "finish" }),
  back: () => show(visit.at - 1),
  next: () => show(visit.at + 1),
  more: showMore,
  larger: () => size(1),
  smaller: () => size(-1),
  swap: () => document.body.classList.toggle("swapped"),
  write,
  who: () => visit.name || entry.open(),
};
for (const [id, click] of Object.entries(clicks)) $(id).addEventListener("click", click);
for (const key of document.querySelectorAll("[data-say], [data-press]")) {
  const { say: text, press: button } = key.dataset;
  key.addEventListener("click", () => press(key.dataset.label ?? text, button ? { button } : { text }));
}
$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (text) press(text, { text });
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
});
for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, touched, { passive: true });
page.addEventListener("scroll", drawMore, { passive: true });
addEventListener("resize", drawMore);
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("pageshow", (event) => event.persisted && dispatch({ type: "finish" }));
setInterval(() => dispatch({ type: "tick" }), 1000);
if (keptHelp()) resume(keptHelp());
link.open();
if (page.dataset.voice) talk.open();
draw();
