// Digits with which a visitor says who they are, one question at a time: by finger, by keyboard, or spoken one by one.

const DOT = "●"; // stands for a digit that nobody else is to see
const SOON = 150; // milliseconds after a typed digit: a scanner may go on, and then it is no answer
const SPOKEN = { 零: 0, 〇: 0, 洞: 0, 一: 1, 幺: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const NAMED = { zero: 0, oh: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9 };
const $ = (id) => document.getElementById(id);

// The digits in what was heard: 四八二九一五, "four eight two", 482 915.
export const digitsIn = (text) =>
  text
    .replace(/[a-z]+/gi, (word) => NAMED[word.toLowerCase()] ?? "")
    .replace(/./gu, (letter) => SPOKEN[letter] ?? (/[0-9]/.test(letter) ? letter : ""));

// The same where nothing but digits was said: "三楼着火了" is no code.
export const onlyDigits = (text) => {
  const said = text.replace(/[a-z]+/gi, (word) => NAMED[word.toLowerCase()] ?? word).replace(/[\s\p{P}]/gu, "");
  const digits = digitsIn(said);
  return [...said].length === digits.length ? digits : "";
};

// Every question: how long its answer is, whether it is shown, whether it may end with a letter.
export const QUESTIONS = {
  code: { length: 6 },
  phone: { length: 11 },
  last: { length: 4, secret: true, letter: true },
  pin: { length: 6, secret: true },
  new: { length: 6, secret: true },
  again: { length: 6, secret: true },
};

export class Entry {
  constructor(words) {
    this.words = words;
    this.#forget();
    for (const key of $("entry").querySelectorAll("[data-digit]")) key.addEventListener("click", () => this.add(key.dataset.digit));
    $("entry-back").addEventListener("click", () => this.#back());
    $("entry-clear").addEventListener("click", () => this.#show(""));
    $("entry-field").addEventListener("input", () => this.#typed($("entry-field").value));
    $("entry").addEventListener("submit", (event) => (event.preventDefault(), this.#give()));
  }

  get isOpen() {
    return !$("entry").hidden;
  }

  // Nothing of the answer may be seen or heard.
  get isSecret() {
    return this.isOpen && Boolean(this.#question.secret);
  }

  // Ask these questions, one after the other; onDone(answers) is called with all of them, by name.
  open(names, onDone) {
    this.#forget();
    Object.assign(this, { names, onDone });
    $("entry").hidden = false;
    this.say("");
  }

  close() {
    $("entry").hidden = true;
    this.#forget();
    $("entry-field").value = "";
    $("entry-problem").textContent = "";
  }

  add(digits) {
    this.#show(this.code + digits);
    this.#full();
  }

  // Say what is wrong, and ask again from a question on.
  say(problem, at = 0) {
    $("entry-problem").textContent = problem;
    this.#ask(at);
  }

  // What the field holds was no answer: a scanner typed it.
  discard() {
    if (this.isOpen) this.#show("");
  }

  get #question() {
    return QUESTIONS[this.names[this.at]];
  }

  #forget() {
    clearTimeout(this.timer);
    Object.assign(this, { names: ["code"], at: 0, answers: {}, code: "", sent: false, onDone: () => {} });
  }

  #ask(at) {
    this.at = at;
    $("entry-title").textContent = this.words[`entry.${this.names[at]}`];
    $("entry-lead").textContent = this.words[`entry.${this.names[at]}_lead`];
    $("entry-letter").hidden = !this.#question.letter;
    this.#show("");
    $("entry-field").focus();
  }

  #typed(value) {
    const kept = this.#question.secret ? this.code.slice(0, value.split(DOT).length - 1) : "";
    this.#show(kept + value.replaceAll(DOT, ""));
    this.timer = setTimeout(() => this.#full(), SOON);
  }

  // Take one back; from an empty answer, go back to the question before.
  #back() {
    if (this.code || this.at === 0) return this.#show(this.code.slice(0, -1));
    this.#ask(this.at - 1);
  }

  #show(said) {
    clearTimeout(this.timer);
    const { length, secret, letter } = this.#question;
    const letters = letter && /x\s*$/i.test(said) && digitsIn(said).length === length - 1 ? "X" : "";
    this.code = (digitsIn(said).slice(0, length - letters.length) + letters).slice(0, length);
    this.sent = false;
    $("entry-field").value = secret ? DOT.repeat(this.code.length) : this.code;
  }

  #full() {
    if (this.isOpen && this.code.length === this.#question.length) this.#give();
  }

  #give() {
    if (this.code.length < this.#question.length) return $("entry-field").focus();
    if (this.sent) return; // a scanner's last key gives it once more
    this.answers[this.names[this.at]] = this.code;
    if (this.at < this.names.length - 1) {
      $("entry-problem").textContent = "";
      return this.#ask(this.at + 1);
    }
    this.sent = true;
    clearTimeout(this.timer);
    this.onDone({ ...this.answers });
  }
}
