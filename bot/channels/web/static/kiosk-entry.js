// The digits with which a visitor says who they are: by finger, by keyboard, or spoken one by one.

const DIGITS = 6;
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

export class Entry {
  // onCode(code) is called with what was entered.
  constructor(onCode) {
    this.onCode = onCode;
    this.code = "";
    this.given = ""; // what was tried: a scanner's last key gives it once more
    for (const key of $("entry").querySelectorAll("[data-digit]")) key.addEventListener("click", () => this.add(key.dataset.digit));
    $("entry-back").addEventListener("click", () => this.#show(this.code.slice(0, -1)));
    $("entry-field").addEventListener("input", () => this.#show(digitsIn($("entry-field").value)));
    $("entry-close").addEventListener("click", () => this.close());
    $("entry").addEventListener("submit", (event) => (event.preventDefault(), this.#give()));
  }

  get isOpen() {
    return !$("entry").hidden;
  }

  open() {
    this.say("");
    this.#show("");
    $("entry").hidden = false;
    $("entry-field").focus();
  }

  close() {
    this.#show("");
    $("entry").hidden = true;
  }

  add(digits) {
    this.#show(this.code + digits);
  }

  // Say what is wrong, and begin anew.
  say(problem) {
    $("entry-problem").textContent = problem;
    if (problem) this.#show("");
    this.given = "";
  }

  #show(code) {
    this.code = code.slice(0, DIGITS);
    $("entry-field").value = this.code;
    if (this.code.length === DIGITS) this.#give();
  }

  #give() {
    if (this.code.length < DIGITS) $("entry-field").focus();
    else if (this.code !== this.given) this.onCode((this.given = this.code));
  }
}
