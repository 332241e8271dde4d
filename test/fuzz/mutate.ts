import { deflateSync } from 'node:zlib';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import {
  asDict,
  type PdfObject,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNull,
  pdfNumber,
  pdfRef,
  pdfStream,
  pdfString,
} from '../../src/signatures/pdf/objects.ts';
import { beginUpdate } from '../../src/signatures/pdf/update.ts';
import { CLASSES, damaged } from '../attacks/attacks.ts';
import { freeNumber, rawRevision } from '../attacks/raw-revision.ts';
import { aimAt, latin1, textOf } from '../attacks/target.ts';
import type { Random } from '../support/random.ts';

export type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

const NUMBERS = [
  '0',
  '-1',
  '1',
  '2',
  '255',
  '65535',
  '65536',
  '2147483647',
  '4294967296',
  '99999999999999999999',
  '1e9',
  '.5',
  '--3',
];
const WORDS = [
  'null',
  'true',
  '[]',
  '<<>>',
  '()',
  '<>',
  '/X',
  '1 0 R',
  '0 0 R',
  '9999 0 R',
  '2 65535 R',
  'stream',
  'endobj',
  'obj',
  '%',
  '>>',
  ']',
];
const KEYS = (
  'Type Subtype Contents Resources Annots Kids Parent Count MediaBox Rotate Root Prev Size Index W XRefStm Length Filter DecodeParms First N ' +
  'Extends AcroForm Fields FT T V AP N AS F Ff Rect P Lock Perms DSS ByteRange SubFilter Reference TransformParams Encrypt Names OpenAction'
).split(' ');

const splice = (text: string, at: number, length: number, fresh: string): Buffer =>
  latin1(text.slice(0, at) + fresh + text.slice(at + length));

/** The places of everything that looks like `pattern`. */
const placesOf = (
  text: string,
  pattern: RegExp,
): readonly { readonly at: number; readonly length: number }[] =>
  [...text.matchAll(pattern)].map((match) => ({ at: match.index, length: match[0].length }));

const atOneOf =
  (pattern: RegExp, fresh: (random: Random, old: string) => string): Mutation =>
  (bytes, random) => {
    const text = textOf(bytes);
    const places = placesOf(text, pattern);
    if (places.length === 0) return bytes;
    const { at, length } = random.pick(places);
    return splice(text, at, length, fresh(random, text.slice(at, at + length)));
  };

/** As long as before, so that the offsets behind stay right and the reader comes further. */
const sameLength = (fresh: string, old: string): string => fresh.slice(0, old.length).padEnd(old.length);

function randomObject(random: Random, depth: number): PdfObject {
  const leaf = depth <= 0;
  switch (random.below(leaf ? 6 : 9)) {
    case 0:
      return pdfNull;
    case 1:
      return pdfNumber(random.pick([0, -1, 1, 2 ** 31, 595.5, 1e15]));
    case 2:
      return pdfName(random.pick(KEYS));
    case 3:
      return pdfString(latin1('x'.repeat(random.below(40))));
    case 4:
    case 5:
      return pdfRef(random.below(40), random.chance(0.1) ? 1 : 0);
    case 6:
      return pdfArray(Array.from({ length: random.below(5) }, () => randomObject(random, depth - 1)));
    case 7:
      return pdfStream(
        pdfDict({ Filter: pdfName('FlateDecode') }),
        deflateSync(latin1('q Q'.repeat(random.below(9)))),
      );
    default:
      return pdfDict(
        Array.from(
          { length: random.below(5) },
          () => [random.pick(KEYS), randomObject(random, depth - 1)] as const,
        ),
      );
  }
}

/** The same object with one thing in it changed: a key taken, set, an item moved, a number bent. */
function bent(object: PdfObject, random: Random, depth: number): PdfObject {
  if (object.kind === 'stream') {
    return random.chance(0.5)
      ? pdfStream(object.dict, latin1('0 0 99 99 re f'))
      : pdfStream(asDict(bent(object.dict, random, depth)) ?? object.dict, object.raw);
  }
  if (object.kind === 'dict') {
    const entries = new Map(object.entries);
    const keys = [...entries.keys()];
    const key = keys.length === 0 || random.chance(0.3) ? random.pick(KEYS) : random.pick(keys);
    const old = entries.get(key);
    if (old && depth > 0 && random.chance(0.4)) entries.set(key, bent(old, random, depth - 1));
    else if (random.chance(0.3)) entries.delete(key);
    else entries.set(key, randomObject(random, 2));
    return pdfDict(entries);
  }
  if (object.kind === 'array' && object.items.length > 0) {
    const items = [...object.items];
    const at = random.below(items.length);
    const item = items[at] ?? pdfNull;
    if (random.chance(0.4)) items.splice(at, 1);
    else if (random.chance(0.3)) items.push(item);
    else items[at] = depth > 0 ? bent(item, random, depth - 1) : randomObject(random, 1);
    return pdfArray(items);
  }
  return randomObject(random, 1);
}

/** An honestly appended revision with objects of the file bent: what the comparison of revisions has to see. */
const bentRevision: Mutation = (bytes, random) => {
  const file = openPdf(bytes);
  const update = beginUpdate(file);
  const numbers = [...file.latest.numbers()];
  for (let left = 1 + random.below(3); left > 0; left--) {
    const num = random.pick(numbers);
    const entry = file.latest.entry(num);
    const ref = pdfRef(num, entry?.kind === 'offset' ? entry.gen : 0);
    const made = bent(update.current(ref), random, 3);
    update.put(ref, made.kind === 'ref' ? pdfNull : made);
  }
  return update.finish().whole();
};

