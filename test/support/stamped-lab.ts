import {
  pdfArray,
  pdfDict,
  pdfName,
  pdfRef,
  pdfStream,
  pdfString,
} from '../../src/signatures/pdf/objects.ts';
import type { PdfUpdate } from '../../src/signatures/pdf/update.ts';
import { append, edited, filledIn, labDocument, numbers, OBJECT, setKeys } from './signed-lab.ts';
import { cms, type Member, type Signing, token } from './trust-lab.ts';

/** The laboratory's document with empty fields for document time-stamps, and what is added to it in the long run. */
const FIRST_STAMP = 17;
const STAMP_FIELDS = 3;
/** Object numbers of the time-stamp fields, in the order in which they are filled. */
export const STAMPS = Array.from({ length: STAMP_FIELDS }, (_, index) => FIRST_STAMP + index);

export const stampedDocument = (): Uint8Array =>
  edited(labDocument('table'), (update) =>
    append(OBJECT.form, 'Fields', () => STAMPS.map((_, index) => stampField(update, index)))(update),
  );

function stampField(update: PdfUpdate, index: number) {
  const ref = update.reserve();
  const kinds = { Type: pdfName('Annot'), Subtype: pdfName('Widget'), FT: pdfName('Sig') };
  const place = {
    Rect: numbers(0, 0, 0, 0),
    F: { kind: 'number', value: 132 } as const,
    P: pdfRef(OBJECT.page),
  };
  update.put(ref, pdfDict({ ...kinds, ...place, T: pdfString(Buffer.from(`luuTru${index + 1}`)) }));
  return ref;
}

/** One revision with a signature of `by` in the leader's field, or in another. */
export const signedBy = (pdf: Uint8Array, by: Member, signing: Signing = {}, num: number = OBJECT.leader) =>
  filledIn(pdf, num, (digest) => cms(digest, by, signing));

/** One revision with a document time-stamp of `by` in the field of object `num`. */
export const stampedBy = (
  pdf: Uint8Array,
  by: Member,
  at: string,
  num: number,
  chain: readonly Member[] = [],
) =>
  filledIn(pdf, num, (digest) => token(digest, by, at, chain), {
    dict: { Type: pdfName('DocTimeStamp'), SubFilter: pdfName('ETSI.RFC3161') },
  });

export type Stored = {
  readonly certificates?: readonly Member[];
  readonly ocsp?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
};

/** One revision with a document security store (EN 319 142-1 §5.4.2). */
export const storedIn = (pdf: Uint8Array, { certificates = [], ocsp = [], crls = [] }: Stored): Uint8Array =>
  edited(pdf, (update) => {
    const streams = (all: readonly Uint8Array[]) =>
      pdfArray(
        all.map((bytes) => {
          const ref = update.reserve();
          update.put(ref, pdfStream(pdfDict({}), bytes));
          return ref;
        }),
      );
    const store = pdfDict({
      Certs: streams(certificates.map(({ certificate }) => certificate.der)),
      OCSPs: streams(ocsp),
      CRLs: streams(crls),
    });
    setKeys(OBJECT.catalog, { DSS: store })(update);
  });
