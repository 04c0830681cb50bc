// A call for help outlives the page: one that is loaded anew goes on counting, or calls again under the same number.
const KEY = "linli-help";

// Remember a call that nobody has taken yet; forget what has been taken, or taken back.
export function keepHelp({ mode, help, told }, visit) {
  let kept = null;
  if (mode === "counting") kept = { help };
  else if (mode === "alarm" && !told) kept = { ...visit.cry, thread: visit.thread };
  if (kept) sessionStorage.setItem(KEY, JSON.stringify(kept));
  else sessionStorage.removeItem(KEY);
}

export const keptHelp = () => JSON.parse(sessionStorage.getItem(KEY));
