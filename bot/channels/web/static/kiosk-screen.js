// Draws what the kiosk is doing and what was said. It changes nothing else.
import { showDark } from "./kiosk-dark.js";
import { signsIn } from "./kiosk-post.js";
import { isDark, WARNING } from "./kiosk-presence.js";
import { fill } from "./words.js";

const LARGEST = 4;
const $ = (id) => document.getElementById(id);
const page = $("kiosk");

export function draw(state, visit, words, press) {
  const { mode } = state;
  const danger = mode === "counting" || mode === "alarm";
  document.body.dataset.mode = mode;
  const asked = visit.label !== "" || visit.replies.length > 0;
  $("start").hidden = asked || danger || state.ears;
  $("answer").hidden = !asked || mode === "counting";
  $("done").hidden = mode === "rest" || mode === "counting" || (mode === "alarm" && !state.told);
  document.querySelector(".tools").hidden = danger;
  $("danger").hidden = !danger;
  $("count").textContent = state.count || "";
  $("danger-title").textContent = danger ? words[mode === "counting" ? "counting" : state.told ? "called" : "calling"] : "";
  $("take-back").hidden = $("call-now").hidden = mode !== "counting";
  const canHear = state.hears || state.ears;
  $("mic").hidden = !canHear || mode === "counting";
  $("lead").textContent = words[canHear ? "lead_voice" : "lead"];
  $("mic-label").textContent = words[state.ears ? "enough" : "speak"];
  $("mic").setAttribute("aria-pressed", String(state.ears));
  $("composer").hidden = mode === "counting" || (canHear && !("writing" in page.dataset));
  $("write").hidden = !canHear || mode === "counting";
  $("manners").hidden = !asked || danger || !state.speaks;
  $("who").textContent = visit.name || words.who;
  $("who").hidden = !signsIn();
  $("own-open").hidden = !visit.name;
  $("listening").hidden = !state.ears;
  if (mode === "rest" || mode === "speaking") $("notice").textContent = "";
  $("notice").hidden = danger || $("notice").textContent === "";
  drawSentence(state);
  drawReply(state, visit, words, press);
  drawBanners(state, words);
  showDark(isDark(state));
  drawMore();
}

// What does not fit is a key away: nobody has to know that screens scroll.
export function drawMore() {
  $("more").hidden = page.scrollTop + page.clientHeight > page.scrollHeight - 12;
}

export function showMore() {
  page.scrollTop += page.clientHeight * 0.7;
  drawMore();
}

export function size(by) {
  const { dataset } = document.documentElement;
  dataset.kiosk = Math.min(Math.max(Number(dataset.kiosk ?? 1) + by, 1), LARGEST);
}

// What staff say stands above everything but the count.
function drawSentence({ mode, sentence }) {
  const text = sentence && mode !== "counting" ? sentence.text : "";
  if (text && $("sentence").textContent !== text) page.scrollTop = 0;
  $("sentence").textContent = text;
  $("sentence").lang = sentence?.lang === "en" ? "en" : "zh-CN";
  $("sentence").hidden = !text;
}

function drawReply(state, visit, words, press) {
  const reply = visit.replies[visit.at];
  $("reply").textContent = reply ? reply.text : state.mode === "thinking" ? words.waiting : "";
  $("reply").lang = reply?.lang === "en" ? "en" : "zh-CN";
  $("reply").classList.toggle("waiting", !reply);
  if ($("choices").reply !== reply) page.scrollTop = 0;
  if ($("choices").reply !== reply) $("choices").replaceChildren(...(reply?.buttons ?? []).map((button) => choice(button, press)));
  $("choices").reply = reply;
  $("turns").hidden = visit.replies.length < 2;
  $("page-of").textContent = fill(words.count, { number: visit.at + 1, total: visit.replies.length });
  $("back").disabled = visit.at === 0;
  $("next").disabled = visit.at >= visit.replies.length - 1;
}

function drawBanners(state, words) {
  $("banner").textContent = state.up ? "" : words.offline;
  $("banner").hidden = state.up;
  const soon = state.left <= WARNING && state.mode === "waiting";
  $("idle").hidden = !soon;
  $("idle").textContent = soon ? fill(words.idle, { seconds: state.left }) : "";
}

function choice({ label, value }, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => press(label, { button: value }));
  return button;
}

export function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}
