// A reader that types: what stands on a card or in a code, fast, then Enter; wherever the focus is, and at rest too.

const GAP = 100; // milliseconds between two keys of one scan at most
const PACE = 50; // ... and on average: nobody types like that
const LONGEST = 200;
const CARD = { shortest: 7, longest: 40 };
const SILENT = ["Shift", "CapsLock"]; // what a reader presses for capital letters

// What was scanned, as the house is asked about it: a one-time code, by itself or in the link of a slip, else a card.
export const frameOf = (text) => {
  const link = /[?&]code=([\w-]+)/.exec(text);
  if (link || /^\d{6}$/.test(text)) return { code: link?.[1] ?? text };
  const card = text.replace(/[:;,.-]/g, "").toUpperCase();
  const fits = card.length >= CARD.shortest && card.length <= CARD.longest;
  return fits && /^[0-9A-Z]*[0-9][0-9A-Z]*$/.test(card) ? { card } : null;
};

export class Scanner {
  // onScan(frame) is called with what was scanned; a field in which the reader typed holds what it held before.
  constructor(onScan) {
    this.onScan = onScan;
    this.#begin();
    addEventListener("keydown", (event) => this.#key(event), { capture: true });
  }

  #begin(at = 0) {
    this.text = "";
    this.first = this.last = at;
    this.field = document.activeElement instanceof HTMLInputElement ? document.activeElement : null;
    this.before = this.field?.value ?? "";
  }

  #key(event) {
    if (SILENT.includes(event.key)) return;
    if (event.key === "Enter") return this.#end(event);
    const letter = letterOf(event);
    if (!letter || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return this.#begin();
    if (!this.text || event.timeStamp - this.last > GAP || this.text.length >= LONGEST) this.#begin(event.timeStamp);
    this.text += letter;
    this.last = event.timeStamp;
  }

  #end(event) {
    const { text, field, before } = this;
    const quick = event.timeStamp - this.last <= GAP && this.last - this.first <= PACE * text.length;
    const frame = quick ? frameOf(text) : null;
    if (frame) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (field) field.value = before;
      this.onScan(frame);
    }
    this.#begin();
  }
}

// With an input method open the key has no name, only its place.
function letterOf({ key, code }) {
  return key.length === 1 ? key : (/^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(code)?.[1] ?? "");
}
