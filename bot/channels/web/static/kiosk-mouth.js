// What is said aloud: texts one after the other, each as sounds that the house sends; and the siren, which needs no house.

import { newId } from "./words.js";

const LATE = 8_000; // milliseconds for the first sound of a text; after that it is read on the screen only
const SOON = 1_500; // ... of a sentence whose sound the page has itself
const SLACK = 3_000; // ... beyond a sound's length: a machine without a sound card never says that it has ended

export class Mouth {
  // ask(frame) sends to the house and says whether it could; onSilent() hears that everything has been said.
  constructor({ ask, onSilent }) {
    Object.assign(this, { ask, onSilent });
    this.texts = [];
    this.sounds = [];
    this.now = null; // the text that is being said: { id, text, ended, done, decoding, whole, aloud }
    this.held = false; // somebody is listened to: what is to be said waits
    this.kept = new Map(); // sounds of the page's own sentences, for when the house cannot be asked
  }

  // Fetch the sound of a sentence of the page's own, to have it when the line is down.
  async keep(text, address) {
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return;
    const context = (this.context ??= new AudioContext());
    const sound = await context.decodeAudioData(await answer.arrayBuffer()).catch(() => null);
    if (sound) this.kept.set(text, sound);
  }

  get busy() {
    return this.now !== null || this.texts.length > 0;
  }

  // begun() hears that it is said now; ended(whole, aloud) that it has been, unless it is hushed: whether the line held,
  // and whether any of it sounded.
  say(text, manner, begun = () => {}, ended = () => {}) {
    this.texts.push({ text, manner, begun, ended });
    this.#next();
  }

  // The house is out of reach: what has come from it is said to its end.
  lost() {
    if (this.now && !this.now.done) this.#instead(this.now.id, false);
  }

  hold(held) {
    this.held = held;
    this.#next();
  }

  hush() {
    if (this.now) this.ask({ type: "hush" });
    this.texts = [];
    this.#quiet();
    this.now = null;
  }

  // A sound for the text that is being said.
  async sound(id, buffer) {
    if (this.now?.id !== id || this.now.done) return;
    clearTimeout(this.late);
    const context = (this.context ??= new AudioContext());
    this.now.came = true;
    this.now.decoding += 1; // it may take longer than what comes after it
    const decoded = await context.decodeAudioData(buffer).catch(() => null);
    if (this.now?.id !== id) return;
    this.now.decoding -= 1;
    if (!this.now.done) this.late = setTimeout(() => this.said(id), LATE + (decoded?.duration ?? 0) * 1000);
    if (decoded) this.sounds.push(decoded);
    this.#play();
  }

  // The house has sent everything of a text.
  said(id) {
    if (this.now?.id !== id) return;
    clearTimeout(this.late);
    this.now.done = true;
    this.#play();
  }

  #next() {
    if (this.now || this.held) return;
    const next = this.texts.shift();
    if (!next) return;
    const id = newId();
    this.now = { id, text: next.text, ended: next.ended, done: false, decoding: 0, whole: true, aloud: false };
    next.begun();
    this.late = setTimeout(() => this.#instead(id), this.kept.has(next.text) ? SOON : LATE);
    if (!this.ask({ type: "say", id, text: next.text, ...next.manner })) this.#instead(id, false);
  }

  // Nothing more comes from the house: one of the page's own sentences is said without it.
  #instead(id, whole = true) {
    if (this.now?.id !== id) return;
    const kept = this.now.came ? null : this.kept.get(this.now.text);
    if (kept) this.sounds.push(kept);
    else this.now.whole = whole;
    this.said(id);
  }

  #play() {
    if (this.source) return;
    const sound = this.sounds.shift();
    if (sound) {
      const source = this.context.createBufferSource();
      source.buffer = sound;
      source.connect(this.context.destination);
      const ended = () => source === this.source && (this.#sounded(), this.#release(), this.#play());
      source.addEventListener("ended", ended);
      this.context.resume();
      this.source = source;
      this.guard = setTimeout(ended, sound.duration * 1000 + SLACK);
      source.start();
    } else if (this.now?.done && this.now.decoding === 0) {
      const { ended, whole, aloud } = this.now;
      this.now = null;
      ended(whole, aloud);
      if (this.texts.length > 0) this.#next();
      else if (!this.now) this.onSilent();
    }
  }

  // A context that the browser holds back plays nothing, and says so.
  #sounded() {
    if (this.now) this.now.aloud ||= this.context.state === "running";
  }

  #release() {
    clearTimeout(this.guard);
    this.source = null;
  }

  #quiet() {
    clearTimeout(this.late);
    const source = this.source;
    this.#release();
    source?.stop();
    this.sounds = [];
  }
}

const HIGH = 960; // hertz, within what old ears still hear well
const LOW = 720;
const HALF = 0.5; // seconds of each tone

export class Siren {
  start() {
    if (this.context) return;
    this.context = new AudioContext();
    const tone = this.context.createOscillator();
    const volume = this.context.createGain();
    volume.gain.value = 0.6;
    tone.type = "square";
    tone.connect(volume).connect(this.context.destination);
    for (let at = 0; at < 600; at += 1) tone.frequency.setValueAtTime(at % 2 ? LOW : HIGH, this.context.currentTime + at * HALF);
    tone.start();
    this.context.resume();
  }

  stop() {
    this.context?.close();
    this.context = null;
  }
}
