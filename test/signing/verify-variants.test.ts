import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import {
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfRef,
  pdfStream,
  pdfString,
} from '../../src/signatures/pdf/objects.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { rawRevision, streamText } from '../attacks/raw-revision.ts';
import { aimAt } from '../attacks/target.ts';
import { asFile, run } from '../support/judges.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import {
  append,
  drawing,
  type Edit,
  edited,
  filled,
  type Kind,
  labDocument,
  numbers,
  OBJECT,
  setKeys,
  signedIn,
} from '../support/signed-lab.ts';
import { signedAgain } from '../support/signed-papers.ts';
import { keyOf } from '../support/signing-key.ts';

let pki: TestPki;
let sample: Uint8Array;
beforeAll(async () => {
  pki = await testPki();
  sample = await samplePdf({ kind: 'table' });
});
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const verify = async (bytes: Uint8Array) =>
  (await verifyPdf(bytes, { anchors: [pki.anchor], intermediates: pki.chain, at: PKI_NOW, offline: true }))
    .integrity;
const sign = (bytes: Uint8Array) =>
  signPdf(bytes, { key: keyOf(pki.leader, pki.chain), at: PKI_NOW, target: { newField: {} } });
const byQpdf = (bytes: Uint8Array, ...options: readonly string[]) =>
  asFile(bytes, async (file, folder) => {
    await run('qpdf', ...options, file, join(folder, 'out.pdf'));
    return new Uint8Array(await readFile(join(folder, 'out.pdf')));
  });

/** The classic document with a hidden cross-reference stream, as some writers save for readers of two generations (ISO 32000-2 §7.5.8.4). */
function hybrid(place: 'before' | 'behind' = 'before'): Uint8Array {
  const body = Buffer.from(labDocument('table')).toString('latin1');
  const head = body.slice(0, body.indexOf('xref\n'));
  const rows = body.slice(body.indexOf('xref\n') + 5, body.indexOf('trailer'));
  const container = `30 0 obj\n${streamText('31 0 <</Hidden true>>', '/Type/ObjStm/N 1/First 5')}\nendobj\n`;
  const cells = Buffer.from([2, 0, 0, 0, 30, 0, 0]).toString('latin1');
  const hidden = `32 0 obj\n${streamText(cells, '/Type/XRef/Size 33/W[1 4 2]/Index[31 1]')}\nendobj\n`;
  const start = head.length + container.length + (place === 'before' ? hidden.length : 0);
  const table = `xref\n${rows}30 1\n${String(head.length).padStart(10, '0')} 00000 n \n31 1\n0000000000 00000 f \n`;
  const end = (at: number) =>
    `${table}trailer\n<</Size 33/Root 1 0 R/XRefStm ${String(at).padStart(6, '0')}>>\nstartxref\n${start}\n%%EOF\n`;
  const at = place === 'before' ? head.length + container.length : start + end(0).length;
  const parts = place === 'before' ? [head, container, hidden, end(at)] : [head, container, end(at), hidden];
  return latin1(parts.join(''));
}

describe('a file of an honest writer is signed, read and valid', () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['linearized', () => byQpdf(sample, '--linearize')],
    ['linearized with object streams', () => byQpdf(sample, '--linearize', '--object-streams=generate')],
    ['with object streams', () => byQpdf(sample, '--object-streams=generate')],
    [
      'without any stream packed',
      () => byQpdf(sample, '--object-streams=disable', '--stream-data=uncompress'),
    ],
    ['hybrid', () => hybrid()],
    ['with bytes before its header that its tables count', () => shifted(labDocument('table'))],
    [
      'with bytes before its header that its tables do not count',
      () => Buffer.concat([latin1('From: x\r\n'), labDocument('table')]),
    ],
    [
      'with bytes before its header and a stream of references',
      () => Buffer.concat([latin1('From: x\r\n'), labDocument('stream')]),
    ],
    ['with two marks of the end', () => Buffer.concat([labDocument('table'), latin1('\n%%EOF\n')])],
    ['with lines behind its end', () => Buffer.concat([labDocument('stream'), latin1('\r\n\r\n  \n')])],
  ])('%s', async (_, make) => {
    const signed = await sign(await make());
    expect(await verify(signed)).toBe('valid');
    expect(await verify(await signedAgain(pki, signed))).toBe('valid');
  });
});

