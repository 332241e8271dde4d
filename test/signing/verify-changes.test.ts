import { beforeAll, describe, expect, test } from 'vitest';
import {
  type PdfObject,
  pdfArray,
  pdfBoolean,
  pdfDict,
  pdfName,
  pdfNumber,
  pdfRef,
  pdfStream,
  pdfString,
  withEntries,
} from '../../src/signatures/pdf/objects.ts';
import type { PdfUpdate } from '../../src/signatures/pdf/update.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import {
  append,
  dictOf,
  drawing,
  type Edit,
  edited,
  filled,
  type Kind,
  labDocument,
  numbers,
  OBJECT,
  setData,
  setKeys,
  signedIn,
} from '../support/signed-lab.ts';

let pki: TestPki;
const signed: Record<Kind, Uint8Array> = { table: new Uint8Array(), stream: new Uint8Array() };
const sealed: Record<Kind, Uint8Array> = { table: new Uint8Array(), stream: new Uint8Array() };
const kinds: readonly Kind[] = ['table', 'stream'];

const fillBoth: Edit = (update) => {
  filled(OBJECT.number, '1234')(update);
  filled(OBJECT.date, '23/11/2026')(update);
};

beforeAll(async () => {
  pki = await testPki();
  for (const kind of kinds) {
    signed[kind] = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    sealed[kind] = signedIn(signed[kind], OBJECT.seal, pki.agency, { edit: fillBoth });
  }
});

const verify = (bytes: Uint8Array) =>
  verifyPdf(bytes, { anchors: [pki.anchor], intermediates: pki.chain, at: PKI_NOW, offline: true });

const text = (value: string) => pdfString(Buffer.from(value, 'latin1'));
const nothing: Edit = () => undefined;
const both =
  (...edits: Edit[]): Edit =>
  (update) => {
    for (const edit of edits) edit(update);
  };

const put =
  (num: number, object: PdfObject): Edit =>
  (update) =>
    update.put(pdfRef(num), object);

const fieldTransform = pdfDict({
  Type: pdfName('SigRef'),
  TransformMethod: pdfName('FieldMDP'),
  Data: pdfRef(OBJECT.catalog),
  TransformParams: pdfDict({ Action: pdfName('Include'), Fields: pdfArray([text('so')]) }),
});

/** A new widget on the first page, in the form or not. */
const newWidget = (keys: Readonly<Record<string, PdfObject>>, inForm = true): Edit =>
  both(
    append(OBJECT.page, 'Annots', (update) => {
      const ref = update.reserve();
      const shape = { Type: pdfName('Annot'), Subtype: pdfName('Widget'), P: pdfRef(OBJECT.page) };
      update.put(ref, pdfDict({ ...shape, Rect: numbers(100, 600, 200, 650), ...keys }));
      if (inForm) append(OBJECT.form, 'Fields', () => [ref])(update);
      return [ref];
    }),
  );

const visible = (update: PdfUpdate) => pdfDict({ N: drawing(update, '1 1 1 rg 0 0 80 20 re f') });

const harmless: [string, Edit][] = [
  ['an empty revision', nothing],
  [
    'objects written again as they were',
    both(...[1, 3, 4, 7, 9, 12].map((num) => (u: PdfUpdate) => u.put(pdfRef(num), u.current(pdfRef(num))))),
  ],
  ['an object nobody names', (update) => update.put(update.reserve(), pdfDict({ JS: text('app.alert(1)') }))],
  [
    'validation data and a developer extension',
    setKeys(OBJECT.catalog, {
      DSS: pdfDict({ Type: pdfName('DSS'), Certs: pdfArray([]) }),
      Extensions: pdfDict({ ESIC: pdfDict({}) }),
    }),
  ],
  ['the mark of iText 2 in the page tree', setKeys(OBJECT.pages, { ITXT: text('2.1.7') })],
  ['an empty signature field that draws nothing', newWidget({ FT: pdfName('Sig'), T: text('chuKyThem') })],
  [
    'new resources in the form',
    setKeys(OBJECT.form, {
      DR: pdfDict({ Font: pdfDict({ F1: pdfRef(OBJECT.font), F2: pdfRef(OBJECT.font) }) }),
    }),
  ],
];

