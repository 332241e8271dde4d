/** What can be told of a file from its bytes as they pass. */
export type FileFacts = {
  readonly sizeBytes: number;
  readonly head: Uint8Array;
  readonly isPdf: boolean;
  /** A PDF that begins with its objects, as any does, and has no end where readers look for it. */
  readonly isCutPdf: boolean;
  readonly isText: boolean;
  /** Whether it was once read as text and written again, what was no text being lost: all of it is UTF-8, with the mark for lost bytes in it. */
  readonly isTextDecoded: boolean;
};

/** ISO 32000-2 annex H: readers look for the header within the first 1024 bytes, and for the end within the last; some senders fill up behind it. */
const HEAD_BYTES = 1024;
const TAIL_BYTES = 4096;

const PDF_HEAD = [0x25, 0x50, 0x44, 0x46, 0x2d]; // %PDF-
const PDF_END = [0x25, 0x25, 0x45, 0x4f, 0x46]; // %%EOF
export const ZIP = [0x50, 0x4b, 3, 4];
/** A zip with nothing in it begins with its end. */
export const EMPTY_ZIP = [0x50, 0x4b, 5, 6];
const PDF_OBJECT = [0x20, 0x6f, 0x62, 0x6a]; // obj
/** U+FFFD in UTF-8. */
const LOST = [0xef, 0xbf, 0xbd];

/** Takes a file in pieces and tells about it at the end. */
export function watchFile() {
  let sizeBytes = 0;
  let head = new Uint8Array(0);
  let tail: Uint8Array = new Uint8Array(0);
  const text = watchText();
  return {
    see(piece: Uint8Array): void {
      sizeBytes += piece.length;
      if (head.length < HEAD_BYTES) head = joined(head, piece.subarray(0, HEAD_BYTES - head.length));
      tail =
        piece.length >= TAIL_BYTES ? piece.slice(-TAIL_BYTES) : joined(tail, piece).subarray(-TAIL_BYTES);
      text.see(piece);
    },
    facts: (): FileFacts => {
      const { isUtf8, hasLost, hasControl } = text.end();
      return {
        ...{ sizeBytes, head },
        isPdf: holds(head, PDF_HEAD),
        isCutPdf: holds(head, PDF_HEAD) && holds(head, PDF_OBJECT) && !holds(tail, PDF_END),
        isText: isUtf8 && !hasControl,
        isTextDecoded: isUtf8 && hasLost && isBinary(head),
      };
    },
  };
}

/** Formats that are never text throughout. */
const isBinary = (head: Uint8Array): boolean =>
  holds(head, PDF_HEAD) || starts(head, [0x50, 0x4b]) || holds(head.subarray(0, 16), LOST);

export const starts = (head: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Follows UTF-8 (RFC 3629 §3) until the first byte that is none of it. */
function watchText() {
  let isUtf8 = true;
  let waiting = 0;
  let hasLost = false;
  let hasControl = false;
  let last = 0;
  return {
    see(piece: Uint8Array): void {
      for (let index = 0; isUtf8 && index < piece.length; index++) {
        const byte = piece[index] ?? 0;
        last = ((last << 8) | byte) & 0xffffff;
        if (last === 0xefbfbd) hasLost = true;
        if (waiting > 0) {
          isUtf8 = byte >> 6 === 2;
          waiting--;
        } else if (byte >= 0x80) {
          waiting = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
          isUtf8 = byte >= 0xc2 && byte <= 0xf4;
        } else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) hasControl = true;
      }
    },
    end: () => ({ isUtf8: isUtf8 && waiting === 0, hasLost, hasControl }),
  };
}
