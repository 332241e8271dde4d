const AMPERSAND = 0x26;
const SEMICOLON = 0x3b;
const REFERENCE_BYTES_MAX = 8;

/**
 * The content of an attachment in pieces, its character references resolved: Java writes a line's end as `&#13;`, some write `+` and `=` so. What is none stays as
 * it is, for the decoder to find no base64.
 */
export function makeResolver(): (piece: Uint8Array) => Uint8Array {
  let held: number[] | undefined;
  return (piece) => {
    if (!held && !piece.includes(AMPERSAND)) return piece;
    const out = new Uint8Array((held?.length ?? 0) + piece.length);
    let length = 0;
    const put = (bytes: readonly number[]): void => {
      out.set(bytes, length);
      length += bytes.length;
    };
    for (const byte of piece) {
      if (byte === AMPERSAND) {
        put(held ?? []);
        held = [byte];
      } else if (!held) out[length++] = byte;
      else {
        held.push(byte);
        const isWhole = byte === SEMICOLON;
        if (!isWhole && held.length < REFERENCE_BYTES_MAX) continue;
        put((isWhole ? letterOf(held) : undefined) ?? held);
        held = undefined;
      }
    }
    return out.subarray(0, length);
  };
}

/** XML 1.0 §4.1; undefined where it is no reference to a letter of ASCII. */
function letterOf(reference: readonly number[]): readonly number[] | undefined {
  const [, hex, decimal] =
    /^&#(?:[xX]([\da-fA-F]{1,4})|(\d{1,4}));$/.exec(String.fromCharCode(...reference)) ?? [];
  const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : 0;
  return code > 0 && code < 0x80 ? [code] : undefined;
}
