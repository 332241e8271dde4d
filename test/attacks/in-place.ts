import { type Change, latin1, type Target, textOf } from './target.ts';

/** Writes another range into the hole of the old one, byte for byte as long. */
const withRange =
  (make: (range: Target['range'], size: number) => string): Change =>
  ({ bytes, range }) => {
    const text = textOf(bytes);
    const at = text.lastIndexOf('/ByteRange', range[1]);
    const open = text.indexOf('[', at);
    const close = text.indexOf(']', open) + 1;
    const made = make(range, bytes.length);
    if (at < 0 || made.length > close - open) return undefined;
    return latin1(text.slice(0, open) + made.padEnd(close - open) + text.slice(close));
  };

/** Writes over the digits of /Contents, from the first one on or from the end. */
const withDigits =
  (make: (digits: string) => string): Change =>
  ({ bytes, range: [, from, to] }) => {
    const text = textOf(bytes);
    const digits = text.slice(from + 1, to - 1);
    return latin1(
      text.slice(0, from + 1) +
        make(digits).slice(0, digits.length).padEnd(digits.length, '0') +
        text.slice(to - 1),
    );
  };

const replaced =
  (old: RegExp, fresh: string): Change =>
  ({ bytes, range }) => {
    const text = textOf(bytes);
    const head = text.slice(0, range[1]);
    const start = head.lastIndexOf(' obj');
    const part = head.slice(start);
    if (!old.test(part)) return undefined;
    return latin1(head.slice(0, start) + part.replace(old, fresh) + text.slice(range[1]));
  };

const flipped =
  (where: (target: Target) => number): Change =>
  (target) => {
    const at = where(target);
    if (at < 0) return undefined;
    const bytes = Uint8Array.from(target.bytes);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };

/** The end of the CMS inside the hole: the outer SEQUENCE says its own length. */
const cmsEnd = (digits: string): number => 2 * (4 + Number.parseInt(digits.slice(4, 8), 16));

/** What changes bytes where they stand: range, signature, signed content. None may be valid. */
export const inPlace: Readonly<Record<string, Change>> = {
  'range: null': withRange(() => 'null'),
  'range: empty': withRange(() => '[]'),
  'range: two numbers': withRange(([a, b]) => `[${a} ${b}]`),
  'range: six numbers': withRange(([a, b, c, d]) => `[${a} ${b} ${c} ${d} 0 0]`),
  'range: a word': withRange(() => '/All'),
  'range: nothing signed': withRange(() => '[0 0 0 0]'),
  'range: only the first part': withRange(([a, b]) => `[${a} ${b} ${b} 0]`),
  'range: negative start': withRange(([, b, c, d]) => `[-1 ${b} ${c} ${d}]`),
  'range: negative length': withRange(([a, b, c]) => `[${a} ${b} ${c} -1]`),
  'range: starts later': withRange(([, b, c, d]) => `[9 ${b - 9} ${c} ${d}]`),
  'range: gap from before /Contents': withRange(([a, b, c, d]) => `[${a} ${b - 99} ${c} ${d}]`),
  'range: gap to behind /Contents': withRange(([a, b, c, d]) => `[${a} ${b} ${c + 9} ${d - 9}]`),
  'range: overlap': withRange(([a, b, , d]) => `[${a} ${b} ${b - 9} ${d}]`),
  'range: parts exchanged': withRange(([a, b, c, d]) => `[${c} ${d} ${a} ${b}]`),
  'range: beyond the file': withRange(([a, b, c, d]) => `[${a} ${b} ${c} ${d + 999}]`),
  'range: giant': withRange(([a, b]) => `[${a} ${b} 9999999999 9]`),
  'range: fractions': withRange(([a, b, c]) => `[${a} ${b} ${c} 9.5]`),
  'range: short of the end': withRange(([a, b, c, d]) => `[${a} ${b} ${c} ${d - 9}]`),
  'range: the whole file': withRange((_, size) => `[0 ${size} ${size} 0]`),
  'contents: zeros': withDigits(() => ''),
  'contents: garbage': withDigits(() => '3082DEADBEEF'),
  'contents: an empty sequence': withDigits(() => '3000'),
  'contents: cut': withDigits((digits) => digits.slice(0, 400)),
  'contents: bytes behind the signature': withDigits((digits) => {
    const end = cmsEnd(digits);
    return `${digits.slice(0, end)}4142${digits.slice(end + 4)}`;
  }),
  'contents: bytes at the end of the hole': withDigits((digits) => `${digits.slice(0, -4)}4142`),
  'contents: another letter in the hole': withDigits((digits) => `${digits.slice(0, -4)}(A) `),
  'contents: an object in the hole': withDigits((digits) =>
    `${digits.slice(0, -40)}>/X 4 0 R<00`.padEnd(digits.length, '0'),
  ),
  'dictionary: another kind': replaced(/ETSI\.CAdES\.detached/, 'ETSI.CAdES.detacheD'),
  'dictionary: no kind': replaced(/\/SubFilter/, '/XubFilter'),
  'dictionary: no contents': replaced(/\/Contents $/, '/Xontents '),
  'dictionary: escaped /Contents': replaced(/\/ByteRange/, '/ByteRang#65'),
  'dictionary: another type': replaced(/\/Type \/Sig/, '/Type /Sag'),
  'signed bytes: the header': flipped(() => 5),
  'signed bytes: the first stream': flipped(({ bytes }) => textOf(bytes).indexOf('stream') + 40),
  'signed bytes: before the hole': flipped(({ range }) => range[1] - 1),
  'signed bytes: behind the hole': flipped(({ range }) => range[2] + 2),
  'signed bytes: the last': flipped(({ range }) => range[2] + range[3] - 3),
  'prefix: bytes before the header': ({ bytes }) => Buffer.concat([latin1('%leading\n'), bytes]),
};
