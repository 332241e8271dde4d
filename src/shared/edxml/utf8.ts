/** What a file begins with tells its letters apart: a mark (U+FEFF), or `<` with its zero beside it. */
const UTF16_STARTS = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
  ['utf-16le', 0x3c, 0],
  ['utf-16be', 0, 0x3c],
] as const;

/** Bytes in pieces as UTF-8: a file in UTF-16 (some Windows programs write it) is written anew, any other stays as it is. */
export function makeUtf8(): (piece: Uint8Array) => Uint8Array {
  let head = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  let isKnown = false;
  const encoder = new TextEncoder();
  return (piece) => {
    let given = piece;
    if (!isKnown) {
      const whole = new Uint8Array(head.length + piece.length);
      whole.set(head);
      whole.set(piece, head.length);
      given = whole;
      if (whole.length < 2) {
        head = whole;
        return new Uint8Array(0);
      }
      isKnown = true;
      const start = UTF16_STARTS.find(([, first, second]) => whole[0] === first && whole[1] === second);
      decoder = start && new TextDecoder(start[0]);
    }
    return decoder ? encoder.encode(decoder.decode(given, { stream: true })) : given;
  };
}
