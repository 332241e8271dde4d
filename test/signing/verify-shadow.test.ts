import { beforeAll, describe, expect, test } from 'vitest';
import {
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

/** Shadow attacks: somebody prepares the original, another signs it in good faith, and the first one changes what it shows. */
let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});
const kinds: readonly Kind[] = ['table', 'stream'];
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const text = (value: string) => pdfString(latin1(value));
const both =
  (...edits: Edit[]): Edit =>
  (update) => {
    for (const edit of edits) edit(update);
  };
const verify = (bytes: Uint8Array) =>
  verifyPdf(bytes, { anchors: [pki.anchor], intermediates: pki.chain, at: PKI_NOW, offline: true });

const EVIL = 'BT /F1 14 Tf 72 700 Td (Chi 95 trieu dong) Tj ET';
const white = (update: Parameters<Edit>[0]) => pdfDict({ N: drawing(update, '1 1 1 rg 0 0 80 20 re f') });

/** A field dictionary that is a list of pictures too: the page draws what stands under /M. */
const fieldAsPictures = setKeys(OBJECT.page, {
  Resources: pdfDict({ XObject: pdfRef(OBJECT.seal), Font: pdfDict({ F1: pdfRef(OBJECT.font) }) }),
});
const asStream =
  (num: number, data: string): Edit =>
  (update) =>
    update.put(pdfRef(num), pdfStream(dictOf(update, pdfRef(num)), latin1(data)));
const twoContents = setKeys(OBJECT.page, {
  Contents: pdfArray([pdfRef(OBJECT.content), pdfRef(OBJECT.seal)]),
});

/** Prepared, signed by the leader, then changed; `sealed` where the change needs a signature to hide in. */
const attacks: [string, Edit, Edit, 'appended' | 'sealed'][] = [
  [
    'a list of pictures that is a field',
    fieldAsPictures,
    (u) => setKeys(OBJECT.seal, { M: drawing(u, EVIL) })(u),
    'sealed',
  ],
  [
    'a field that is a stream of the page',
    both(asStream(OBJECT.seal, 'q Q'), twoContents),
    asStream(OBJECT.seal, EVIL),
    'appended',
  ],
  ['a field that becomes a stream of the page', twoContents, asStream(OBJECT.seal, EVIL), 'appended'],
  [
    'a seal field as large as the page that names no page',
    setKeys(OBJECT.seal, { Rect: numbers(0, 0, 595, 842), P: undefined }),
    (u) => setKeys(OBJECT.seal, { AP: white(u) })(u),
    'sealed',
  ],
  [
    'a seal field as large as what the page shows',
    both(
      setKeys(OBJECT.page, { CropBox: numbers(340, 90, 510, 190) }),
      setKeys(OBJECT.seal, { Rect: numbers(340, 90, 500, 190) }),
    ),
    (u) => setKeys(OBJECT.seal, { AP: white(u) })(u),
    'sealed',
  ],
  [
    'a blank as large as the page',
    both(
      setKeys(OBJECT.number, { Rect: numbers(0, 0, 595, 842) }),
      setKeys(OBJECT.seal, { Lock: undefined }),
    ),
    (u) => {
      const n = drawing(u, '1 1 1 rg 0 0 600 850 re f', { BBox: numbers(0, 0, 595, 842) });
      setKeys(OBJECT.number, { V: text('9'), AP: pdfDict({ N: n }) })(u);
    },
    'sealed',
  ],
  [
    'a push-button that gets a picture',
    setKeys(OBJECT.number, { FT: pdfName('Btn'), Ff: pdfNumber(1 << 16) }),
    (u) => setKeys(OBJECT.number, { V: pdfName('On'), AP: white(u) })(u),
    'sealed',
  ],
  [
    'values that viewers draw in another colour',
    both(filled(OBJECT.number, '15'), setKeys(OBJECT.form, { NeedAppearances: pdfBoolean(true) })),
    setKeys(OBJECT.form, { DA: text('/F1 0 Tf 1 1 1 rg') }),
    'appended',
  ],
  [
    'a seal hung on both pages',
    () => undefined,
    append(OBJECT.page, 'Annots', () => [pdfRef(OBJECT.seal), pdfRef(OBJECT.seal)]),
    'sealed',
  ],
];