const attackThenDamage =
  (isDamaged: boolean): Mutation =>
  (bytes, random) => {
    const target = aimAt(bytes);
    const [, change] = random.pick(
      random.pick(CLASSES.slice(0, 4).map(({ changes }) => Object.entries(changes))),
    );
    const made = change(target) ?? bytes;
    return isDamaged ? damaged(made, random).bytes : made;
  };

const wildRevision: Mutation = (bytes, random) => {
  const target = aimAt(bytes);
  const numbers = [...target.view.numbers(), freeNumber(target)];
  const objects = Array.from({ length: random.below(3) }, () => ({
    ...{ num: random.pick(numbers), gen: random.pick([0, 0, 0, 1, 65535]) },
    body: random.pick([
      ...WORDS,
      '<</Type/Catalog/Pages 2 0 R>>',
      `${'['.repeat(300)}`,
      `<</Length 9>>\nstream\n${'x'.repeat(random.below(30))}\nendstream`,
    ]),
  }));
  const rows = Array.from({ length: random.below(3) }, () => ({
    ...{ num: random.pick(numbers), offset: random.below(bytes.length + 500) },
    ...{ gen: random.pick([0, 0, 1, 65535]), free: random.chance(0.2) },
  }));
  const trailer = random.pick([
    '',
    '',
    `/Prev ${random.below(bytes.length)}`,
    `/XRefStm ${random.below(bytes.length + 200)}`,
    '/Encrypt 1 0 R',
    '/Size -1',
  ]);
  return rawRevision(target, { objects, rows, trailer });
};

/** Streams that grow, nest or lie about themselves. */
const bombs: Mutation = (bytes, random) => {
  const file = openPdf(bytes);
  const update = beginUpdate(file);
  const packed = deflateSync(Buffer.alloc(1 << (10 + random.below(12))));
  const filters = Array.from({ length: 1 + random.below(10) }, () => pdfName('FlateDecode'));
  const dict = pdfDict({
    Filter: pdfArray(filters),
    Length: pdfNumber(random.below(99)),
    DecodeParms: randomObject(random, 2),
  });
  update.put(pdfRef(random.pick([...file.latest.numbers()])), pdfStream(dict, packed));
  return update.finish().whole();
};

const MUTATIONS: readonly (readonly [name: string, weight: number, mutate: Mutation])[] = [
  ['damaged', 3, (bytes, random) => damaged(bytes, random).bytes],
  ['a number', 3, atOneOf(/\b\d{1,10}\b/g, (random, old) => sameLength(random.pick(NUMBERS), old))],
  ['a number of another length', 1, atOneOf(/\b\d{1,10}\b/g, (random) => random.pick(NUMBERS))],
  [
    'a word',
    2,
    atOneOf(/\/[A-Za-z]+|\b\d{1,7} 0 R|\[|\]|<<|>>/g, (random, old) => sameLength(random.pick(WORDS), old)),
  ],
  ['a name', 2, atOneOf(/\/[A-Za-z]+/g, (random, old) => sameLength(`/${random.pick(KEYS)}`, old))],
  ['an object twice', 1, atOneOf(/\b\d{1,7} 0 obj[\s\S]{0,400}?endobj/g, (_, old) => `${old}\n${old}`)],
  ['an object gone', 1, atOneOf(/\b\d{1,7} 0 obj[\s\S]{0,400}?endobj/g, (_, old) => ' '.repeat(old.length))],
  [
    'a row of the table',
    2,
    atOneOf(
      /\b\d{10} \d{5} [nf]/g,
      (random, old) => String(random.below(1e6)).padStart(10, '0') + old.slice(10),
    ),
  ],
  [
    'a trailer',
    2,
    atOneOf(/\/(?:Prev|Size|Root|W|Index|XRefStm|Encrypt) ?[^/>]*/g, (random, old) =>
      sameLength(`/${random.pick(KEYS)} ${random.pick(NUMBERS)}`, old),
    ),
  ],
  ['startxref', 1, atOneOf(/startxref\s+\d+/g, (random) => `startxref\n${random.below(1e5)}`)],
  ['bent objects', 8, bentRevision],
  ['an attack', 3, attackThenDamage(false)],
  ['a damaged attack', 3, attackThenDamage(true)],
  ['a wild revision', 4, wildRevision],
  ['bombs', 1, bombs],
  [
    'two files in one',
    1,
    (bytes, random, other) =>
      Buffer.concat([
        bytes.subarray(0, random.below(bytes.length)),
        other.subarray(random.below(other.length)),
      ]),
  ],
];

function weighed<Item extends { readonly weight: number }>(items: readonly Item[], random: Random): Item {
  let left = random.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  const found = items.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return found ?? random.pick(items);
}

const weighedMutations = MUTATIONS.map(([name, weight, mutate]) => ({ name, weight, mutate }));

/** One input of the fuzzer: a base and one to three mutations; a mutation that needs what the file no longer has is left out. */
export function makeInput<
  B extends { readonly name: string; readonly bytes: Uint8Array; readonly weight: number },
>(
  bases: readonly B[],
  random: Random,
): { readonly base: B; readonly bytes: Uint8Array; readonly how: string } {
  const base = weighed(bases, random);
  const other = weighed(bases, random);
  const names: string[] = [];
  let bytes = base.bytes;
  for (let left = 1 + Math.floor(random.next() ** 3 * 3); left > 0; left--) {
    const { name, mutate } = weighed(weighedMutations, random);
    try {
      bytes = mutate(bytes, random, other.bytes);
      names.push(name);
    } catch {
      // What was mutated before is no longer a file that this one can work on.
      names.push(`(${name})`);
    }
  }
  return { base, bytes, how: names.join(', ') };
}
