import { zipSync } from 'fflate';
import type { EdxmlPackage } from '../../src/shared/edxml/package.ts';
import { makeMessageReader, type ReadMessage } from '../../src/shared/edxml/read.ts';
import { sayPackageProblem } from '../../src/shared/edxml/sentence.ts';
import { storeInMemory } from '../../src/shared/edxml/store.ts';
import { writePackage, writeStatus } from '../../src/shared/edxml/write.ts';
import { aPackage } from '../support/dispatching.ts';
import { makeRandom, type Random } from '../support/random.ts';

/** Longer than this is a hang: whole packages of this size are read in a few milliseconds. */
export const READ_MS_MAX = 5_000;

const PDF = Buffer.from(
  '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  'latin1',
);
const files = (...bytes: readonly Uint8Array[]): EdxmlPackage['files'] =>
  bytes.map((each, index) => ({
    name: `tep-${String(index)}.pdf`,
    contentType: 'application/pdf',
    bytes: each,
  }));

const bases: readonly Buffer[] = [
  writePackage(aPackage('a', { files: files(PDF) })),
  writePackage(
    aPackage('b', { files: files(PDF, zipSync({ 'x.pdf': PDF }), zipSync({ 'x.pdf': PDF }, { level: 0 })) }),
  ),
  writePackage(
    aPackage('c', {
      files: files(PDF),
      business: {
        ...{
          type: 'replace',
          staff: { department: 'Văn phòng', staff: 'Lụa' },
          receivers: [{ organId: 'H56.C', change: 'added' }],
        },
        replacements: [{ documentId: 'x', organIds: ['H56.B', 'H56.C'] }],
      },
    }),
  ),
  writeStatus({
    from: { organId: 'H56.B', organName: 'Sở Kinh tế số' },
    responseFor: { organId: 'H56.A', code: '05/UBND-VP', promulgationDate: '2026-11-23', documentId: 'a' },
    ...{ staff: { department: '', staff: 'Lụa' }, status: '16', timestamp: '2026-11-23T03:00:00.000Z' },
  }),
].map((bytes) => Buffer.from(bytes));

const fragments: readonly string[] = [
  ...[
    '<',
    '>',
    '&',
    ']]>',
    '<![CDATA[',
    '<!--',
    '-->',
    '<?x ?>',
    '</edXML>',
    '<Attachment>',
    '</Attachment>',
    '"',
    '\0',
  ],
  ...[
    '<!DOCTYPE a [<!ENTITY b "bbbb">]>',
    '&b;',
    '&#x0;',
    '&#65;',
    'xmlns:edXML=""',
    '<x xmlns="urn:x"/>',
    '\ufeff',
    '1212',
  ],
  ...[
    '<edXML:StatusCode>77</edXML:StatusCode>',
    '<edXML:To/>',
    'null',
    '/02/30',
    '====',
    'UEsDBA==',
    '\ufffd',
  ],
  '<edXML:ContentTransferEncoded>QUJD</edXML:ContentTransferEncoded>',
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;
const spot = (bytes: Buffer, random: Random): number => random.below(bytes.length + 1);
const spliced = (bytes: Buffer, at: number, length: number, put: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)]);

/** What happens to packages on the way, or is done to them. */
const mutations: Readonly<Record<string, Mutation>> = {
  'a flipped bit': (bytes, random) => {
    const changed = Buffer.from(bytes);
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
    return changed;
  },
  'random bytes': (bytes, random) =>
    spliced(
      bytes,
      spot(bytes, random),
      random.below(20),
      Buffer.from(Array.from({ length: random.below(20) }, () => random.below(256))),
    ),
  'a cut': (bytes, random) => bytes.subarray(0, spot(bytes, random)),
  'a hole': (bytes, random) => spliced(bytes, spot(bytes, random), random.below(400), Buffer.alloc(0)),
  'a piece twice': (bytes, random) => {
    const at = spot(bytes, random);
    return spliced(bytes, at, 0, bytes.subarray(at, at + random.below(600)));
  },
  'a foreign fragment': (bytes, random) =>
    spliced(bytes, spot(bytes, random), random.below(3), Buffer.from(random.pick(fragments))),
  'an element less': (bytes, random) => {
    const text = bytes.toString();
    const found = [...text.matchAll(/<edXML:(\w+)>[^<]*<\/edXML:\1>/g)];
    const { index = 0, 0: element = '' } = found.length > 0 ? random.pick(found) : {};
    return Buffer.from(text.slice(0, index) + text.slice(index + element.length));
  },
  'an element of another name': (bytes, random) => {
    const names = [...new Set(bytes.toString().match(/(?<=<edXML:)\w+/g) ?? ['x'])];
    return Buffer.from(
      bytes.toString().replaceAll(`edXML:${random.pick(names)}>`, `edXML:${random.pick(names)}>`),
    );
  },
  'a long text': (bytes, random) =>
    spliced(bytes, spot(bytes, random), 0, Buffer.from('ễ'.repeat(random.below(2_000)))),
  'read as Latin-1': (bytes) => Buffer.from(bytes.toString('latin1')),
  'read as text': (bytes, random) => {
    const at = spot(bytes, random);
    return Buffer.from(spliced(bytes, at, 1, Buffer.from([0xff])).toString('utf8'));
  },
};

export type Fuzzed = {
  readonly how: string;
  readonly bytes: Buffer;
  readonly verdict: string;
  readonly violation?: string;
};

/** The `index`-th package of a seed, one to three times mutated and read in pieces of some size; what must not be is a violation. */
export function fuzzPackage(seed: number, index: number): Fuzzed {
  const random = makeRandom(seed * 1_000_003 + index);
  let bytes = random.pick(bases);
  const how: string[] = [];
  for (let turn = 1 + random.below(3); turn > 0; turn--) {
    const name = random.pick(Object.keys(mutations));
    how.push(name);
    bytes = mutations[name]?.(bytes, random) ?? bytes;
  }
  const told = { how: how.join(', '), bytes };
  const started = performance.now();
  try {
    const read = readIn(bytes, 1 + random.below(4_000));
    const violation = violationOf(read, performance.now() - started);
    const verdict =
      read.problems.length === 0 ? `${read.kind} without a problem` : `${read.kind} with problems`;
    return { ...told, verdict, ...(violation !== undefined && { violation }) };
  } catch (fault) {
    return { ...told, verdict: 'thrown', violation: String(fault) };
  }
}

function readIn(bytes: Buffer, pieceBytes: number): ReadMessage {
  const reader = makeMessageReader(storeInMemory);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.push(bytes.subarray(at, at + pieceBytes));
  return reader.end();
}

/** Every read ends in time with a list of problems, each with a whole sentence; what has none can be written and read again. */
function violationOf(read: ReadMessage, ms: number): string | undefined {
  if (ms > READ_MS_MAX) return `took ${ms.toFixed(0)} ms`;
  const unsaid = read.problems.map(sayPackageProblem).find((sentence) => /\{\w+\}|undefined/.test(sentence));
  if (unsaid !== undefined) return `says "${unsaid}"`;
  if (read.kind === 'unknown') return read.problems.length > 0 ? undefined : 'unknown without a problem';
  if (read.problems.length > 0) return undefined;
  const again =
    read.kind === 'status'
      ? writeStatus(read.message)
      : writePackage({ ...read.message, files: read.attachments });
  const { problems } = readIn(Buffer.from(again), again.length);
  return problems.length > 0 ? `written again: ${problems.map(sayPackageProblem).join(' ')}` : undefined;
}
