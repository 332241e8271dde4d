import { deflateSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { PdfReport } from '../../src/shared/signature/report.ts';
import { PDF_LIMITS } from '../../src/signatures/pdf/limits.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { edited, type Kind, labDocument, OBJECT, setData, signedIn } from '../support/signed-lab.ts';

let pki: TestPki;
const samples: Uint8Array[] = [];
beforeAll(async () => {
  pki = await testPki();
  for (const kind of ['table', 'stream'] satisfies Kind[]) {
    const signed = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    samples.push(signed, edited(signed, setData(OBJECT.content, 'q Q')));
  }
});

const verify = (bytes: Uint8Array, timeMsMax = PDF_LIMITS.timeMsMax) =>
  verifyPdf(bytes, {
    anchors: [pki.anchor],
    at: PKI_NOW,
    offline: true,
    limits: { ...PDF_LIMITS, timeMsMax },
  });

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A file of these objects with a classic table; `trailer` may add to it. */
function fileOf(bodies: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [latin1('%PDF-1.7\n')];
  let length = 9;
  const offsets = bodies.map((body, index) => {
    const offset = length;
    const part = Buffer.concat([latin1(`${index + 1} 0 obj\n`), Buffer.from(body), latin1('\nendobj\n')]);
    parts.push(part);
    length += part.length;
    return offset;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\n`;
  return Buffer.concat([...parts, latin1(`${table}startxref\n${length}\n%%EOF\n`)]);
}

test('a file cut anywhere is a report, and never green', async () => {
  for (const sample of samples) {
    for (let end = 0; end < sample.length - 1; end += 500) {
      const report = await verify(sample.subarray(0, end));
      expect(PdfReport.safeParse(report).success).toBe(true);
      expect(report.integrity, `cut at ${end}`).not.toBe('valid');
    }
  }
});

test('a file with bits turned is a report, and is green only where the signature’s own wrapping was hit', async () => {
  let seed = 20261123;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed % below;
  };
  for (const sample of samples) {
    const text = Buffer.from(sample).toString('latin1');
    const hole = [text.indexOf('/Contents <'), text.indexOf('>', text.indexOf('/Contents <'))];
    for (let round = 0; round < 150; round++) {
      const turned = Uint8Array.from(sample);
      const at = random(sample.length);
      turned[at] = (turned[at] ?? 0) ^ (1 << random(8));
      const report = await verify(turned);
      expect(PdfReport.safeParse(report).success).toBe(true);
      const isInHole = at >= (hole[0] ?? 0) && at <= (hole[1] ?? 0);
      if (!isInHole) expect(report.integrity, `byte ${at}`).not.toBe('valid');
    }
  }
});

const catalog = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>';
const pages = '<</Type/Pages/Kids[]/Count 0>>';

test.each<[string, () => Buffer]>([
  ['nothing', () => Buffer.alloc(0)],
  ['a word', () => latin1('Thanh Hóa')],
  ['a header alone', () => latin1('%PDF-1.7\n')],
  [
    'a table that is its own predecessor',
    () => {
      const one = fileOf([catalog, pages]);
      const at = /startxref\n(\d+)/.exec(one.toString('latin1'))?.[1] ?? '0';
      const loop = one.toString('latin1').replace('/Root', `/Prev ${at}/Root`);
      return latin1(loop);
    },
  ],
  ['a predecessor outside the file', () => fileOf([catalog, pages], '/Prev 99999999')],
  ['a predecessor that is a word', () => fileOf([catalog, pages], '/Prev /No')],
  ['a start beyond the file', () => latin1('%PDF-1.7\nstartxref\n99999\n%%EOF')],
  ['a catalogue that is a number', () => fileOf(['7', pages])],
  [
    'a field that is its own parent and kid',
    () => fileOf([catalog, pages, '<</FT/Sig/T(a)/Kids[3 0 R]/Parent 3 0 R/V 3 0 R>>']),
  ],
  ['references that run in a circle', () => fileOf(['2 0 R', '1 0 R'])],
  [
    'a length that needs its own stream',
    () => fileOf([catalog, pages, '<</Length 3 0 R>>\nstream\nx\nendstream']),
  ],
  ['arrays without end', () => fileOf([`<</Type/Catalog/X ${'['.repeat(100_000)}>>`, pages])],
  ['dictionaries without end', () => fileOf([`<</Type/Catalog/X ${'<</A '.repeat(50_000)}>>`, pages])],
  ['a number of a thousand digits', () => fileOf([`<</Type/Catalog/Pages ${'9'.repeat(1000)}>>`, pages])],
  [
    'a table of a billion rows',
    () => latin1('%PDF-1.7\nxref\n0 1000000000\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF'),
  ],
  ['a string without end', () => fileOf([`<</Type/Catalog/X (${'('.repeat(10_000)}>>`, pages])],
])('%s gets a report', async (_, make) => {
  const report = await verify(make());
  expect(PdfReport.safeParse(report).success).toBe(true);
  expect(['malformed', 'invalid', 'unsigned']).toContain(report.integrity);
});

test('a table packed two hundred times over is refused before it fills the memory', async () => {
  const packed = deflateSync(Buffer.alloc(40_000_000));
  const dict = `/Type/XRef/Size 2/Root 1 0 R/W[1 2 1]/Filter/FlateDecode/Length ${packed.length}`;
  const file = Buffer.concat([
    latin1(`%PDF-1.7\n5 0 obj\n<<${dict}>>\nstream\n`),
    packed,
    latin1('\nendstream\nendobj\nstartxref\n9\n%%EOF\n'),
  ]);
  expect((await verify(file)).integrity).toBe('malformed');
});

test('a file that needs more time than there is ends as undetermined', async () => {
  const many = fileOf([catalog, pages, ...Array.from({ length: 30_000 }, () => '<</A[1 2 3]>>')]);
  const report = await verify(many, -1);
  expect([report.integrity, report.sentence.reason]).toEqual(['indeterminate', 'too-complex']);
});

const BIG = 200_000;

/** Files that are small to write and would be read for minutes: each must end by itself, whatever its verdict. */
test.each<[string, () => Buffer]>([
  [
    'many fields whose name is one long string',
    () => {
      const fields = Array.from({ length: 20_000 }, () => '<</FT/Tx/T 4 0 R/V(1)>>');
      const refs = fields.map((_, index) => `${index + 5} 0 R`).join(' ');
      return fileOf([
        `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${refs}]>>>>`,
        pages,
        'null',
        `(${'x'.repeat(2_000_000)})`,
        ...fields,
      ]);
    },
  ],
  [
    'a stream of letters that each mean four zeros',
    () =>
      fileOf([
        catalog,
        pages,
        `<</Type/XRef/Filter[/A85 /A85 /A85]/Length ${BIG}>>\nstream\n${'z'.repeat(BIG)}\nendstream`,
      ]),
  ],
  [
    'a form that is its own page and its own field',
    () =>
      fileOf([
        '<</Type/Catalog/Pages 1 0 R/AcroForm 1 0 R/Fields[1 0 R]/Kids[1 0 R]/FT/Sig/V 1 0 R/Parent 1 0 R>>',
        pages,
      ]),
  ],
  [
    'an object stream that holds itself',
    () =>
      fileOf([catalog, pages, `<</Type/ObjStm/N 1000000/First 1/Length 9>>\nstream\n3 0 3 0 \nendstream`]),
  ],
])('%s comes to an end', async (_, make) => {
  expect(PdfReport.safeParse(await verify(make())).success).toBe(true);
});

test('many fields changed at once come to an end', async () => {
  const fields = Array.from({ length: 30_000 }, (_, index) => `<</FT/Tx/T(f${index})>>`);
  const refs = fields.map((_, index) => `${index + 4} 0 R`).join(' ');
  const form = fileOf([
    `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R ${refs}]>>>>`,
    '<</Type/Pages/Kids[]/Count 0>>',
    '<</FT/Sig/T(ky)/Rect[0 0 0 0]>>',
    ...fields,
  ]);
  const signed = signedIn(form, 3, pki.leader);
  const changed = edited(signed, (update) => {
    for (let num = 4; num < 30_004; num++) update.put({ kind: 'ref', num, gen: 0 }, { kind: 'null' });
  });
  expect(['modified', 'indeterminate']).toContain((await verify(changed)).integrity);
});