const forbidden: [string, Edit][] = [
  ['the page drawn anew in place', setData(OBJECT.content, 'BT (Chi 95 trieu dong) Tj ET')],
  ['the page naming another content', (u) => setKeys(OBJECT.page, { Contents: drawing(u, 'q Q') })(u)],
  ['the font of the page replaced in place', setKeys(OBJECT.font, { BaseFont: pdfName('Symbol') })],
  ['inherited resources replaced', setKeys(OBJECT.pages, { Resources: pdfDict({}) })],
  ['the inherited page size', setKeys(OBJECT.pages, { MediaBox: numbers(0, 0, 595, 400) })],
  ['the page turned', setKeys(OBJECT.page, { Rotate: pdfNumber(180) })],
  ['a page taken out', setKeys(OBJECT.pages, { Kids: pdfArray([pdfRef(OBJECT.page)]), Count: pdfNumber(1) })],
  [
    'the pages in another order',
    setKeys(OBJECT.pages, { Kids: pdfArray([pdfRef(OBJECT.secondPage), pdfRef(OBJECT.page)]) }),
  ],
  [
    'a page added',
    append(OBJECT.pages, 'Kids', (u) => {
      const ref = u.reserve();
      u.put(ref, pdfDict({ Type: pdfName('Page'), Parent: pdfRef(2) }));
      return [ref];
    }),
  ],
  ['what the document named and left open', put(OBJECT.dangling, pdfDict({ Data: text('later') }))],
  [
    'an action at opening',
    setKeys(OBJECT.catalog, { OpenAction: pdfDict({ S: pdfName('JavaScript'), JS: text('1') }) }),
  ],
  ['layers', setKeys(OBJECT.catalog, { OCProperties: pdfDict({}) })],
  ['an annotation added', newWidget({ Subtype: pdfName('FreeText'), Contents: text('so 9') }, false)],
  ['an annotation drawn anew in place', setData(OBJECT.noteAppearance, '0 0 80 20 re f')],
  [
    'an annotation taken away',
    setKeys(OBJECT.page, { Annots: pdfArray([7, 8, 9, 10].map((num) => pdfRef(num))) }),
  ],
  ['a text field added', newWidget({ FT: pdfName('Tx'), T: text('moi'), V: text('9') })],
  [
    'a visible empty signature field',
    (u) => newWidget({ FT: pdfName('Sig'), T: text('x'), AP: visible(u) })(u),
  ],
  [
    'a signature field with an action',
    newWidget({ FT: pdfName('Sig'), T: text('x'), A: pdfDict({ S: pdfName('Launch') }) }),
  ],
  ['a signature field under an old name', newWidget({ FT: pdfName('Sig'), T: text('dauCoQuan') })],
  [
    'a field that names the old signature again',
    (u) =>
      newWidget({
        FT: pdfName('Sig'),
        T: text('x'),
        V: dictOf(u, pdfRef(OBJECT.leader)).entries.get('V') ?? text(''),
      })(u),
  ],
  ['a field moved', setKeys(OBJECT.number, { Rect: numbers(0, 0, 80, 20) })],
  ['a field renamed', setKeys(OBJECT.number, { T: text('ngay2') })],
  ['the drawing of an empty field without a value', setData(OBJECT.appearance, '0 0 80 20 re f')],
  ['the drawing of the signature', (u) => setKeys(OBJECT.leader, { AP: visible(u) })(u)],
  ['the place of the signature', setKeys(OBJECT.leader, { Rect: numbers(0, 0, 500, 800) })],
  ['the signature taken away', setKeys(OBJECT.leader, { V: undefined })],
  ['the form emptied', setKeys(OBJECT.form, { Fields: pdfArray([]) })],
  ['a form of another technology', setKeys(OBJECT.form, { XFA: text('<xdp/>') })],
  [
    'form resources replaced',
    setKeys(OBJECT.form, { DR: pdfDict({ Font: pdfDict({ F1: pdfDict({ Type: pdfName('Font') }) }) }) }),
  ],
  ['the lock of the open seal field loosened', setKeys(OBJECT.lock, { Fields: pdfArray([]) })],
  [
    'something else in the store of validation data',
    setKeys(OBJECT.catalog, { DSS: pdfDict({ Page: pdfRef(OBJECT.page) }) }),
  ],
  ['the form gone', setKeys(OBJECT.catalog, { AcroForm: undefined })],
];

