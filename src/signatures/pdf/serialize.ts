import { assert } from '../../shared/assert.ts';
import type { PdfDict, PdfObject, PdfString } from './objects.ts';

/** Deeper than any object that we write; a deeper one is a loop of ours. */
const WRITE_DEPTH_MAX = 100;

/** As many decimals as a number may be written with; only numbers below a millionth need them. */
const DECIMALS_MAX = 20;

const HEX = '0123456789ABCDEF';

/** The bytes of an object as ISO 32000-2 §7.3 writes it. A number that is not finite is a bug and stops here. */
export function serialize(object: PdfObject): Uint8Array {
  const parts: Uint8Array[] = [];
  write(object, parts, 0);
  return Buffer.concat(parts);
}

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function write(object: PdfObject, out: Uint8Array[], depth: number): void {
  assert(depth <= WRITE_DEPTH_MAX, 'an object to be written is nested without end');
  switch (object.kind) {
    case 'null':
      out.push(ascii('null'));
      return;
    case 'boolean':
      out.push(ascii(String(object.value)));
      return;
    case 'number':
      out.push(ascii(numberText(object.value)));
      return;
    case 'name':
      out.push(ascii(nameText(object.value)));
      return;
    case 'ref':
      out.push(ascii(`${object.num} ${object.gen} R`));
      return;
    case 'string':
      out.push(stringBytes(object));
      return;
    case 'array':
      out.push(ascii('['));
      for (const [index, item] of object.items.entries()) {
        if (index > 0) out.push(ascii(' '));
        write(item, out, depth + 1);
      }
      out.push(ascii(']'));
      return;
    case 'dict':
      writeDict(object, out, depth);
      return;
    case 'stream':
      writeDict(object.dict, out, depth);
      out.push(ascii('\nstream\n'), object.raw, ascii('\nendstream'));
  }
}

function writeDict(dict: PdfDict, out: Uint8Array[], depth: number): void {
  out.push(ascii('<<'));
  for (const [key, value] of dict.entries) {
    out.push(ascii(nameText(key)), ascii(' '));
    write(value, out, depth + 1);
  }
  out.push(ascii('>>'));
}

/**
 * A number without exponent (§7.3.3 knows none), in the fewest digits that read as the same number again: an object that is written anew because a signature
 * hangs on it must not change by it. 595.2755905511812 cut to six decimals is another MediaBox.
 */
export function numberText(value: number): string {
  assert(Number.isFinite(value), 'a number in a PDF is finite');
  const text = String(value);
  if (!text.includes('e')) return text;
  const long = value.toFixed(DECIMALS_MAX);
  return long.includes('e') ? BigInt(value).toString() : long.replace(/\.?0+$/, '').replace(/^-0$/, '0');
}

/** A name with everything but plain letters as `#xx` (§7.3.5). */
export function nameText(name: string): string {
  let text = '/';
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    assert(code > 0 && code < 256, 'a name is bytes without zero');
    const plain = code > 32 && code < 127 && !'()<>[]{}/%#'.includes(name[i] ?? '');
    text += plain ? name[i] : `#${HEX[code >> 4]}${HEX[code & 15]}`;
  }
  return text;
}

function stringBytes({ bytes, hex }: PdfString): Uint8Array {
  if (hex) return ascii(`<${Buffer.from(bytes).toString('hex').toUpperCase()}>`);
  const out: number[] = [40];
  for (const byte of bytes) {
    if (byte === 40 || byte === 41 || byte === 92) out.push(92, byte);
    else if (byte === 13) out.push(92, 114);
    else if (byte === 10) out.push(92, 110);
    else out.push(byte);
  }
  out.push(41);
  return Uint8Array.from(out);
}
