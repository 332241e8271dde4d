import { type Budget, malformed } from './limits.ts';

const WHITE = 1;
const DELIMITER = 2;
const classes = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = WHITE;
for (const sign of '()<>[]{}/%') classes[sign.charCodeAt(0)] = DELIMITER;

export const isWhite = (byte: number | undefined): boolean => byte !== undefined && classes[byte] === WHITE;
const isRegular = (byte: number | undefined): boolean => byte !== undefined && classes[byte] === 0;
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [110, 10],
  [114, 13],
  [116, 9],
  [98, 8],
  [102, 12],
]);

/** A number longer than this is an attack on the converter, not a length on a page. */
const NUMBER_CHARACTERS_MAX = 400;

/** Reads the tokens of ISO 32000-2 §7.2 from `bytes[pos, end)`. Throws `pdf.malformed`; never reads outside. */
export class Lexer {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly budget: Budget;
  /** Nothing is read that another reader could read otherwise: a number with two points, a key twice, a length that does not fit. */
  readonly isStrict: boolean;
  pos: number;

  constructor(bytes: Uint8Array, budget: Budget, pos = 0, end = bytes.length, isStrict = false) {
    this.isStrict = isStrict;
    this.bytes = bytes;
    this.budget = budget;
    this.pos = pos;
    this.end = Math.min(end, bytes.length);
  }

  peek(ahead = 0): number | undefined {
    const at = this.pos + ahead;
    return at < this.end ? this.bytes[at] : undefined;
  }

  /** Passes white space and comments. */
  skipSpace(): void {
    const { bytes, end } = this;
    const from = this.pos;
    while (this.pos < end) {
      const byte = bytes[this.pos] ?? 0;
      if (classes[byte] === WHITE) this.pos++;
      else if (byte === 37) {
        while (this.pos < end && bytes[this.pos] !== 10 && bytes[this.pos] !== 13) this.pos++;
      } else break;
    }
    this.budget.spend((this.pos - from) >> 6);
  }

  /** Whether `word` stands here; nothing is read. */
  startsWith(word: string): boolean {
    if (this.pos + word.length > this.end) return false;
    for (let i = 0; i < word.length; i++) {
      if (this.bytes[this.pos + i] !== word.charCodeAt(i)) return false;
    }
    return true;
  }

  /** Reads `word` when it stands here as a whole word. */
  acceptWord(word: string): boolean {
    if (!this.startsWith(word) || isRegular(this.peek(word.length))) return false;
    this.pos += word.length;
    return true;
  }

  /** A run of regular characters, at most `max`. */
  readRegular(max: number): string {
    const start = this.pos;
    while (isRegular(this.peek())) {
      this.pos++;
      if (this.pos - start > max) throw malformed('a word is too long', start);
    }
    let word = '';
    for (let i = start; i < this.pos; i++) word += String.fromCharCode(this.bytes[i] ?? 0);
    return word;
  }

  /** A whole number without sign, or undefined and nothing read. */
  readDigits(): number | undefined {
    const start = this.pos;
    let value = 0;
    while (isDigit(this.peek())) {
      value = value * 10 + ((this.bytes[this.pos] ?? 48) - 48);
      this.pos++;
      if (this.pos - start > 15) {
        this.pos = start;
        return undefined;
      }
    }
    return this.pos === start ? undefined : value;
  }

  /** A number (§7.3.3), read as leniently as viewers do: what follows a second sign or point is dropped. */
  readNumber(): number {
    const start = this.pos;
    const word = this.readRegular(NUMBER_CHARACTERS_MAX);
    if (this.isStrict && !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) throw malformed('not a number', start);
    const value = Number.parseFloat(/^[+-]{2}/.test(word) ? word.slice(1) : word);
    if (Number.isNaN(value)) {
      if (/^[+-]?\.?-?$/.test(word)) return 0;
      throw malformed('not a number', start);
    }
    if (!Number.isFinite(value)) throw malformed('a number is too large', start);
    return value;
  }

  /** A name (§7.3.5), the slash not yet read. */
  readName(): string {
    this.pos++;
    const word = this.readRegular(4096);
    if (!word.includes('#')) return word;
    if (this.isStrict && /#(?![0-9A-Fa-f]{2})/.test(word)) throw malformed('a broken name', this.pos);
    return word.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }

  /** A literal string (§7.3.4.2), the parenthesis not yet read. */
  readLiteral(): Uint8Array {
    const start = this.pos++;
    const out: number[] = [];
    let depth = 1;
    for (;;) {
      const byte = this.peek();
      if (byte === undefined) throw malformed('a string has no end', start);
      this.pos++;
      if (byte === 92) this.readEscape(out);
      else if (byte === 40) {
        depth++;
        out.push(byte);
      } else if (byte === 41) {
        depth--;
        if (depth === 0) break;
        out.push(byte);
      } else if (byte === 13) {
        if (this.peek() === 10) this.pos++;
        out.push(10);
      } else out.push(byte);
      if (out.length > this.budget.limits.stringBytesMax) throw malformed('a string is too long', start);
      if ((out.length & 1023) === 1023) this.budget.spend(16);
    }
    return Uint8Array.from(out);
  }

  private readEscape(out: number[]): void {
    const byte = this.peek();
    if (byte === undefined) return;
    this.pos++;
    if (byte >= 48 && byte <= 55) {
      let value = byte - 48;
      for (let i = 0; i < 2; i++) {
        const digit = this.peek();
        if (digit === undefined || digit < 48 || digit > 55) break;
        value = value * 8 + digit - 48;
        this.pos++;
      }
      out.push(value & 0xff);
    } else if (byte === 13) {
      if (this.peek() === 10) this.pos++;
    } else if (byte !== 10) out.push(ESCAPES.get(byte) ?? byte);
  }

  /** A hexadecimal string (§7.3.4.3), the bracket not yet read. */
  readHex(): Uint8Array {
    const start = this.pos++;
    const { bytes, end } = this;
    let close = this.pos;
    while (close < end && bytes[close] !== 62) close++;
    if (close >= end) throw malformed('a hexadecimal string has no end', start);
    if (close - start > 2 * this.budget.limits.stringBytesMax) throw malformed('a string is too long', start);
    this.budget.spend((close - start) >> 6);
    const out = new Uint8Array((close - this.pos + 1) >> 1);
    let length = 0;
    let high = -1;
    for (; this.pos < close; this.pos++) {
      const value = hexValue(bytes[this.pos]);
      if (value < 0) {
        if (isWhite(bytes[this.pos])) continue;
        throw malformed('a hexadecimal string has another letter', this.pos);
      }
      if (high < 0) high = value;
      else {
        out[length++] = high * 16 + value;
        high = -1;
      }
    }
    if (high >= 0) out[length++] = high * 16;
    this.pos = close + 1;
    return out.subarray(0, length);
  }
}
