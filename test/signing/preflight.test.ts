import { beforeAll, describe, expect, test } from 'vitest';
import { PreflightFinding } from '../../src/shared/signature/preflight.ts';
import { words } from '../../src/shared/words/vi.ts';
import { PDF_LIMITS } from '../../src/signatures/pdf/limits.ts';
import { preflight } from '../../src/signatures/preflight/preflight.ts';
import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { pageText } from '../support/page-text.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { type PlainPage, type PlainPdf, plainPdf } from '../support/plain-pdf.ts';
import { SAMPLE, samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const WORDS = 'BT /F 12 Tf 1 0 0 1 72 700 Tm (So tien 1000) Tj ET';
const page = (some: PlainPage = {}): PlainPage => ({
  content: WORDS,
  entries: '/Resources<</Font<</F<</Type/Font/Subtype/Type3>>>>>>',
  ...some,
});
const codes = (pdf: Partial<PlainPdf>) =>
  preflight(plainPdf({ pages: [page()], ...pdf })).map(({ code }) => code);
const annotation = (body: string): Partial<PlainPdf> => ({
  pages: [page({ entries: '/Annots[10 0 R]/Resources<<>>' })],
  objects: [`<</Type/Annot/Rect[10 20 110 70]${body}>>`],
});

test('an ordinary draft, and the same with our empty fields, has nothing to report', async () => {
  const draft = await samplePdf({ kind: 'stream' });
  const placement = findPlacement({ ...(await pageText(draft)), signerName: SAMPLE.signer });
  expect(preflight(draft)).toEqual([]);
  expect(preflight(prepareForSigning(draft, placement))).toEqual([]);
});

test('a file that is signed already says so by the field, once for each signature', async () => {
  const signed = await signPdf(await samplePdf({ kind: 'table' }), {
    key: keyOf(pki.leader, pki.chain),
    at: PKI_NOW,
    target: { newField: { name: 'LanhDao' } },
  });
  expect(preflight(signed)).toEqual([{ code: 'signed', weight: 'note', what: 'LanhDao' }]);
});

describe('what can change a page after it was signed', () => {
  test.each<[string, Partial<PlainPdf>, string]>([
    [
      'a script that runs at opening',
      { catalog: '/OpenAction<</S/JavaScript/JS(app.alert)>>' },
      'javascript',
    ],
    [
      'a script of the document',
      { catalog: '/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>' },
      'javascript',
    ],
    ['a script behind a button', annotation('/Subtype/Widget/AA<</D<</S/JavaScript/JS(x)>>>>'), 'javascript'],
    ['a program to be started', annotation('/Subtype/Link/A<</S/Launch/F(calc.exe)>>'), 'launch'],
    ['a form to be sent', annotation('/Subtype/Link/A<</S/SubmitForm/F(x)>>'), 'action'],
    ['a film', annotation('/Subtype/RichMedia'), 'multimedia'],
    ['a layer', { catalog: '/OCProperties<</OCGs[10 0 R]>>', objects: ['<</Type/OCG/Name(An)>>'] }, 'layers'],
    ['a dynamic form', { catalog: '/AcroForm<</Fields[]/XFA(x)>>' }, 'xfa'],
    [
      'a file inside',
      {
        catalog: '/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 10 0 R>>>>]>>>>',
        objects: ['<<>>'],
      },
      'embedded-file',
    ],
    [
      'a stream that another file holds',
      {
        pages: [page({ entries: '/Resources<</XObject<</X 10 0 R>>>>' })],
        objects: ['<</Type/XObject/Subtype/Image/F(http://x)/Length 0>>\nstream\n\nendstream'],
      },
      'external-content',
    ],
    [
      'a hidden field',
      {
        catalog: '/AcroForm<</Fields[10 0 R]>>',
        objects: ['<</FT/Tx/T(an)/Subtype/Widget/F 2/Rect[0 0 9 9]>>'],
      },
      'hidden-field',
    ],
    [
      'a field without a size',
      { catalog: '/AcroForm<</Fields[10 0 R]>>', objects: ['<</FT/Tx/T(an)/Subtype/Widget/Rect[0 0 0 0]>>'] },
      'hidden-field',
    ],
    ['a font that is not in the file', { pages: [{ content: WORDS }] }, 'unembedded-font'],
  ])('%s is found', (_what, pdf, code) => {
    expect(codes(pdf)).toEqual([code]);
  });

  test('a web link, a white ground and a line under the title are nothing', () => {
    const link = annotation('/Subtype/Link/A<</S/URI/URI(https://a.vn)>>');
    expect(codes(link)).toEqual([]);
    expect(codes({ pages: [page({ content: `1 g 0 0 595 842 re f ${WORDS} 72 690 200 1 re f` })] })).toEqual(
      [],
    );
  });

  test('words under a later cover are found with the place, as a reader sees it', () => {
    const cover = { content: `${WORDS} q 1 0 0 1 60 690 cm 1 g 0 0 120 30 re f Q` };
    expect(preflight(plainPdf({ pages: [page(), page(cover)] }))).toEqual([
      {
        code: 'covered-text',
        weight: 'warn',
        what: '',
        page: 2,
        place: { page: 2, x: 60, y: 690, width: 120, height: 30 },
      },
    ]);
    const turned = page({ ...cover, entries: '/Rotate 90/CropBox[50 50 545 792]/Resources<<>>' });
    expect(preflight(plainPdf({ pages: [turned] }))[0]?.place).toEqual({
      page: 1,
      x: 640,
      y: 365,
      width: 30,
      height: 120,
    });
  });

  test('a picture over words is a cover, a transparent one is not', () => {
    const picture = (more: string): Partial<PlainPdf> => ({
      pages: [
        page({
          content: `${WORDS} q 200 0 0 50 60 690 cm /X Do Q`,
          entries: '/Resources<</XObject<</X 10 0 R>>>>',
        }),
      ],
      objects: [`<</Type/XObject/Subtype/Image/Length 0${more}>>\nstream\n\nendstream`],
    });
    expect(codes(picture(''))).toEqual(['covered-text']);
    expect(codes(picture('/SMask 11 0 R'))).toEqual([]);
  });
});

describe('whatever the bytes are', () => {
  test('the answer is a list: broken, cut and endless files are told, never passed over', async () => {
    const draft = await samplePdf({ kind: 'stream' });
    for (let end = 0; end < draft.length - 1; end += 997)
      for (const finding of preflight(draft.subarray(0, end)))
        expect(PreflightFinding.safeParse(finding).success).toBe(true);
    expect(preflight(Buffer.from('no pdf'))).toEqual([{ code: 'unreadable', weight: 'stop', what: '' }]);
    const looping =
      '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>/Length 60>>';
    const content = '/X Do '.repeat(10);
    const loop: Partial<PlainPdf> = {
      pages: [page({ content: `${WORDS} /X Do`, entries: '/Resources<</XObject<</X 10 0 R>>>>' })],
      objects: [`${looping}\nstream\n${content}\nendstream`],
    };
    expect(codes(loop)).toEqual([]);
    const late = preflight(plainPdf({ pages: [page()] }), { ...PDF_LIMITS, fileBytesMax: 10 });
    expect(late).toEqual([{ code: 'unchecked', weight: 'warn', what: '' }]);
  });

  test('a broken content stream is told with its page', () => {
    expect(preflight(plainPdf({ pages: [page({ content: '<<<' })] }))).toEqual([
      { code: 'unchecked', weight: 'warn', what: '', page: 1 },
    ]);
  });
});

test('every finding has its sentence', () => {
  for (const code of PreflightFinding.shape.code.options) expect(words).toHaveProperty([`preflight.${code}`]);
});
