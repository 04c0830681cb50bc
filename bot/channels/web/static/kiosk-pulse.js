// Tells the house every half minute, and when it changes, what this kiosk can do and is doing: never what was said.

const EVERY = 30_000; // milliseconds
const LONGEST = 300; // pieces of a tenth of a second: the level is that of the last half minute of listening
const SHORTEST = 30; // ... and of none that is too short to tell
const SOFTEST = -100; // dBFS

// How loud the microphone was while it listened.
export class Loudness {
  pieces = [];

  take(buffer) {
    const samples = new Int16Array(buffer);
    const power = samples.reduce((sum, sample) => sum + (sample / 0x8000) ** 2, 0) / (samples.length || 1);
    this.pieces.push(power);
    if (this.pieces.length > LONGEST) this.pieces.shift();
  }

  // dBFS, null where too little was heard.
  get level() {
    if (this.pieces.length < SHORTEST) return null;
    const power = this.pieces.reduce((sum, piece) => sum + piece, 0) / this.pieces.length;
    return Math.max(SOFTEST, Math.round(10 * Math.log10(power || 1e-12)));
  }
}

// What the page is doing, in one word; while the count runs nobody has been called yet.
export const doing = ({ mode }) => (mode === "rest" || mode === "alarm" ? mode : "in_use");

export class Pulse {
  // send(frame) says whether it could; clock() gives milliseconds.
  constructor(send, clock = () => performance.now()) {
    Object.assign(this, { send, clock });
    this.loudness = new Loudness();
    this.heardAt = null;
    this.again();
  }

  // Words were made out just now.
  heard() {
    this.heardAt = this.clock();
  }

  // The line is a new one: tell everything.
  again() {
    this.told = "";
    this.toldAt = 0;
  }

  // Looked at every second.
  look(state) {
    const now = this.clock();
    const able = { doing: doing(state), hears: state.hears, speaks: state.speaks };
    if (JSON.stringify(able) === this.told && now - this.toldAt < EVERY) return;
    const heard = this.heardAt === null ? null : Math.round((now - this.heardAt) / 1000);
    if (!this.send({ type: "pulse", ...able, level: this.loudness.level, heard })) return;
    this.told = JSON.stringify(able);
    this.toldAt = now;
  }
}