describe.each(kinds)('in a file of kind %s', (kind) => {
  test.each(attacks)('%s', async (_, prepare, change, how) => {
    const base = signedIn(edited(labDocument(kind), prepare), OBJECT.leader, pki.leader);
    const made =
      how === 'sealed' ? signedIn(base, OBJECT.seal, pki.agency, { edit: change }) : edited(base, change);
    expect((await verify(base)).integrity).toBe('valid');
    expect(['modified', 'indeterminate']).toContain((await verify(made)).integrity);
  });

  test('a seal that is forged does not make a number count', async () => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    const sealed = Buffer.from(
      signedIn(base, OBJECT.seal, pki.agency, { edit: filled(OBJECT.number, '15') }),
    );
    const at = sealed.lastIndexOf('/M (D:2026');
    sealed.write('7', at + 5, 'latin1');
    const report = await verify(sealed);
    expect(report.signatures.map(({ integrity }) => integrity)).toEqual(['indeterminate', 'invalid']);
  });

  test('a new seal over a number that is already there is for a person to look at', async () => {
    const base = signedIn(
      edited(labDocument(kind), both(filled(OBJECT.number, '15'), setKeys(OBJECT.number, { Ff: undefined }))),
      OBJECT.leader,
      pki.leader,
    );
    let num = 0;
    edited(base, (update) => {
      num = update.reserve().num;
    });
    const over: Edit = (update) => {
      const field = update.reserve();
      const shape = {
        Type: pdfName('Annot'),
        Subtype: pdfName('Widget'),
        FT: pdfName('Sig'),
        T: text('them'),
      };
      update.put(field, pdfDict({ ...shape, Rect: numbers(90, 770, 200, 805), AP: white(update) }));
      append(OBJECT.page, 'Annots', () => [field])(update);
      append(OBJECT.form, 'Fields', () => [field])(update);
    };
    const report = await verify(signedIn(base, num, pki.agency, { edit: over }));
    expect([report.integrity, report.signatures[0]?.laterChanges[0]?.code]).toEqual([
      'indeterminate',
      'page-covered',
    ]);
  });

  test('an end that a later signature covers and puts out of sight is no end', async () => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    const integrityBehind = async (blanks: number) =>
      (await verify(signedIn(base, OBJECT.seal, pki.agency, { blanks }))).integrity;
    expect([await integrityBehind(500), await integrityBehind(2000)]).toEqual(['valid', 'modified']);
  });

  test('places that take more than half of the page only together are for a person to look at', async () => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    let num = 0;
    edited(base, (update) => {
      num = update.reserve().num;
    });
    const halves: Edit = (update) => {
      const [field, ...places] = [update.reserve(), update.reserve(), update.reserve()];
      const place = { Type: pdfName('Annot'), Subtype: pdfName('Widget'), Parent: field };
      for (const [at, ref] of places.entries())
        update.put(
          ref,
          pdfDict({ ...place, Rect: numbers(0, at * 320, 595, at * 320 + 300), AP: white(update) }),
        );
      update.put(field, pdfDict({ FT: pdfName('Sig'), T: text('them'), Kids: pdfArray(places) }));
      append(OBJECT.secondPage, 'Annots', () => places)(update);
      append(OBJECT.form, 'Fields', () => [field])(update);
    };
    const report = await verify(signedIn(base, num, pki.agency, { edit: halves }));
    expect([report.integrity, report.sentence.detail['change']]).toEqual(['indeterminate', 'page-covered']);
  });

  test('places that take more than half of the page in one revision after another are for a person to look at', async () => {
    const half = (bytes: Uint8Array, bottom: number) => {
      let num = 0;
      const put: Edit = (update) => {
        const field = update.reserve();
        num = field.num;
        const shape = { Type: pdfName('Annot'), Subtype: pdfName('Widget'), FT: pdfName('Sig') };
        const rect = numbers(0, bottom, 595, bottom + 300);
        update.put(field, pdfDict({ ...shape, T: text(`them${bottom}`), Rect: rect, AP: white(update) }));
        append(OBJECT.secondPage, 'Annots', () => [field])(update);
        append(OBJECT.form, 'Fields', () => [field])(update);
      };
      edited(bytes, put);
      return signedIn(bytes, num, pki.agency, { edit: put });
    };
    const once = half(signedIn(labDocument(kind), OBJECT.leader, pki.leader), 0);
    const twice = half(once, 320);
    expect([(await verify(once)).integrity, (await verify(twice)).sentence.detail['change']]).toEqual([
      'valid',
      'page-covered',
    ]);
  });

  test('an object of another generation than its name says does not move', async () => {
    const base = Buffer.from(labDocument(kind))
      .toString('latin1')
      .replaceAll('/Contents 4 0 R', '/Contents 4 1 R');
    const signed = signedIn(latin1(base), OBJECT.leader, pki.leader);
    expect((await verify(signed)).integrity).toBe('valid');
    expect((await verify(edited(signed, setData(OBJECT.content, EVIL)))).integrity).toBe('modified');
  });

  test('a reference of another generation does not come', async () => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    const turned = setKeys(OBJECT.page, { Rotate: pdfRef(OBJECT.content, 1) });
    expect((await verify(edited(base, turned))).integrity).toBe('modified');
  });

  test('a key that stood twice when it was signed is not settled afterwards', async () => {
    const twice = setKeys(OBJECT.page, {
      Contents: undefined,
      Xontents: pdfRef(OBJECT.noteAppearance),
      Contentz: pdfRef(OBJECT.content),
    });
    const base = edited(labDocument(kind), twice);
    const doubled = Buffer.from(base);
    doubled.write('/Contents', doubled.lastIndexOf('/Xontents'), 'latin1');
    doubled.write('/Contents', doubled.lastIndexOf('/Contentz'), 'latin1');
    const signed = signedIn(doubled, OBJECT.leader, pki.leader);
    const settled = edited(signed, setKeys(OBJECT.page, { Contents: pdfRef(OBJECT.content) }));
    expect((await verify(signed)).integrity).toBe('valid');
    expect((await verify(settled)).integrity).toBe('modified');
  });

  test('a signature that takes another’s number does not hide it', async () => {
    const base = signedIn(labDocument(kind), OBJECT.leader, pki.leader);
    const report = await verify(
      edited(base, (update) => {
        const value = dictOf(update, pdfRef(OBJECT.leader)).entries.get('V');
        if (value?.kind !== 'ref') throw new Error('the leader has not signed');
        update.putSignature(value, withEntries(dictOf(update, value), { Reason: text('x') }), 4096);
      }),
    );
    expect(report.signatures.map(({ integrity }) => integrity)).toEqual(['invalid', 'modified']);
  });
});
