import { assert } from '../../shared/assert.ts';

/** DER (X.690 §10) of an element: identifier octet, shortest length, content. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : length < 0x10000
          ? [tag, 0x82, length >> 8, length & 0xff]
          : [tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  assert(length < 0x1000000, 'a DER element we write stays below 16 MB');
  return Buffer.concat([Uint8Array.from(header), ...contents]);
}

export const sequence = (...members: readonly Uint8Array[]): Uint8Array => der(0x30, ...members);

/** DER SET OF: members in ascending order of their encodings (X.690 §11.6); OpenSSL and every strict verifier depend on it. */
export const setOf = (members: readonly Uint8Array[], tag = 0x31): Uint8Array =>
  der(tag, ...members.toSorted((a, b) => Buffer.compare(a, b)));

export const octetString = (bytes: Uint8Array): Uint8Array => der(0x04, bytes);
export const nullValue = (): Uint8Array => Uint8Array.of(0x05, 0x00);
export const smallInteger = (value: number): Uint8Array => {
  assert(Number.isInteger(value) && value >= 0 && value < 0x80, 'only small integers are written');
  return Uint8Array.of(0x02, 0x01, value);
};

/** A non-negative INTEGER from its big-endian bytes, without needless zeros and with the one that keeps it positive. */
export function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  return der(0x02, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Uint8Array.of(0), digits]) : digits);
}

export const booleanTrue = (): Uint8Array => Uint8Array.of(0x01, 0x01, 0xff);

/** OBJECT IDENTIFIER from its dotted text. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    assert(Number.isSafeInteger(arc) && arc >= 0, `not an object identifier: ${dotted}`);
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 0x80);
    bytes.push(...digits);
  }
  return der(0x06, Uint8Array.from(bytes));
}
