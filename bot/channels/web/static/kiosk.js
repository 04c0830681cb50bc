// The kiosk: one visitor after the other. Everything of a visitor is in `visit`, and leaves with it.
import { Link } from "./link.js";
import { fill, newId, wordsOf } from "./words.js";

const IDLE = 30; // seconds
const WARNING = 10; // seconds before the end in which the page says so
const LARGEST = 4;

const $ = (id) => document.getElementById(id);
const page = $("kiosk");
const words = wordsOf(page);
const field = $("text");
const query = new URLSearchParams({ place: page.dataset.place, lang: document.documentElement.lang.slice(0, 2) });
const link = new Link(`/kiosk/ws?${query}`, {
  hello: () => ({ type: "hello", seq: visit.seq, ...(visit.thread ? { thread: visit.thread } : {}) }),
  onEvent: take,
  onState: (now) => {
    $("banner").textContent = now === "up" ? "" : words.offline;
    $("banner").hidden = now === "up";
  },
});

const fresh = () => ({ thread: "", ready: false, seq: 0, seqs: new Set(), replies: [], at: 0, waiting: [], left: IDLE });
let visit = fresh();

function take(event) {
  if (event.type === "ready") {
    visit.thread = event.thread;
    visit.ready = true;
    page.dataset.ready = "";
    visit.waiting.forEach((frame) => link.send(frame));
  } else if (!visit.ready) return; // it was meant for somebody who has gone
  else if (event.type === "message") arrived(event);
  else if (event.type === "stored") visit.waiting = visit.waiting.filter((frame) => frame.id !== event.id);
  else if (event.type === "slow") later(event.id);
  else if (event.type === "error") complain(event);
}

function arrived(reply) {
  if (visit.seqs.has(reply.seq)) return;
  visit.seqs.add(reply.seq);
  visit.seq = Math.max(visit.seq, reply.seq);
  visit.replies.push(reply);
  visit.left = IDLE;
  if (visit.replies.length === 1) visit.at = 0;
  draw();
  $("spoken").append(line(reply.spoken ?? reply.text));
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

function say(label, content) {
  const frame = { type: "send", id: newId(), ...content };
  visit.replies = [];
  visit.at = 0;
  visit.left = IDLE;
  visit.waiting.push(frame);
  if (visit.ready) link.send(frame);
  $("said").textContent = fill(words.you, { text: label });
  $("spoken").replaceChildren();
  field.value = "";
  draw();
}

function draw() {
  $("start").hidden = true;
  $("answer").hidden = false;
  $("done").hidden = false;
  const reply = visit.replies[visit.at];
  $("reply").textContent = reply ? reply.text : words.waiting;
  $("reply").lang = reply?.lang === "en" ? "en" : "zh-CN";
  $("reply").classList.toggle("waiting", !reply);
  $("choices").replaceChildren(...(reply?.buttons ?? []).map(choice));
  $("turns").hidden = visit.replies.length < 2;
  $("count").textContent = fill(words.count, { number: visit.at + 1, total: visit.replies.length });
  $("back").disabled = visit.at === 0;
  $("next").disabled = visit.at >= visit.replies.length - 1;
  page.scrollTop = 0;
}

function choice({ label, value }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => say(label, { button: value }));
  return button;
}

function turn(by) {
  visit.at = Math.min(Math.max(visit.at + by, 0), visit.replies.length - 1);
  draw();
}

// The visitor has gone: nothing of theirs stays on this page, and the house is told to forget it too.
function reset() {
  link.send({ type: "done" });
  visit = fresh();
  field.value = "";
  for (const id of ["said", "reply", "count"]) $(id).textContent = "";
  for (const id of ["choices", "spoken"]) $(id).replaceChildren();
  for (const id of ["answer", "done", "idle"]) $(id).hidden = true;
  $("start").hidden = false;
  delete document.documentElement.dataset.kiosk;
  link.send({ type: "hello", seq: 0 });
}

function tick() {
  const begun = !$("answer").hidden || field.value !== "" || document.documentElement.dataset.kiosk;
  if (!begun) return;
  visit.left -= 1;
  $("idle").hidden = visit.left > WARNING;
  $("idle").textContent = fill(words.idle, { seconds: Math.max(visit.left, 0) });
  if (visit.left <= 0) reset();
}

function touched() {
  visit.left = IDLE;
  $("idle").hidden = true;
}

function size(by) {
  const now = Number(document.documentElement.dataset.kiosk ?? 1);
  document.documentElement.dataset.kiosk = Math.min(Math.max(now + by, 1), LARGEST);
}

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (text) say(text, { text });
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
});
$("help").addEventListener("click", () => say(words.help, { button: "start:emergency" }));
$("done").addEventListener("click", reset);
$("back").addEventListener("click", () => turn(-1));
$("next").addEventListener("click", () => turn(1));
$("larger").addEventListener("click", () => size(1));
$("smaller").addEventListener("click", () => size(-1));
document.querySelectorAll("[data-say]").forEach((chip) => chip.addEventListener("click", () => say(chip.dataset.say, { text: chip.dataset.say })));
for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, touched, { passive: true });
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("pageshow", (event) => event.persisted && reset());
setInterval(tick, 1000);
link.open();
