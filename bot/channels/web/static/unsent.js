// What was written and is not yet safe with the house. It survives a reload, and goes out in order, one at a time.

const RETRY_SLOW = 1200; // milliseconds
const NO_ANSWER = 12_000;

export class Unsent {
  constructor(person, link, onGone) {
    this.key = `linli.unsent.${person}`;
    this.link = link;
    this.onGone = onGone;
    this.flying = null;
    this.timer = 0;
    this.items = this.#read();
  }

  add(item) {
    this.items.push(item);
    this.#write();
    this.next();
  }

  // Send the oldest; the one after it waits for the answer, so the order holds.
  next() {
    if (this.flying || !this.items.length || !this.link.up) return;
    const { id, text, button, files } = this.items[0];
    const frame = { type: "send", id };
    if (button) frame.button = button;
    else Object.assign(frame, { text }, files?.length ? { files } : {});
    if (!this.link.send(frame)) return;
    this.flying = id;
    this.timer = setTimeout(() => this.link.restart(), NO_ANSWER);
  }

  // The house has it, or has refused it for good.
  done(id) {
    const known = this.items.find((item) => item.id === id);
    this.items = this.items.filter((item) => item.id !== id);
    this.#write();
    if (known) this.onGone(known);
    this.#landed(id);
    this.next();
  }

  slow(id) {
    this.#landed(id);
    setTimeout(() => this.next(), RETRY_SLOW);
  }

  // A new connection: nothing is under way any more.
  again() {
    this.#landed(this.flying);
    this.next();
  }

  clear() {
    this.items = [];
    this.#write();
  }

  #landed(id) {
    if (id !== this.flying) return;
    this.flying = null;
    clearTimeout(this.timer);
  }

  #read() {
    try {
      const stored = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      return Array.isArray(stored) ? stored : [];
    } catch {
      return []; // storage is shut or spoilt: what is written now is still sent, it does not survive a reload
    }
  }

  #write() {
    try {
      if (this.items.length) localStorage.setItem(this.key, JSON.stringify(this.items));
      else localStorage.removeItem(this.key);
    } catch {
      // as above
    }
  }
}
