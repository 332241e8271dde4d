const LESS = 0x3c;
const GREATER = 0x3e;
/** What stands behind a document at most is looked at so far; more of it is none of ours either way. */
const TAIL_BYTES_MAX = 4096;
/** XML 1.0 §2.1: comments, instructions and white space may follow the root. */
const MISC = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|[\s\ufeff]/g;

/** The document alone, for a reader that takes nothing beside it. */
export const withoutStray = (bytes: Uint8Array): Uint8Array =>
  bytes.subarray(Math.max(0, bytes.indexOf(LESS)), bytes.lastIndexOf(GREATER) + 1);

/** Takes what stands behind the root, in pieces, and says whether any of it does not belong there. */
export function watchTail() {
  let seen = new Uint8Array(0);
  return {
    see(piece: Uint8Array): void {
      const more = piece.subarray(0, TAIL_BYTES_MAX - seen.length);
      const whole = new Uint8Array(seen.length + more.length);
      whole.set(seen);
      whole.set(more, seen.length);
      seen = whole;
    },
    isStray: (): boolean => new TextDecoder('utf-8').decode(seen).replace(MISC, '') !== '',
  };
}
