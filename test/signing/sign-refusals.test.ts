import { beforeAll, expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { sayFault } from '../../src/shared/words/vi.ts';
import { inspectSigned } from '../../src/signatures/inspect.ts';
import { PDF_LIMITS } from '../../src/signatures/pdf/limits.ts';
import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import type { SignRequest } from '../../src/signatures/sign/request.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { certified, encrypted, unreadablePages } from '../support/hostile-files.ts';
import { PKI_NOW, type TestPki, testPki } from '../support/pki.ts';
import { samplePdf } from '../support/sample-pdf.ts';
import { keyOf } from '../support/signing-key.ts';
import { makePng } from '../support/test-png.ts';

const PLACEMENT = findPlacement({ items: [], pages: [{ width: 595, height: 842 }] });
const { number: NUMBER, person: PERSON } = PREPARED_FIELDS;
const PLACE = { page: 1, x: 100, y: 100, width: 120, height: 60 };

let pki: TestPki;
let draft: Uint8Array;
let prepared: Uint8Array;
beforeAll(async () => {
  pki = await testPki();
  draft = await samplePdf({ kind: 'table' });
  prepared = prepareForSigning(draft, PLACEMENT);
});

const signs = (pdf: Uint8Array, more: Partial<SignRequest> = {}): Promise<Uint8Array> =>
  signPdf(pdf, { key: keyOf(pki.leader, pki.chain), at: PKI_NOW, target: { field: PERSON }, ...more });

const locksNumber = { newField: { name: 'Khoa', lock: [NUMBER] } };
const opaque = (interlaced: boolean) =>
  makePng({ width: 4, height: 4, colourType: 2, interlaced, point: () => [0, 0, 0] });

const refusals: readonly (readonly [string, string, () => Promise<Uint8Array>])[] = [
  ['a file that is no PDF', 'pdf.not-a-pdf', () => signs(Buffer.from('PK\u0003\u0004 not a pdf'))],
  ['an empty file', 'pdf.not-a-pdf', () => signs(new Uint8Array())],
  ['an encrypted file', 'pdf.encrypted', () => signs(encrypted(draft), { target: { newField: {} } })],
  ['a certified document', 'signing.certified-final', () => signs(certified(prepared))],
  [
    'a draft whose page cannot be read',
    'pdf.malformed',
    async () => prepareForSigning(unreadablePages(draft), PLACEMENT),
  ],
  ['a field that is not there', 'signing.field-missing', () => signs(draft)],
  ['a field that is already signed', 'signing.field-signed', async () => signs(await signs(prepared))],
  [
    'a number closed by an earlier signature',
    'signing.field-locked',
    async () =>
      signs(await signs(prepared, { target: locksNumber }), { values: [{ field: NUMBER, value: '15' }] }),
  ],
  [
    'a number that is already filled',
    'signing.field-filled',
    async () =>
      signs(await signs(prepared, { values: [{ field: NUMBER, value: '15' }] }), {
        target: { newField: {} },
        values: [{ field: NUMBER, value: '16' }],
      }),
  ],
  [
    'a number of more letters than its field holds',
    'signing.value-too-long',
    () => signs(prepared, { values: [{ field: NUMBER, value: '12345678901' }] }),
  ],
  [
    'a text field that is not there',
    'signing.field-missing',
    () => signs(prepared, { values: [{ field: 'khac', value: '1' }] }),
  ],
  [
    'a name that is taken',
    'signing.field-taken',
    () => signs(prepared, { target: { newField: { name: NUMBER } } }),
  ],
  [
    'a page that is not there',
    'signing.page-missing',
    () => signs(draft, { target: { newField: { place: { ...PLACE, page: 9 } } } }),
  ],
  [
    'a picture that is no PNG',
    'signing.image-unusable',
    () => signs(prepared, { look: { kind: 'image', png: Buffer.from('GIF89a') } }),
  ],
  [
    'an interlaced picture',
    'signing.image-unusable',
    () => signs(prepared, { look: { kind: 'image', png: opaque(true) } }),
  ],
  [
    'a certificate that has expired',
    'signing.certificate-expired',
    () => signs(prepared, { key: keyOf(pki.expired, pki.chain) }),
  ],
  [
    'a certificate of tomorrow',
    'signing.certificate-not-yet-valid',
    () => signs(prepared, { at: new Date('2020-01-01T00:00:00Z') }),
  ],
  [
    'a certificate that may not sign',
    'signing.certificate-usage',
    () => signs(prepared, { key: keyOf(pki.wrongUsage, pki.chain) }),
  ],
  [
    'a key of somebody else',
    'signing.key-mismatch',
    () => signs(prepared, { key: { ...keyOf(pki.agency, pki.chain), certificate: pki.leader.certificate } }),
  ],
  [
    'a certificate that cannot be read',
    'signing.certificate-unreadable',
    () =>
      signs(prepared, { key: { ...keyOf(pki.leader, []), certificate: Buffer.from('3003020101', 'hex') } }),
  ],
  [
    'preparing what is signed',
    'signing.already-signed',
    async () => prepareForSigning(await signs(draft, { target: { newField: {} } }), PLACEMENT),
  ],
  ['preparing twice', 'signing.already-prepared', async () => prepareForSigning(prepared, PLACEMENT)],
];

test.each(refusals)(
  '%s is refused by %s, in a whole sentence, and the file stays as it was',
  async (_, code, act) => {
    const before = Buffer.from(prepared);
    const fault = await act().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(fault).toBeInstanceOf(AppError);
    expect(fault instanceof AppError && fault.code).toBe(code);
    expect(fault instanceof AppError && sayFault(fault.code, { name: 'x.pdf', ...fault.detail })).not.toMatch(
      /[{}]/,
    );
    expect(before.equals(prepared)).toBe(true);
  },
);

test('the key is not asked when the certificate or the document refuses', async () => {
  const asked: string[] = [];
  const key = {
    ...keyOf(pki.expired, pki.chain),
    sign: () => {
      asked.push('sign');
      return Promise.resolve(new Uint8Array());
    },
  };
  await expect(signs(prepared, { key })).rejects.toThrow('signing.certificate-expired');
  await expect(
    signs(certified(prepared), { key: { ...key, certificate: pki.leader.certificate } }),
  ).rejects.toThrow('signing.certified-final');
  expect(asked).toEqual([]);
});

const itself = async (pdf: Uint8Array, limits = PDF_LIMITS) =>
  inspectSigned(pdf, pdf, await verifyPdf(pdf, { anchors: [pki.anchor], at: PKI_NOW, offline: true, limits }))
    .unsignable;

/** A signed file in which one byte of the page was turned since. */
async function broken(): Promise<Uint8Array> {
  const bytes = Uint8Array.from(await signs(prepared));
  bytes[400] = (bytes[400] ?? 0) ^ 1;
  return bytes;
}

test.each<[string, () => Uint8Array | Promise<Uint8Array>, string | undefined]>([
  ['a plain file', () => draft, undefined],
  ['a file that is signed already', () => signs(prepared), undefined],
  ['no PDF', () => Buffer.from('không phải PDF'), 'pdf.not-a-pdf'],
  ['half a PDF', () => draft.subarray(0, draft.length / 2), 'pdf.malformed'],
  ['a file whose page cannot be read', () => unreadablePages(draft), 'pdf.malformed'],
  ['an encrypted file', () => encrypted(draft), 'pdf.encrypted'],
  ['a certified document', () => certified(prepared), 'signing.certified-final'],
  ['a file whose signature is broken', broken, 'signing.own-check-failed'],
])('whoever looks at %s by itself sees whether it can be signed', async (_what, make, code) => {
  expect(await itself(await make())).toBe(code);
});

test('a file whose reading took too long is not called unsignable', async () => {
  await expect(itself(await signs(prepared), { ...PDF_LIMITS, timeMsMax: 0 })).rejects.toThrow(
    'pdf.too-complex',
  );
});