describe.each(kinds)('in a file of kind %s', (kind) => {
  test('the leader signs, the clerk numbers and seals: both hold', async () => {
    const report = await verify(sealed[kind]);
    expect(
      report.signatures.map(({ field, integrity, indication }) => [field, integrity, indication]),
    ).toEqual([
      ['chuKyLanhDao', 'valid', 'TOTAL_PASSED'],
      ['dauCoQuan', 'valid', 'TOTAL_PASSED'],
    ]);
    expect(report.signatures[0]?.laterChanges.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'form-filled so',
      'form-filled ngay',
      'signature-added dauCoQuan',
    ]);
    expect(report.sentence).toEqual({ code: 'valid', reason: 'passed', detail: {} });
  });

  test.each(harmless)('%s changes nothing that was signed', async (_, edit) => {
    const report = await verify(edited(signed[kind], edit));
    expect([report.integrity, report.signatures[0]?.sentence.reason]).toEqual(['valid', 'passed']);
  });

  test.each(forbidden)('%s is a modification', async (_, edit) => {
    const report = await verify(edited(signed[kind], edit));
    expect(report.integrity).toBe('modified');
    expect(report.signatures[0]?.indication).toBe('TOTAL_FAILED');
  });

  test.each(forbidden)('%s stays one under a second signature', async (_, edit) => {
    const report = await verify(signedIn(edited(signed[kind], edit), OBJECT.seal, pki.agency));
    expect(report.integrity).toBe('modified');
  });

  test('a number that nobody sealed is never green', async () => {
    const report = await verify(edited(signed[kind], fillBoth));
    expect([report.integrity, report.sentence.code, report.sentence.reason]).toEqual([
      'indeterminate',
      'undetermined',
      'unsealed',
    ]);
  });

  test('a seal in a later revision covers the number', async () => {
    const report = await verify(signedIn(edited(signed[kind], fillBoth), OBJECT.seal, pki.agency));
    expect(report.integrity).toBe('valid');
  });

  test.each<[string, Edit]>([
    ['its value and drawing', filled(OBJECT.number, '9')],
    ['its value alone', setKeys(OBJECT.number, { V: text('9') })],
    ['its drawing alone', (u) => setKeys(OBJECT.number, { AP: visible(u) })(u)],
    ['its protection', setKeys(OBJECT.number, { Ff: undefined })],
    ['the font of its drawing', setKeys(OBJECT.font, { BaseFont: pdfName('Symbol') })],
    ['its value taken away', setKeys(OBJECT.number, { V: undefined })],
  ])('after the seal the number is locked: %s', async (_, edit) => {
    const report = await verify(edited(sealed[kind], edit));
    expect(report.signatures.map(({ integrity }) => integrity)).toEqual(['modified', 'modified']);
  });

  test('without any lock a number once written is not written again', async () => {
    const base = signedIn(
      edited(
        labDocument(kind),
        both(
          setKeys(OBJECT.seal, { Lock: undefined }),
          filled(OBJECT.number, '1'),
          setKeys(OBJECT.number, { Ff: undefined }),
        ),
      ),
      OBJECT.leader,
      pki.leader,
    );
    const report = await verify(edited(base, filled(OBJECT.number, '9')));
    expect(report.integrity).toBe('modified');
  });

  test.each<[string, number, Edit, string]>([
    ['nothing may come but time-stamps', 1, filled(OBJECT.number, '9'), 'modified'],
    ['forms may be filled', 2, filled(OBJECT.number, '9'), 'valid'],
    [
      'forms may be filled and nothing be written on the page',
      2,
      newWidget({ Subtype: pdfName('Text') }, false),
      'modified',
    ],
    ['annotations are shown to a person', 3, newWidget({ Subtype: pdfName('Text') }, false), 'indeterminate'],
    ['annotations may come and content not', 3, setData(OBJECT.content, 'q Q'), 'modified'],
  ])('a certification says what may come: %s', async (_, level, edit, integrity) => {
    const transform = pdfDict({
      Type: pdfName('SigRef'),
      TransformMethod: pdfName('DocMDP'),
      TransformParams: pdfDict({ P: pdfNumber(level) }),
    });
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader, {
      dict: { Reference: pdfArray([transform]) },
    });
    expect((await verify(edited(base, edit))).integrity).toBe(integrity);
  });

  test('a key written twice, the signed one last, is not overlooked', async () => {
    const evilFirst = both(
      setKeys(OBJECT.page, { Contents: undefined, Xontents: pdfRef(OBJECT.noteAppearance) }),
      setKeys(OBJECT.page, { Contents: pdfRef(OBJECT.content) }),
    );
    const doubled = Buffer.from(edited(signed[kind], evilFirst));
    doubled.write('/Contents', doubled.lastIndexOf('/Xontents'), 'latin1');
    expect((await verify(doubled)).integrity).toBe('modified');
  });

  test.each<[string, Readonly<Record<string, PdfObject>>, Readonly<Record<string, PdfObject>>]>([
    ['by the Lock of the signed field', { Lock: pdfRef(OBJECT.lock) }, {}],
    ['by the transform of the signature', {}, { Reference: pdfArray([fieldTransform]) }],
  ])('a field locked %s stays empty even under a seal', async (_, field, dict) => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader, { field, dict });
    const report = await verify(
      signedIn(base, OBJECT.seal, pki.agency, { edit: filled(OBJECT.number, '1') }),
    );
    expect(report.signatures.map(({ integrity }) => integrity)).toEqual(['modified', 'valid']);
    expect(report.signatures[0]?.laterChanges[0]?.code).toBe('locked-field-changed');
  });

  test('what may change in one place and not in another is compared in both', async () => {
    const shared = setKeys(OBJECT.catalog, {
      Extensions: pdfDict({ A: pdfRef(OBJECT.lock) }),
      Names: pdfDict({ A: pdfRef(OBJECT.lock) }),
    });
    const free = setKeys(OBJECT.seal, { Lock: undefined });
    const base = signedIn(edited(labDocument(kind), both(shared, free)), OBJECT.leader, pki.leader);
    const report = await verify(edited(base, setKeys(OBJECT.lock, { Action: pdfName('All') })));
    expect(report.signatures[0]?.laterChanges.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'metadata Extensions',
      'document-changed Names',
    ]);
  });

  test('bytes behind the end without a revision are a modification', async () => {
    const report = await verify(
      Buffer.concat([signed[kind], Buffer.from('4 0 obj\n<</Evil true>>\nendobj\n')]),
    );
    expect([report.integrity, report.sentence.reason]).toEqual(['modified', 'trailing-bytes']);
    expect(report.signatures[0]?.coversWholeFile).toBe(false);
  });

  test('asking viewers to draw filled fields anew is a modification', async () => {
    expect(
      (await verify(edited(sealed[kind], setKeys(OBJECT.form, { NeedAppearances: pdfBoolean(true) }))))
        .integrity,
    ).toBe('modified');
  });

  test('an appearance that the document uses too is not replaced under cover of a signature', async () => {
    const shared = both(
      setKeys(OBJECT.seal, { AP: pdfDict({ N: pdfRef(OBJECT.noteAppearance) }) }),
      setKeys(OBJECT.catalog, { Shared: pdfRef(OBJECT.noteAppearance) }),
    );
    const base = signedIn(edited(labDocument(kind), shared), OBJECT.leader, pki.leader);
    const covered = signedIn(base, OBJECT.seal, pki.agency, {
      edit: (u) => setKeys(OBJECT.seal, { AP: visible(u) })(u),
    });
    expect((await verify(covered)).integrity).toBe('modified');
  });

  test('a seal that covers most of the page is for a person to look at', async () => {
    const base = signedIn(
      edited(labDocument(kind), setKeys(OBJECT.seal, { Rect: numbers(0, 0, 590, 800) })),
      OBJECT.leader,
      pki.leader,
    );
    const covered = signedIn(base, OBJECT.seal, pki.agency, {
      edit: (u) => setKeys(OBJECT.seal, { AP: visible(u) })(u),
    });
    expect((await verify(covered)).integrity).toBe('indeterminate');
  });
});

test('an object placed behind the signed end was left open for somebody, and is found', async () => {
  const base = labDocument('table');
  const hidden = Buffer.from(base).toString('latin1');
  const far = String(base.length + 20_000).padStart(10, '0');
  const open = Buffer.from(hidden.replace(/0000000000 00000 f/, `${far} 00000 n`), 'latin1');
  const first = signedIn(open, OBJECT.leader, pki.leader);
  const padding = base.length + 20_000 - first.length;
  const tail = Buffer.from(`${' '.repeat(padding)}13 0 obj\n<</Data(now)>>\nendobj\n`);
  const report = await verify(
    edited(Buffer.concat([first, tail]), (u) =>
      u.put(u.reserve(), pdfStream(withEntries(pdfDict({}), {}), new Uint8Array())),
    ),
  );
  expect(report.integrity).toBe('modified');
});
