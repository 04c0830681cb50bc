// The microphone. It is on while somebody is listened to, and only then; the browser shows that it is.

const RATE = 16_000;

export const hasMicrophone = async () => {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  return devices.some(({ kind }) => kind === "audioinput");
};

export class Ears {
  // onSound(buffer) takes 16-bit sound at 16 kHz, onLevel(0..1) how loud it is, onLost() hears that there is no microphone to
  // be had, onEnd() that the one that was listening has gone.
  constructor(worklet, { onSound, onLevel, onLost, onEnd }) {
    Object.assign(this, { worklet, onSound, onLevel, onLost, onEnd });
    this.turn = 0; // counts openings: what an earlier one still brings is not taken
  }

  async open() {
    this.close();
    const turn = this.turn;
    let stream;
    try {
      const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
      stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch {
      if (turn === this.turn) this.onLost();
      return false;
    }
    if (turn !== this.turn) {
      stop(stream);
      return false;
    }
    const context = new AudioContext({ sampleRate: RATE, sinkId: { type: "none" } }); // it listens without loudspeakers, too
    Object.assign(this, { stream, context }); // close() reaches them from here on
    try {
      await context.audioWorklet.addModule(this.worklet);
    } catch {
      if (turn === this.turn) {
        this.close();
        this.onLost();
      }
      return false;
    }
    if (turn !== this.turn) return false;
    const node = new AudioWorkletNode(context, "pieces");
    node.port.onmessage = ({ data }) => turn === this.turn && this.#take(data);
    context.createMediaStreamSource(stream).connect(node);
    stream.getAudioTracks().forEach((track) => track.addEventListener("ended", () => turn === this.turn && this.onEnd()));
    return true;
  }

  close() {
    this.turn += 1;
    stop(this.stream, this.context);
    this.stream = this.context = null;
    this.onLevel(0);
  }

  #take(buffer) {
    const peak = new Int16Array(buffer).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    this.onLevel(peak / 0x7fff);
    this.onSound(buffer);
  }
}

function stop(stream, context) {
  stream?.getTracks().forEach((track) => track.stop());
  context?.close().catch(() => {});
}
