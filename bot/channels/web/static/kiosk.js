// The kiosk: one visitor after the other. Everything of a visitor is in `visit`, and leaves with it.
// What it is doing is in `state` (kiosk-state.js); this file carries out what that says, and draws.
import { keepHelp, keptHelp } from "./kiosk-help.js";
import { wire } from "./kiosk-keys.js";
import { Siren } from "./kiosk-mouth.js";
import { showNews } from "./kiosk-news.js";
import { offer, signsIn } from "./kiosk-post.js";
import { Pulse } from "./kiosk-pulse.js";
import { Scanner } from "./kiosk-scan.js";
import { draw as drawScreen, drawMore, line, showMore, size } from "./kiosk-screen.js";
import { StaffWords } from "./kiosk-staff.js";
import { begin, step } from "./kiosk-state.js";
import { Talk } from "./kiosk-talk.js";
import { freshVisit } from "./kiosk-visit.js";
import { Who } from "./kiosk-who.js";
import { Link } from "./link.js";
import { fill, newId, wordsOf } from "./words.js";

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
const pulse = new Pulse((frame) => link.send(frame));
const talk = new Talk({
  query,
  worklet: page.dataset.worklet,
  words,
  lang,
  dispatch,
  onSpeech: (on) => (on ? (page.dataset.speech = "") : delete page.dataset.speech),
  onLevel: (level) => ($("level").value = level),
  onSound: (buffer) => pulse.loudness.take(buffer),
});
const staff = new StaffWords({
  send: (frame) => link.send(frame),
  utter: (sentence, said) => talk.utter(sentence, visit.manner, said),
  dispatch,
});

let visit = freshVisit();
let state = begin();
let again = ""; // the number of a call for help that is made once more
const news = showNews(query, press);
const who = new Who({
  words,
  send: (frame) => link.send(frame),
  person: () => press(words.person, { button: "start:human_handoff" }),
  by: () => visit.way,
  changed: drawMore,
});
new Scanner(scanned);

function dispatch(event) {
  if (event.type === "heard") pulse.heard();
  const [next, acts] = step(state, event);
  state = next;
  acts.forEach(act);
  keepHelp(state, visit);
  draw();
}

function act(what) {
  if (what.help) return call(what.send);
  if (what.send) return utter(what.send.text);
  if (what.utter) return staff.say(what.utter);
  if (what.ack) return staff.acknowledge(what.ack, what.how);
  const [name, key] = what.split(" ");
  const deeds = {
    hush: () => talk.hush(),
    listen: () => talk.listen(state.known),
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
    pulse.again();
    identify();
  } else if (event.type === "saying") staff.take(event); // to whoever stands here
  else if (event.type === "post") offered(event);
  else if (event.type === "presence") dispatch(event); // it is no visitor's
  else if (!visit.ready) return; // it was meant for somebody who has gone
  else if (event.type === "message") arrived(event);
  else if (event.type === "who") known(event);
  else if (event.type === "pin") who.kept(event);
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

function offered(event) {
  offer(event, () => (who.close(), visit.name && ((visit.name = ""), dispatch({ type: "known", known: false }))));
  draw();
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
  who.close();
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

// A visitor spoke: to what is open, to the key for signing in where it is shown, else to the house.
function utter(text) {
  if (state.mode === "alarm") return say(text, { text });
  const offered = visit.replies.flatMap(({ buttons }) => buttons ?? []).find(({ value }) => value === SIGN_IN);
  if (!who.utter(text)) {
    if (!(offered && text.includes(offered.label))) return say(text, { text });
    who.open();
  }
  dispatch({ type: "answered" });
}

// A card or a code was scanned. Whoever is known here already has gone without saying so.
function scanned(frame) {
  if (state.mode === "counting" || state.mode === "alarm" || !signsIn()) return;
  who.scanned();
  if (visit.name) dispatch({ type: "finish" });
  visit.scan = { type: "who", ...frame };
  dispatch({ type: "answered" });
  if (visit.ready) identify();
}

function identify() {
  const { scan } = visit;
  visit.scan = null;
  if (scan && !link.send(scan)) who.open(words.offline);
}

// The house knows who it is, or not. What they had asked for before is asked again for them.
function known({ name, why, way }) {
  if (!name) return who.refused(why);
  if (visit.name) return; // the house says it again with each pulse
  who.close();
  visit.name = name;
  if (way) visit.way = way;
  dispatch({ type: "known" });
  if (visit.wanted) press(visit.wanted.label, visit.wanted.content);
}

// A visitor pressed or wrote something.
function press(label, content) {
  if (content.button === SIGN_IN) return who.open();
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

const show = (at) => ((visit.at = Math.min(Math.max(at, 0), visit.replies.length - 1)), draw());

// The visitor has gone: nothing of theirs stays on this page, and the house is told to forget it too.
function reset() {
  link.send({ type: "done" });
  visit = freshVisit();
  who.close();
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

function write() {
  const writes = page.toggleAttribute("data-writing");
  draw();
  if (writes) field.focus();
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
  who: () => (visit.name ? who.offer() : who.open()),
  "own-open": () => who.offer(),
};
wire({ clicks, press, touched, moved: drawMore });
addEventListener("contextmenu", (event) => event.preventDefault());
addEventListener("pageshow", (event) => event.persisted && dispatch({ type: "finish" }));
setInterval(() => (dispatch({ type: "tick" }), pulse.look(state)), 1000);
if (keptHelp()) resume(keptHelp());
link.open();
if (page.dataset.voice) talk.open();
draw();
