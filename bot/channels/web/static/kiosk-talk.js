// Hearing and speaking: the microphone, the mouth, and the socket on which sound goes both ways.
import { Ears, hasMicrophone } from "./kiosk-ears.js";
import { Mouth } from "./kiosk-mouth.js";
import { Link } from "./link.js";
import { newId } from "./words.js";

const NORMAL_PACE = 170; // characters a minute
const NORMAL_VOLUME = 0.6; // so that there is something left for "louder"
const FIXED = ["deaf", "silent", "keys", "unclear", "idle", "slow", "offline", "lost", "back", "counting", "calling", "safe", "other"];
const MOST_CHOICES = 12;
const LONGEST_CHOICE = 40;

export class Talk {
  // dispatch(event) tells the machine; onSpeech(on) shows that somebody is heard to speak, onLevel(0..1) how loud,
  // onSound(buffer) takes what the microphone gives.
  constructor({ query, worklet, words, lang, dispatch, onSpeech, onLevel, onSound }) {
    Object.assign(this, { words, lang, dispatch, onSpeech });
    this.can = { hears: false, speaks: false, microphone: false };
    this.cut = false; // an answer was not said to its end
    this.wished = false; // the microphone is to be opened when what is being said is over
    this.sounding = ""; // the text that the next bytes belong to
    this.recording = "";
    this.same = false; // the recording is of somebody who is known
    this.asked = null; // how the recording was begun
    this.pieces = []; // what has been said in it, kept until it has been heard: the line may break meanwhile
    this.finished = false; // nothing more comes into it
    this.link = new Link(`/kiosk/voice?${query}`, {
      hello: () => null,
      onEvent: (event) => this.#take(event),
      onBytes: (buffer) => this.mouth.sound(this.sounding, buffer),
      onState: (now) => now !== "up" && this.#lost(),
    });
    this.mouth = new Mouth({ ask: (frame) => this.link.send(frame), onSilent: () => this.#silent() });
    this.ears = new Ears(worklet, {
      onSound: (buffer) => (onSound(buffer), this.pieces.push(buffer), this.link.sendBytes(buffer)),
      onLevel,
      onLost: () => this.#able({ microphone: false }),
      onEnd: () => (this.shut(), this.look()),
    });
  }

  open() {
    navigator.mediaDevices?.addEventListener("devicechange", () => this.look());
    this.look();
    this.link.open();
  }

  // See whether there is a microphone: one that failed once may be well again.
  async look() {
    this.#able({ microphone: await hasMicrophone() });
  }

  // Half duplex: the microphone opens when everything that is being said has been said.
  // `same`: the visitor is known; the house says when somebody else speaks.
  listen(same) {
    this.wished = true;
    this.same = same;
    if (!this.mouth.busy) this.#record();
  }

  enough() {
    this.finished = true;
    this.link.send({ type: "stop" });
  }

  // Nothing more can be heard; what was said so far is.
  shut() {
    this.enough();
    this.#close();
  }

  deafen() {
    if (this.recording) this.link.send({ type: "cancel" });
    this.#forget();
    this.#close();
  }

  redial() {
    this.link.restart();
  }

  hush() {
    this.mouth.hush();
  }

  // Say one of the page's own sentences.
  announce(text, manner) {
    if (this.can.speaks || this.mouth.kept.has(text)) this.mouth.say(text, this.#manner(this.lang, manner));
  }

  // Say answers, each once; begun(at) hears which of them it is at.
  answer(replies, manner, begun) {
    if (!this.can.speaks) return;
    replies.forEach((reply, at) => {
      if (reply.told) return;
      reply.told = true;
      const ended = (whole) => whole || (this.cut = !(reply.told = false));
      this.mouth.say(reply.spoken ?? reply.text, this.#manner(reply.lang === "en" ? "en" : "zh", manner), () => begun(at), ended);
    });
  }

  // Say a sentence of staff; ended(aloud) hears how that went.
  utter({ text, lang }, manner, ended) {
    this.mouth.say(text, this.#manner(lang, manner), () => {}, (_, aloud) => ended(aloud));
  }

  #manner(lang, { pace, volume }) {
    return { lang, pace: Math.round((NORMAL_PACE * pace) / 100), volume: Math.min(1, (NORMAL_VOLUME * volume) / 100) };
  }

  #take(event) {
    if (event.type === "ready") {
      this.#able({ hears: event.hears, speaks: event.speaks });
      if (event.speaks) this.#keep();
      if (event.hears) this.#again();
    } else if (event.type === "sound") this.sounding = event.id;
    else if (event.type === "said") this.mouth.said(event.id);
    else if (event.id !== this.recording) return;
    else if (event.type === "speech") this.onSpeech(true);
    else if (event.type === "ended") {
      this.finished = true;
      this.#close();
    } else if (event.type === "heard") {
      this.#forget();
      this.#close();
      this.dispatch(event.text ? event : { type: "unheard", why: event.why });
    }
  }

  #able(news) {
    Object.assign(this.can, news);
    const { hears, speaks, microphone } = this.can;
    this.dispatch({ type: "voice", hears: hears && microphone, speaks, microphone });
  }

  #lost() {
    this.#able({ hears: false, speaks: false });
    this.mouth.lost();
  }

  #silent() {
    const whole = !this.cut;
    this.cut = false;
    if (this.wished) this.#record();
    this.dispatch({ type: "spoken", whole });
  }

  async #record() {
    this.wished = false;
    const id = (this.recording = newId());
    this.mouth.hold(true);
    const shown = [...document.querySelectorAll("#choices button")].slice(0, MOST_CHOICES);
    const choices = shown.map((one) => one.textContent.slice(0, LONGEST_CHOICE));
    Object.assign(this, { asked: { type: "listen", id, lang: this.lang, choices, same: this.same }, pieces: [], finished: false });
    this.link.send(this.asked);
    if ((await this.ears.open()) || this.recording !== id) return;
    this.deafen();
    this.dispatch({ type: "unheard", why: "deaf" });
  }

  // The house hears again: what was being said when the line broke is brought to it once more, from its beginning.
  #again() {
    if (!this.recording) return;
    this.link.send(this.asked);
    this.pieces.forEach((piece) => this.link.sendBytes(piece));
    if (this.finished) this.link.send({ type: "stop" });
  }

  #forget() {
    this.recording = "";
    this.pieces = [];
  }

  #close() {
    this.wished = false;
    this.onSpeech(false);
    this.ears.close();
    this.mouth.hold(false);
  }

  // What must be said even when the house is out of reach is fetched before.
  async #keep() {
    for (const key of FIXED) {
      const text = this.words[`say_${key}`];
      if (!this.mouth.kept.has(text)) await this.mouth.keep(text, `/kiosk/voice/${key}.wav?lang=${this.lang}`);
    }
  }
}
