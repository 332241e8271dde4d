const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digits = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
const values = new Int8Array(256).fill(-1);
for (let index = 0; index < digits.length; index++) values[digits[index] ?? 0] = index;
const PAD = 0x3d;
const SPACE = -2;
for (const space of [9, 10, 11, 12, 13, 32]) values[space] = SPACE;

/** RFC 4648 §4, without line breaks, in pieces: what does not fill three bytes waits for the next piece. */
export function makeBase64Encoder() {
  let held = new Uint8Array(0);
  return {
    push(piece: Uint8Array): Uint8Array<ArrayBuffer> {
      const whole = held.length === 0 ? piece : joined(held, piece);
      const length = whole.length - (whole.length % 3);
      held = whole.slice(length);
      return encode(whole.subarray(0, length));
    },
    end: (): Uint8Array<ArrayBuffer> => encode(held),
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function encode(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const [a = 0, b, c] = [bytes[from], bytes[from + 1], bytes[from + 2]];
    out[to++] = digits[a >> 2] ?? 0;
    out[to++] = digits[((a & 3) << 4) | ((b ?? 0) >> 4)] ?? 0;
    out[to++] = b === undefined ? PAD : (digits[((b & 15) << 2) | ((c ?? 0) >> 6)] ?? 0);
    out[to++] = c === undefined ? PAD : (digits[c & 63] ?? 0);
  }
  return out;
}

/** RFC 4648 §4 in pieces, white space allowed anywhere. What is no digit is passed over and remembered: the content is not what was sent. */
export function makeBase64Decoder() {
  let bits = 0;
  let held = 0;
  let padding = 0;
  let isBroken = false;
  return {
    push(piece: Uint8Array): Uint8Array<ArrayBuffer> {
      const out = new Uint8Array(Math.floor((piece.length * 3) / 4) + 3);
      let length = 0;
      for (let index = 0; index < piece.length; index++) {
        const value = values[piece[index] ?? 0] ?? -1;
        if (value >= 0) {
          if (padding > 0) isBroken = true;
          held = ((held << 6) | value) & 0xffffff;
          bits += 6;
          if (bits >= 8) {
            bits -= 8;
            out[length++] = (held >> bits) & 0xff;
          }
        } else if (piece[index] === PAD) padding++;
        else if (value !== SPACE) isBroken = true;
      }
      return out.subarray(0, length);
    },
    /** Whether all of it was base64, to its end: one digit alone says nothing, more padding than is missing is none of it, and the bits that fill up are zeros (RFC 4648 §3.5). */
    end: (): boolean => !isBroken && bits !== 6 && padding <= 2 && (held & ((1 << bits) - 1)) === 0,
  };
}
