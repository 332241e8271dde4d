import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { pageText } from './page-text.ts';
import { PKI_NOW, type TestPki } from './pki.ts';
import { SAMPLE, type SamplePdf, samplePdf } from './sample-pdf.ts';
import { keyOf } from './signing-key.ts';
import { blueSignature } from './test-png.ts';

/** A paper as this program makes it: signed by the leader, and signed by him with number, date and seal. */
export type SignedPaper = { readonly byLeader: Uint8Array; readonly sealed: Uint8Array };

export async function signedPaper(pki: TestPki, kind: SamplePdf['kind']): Promise<SignedPaper> {
  const draft = await samplePdf({ kind });
  const prepared = await prepareForSigning(
    draft,
    findPlacement({ ...(await pageText(draft)), signerName: SAMPLE.signer }),
  );
  const byLeader = await signPdf(prepared, {
    key: keyOf(pki.leader, pki.chain),
    at: PKI_NOW,
    target: { field: PREPARED_FIELDS.person },
    look: { kind: 'image', png: blueSignature() },
  });
  return { byLeader, sealed: await sealOf(pki, byLeader) };
}

/** The clerk's revision: number, date and the agency's seal. */
export const sealOf = (pki: TestPki, byLeader: Uint8Array): Promise<Uint8Array> =>
  signPdf(byLeader, {
    key: keyOf(pki.agency, pki.chain),
    at: PKI_NOW,
    target: { field: PREPARED_FIELDS.seal },
    look: {
      kind: 'seal',
      ring: 'ỦY BAN NHÂN DÂN XÃ VÂN KHÁNH THƯỢNG',
      foot: 'TỈNH LAM GIANG',
      centre: ['ỦY BAN'],
    },
    values: [
      { field: PREPARED_FIELDS.number, value: '15' },
      { field: PREPARED_FIELDS.date, value: 'ngày 05 tháng 12 năm 2026' },
    ],
  });

/** A further signature in a new invisible field, as "edit, then sign again" uses it. */
export const signedAgain = (pki: TestPki, bytes: Uint8Array): Promise<Uint8Array> =>
  signPdf(bytes, { key: keyOf(pki.otherAgency, pki.chain), at: PKI_NOW, target: { newField: {} } });
