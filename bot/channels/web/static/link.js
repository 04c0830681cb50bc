// One socket that comes back by itself. What it carries is decided by its owner.

const FIRST_WAIT = 500; // milliseconds
const LONGEST_WAIT = 15_000;
const SIGNED_OUT = 4401;

export class Link {
  // hello() returns the first frame, onEvent(event) takes what comes, onState("up" | "down" | "out") says how it is;
  // onBytes(buffer) takes what is no text.
  constructor(path, { hello, onEvent, onState, onBytes }) {
    Object.assign(this, { path, hello, onEvent, onState, onBytes });
    this.wait = FIRST_WAIT;
    this.socket = null;
    this.timer = 0;
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.socket?.close());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.open());
  }

  get up() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.timer);
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}${this.path}`);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.wait = FIRST_WAIT;
      const first = this.hello();
      if (first) this.send(first);
      this.onState("up");
    };
    socket.onmessage = ({ data }) => (typeof data === "string" ? this.onEvent(JSON.parse(data)) : this.onBytes(data));
    socket.onclose = ({ code }) => socket === this.socket && this.#lost(code, opened);
  }

  send(frame) {
    if (!this.up) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  sendBytes(buffer) {
    if (this.up) this.socket.send(buffer);
  }

  // The socket looks open and nothing comes back: begin again.
  restart() {
    const stale = this.socket;
    this.socket = null;
    stale?.close();
    this.onState("down");
    this.open();
  }

  #lost(code, opened) {
    if (code === SIGNED_OUT) {
      this.onState("out");
      return;
    }
    this.onState("down", opened);
    this.timer = setTimeout(() => this.open(), this.wait * (0.7 + Math.random() * 0.6));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}
