// Whether somebody stands before the kiosk, by its sensor. It lights the screen, and lets a visit end sooner; it never
// begins one, and never lets one last longer. Pure.
import { isSaid } from "./kiosk-sentences.js";

export const WARNING = 10; // seconds before a visit ends in which the kiosk says so
export const DARK = 20; // seconds at rest without anybody after which the screen goes dark
const SIGNS = ["touch", "mic", "said", "sos", "cancel", "now", "answered", "known", "heard"]; // of life

export const isDark = ({ mode, absent, sentence }) => mode === "rest" && absent >= DARK && !sentence;

// What an event means for that; `before` is the state it met, [next, acts] what came of it otherwise.
export function noticed(before, [next, acts], event) {
  const here = hereAfter(before, event);
  const absent = next.mode === "rest" && here === false && event.type !== "touch" && !next.sentence ? before.absent : 0;
  const state = { ...next, here, absent: absent + (event.type === "tick" && absentNow(next, here) ? 1 : 0) };
  return leaving(before, { ...state, gone: isGone(before, state, event) }, acts, event);
}

const absentNow = ({ mode, sentence }, here) => mode === "rest" && here === false && !sentence;

// Without a line nothing is known.
function hereAfter({ here }, { type, here: told, up }) {
  if (type === "presence") return told ?? null;
  return type === "link" && !up ? null : here;
}

// A sensor of motion says "nobody" while people stand still: a touch or a word counts for more.
function isGone(before, { mode, here }, { type, why }) {
  if (mode === "rest" || here !== false || SIGNS.includes(type) || why === "unclear") return false;
  return before.gone || before.here === true;
}

// Who has gone is spoken to once, when nobody is listened to, thought about or spoken to; then the visit ends.
function leaving(before, state, acts, { type }) {
  if (state.mode !== "waiting") return [{ ...state, spare: null }, acts];
  const begins = before.spare === null || state.left > before.left; // an answer, or staff, came in between
  if (state.gone && begins && !isSaid(state)) {
    return [{ ...state, spare: state.left, left: Math.min(state.left, WARNING) }, state.left > WARNING ? [...acts, "say idle"] : acts];
  }
  if (before.spare === null) return [state, acts];
  if (state.gone) return [{ ...state, spare: before.spare - Math.max(0, before.left - state.left) }, acts];
  const back = type === "presence" || type === "link"; // no sign of life: what was left is left
  return [{ ...state, left: back ? before.spare : state.left, spare: null }, acts];
}
