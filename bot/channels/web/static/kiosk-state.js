// What the kiosk is doing: a pure machine. step(state, event) returns [state, acts]; whoever calls it carries out the acts.
//
// rest       nobody is here
// waiting    an answer or the questions are on the screen, the microphone is off
// listening  the microphone is on
// thinking   something was said or pressed and its answer is on its way
// speaking   the answer is being spoken, the microphone is off (the kiosk never hears itself)
// counting   help is called when the count is over, unless it is taken back
// alarm      help has been called for
import { noticed, WARNING } from "./kiosk-presence.js";
import { isAwaited, isSaid, staffSay } from "./kiosk-sentences.js";

export const IDLE = 60; // seconds without a sign of life, in which nothing is said, until the visitor counts as gone
export const KNOWN = 30; // the same for a visitor who is known: what they see is theirs
export const COUNT = 5; // seconds in which a call for help can be taken back
export const SLOW = 12; // seconds after which an answer that is late is spoken of
export const OFFLINE = 3; // seconds without a line after which whoever waits is told
export const HOLD = 8; // seconds without the house's ears after which the microphone closes; what was said is kept for them
export const PATIENT = 300; // seconds that an alarm stays on the screen, counted from its last sign of life
const STUCK = 45; // seconds of listening after which something must be wrong: a recording is 30 s at most
const ENDLESS = 180; // the same of speaking
const REDIAL = 15; // seconds after which a call for help that nobody has taken is sent over a new line
const UNHEARD = 4; // ... and after which the siren sounds
const TWICE = 2; // times that nothing was made out, or nobody spoke, before somebody else is asked to help

export const begin = (able = {}) => ({
  mode: "rest",
  up: able.up ?? false, // the house answers
  hears: able.hears ?? false, // it has ears, and there is a microphone
  speaks: able.speaks ?? false,
  microphone: able.microphone ?? true,
  aloud: false, // this visitor talks; so the microphone opens again after a question
  known: false, // the visitor has said who they are
  asks: false, // the answer on the screen asks something
  unclear: 0, // times in a row that nothing was made out
  silent: 0, // times in a row that nobody spoke
  left: IDLE,
  wait: 0, // seconds that an answer, or somebody who takes the call for help, has been waited for
  busy: 0, // seconds of listening or speaking
  count: 0,
  help: null, // what is sent when the count is over
  told: false, // the house has taken the call for help
  ears: false, // the microphone is on
  sentences: [], // of staff, that are still to be said: { id, text, lang, left }
  sentence: null, // the one that is being said, or was ({ how })
  lost: 0, // seconds that the house's ears have been away while somebody is listened to
  down: 0, // seconds that the line has been away while an answer is waited for
  here: able.here ?? null, // somebody stands here, by the kiosk's sensor; null: not known
  absent: 0, // seconds at rest in which nobody has
  gone: false, // the visitor has gone from before it, and given no sign of life since
  spare: null, // seconds that would be left if they had not
  owed: "", // what is made up for when it can be: "ears" would be listening, "mouth" has not said everything
});

const able = ({ up, hears, speaks, microphone, here }) => ({ up, hears, speaks, microphone, here });
const quiet = ["hush", "deafen"];
const alive = (state) => ({ ...state, left: state.mode === "alarm" ? PATIENT : state.known ? KNOWN : IDLE });
const inDanger = ({ mode }) => mode === "counting" || mode === "alarm";

export function step(state, event) {
  const take = takes[event.type];
  if (!take) return [state, []];
  const [next, acts] = take(state, event);
  const shut = event.type === "heard" || event.type === "unheard" || acts.includes("deafen") || acts.includes("shut");
  const ears = acts.includes("listen") || (next.ears && !shut);
  const busy = event.type === "tick" && next.mode === state.mode ? next.busy : 0;
  const { sentences, sentence } = state; // no visitor's: they outlast all that a visitor does
  return noticed(state, staffSay({ ...next, ears, busy, sentences, sentence }, acts, event, alive), event);
}