/** The same document behind a line that its offsets know of. */
function shifted(bytes: Uint8Array): Uint8Array {
  const line = '%before\n';
  const text = Buffer.from(bytes).toString('latin1');
  return latin1(
    line +
      text
        .replace(
          /^(\d{10})( \d{5} n)/gm,
          (_, offset, rest) => String(Number(offset) + line.length).padStart(10, '0') + rest,
        )
        .replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + line.length}`),
  );
}

const level = (p: number) => ({
  Reference: pdfArray([
    pdfDict({ TransformMethod: pdfName('DocMDP'), TransformParams: pdfDict({ P: pdfNumber(p) }) }),
  ]),
});
const text = (value: string) => pdfString(latin1(value));
const note: Edit = append(OBJECT.page, 'Annots', (update) => {
  const ref = update.reserve();
  update.put(ref, pdfDict({ Type: pdfName('Annot'), Subtype: pdfName('Text'), Rect: numbers(0, 0, 9, 9) }));
  return [ref];
});

/** What Acrobat and others save after a signature; some put every array where they like, direct or not. */
const saves: [string, Readonly<Record<string, ReturnType<typeof pdfArray>>>, Edit, string][] = [
  [
    'validation data in indirect lists, and an extension',
    {},
    (update) => {
      const list = update.reserve();
      const item = update.reserve();
      update.put(item, pdfStream(pdfDict({}), latin1('0')));
      update.put(list, pdfArray([item]));
      const store = pdfDict({
        Type: pdfName('DSS'),
        Certs: list,
        VRI: pdfDict({ A: pdfDict({ Cert: list }) }),
      });
      setKeys(OBJECT.catalog, { DSS: store, Extensions: pdfDict({ ESIC: pdfDict({}) }) })(update);
    },
    'valid',
  ],
  [
    'the lists of annotations and fields as objects of their own',
    {},
    (update) => {
      for (const [num, key, nums] of [
        [OBJECT.page, 'Annots', [7, 8, 9, 10, 15]],
        [OBJECT.form, 'Fields', [7, 8, 9, 10]],
      ] as const) {
        const list = update.reserve();
        update.put(list, pdfArray(nums.map((one) => pdfRef(one))));
        setKeys(num, { [key]: list })(update);
      }
    },
    'valid',
  ],
  [
    'a default appearance and fonts of the form',
    {},
    setKeys(OBJECT.form, {
      DA: text('/Helv 0 Tf 0 g'),
      DR: pdfDict({ Font: pdfDict({ F1: pdfRef(OBJECT.font), Helv: pdfDict({ Type: pdfName('Font') }) }) }),
    }),
    'valid',
  ],
  ['a form filled as the certification allows', level(2), filled(OBJECT.number, '9'), 'valid'],
  [
    'a tick in a box as the certification allows',
    level(2),
    setKeys(OBJECT.date, { V: text('x'), M: text('D:2026') }),
    'valid',
  ],
  ['a note where the certification allows notes', level(3), note, 'indeterminate'],
  ['a note where it allows forms alone', level(2), note, 'modified'],
  ['a note where nobody certified', {}, note, 'modified'],
];

describe.each<Kind>(['table', 'stream'])('a later save of a signed file of kind %s', (kind) => {
  test.each(saves)('%s', async (_, dict, edit, integrity) => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader, { dict });
    expect(await verify(edited(base, edit))).toBe(integrity);
  });

  test.each(['\n', '\r\n\r\n', '   ', '\0\0', '%%EOF\n', '\n%%EOF\n%%EOF'])(
    'with %j behind its end',
    async (more) => {
      const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
      expect(await verify(Buffer.concat([base, latin1(more)]))).toBe('valid');
    },
  );

  test('a table behind streams, and a stream that a later program wrote behind a table', async () => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    const mixed = rawRevision(aimAt(base), { objects: [{ num: 60, body: '<</Nobody true>>' }] });
    expect(openPdf(mixed).revisions.length).toBe(3);
    expect(await verify(mixed)).toBe('valid');
  });
});

test('a revision whose hidden stream stands behind its end is no signed end', () => {
  const ends = (hybridBytes: Uint8Array) =>
    openPdf(hybridBytes).revisions.map(({ eof }) => eof !== undefined);
  expect(ends(hybrid('before'))).toEqual([true]);
  expect(ends(hybrid('behind'))).toEqual([false]);
});

test('an appearance drawn by a later signature is no change of an earlier one', async () => {
  const base = signedIn(labDocument('table'), OBJECT.leader, pki.leader);
  const look: Edit = (update) =>
    setKeys(OBJECT.seal, { AP: pdfDict({ N: drawing(update, '0 0 80 20 re S') }) })(update);
  expect(await verify(signedIn(base, OBJECT.seal, pki.agency, { edit: look }))).toBe('valid');
});
