const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Int16Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index;

const CHUNK_BYTES = 0x6000;

/** RFC 4648 §4, without line breaks. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    parts.push(encodeChunk(bytes.subarray(start, start + CHUNK_BYTES)));
  return parts.join('');
}

function encodeChunk(chunk: Uint8Array): string {
  let text = '';
  for (let index = 0; index < chunk.length; index += 3) {
    const [a = 0, b, c] = [chunk[index], chunk[index + 1], chunk[index + 2]];
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    text += b === undefined ? '=' : alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    text += c === undefined ? '=' : alphabet.charAt(c & 63);
  }
  return text;
}

/** RFC 4648 §4, white space allowed anywhere; undefined for anything that is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  let ended = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 32 || (code >= 9 && code <= 13)) continue;
    if (code === 61) {
      ended = true;
      continue;
    }
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0 || ended) return undefined;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[length++] = (held >> bits) & 0xff;
    }
  }
  return bits === 6 ? undefined : out.slice(0, length);
}
