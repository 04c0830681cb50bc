// Makes 16-bit pieces of a tenth of a second from what the microphone gives; the context runs at 16 kHz already.
const PIECE = 1600;

class Pieces extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Int16Array(PIECE);
    this.at = 0;
  }

  process([input]) {
    for (const sample of input[0] ?? []) {
      this.piece[this.at++] = Math.max(-1, Math.min(1, sample)) * 0x7fff;
      if (this.at === PIECE) {
        this.port.postMessage(this.piece.buffer, [this.piece.buffer]);
        this.piece = new Int16Array(PIECE);
        this.at = 0;
      }
    }
    return true;
  }
}

registerProcessor("pieces", Pieces);