const takes = {
  // What the kiosk can do.
  link: (state, { up }) => [{ ...state, up }, !up && state.mode === "alarm" && !state.told ? ["siren"] : []],
  voice: (state, { hears, speaks, microphone = true }) => {
    const next = { ...state, hears, speaks, microphone, lost: hears ? 0 : state.lost };
    if (state.ears && !hears) return earless(next);
    return madeUp(next, { heard: hears && !state.hears, spoke: speaks && !state.speaks });
  },

  // What the visitor does.
  touch: (state) => {
    if (state.mode === "speaking") return [alive({ ...state, mode: "waiting", owed: "" }), ["hush"]];
    return [alive({ ...state, owed: "" }), []];
  },
  mic: (state) => {
    if (state.mode === "counting") return [state, []];
    if (state.ears) return [alive(state), ["enough"]];
    if (!state.hears && state.mode === "listening") return [alive(state), []]; // what was said is kept
    if (!state.hears) return [alive(here(state)), [...quiet, "say deaf"]];
    const mode = state.mode === "alarm" ? "alarm" : "listening";
    return [alive({ ...state, mode, aloud: true, lost: 0, owed: "" }), ["hush", "listen"]];
  },
  said: (state) => {
    if (inDanger(state)) return [alive(state), quiet];
    return [thinking(state), quiet];
  },
  sos: (state) => (inDanger(state) ? [alive(state), []] : counting(state, { button: "start:emergency" })),
  cancel: (state) => {
    if (state.mode !== "counting") return [state, []];
    return [alive({ ...state, mode: "waiting", count: 0, help: null }), [...quiet, "say safe"]];
  },
  now: (state) => (state.mode === "counting" ? calling(state) : [state, []]),
  resume: (state, { help, called }) => (called ? calling({ ...state, help }) : counting(state, help)), // the page was loaded anew
  answered: (state) => [alive({ ...state, mode: inDanger(state) ? state.mode : "waiting" }), []], // by the page itself
  known: (state, { known = true }) => [alive({ ...(known ? here(state) : state), known }), []],
  finish: (state) => (isCalling(state) ? [state, []] : [begin(able(state)), [...quiet, "calm", "reset"]]),

  // What the ears make out.
  heard: (state, { text, danger, other = false }) => {
    if (state.mode === "alarm") return [state, [{ send: { text } }]]; // talk nearby does not keep it on the screen
    if (state.mode !== "listening") return [state, []];
    if (danger) return counting(state, { text });
    if (other && state.known) return [begin(able(state)), [...quiet, "calm", "reset", "say other"]]; // not their matter
    return [thinking(state), [{ send: { text } }]];
  },
  unheard: (state, { why }) => {
    if (state.mode === "alarm") return [state, state.hears && why !== "deaf" && !isAwaited(state) ? ["listen"] : []]; // it keeps on
    if (state.mode !== "listening") return [state, []];
    if (why === "deaf" || !state.hears) return deaf(state);
    return again(state, why === "silence" ? "silent" : "unclear");
  },

  // What the house answers.
  reply: (state, { asks = false, urgent = false }) => {
    if (state.mode === "rest") return [state, []];
    if (state.mode === "counting") return [state, []];
    if (urgent && state.mode !== "alarm") return [alarmed({ ...state, told: true }), ["deafen", "answer"]];
    if (state.mode === "alarm") return [{ ...state, asks }, ["answer"]];
    if (state.mode === "listening") return [{ ...state, asks }, ["answer"]]; // nobody is cut off: it is spoken later
    if (state.speaks) return [alive({ ...state, asks, mode: "speaking", owed: "" }), ["answer"]];
    return [alive({ ...state, asks, mode: state.mode === "speaking" ? "speaking" : "waiting", owed: "mouth" }), ["answer"]];
  },
  spoken: (state, { whole = true }) => {
    if (state.mode === "alarm") return [state, state.hears && !state.ears && !isAwaited(state) ? ["listen"] : []];
    if (state.mode !== "speaking" || isAwaited(state)) return [state, []];
    if (!whole || state.owed === "mouth") return madeUp(alive({ ...state, mode: "waiting", owed: "mouth" }));
    if (state.aloud && state.asks && state.hears) return [alive({ ...state, mode: "listening", lost: 0 }), ["listen"]];
    return state.aloud && state.asks ? deaf(state) : [alive({ ...state, mode: "waiting" }), []];
  },
  // What staff say, and how it went: the step itself sees to it.
  saying: (state) => [state, []],
  uttered: (state) => [state, []],
  presence: (state) => [state, []], // likewise

  stored: (state, { help }) => (state.mode === "alarm" && help ? [{ ...state, told: true }, ["calm"]] : [state, []]),

  tick: (state) => {
    if (state.mode === "rest") return [state, []];
    if (state.mode === "counting") {
      const count = state.count - 1;
      return count > 0 ? [{ ...state, count }, []] : calling({ ...state, count: 0 });
    }
    if (state.mode === "thinking") return waiting(state);
    if (state.mode === "listening" && !state.hears) return held(state);
    if (state.mode === "listening" || state.mode === "speaking") return busy(state);
    if (isCalling(state)) return calledInVain(state);
    if (isSaid(state)) return [state, []]; // nobody is sent away, or asked, meanwhile
    const left = state.left - 1;
    if (left <= 0) return [begin(able(state)), [...quiet, "calm", "reset"]];
    return [{ ...state, left }, left === WARNING && state.mode !== "alarm" ? ["say idle"] : []];
  },
};

