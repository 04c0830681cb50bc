// Draws what was said. Text is only ever set as text, never as HTML.
import { clock, dayKey, dayName } from "./times.js";

const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

export class Log {
  constructor(list, words, zone, onButton) {
    Object.assign(this, { list, words, zone, onButton });
    this.seqs = new Set();
    this.keys = new Map();
  }

  get empty() {
    return !this.list.querySelector(".item");
  }

  get last() {
    return this.seqs.size ? Math.max(...this.seqs) : 0;
  }

  // Items of one history page, oldest first, in front of everything that is shown.
  prepend(items) {
    const fresh = items.filter((item) => !this.#known(item)).map((item) => this.#draw(item));
    this.list.prepend(...fresh);
    this.#tidy();
  }

  append(item) {
    if (this.#known(item)) return null;
    const element = this.#draw(item);
    this.list.append(element);
    this.#tidy();
    return element;
  }

  markUnread(element) {
    if (!element || this.list.querySelector(".unread")) return;
    const line = make("li", "unread", this.words.new);
    line.setAttribute("role", "separator");
    element.before(line);
  }

  clearUnread() {
    this.list.querySelector(".unread")?.remove();
  }

  firstAfter(seq) {
    return [...this.list.querySelectorAll(".item.house")].find((element) => Number(element.dataset.seq) > seq);
  }

  // State of something of one's own: waiting, sent, refused.
  mark(key, state, note) {
    const element = this.keys.get(key);
    if (!element) return;
    element.classList.toggle("waiting", state === "waiting");
    element.classList.toggle("refused", state === "refused");
    element.querySelector(".state").textContent = note ?? "";
  }

  // The house's clock counts, the browser's may be wrong.
  date(key, at) {
    const element = this.keys.get(key);
    if (!element) return;
    this.#stamp(element, at);
    this.#tidy();
  }

  #stamp(element, at) {
    element.dataset.day = dayKey(at, this.zone);
    const time = element.querySelector("time");
    time.dateTime = at;
    time.textContent = clock(at, this.zone);
  }

  #known(item) {
    return item.who === "me" ? this.keys.has(item.key) : this.seqs.has(item.seq);
  }

  #draw(item) {
    const element = make("li", `item ${item.who}`);
    if (item.who === "me") this.keys.set(item.key, element);
    else {
      this.seqs.add(item.seq);
      element.dataset.seq = item.seq;
      element.classList.toggle("staff", Boolean(item.author));
      element.dataset.author = item.author ?? "";
    }
    element.append(make("span", "name", this.#name(item)), ...this.#photos(item));
    const text = item.text || (item.kind === "button" ? this.words.chosen : "");
    if (text) {
      const bubble = make("div", "bubble", text);
      bubble.dir = "auto";
      element.append(bubble);
    }
    element.append(this.#foot(item));
    this.#stamp(element, item.at);
    if (item.buttons?.length) element.append(this.#choices(item));
    return element;
  }

  #name(item) {
    if (item.who === "me") return this.words.me;
    return item.author ? `${item.author} · ${this.words.staff}` : this.words.assistant;
  }

  #photos(item) {
    return (item.previews ?? (item.files ?? []).map((id) => `/files/${id}`)).map((source) => {
      const image = make("img", "photo");
      image.alt = this.words.photo;
      image.loading = "lazy";
      image.src = source;
      return image;
    });
  }

  #foot(item) {
    const foot = make("div", "foot");
    foot.append(make("time"));
    if (item.record) foot.append(make("span", "record", this.words.recorded));
    if (item.who === "me") foot.append(make("span", "state"));
    return foot;
  }

  #choices(item) {
    const row = make("div", "choices");
    row.append(
      ...item.buttons.map(({ label, value }) => {
        const button = make("button", "", label);
        button.type = "button";
        button.addEventListener("click", () => {
          button.classList.add("chosen");
          this.onButton(label, value);
        });
        return button;
      }),
    );
    return row;
  }

  // Days get a line, a speaker's first message in a row gets the name, and only the newest buttons look like buttons.
  #tidy() {
    this.list.querySelectorAll(".day").forEach((line) => line.remove());
    const today = dayKey(Date.now(), this.zone);
    let before = null;
    for (const element of this.list.querySelectorAll(".item")) {
      const newDay = element.dataset.day !== before?.dataset.day;
      if (newDay) {
        const line = make("li", "day", dayName(element.dataset.day, today, this.words));
        element.before(line);
      }
      const same = before && !newDay && before.className.split(" ")[1] === element.className.split(" ")[1];
      const first = !(same && before.dataset.author === element.dataset.author);
      element.classList.toggle("first", first);
      element.querySelector(".name").classList.toggle("sr", !first || element.classList.contains("me"));
      before = element;
    }
    const newest = this.list.querySelector(".item.house:last-of-type .choices");
    this.list.querySelectorAll(".choices").forEach((row) => row.classList.toggle("old", row !== newest || !this.#open(row)));
  }

  #open(row) {
    let next = row.closest(".item").nextElementSibling;
    while (next && !next.classList.contains("item")) next = next.nextElementSibling;
    return !next;
  }
}
