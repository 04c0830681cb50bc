// How a visitor says who they are: the ways there are, the questions of each, and the PIN of who is known already.
import { digitsIn, Entry, onlyDigits } from "./kiosk-entry.js";
import { signsIn } from "./kiosk-post.js";

const PANELS = ["ways", "by-card", "entry", "own"];
const SPELLED = 4; // digits in what was heard that may be a PIN said aloud
const $ = (id) => document.getElementById(id);

export class Who {
  // send(frame) says whether it left; person() calls a member of staff; by() is the way in which the visitor came in;
  // changed() hears that something else is on the screen.
  constructor({ words, send, person, by, changed }) {
    Object.assign(this, { words, send, by, changed });
    this.entry = new Entry(words);
    const ways = { code: () => this.#code(), card: () => this.#show("by-card"), pin: () => this.#pin(), person: () => (this.close(), person()) };
    const deeds = { close: () => this.close(), ways: () => this.open(), set: () => this.#set(), drop: () => this.#tell({ type: "pin", drop: true }) };
    for (const key of document.querySelectorAll("[data-way]")) key.addEventListener("click", ways[key.dataset.way]);
    for (const key of document.querySelectorAll("[data-who]")) key.addEventListener("click", deeds[key.dataset.who]);
  }

  // Ask in which way; a problem says why the last one did not do.
  open(problem = "") {
    if (!signsIn()) return;
    this.#show("ways");
    $("ways-problem").textContent = problem;
    document.querySelector("[data-way]").focus();
  }

  close() {
    this.#show("");
  }

  // Offer who is known a PIN of their own.
  offer(said = "") {
    this.#show("own");
    const byCard = this.by() === "card";
    $("own-set").hidden = byCard;
    $("own-said").textContent = said || (byCard ? this.words["own.by_card"] : "");
  }

  // The house does not know who it is.
  refused(why) {
    if (this.entry.isOpen && ["wrong", "by_pin", "often"].includes(why)) this.entry.say(this.words[`entry.${why}`]);
    else this.open(this.words[`entry.${why}`]);
  }

  // What came of setting a PIN, or of giving it up.
  kept({ done, why }) {
    if (why === "easy" && this.entry.isOpen) this.entry.say(this.words["entry.easy"], 1);
    else this.offer(this.words[`own.${done ?? why}`] ?? this.words[`entry.${why}`]);
  }

  // Something was scanned, and not typed.
  scanned() {
    this.entry.discard();
  }

  // A visitor spoke; say whether that was meant for what is open here. Secrets are neither taken nor passed on.
  utter(text) {
    if (this.entry.isSecret && digitsIn(text).length >= SPELLED) return this.#hush();
    const digits = this.entry.isOpen ? onlyDigits(text) : "";
    if (digits && this.entry.isSecret) return this.#hush();
    if (digits) this.entry.add(digits);
    return Boolean(digits) || this.#choose(text);
  }

  #hush() {
    $("entry-problem").textContent = this.words["entry.aloud"];
    return true;
  }

  #choose(text) {
    if ($("ways").hidden) return false;
    const said = text.replace(/[\s\p{P}]/gu, "");
    const keys = [...$("ways").querySelectorAll("[data-way]")];
    const meant = keys.filter(({ textContent: label }) => said.includes(label) || (said.length > 1 && label.includes(said)));
    if (meant.length === 1) meant[0].click();
    return meant.length === 1;
  }

  #show(panel) {
    if (panel !== "entry") this.entry.close();
    for (const id of PANELS) $(id).hidden = id !== panel;
    $("ways-problem").textContent = $("own-said").textContent = "";
    this.changed();
  }

  #ask(names, onDone) {
    this.#show("entry");
    this.entry.open(names, onDone);
  }

  #code() {
    this.#ask(["code"], ({ code }) => this.#tell({ type: "who", code }));
  }

  #pin() {
    this.#ask(["phone", "last", "pin"], (answers) => this.#tell({ type: "who", ...answers }));
  }

  #set() {
    this.#ask(["last", "new", "again"], ({ last, new: pin, again }) => {
      if (pin === again) this.#tell({ type: "pin", last, pin });
      else this.entry.say(this.words["entry.differ"], 1);
    });
  }

  #tell(frame) {
    if (this.send(frame)) return;
    if (this.entry.isOpen) this.entry.say(this.words.offline);
    else this.offer(this.words.offline);
  }
}