function isCalling({ mode, told }) {
  return mode === "counting" || (mode === "alarm" && !told);
}

// What never ends by itself is ended: the socket, or the engine behind it, has gone without a word.
function busy(state) {
  const seconds = state.busy + 1;
  if (seconds <= (state.mode === "listening" ? STUCK : ENDLESS)) return [{ ...state, busy: seconds }, []];
  if (state.mode === "speaking") return [alive({ ...state, mode: "waiting" }), quiet];
  const [next, acts] = deaf(state);
  return [next, [...acts, "redial voice"]];
}

function thinking(state) {
  return alive({ ...state, mode: "thinking", wait: 0, down: 0, asks: false, unclear: 0, silent: 0, owed: "" });
}

// It cannot listen to somebody who would talk: they are told, and asked again when it can.
function deaf(state) {
  return [alive({ ...state, mode: "waiting", lost: 0, owed: "ears" }), ["deafen", "say deaf"]];
}

// Somebody is being listened to, and it hears no more. Without the microphone, what they have said so far counts. Without
// the house they may go on: the page keeps what they say. In an alarm nobody is made to wait for what may not come.
function earless(state) {
  if (!state.microphone) return [state, ["shut"]];
  return state.mode === "listening" ? [state, ["note lost"]] : [state, ["deafen", "say deaf"]];
}

// What was said is kept until the house can hear it.
function held(state) {
  const lost = state.lost + 1;
  if (lost > STUCK) return deaf(state);
  return [{ ...state, lost }, lost === HOLD && state.microphone ? ["shut", "say lost"] : []];
}

// What it could not do is made up for: the rest is said, somebody is listened to. `heard`, `spoke`: it can again just now.
function madeUp(state, { heard = false, spoke = false } = {}) {
  if (state.mode === "alarm") return [state, [...(spoke ? ["answer"] : []), ...(heard ? ["listen"] : [])]];
  if (state.mode === "listening") return [state, heard ? ["note"] : []];
  if (state.mode !== "waiting") return [state, []];
  if (state.owed === "mouth" && state.speaks) return [alive({ ...state, mode: "speaking", owed: "" }), ["answer"]];
  if (state.owed === "ears" && heard) return [alive({ ...state, mode: "listening", owed: "" }), ["say back", "listen"]];
  return [state, []];
}

// Nobody has taken the call for help: it is heard in the hall, and goes out over a new line again and again.
function calledInVain(state) {
  const wait = state.wait + 1;
  const acts = wait === UNHEARD ? ["siren", "redial"] : wait % REDIAL === 0 ? ["redial"] : [];
  return [{ ...state, wait }, acts];
}

const here = (state) => (state.mode === "rest" ? { ...state, mode: "waiting" } : state);

function counting(state, help) {
  return [{ ...state, mode: "counting", count: COUNT, help, told: false, owed: "" }, [...quiet, "say counting"]];
}

function alarmed(state) {
  return alive({ ...state, mode: "alarm", count: 0, wait: 0, help: null, asks: false });
}

function calling(state) {
  const next = alarmed(state);
  return [next, [...quiet, { send: state.help, help: true }, state.up ? "say calling" : "siren"]];
}

// An answer that is late is spoken of once; the visitor is not sent away meanwhile. Without a line they hear so sooner.
function waiting(state) {
  const wait = state.wait + 1;
  const next = { ...state, wait, down: state.up ? state.down : state.down + 1 };
  if (wait > SLOW + IDLE) return [alive({ ...next, mode: "waiting", wait: 0 }), []];
  const said = next.down === OFFLINE && !state.up ? "say offline" : wait === SLOW && state.up ? "say slow" : "";
  return [next, [...(said ? [said] : []), ...(wait === SLOW ? ["redial"] : [])]];
}

// Nobody spoke, or nothing could be made out: ask once more, then show the keys and offer a person.
function again(state, kind) {
  const times = state[kind] + 1;
  const next = alive({ ...state, [kind]: times });
  if (times < TWICE) return [next, ["deafen", `say ${kind}`, "listen"]];
  const after = { ...next, mode: "waiting", unclear: 0, silent: 0 };
  return [after, ["deafen", kind === "silent" ? "say keys" : "person"]];
}
