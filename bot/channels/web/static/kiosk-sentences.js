// Sentences of staff: said when nobody is listened to and nothing is counted down, after what is being said. Pure.

const SHOWN = 30; // seconds for which a sentence of staff stays on the screen once it has been said
const LONG = 90; // ... and after which saying one must have ended

export const isSaid = ({ sentence }) => sentence !== null && !sentence.how;
export const isAwaited = ({ mode, told, speaks, sentences }) => speaks && sentences.length > 0 && (mode !== "alarm" || told);

// alive(state): somebody has given a sign of life.
export function staffSay(state, acts, event, alive) {
  let next = aged(state, event);
  if (event.type === "saying") next = { ...next, sentences: [...next.sentences, event.sentence] };
  const [how, more] = ended(next, acts, event);
  if (how) {
    acts = [{ ack: next.sentence.id, how }, ...acts, ...more];
    next = alive({ ...next, sentence: { ...next.sentence, how, left: SHOWN } });
  }
  if (mayBegin(next, event)) {
    const [sentence, ...sentences] = next.sentences;
    if (next.speaks) {
      next = { ...next, sentences, sentence: { ...sentence, how: "", left: LONG } };
      acts = [...acts, { utter: sentence }];
    } else {
      next = { ...next, sentences, sentence: { ...sentence, how: "shown", left: SHOWN } };
      acts = [...acts, { ack: sentence.id, how: "shown" }];
    }
  } else if (how && next.mode === "alarm" && next.hears && !next.ears) {
    next = { ...next, ears: true };
    acts = [...acts, "listen"];
  }
  return [next, acts];
}

// A sentence that nobody could be told in time is dropped; one that was said leaves the screen after a while.
function aged(state, { type }) {
  if (type !== "tick") return state;
  const sentences = state.sentences.map((one) => ({ ...one, left: one.left - 1 })).filter(({ left }) => left > 0);
  const sentence = state.sentence && { ...state.sentence, left: state.sentence.left - 1 };
  return { ...state, sentences, sentence: sentence?.how && sentence.left <= 0 ? null : sentence };
}

// How the sentence that is being said has ended, if it has, and what that takes. A touch stops it: it stays to be read.
function ended(state, acts, event) {
  if (!isSaid(state)) return ["", []];
  if (event.type === "uttered" && event.id === state.sentence.id) return [event.aloud ? "aloud" : "shown", []];
  if (!state.speaks || state.sentence.left <= 0) return ["shown", ["hush"]];
  if (acts.includes("hush")) return ["cut", []];
  return event.type === "touch" ? ["cut", ["hush"]] : ["", []];
}

function mayBegin(state, { type }) {
  const { mode } = state;
  if (state.sentences.length === 0 || isSaid(state) || mode === "counting" || mode === "listening") return false;
  if (!state.speaks || mode === "rest" || mode === "waiting") return true; // what is only shown interrupts nobody
  if (mode === "alarm") return state.told && !state.ears;
  return mode === "speaking" && (type === "spoken" || type === "uttered");
}
