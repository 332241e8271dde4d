import { degrees, PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawnText } from '../../src/signatures/appearance/drawn-text.ts';
import { inspectSigned } from '../../src/signatures/inspect.ts';
import { openPdf } from '../../src/signatures/pdf/file.ts';
import {
  asDict,
  asRef,
  asStream,
  pdfArray,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfStream,
  pdfText,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import { type PdfPage, pagesOf } from '../../src/signatures/pdf/pages.ts';
import { beginUpdate } from '../../src/signatures/pdf/update.ts';
import { cornerPlace, findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { fieldsOf } from '../../src/signatures/sign/fields.ts';
import { sealSigned } from '../../src/signatures/sign/seal-signed.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import type { SignatureLook } from '../../src/signatures/sign/target.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { fontsIn, judge, textOn } from '../support/judges.ts';
import { pageText } from '../support/page-text.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { plainPdf } from '../support/plain-pdf.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { blueSignature } from '../support/test-png.ts';

const SEAL = {
  kind: 'seal',
  ring: 'ỦY BAN NHÂN DÂN XÃ VÂN KHÁNH THƯỢNG',
  foot: 'TỈNH LAM GIANG',
  centre: ['ỦY BAN', 'NHÂN DÂN'],
} as const;
const NUMBER = '15';
const DATE = 'ngày 05 tháng 12 năm 2026';

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const leader = () => ({ key: keyOf(pki.leader, pki.chain), at: PKI_NOW });
const agency = () => ({ key: keyOf(pki.agency, pki.chain), at: PKI_NOW });
const verify = (pdf: Uint8Array) => verifyPdf(pdf, { anchors: [pki.anchor], at: PKI_NOW, offline: true });

/** Pages as other programs make them: turned, cut, with another unit. */
async function oddPage(change: (document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(await samplePdf({ kind: 'table' }));
  change(document);
  return document.save({ useObjectStreams: false });
}
const firstPage = (document: PDFDocument) => document.getPage(0);

const placed = async (pdf: Uint8Array) =>
  findPlacement({ ...(await pageText(pdf)), signerName: SAMPLE.signer });

async function signedAndSealed(pdf: Uint8Array): Promise<Uint8Array> {
  const prepared = prepareForSigning(pdf, await placed(pdf));
  const signed = await signPdf(prepared, {
    ...leader(),
    target: { field: PREPARED_FIELDS.person },
    look: { kind: 'image', png: blueSignature() },
  });
  return signPdf(signed, {
    ...agency(),
    target: { field: PREPARED_FIELDS.seal },
    look: SEAL,
    values: [
      { field: PREPARED_FIELDS.number, value: NUMBER },
      { field: PREPARED_FIELDS.date, value: DATE },
    ],
  });
}

const accepted = async (pdf: Uint8Array) => {
  const { pdfsig, qpdf, openssl } = await judge(pdf, pki.trial.root.certificatePem);
  return {
    pdfsig: new Set(pdfsig),
    qpdf,
    openssl: new Set(openssl),
    ours: (await verify(pdf)).integrity,
  };
};
const ACCEPTED = {
  pdfsig: new Set(['Signature is Valid.']),
  qpdf: [],
  openssl: new Set(['CAdES Verification successful']),
  ours: 'valid',
};

describe('pages as other programs make them', () => {
  test.each<[string, (document: PDFDocument) => void]>([
    [
      'cut by a crop box that begins elsewhere',
      (document) => firstPage(document).setCropBox(30, 20, 545, 790),
    ],
    [
      'in a media box with negative corners',
      (document) => firstPage(document).setMediaBox(-20, -10, 635, 870),
    ],
    [
      'of half size with a unit of two points',
      (document) => {
        const page = firstPage(document);
        page.scale(0.5, 0.5);
        page.node.set(PDFName.of('UserUnit'), PDFNumber.of(2));
      },
    ],
  ])('a page %s gets number and date on their lines', async (_what, change) => {
    const sealed = await signedAndSealed(await oddPage(change));
    const text = await textOn(sealed);
    expect(text).toMatch(/Số:\s+15\s*\/UBND-VP\s+Lam Giang,\s*ngày 05 tháng 12 năm 2026/);
    expect(await accepted(sealed)).toEqual(ACCEPTED);
  });

  test.each([90, 180, 270])(
    'on a page turned by %i degrees everything stands upright for its reader',
    async (turn) => {
      const upright = await samplePdf({ kind: 'table' });
      const document = await PDFDocument.create();
      const page = document.addPage(turn === 180 ? [595.28, 841.89] : [841.89, 595.28]);
      const [embedded] = await document.embedPdf(upright);
      if (!embedded) throw new Error('no page');
      const at = { 90: [841.89, 0], 180: [595.28, 841.89], 270: [0, 595.28] }[turn as 90 | 180 | 270];
      page.drawPage(embedded, { x: at[0] ?? 0, y: at[1] ?? 0, rotate: degrees(turn) });
      page.setRotation(degrees(turn));
      const sealed = await signedAndSealed(await document.save({ useObjectStreams: false }));
      expect(await textOn(sealed)).toMatch(/Số:\s+15\s*\/UBND-VP\s+Lam Giang,\s*ngày 05 tháng 12 năm 2026/);
      expect(await accepted(sealed)).toEqual(ACCEPTED);
    },
  );
});

describe('a paper that came signed without fields for number and date', () => {
  const signedElsewhere = async () => {
    const pdf = await samplePdf({ kind: 'table' });
    const { person } = await placed(pdf);
    return signPdf(pdf, { ...leader(), target: { newField: { name: 'KyTruoc', place: person } } });
  };

  test('gets both, and the seal, as three signatures of the agency that are one sealing', async () => {
    const signed = await signedElsewhere();
    const { number, date, seal } = await placed(signed);
    if (!number || !date) throw new Error('the sample has room for both');
    const sealed = await sealSigned(signed, {
      ...agency(),
      number: { text: NUMBER, place: number },
      date: { text: DATE, place: date },
      seal: { look: SEAL, place: seal },
    });
    expect(await accepted(sealed)).toEqual(ACCEPTED);
    expect(await textOn(sealed)).toMatch(/Số:\s+15\s*\/UBND-VP\s+Lam Giang,\s*ngày 05 tháng 12 năm 2026/);
    expect(inspectSigned(sealed, signed, await verify(sealed))).toMatchObject({
      continuesBase: true,
      isIntact: true,
      signatureCount: 2,
      numberText: NUMBER,
      dateText: DATE,
    });
  });

  test('is not one sealing when another signs one of the three', async () => {
    const signed = await signedElsewhere();
    const { number, date, seal } = await placed(signed);
    if (!number || !date) throw new Error('the sample has room for both');
    const place = (name: string, at: typeof seal) => ({ newField: { name, place: at } });
    const first = await signPdf(signed, { ...leader(), target: place('soCoQuan', number) });
    const second = await signPdf(first, { ...agency(), target: place('ngayCoQuan', date) });
    const third = await signPdf(second, { ...agency(), target: place('dauCoQuan', seal) });
    expect(inspectSigned(third, signed, await verify(third))).toMatchObject({
      signatureCount: 4,
      numberText: undefined,
    });
  });
});

describe('the words of the agency’s signature', () => {
  const stamped = (pdf: Uint8Array, look: SignatureLook, kind: 'attachment' | 'copy') =>
    pageText(pdf).then(({ pages: [page = { width: 595, height: 842 }] }) =>
      signPdf(pdf, { ...agency(), target: { newField: { place: cornerPlace(page, kind) } }, look }),
    );

  test.each<[string, 'attachment' | 'copy', SignatureLook, string]>([
    [
      'on a separate attachment are number, notation and time',
      'attachment',
      { kind: 'attachment', reference: '15/QĐ-UBND' },
      '15/QĐ-UBND; 2026-11-23T10:00:00+07:00',
    ],
    [
      'on a copy are its form, the agency and the time',
      'copy',
      { kind: 'copy', form: 'sao-luc', agency: 'Ủy ban nhân dân xã Vân Khánh Thượng' },
      'SAO LỤC, Ủy ban nhân dân xã Vân Khánh Thượng, 2026-11-23T10:00:00+07:00',
    ],
    [
      'on a copy by an agency with a very long name are broken, never cut',
      'copy',
      {
        kind: 'copy',
        form: 'trich-sao',
        agency:
          'Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn Ữ Ẩ Ợ tỉnh Lam Giang',
      },
      'TRÍCH SAO, Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn Ữ Ẩ Ợ tỉnh Lam Giang, 2026-11-23T10:00:00+07:00',
    ],
  ])('%s', async (_what, kind, look, words) => {
    const pdf = await samplePdf({ kind: 'stream' });
    const signed = await stamped(pdf, look, kind);
    expect(await accepted(signed)).toEqual(ACCEPTED);
    expect(inspectSigned(signed, pdf, await verify(signed)).stampText).toBe(words);
    expect((await textOn(signed)).replace(/\s+/g, ' ')).toContain(words.split(' ').slice(-2).join(' '));
    const fonts = await fontsIn(signed);
    expect(fonts.filter((line) => /Tinos/.test(line) && /\+/.test(line))).toSatisfy((lines: string[]) =>
      lines.some((line) => /yes yes yes/.test(line)),
    );
    expect(Buffer.from(signed.subarray(pdf.length)).toString('latin1')).not.toContain('/Subtype /Image');
  });

  test('fit on a page smaller than their box', async () => {
    const small = plainPdf({ pages: [{ entries: '/MediaBox[0 0 180 60]' }] });
    const signed = await stamped(small, { kind: 'attachment', reference: '1234/QĐ-UBND' }, 'attachment');
    expect(inspectSigned(signed, small, await verify(signed)).stampText).toBe(
      '1234/QĐ-UBND; 2026-11-23T10:00:00+07:00',
    );
  });
});

test('a number whose value says another than the page shows is nobody’s number', async () => {
  const pdf = await samplePdf({ kind: 'table' });
  const file = openPdf(await signedAndSealed(pdf));
  const number = fieldsOf(file.latest).find(({ name }) => name === PREPARED_FIELDS.number);
  const update = beginUpdate(file);
  if (number) update.put(number.ref, withEntries(number.dict, { V: pdfText('16') }));
  const changed = update.finish().whole();
  const report = await verify(changed);
  expect([report.integrity, inspectSigned(changed, pdf, report).numberText]).toEqual(['modified', '']);
});

describe('a file that nobody had signed', () => {
  const base = plainPdf({ pages: [{ content: 'BT /F 12 Tf 72 700 Td (Phu luc) Tj ET' }] });
  const signs = (pdf: Uint8Array, look: SignatureLook = { kind: 'attachment', reference: '15/UBND-VP' }) =>
    signPdf(pdf, {
      ...agency(),
      target: { newField: { place: { page: 1, x: 300, y: 780, width: 250, height: 20 } } },
      look,
    });
  const inspected = async (signed: Uint8Array) => {
    const { continuesBase, isIntact } = inspectSigned(signed, base, await verify(signed));
    return { continuesBase, isIntact };
  };
  /** A revision of somebody who has the file in hand before it is signed. */
  const tampered = (change: (update: ReturnType<typeof beginUpdate>, page: PdfPage) => void) => {
    const file = openPdf(base);
    const update = beginUpdate(file);
    const [page] = pagesOf(file.latest);
    if (!page) throw new Error('the file has a page');
    change(update, page);
    return update.finish().whole();
  };
  const other = plainPdf({ pages: [{ content: 'BT /F 12 Tf 72 700 Td (Phu luc khac) Tj ET' }] });

  test('is continued by the signature', async () => {
    expect(await inspected(await signs(base))).toEqual({ continuesBase: true, isIntact: true });
  });

  test.each<[string, () => Uint8Array]>([
    [
      'another text on the page',
      () =>
        tampered((update, { ref, dict }) => {
          const { dict: page } = pagesOf(openPdf(other).latest)[0] ?? {};
          const content = asStream(page && openPdf(other).latest.get(page, 'Contents'));
          if (!content) throw new Error('the other page says something');
          const contents = update.reserve();
          update.put(contents, content);
          update.put(ref, withEntries(dict, { Contents: contents }));
        }),
    ],
    [
      'a turned page',
      () =>
        tampered((update, { ref, dict }) => update.put(ref, withEntries(dict, { Rotate: pdfNumber(180) }))),
    ],
    [
      'a note on the page',
      () =>
        tampered((update, { ref, dict }) => {
          const note = update.reserve();
          const rect = pdfArray([100, 100, 300, 200].map(pdfNumber));
          update.put(
            note,
            pdfDict({
              Type: pdfName('Annot'),
              Subtype: pdfName('FreeText'),
              Rect: rect,
              Contents: pdfText('Khác'),
            }),
          );
          update.put(ref, withEntries(dict, { Annots: pdfArray([note]) }));
        }),
    ],
  ])('is not continued where %s came before the signature', async (_what, make) => {
    expect(await inspected(await signs(make()))).toEqual({ continuesBase: false, isIntact: true });
  });
});

test.each([
  ['by an invisible render mode', (content: string) => content.replace(' Tf ', ' Tf 3 Tr ')],
  ['in white', (content: string) => content.replace('BT 0 g', 'BT 1 g')],
  ['in a white that comes back', (content: string) => `1 g q ${content.replace('BT 0 g', '0 g Q BT')}`],
  ['in no ink', (content: string) => content.replace('BT 0 g', 'BT 0 0 0 0 k')],
  ['under a white ground', (content: string) => `${content} 1 g 0 0 500 500 re f`],
  ['beside a picture', (content: string) => `${content} /Im Do`],
])('words that are drawn %s are not taken for what the page shows', async (_how, change) => {
  const base = plainPdf({ pages: [{}] });
  const place = { page: 1, x: 300, y: 780, width: 250, height: 20 };
  const target = { newField: { name: 'dau', place } };
  const look = { kind: 'attachment', reference: '15/UBND-VP' } as const;
  const file = openPdf(await signPdf(base, { ...agency(), target, look }));
  const widget = fieldsOf(file.latest).find(({ name }) => name === 'dau')?.widget;
  const shown = asRef(asDict(file.latest.get(widget?.dict, 'AP'))?.entries.get('N'));
  const form = asStream(file.latest.resolve(shown));
  if (!shown || !form) throw new Error('the signature shows words');
  expect(drawnText(file, widget?.dict)).toMatch(/^15\/UBND-VP; /);
  const update = beginUpdate(file);
  const content = Buffer.from(file.latest.decode(form)).toString('latin1');
  expect(change(content)).not.toBe(content);
  update.put(
    shown,
    pdfStream(withEntries(form.dict, { Filter: undefined }), Buffer.from(change(content), 'latin1')),
  );
  const changed = openPdf(update.finish().whole());
  expect(drawnText(changed, widget?.dict)).toBeUndefined();
});
