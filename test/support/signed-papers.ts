import { findPlacement } from '../../src/signatures/prepare/placement.ts';
import { PREPARED_FIELDS, prepareForSigning } from '../../src/signatures/prepare/prepare.ts';
import { signAtLevel } from '../../src/signatures/sign/level.ts';
import type { SignRequest } from '../../src/signatures/sign/request.ts';
import { signPdf } from '../../src/signatures/sign/sign.ts';
import { levelServices } from './level-services.ts';
import { pageText } from './page-text.ts';
import { PKI_NOW, type TestPki } from './pki.ts';
import { SAMPLE, type SamplePdf, samplePdf } from './sample-pdf.ts';
import { keyOf } from './signing-key.ts';
import { blueSignature } from './test-png.ts';
import type { ValidationLab } from './validation-lab.ts';

/** A paper as this program makes it: signed by the leader, and signed by him with number, date and seal. */
export type SignedPaper = { readonly byLeader: Uint8Array; readonly sealed: Uint8Array };

export async function signedPaper(pki: TestPki, kind: SamplePdf['kind']): Promise<SignedPaper> {
  const byLeader = await signPdf(await preparedPaper(kind), byLeaderOf(pki, PKI_NOW));
  return { byLeader, sealed: await sealOf(pki, byLeader) };
}

/** The same paper with both signatures at B-LTA, by the authorities of a laboratory. */
export async function archivedPaper(lab: ValidationLab, kind: SamplePdf['kind']): Promise<Uint8Array> {
  const [at, services] = [new Date(), levelServices(lab)];
  const signed = await signAtLevel(await preparedPaper(kind), byLeaderOf(lab.pki, at), 'B-T', services);
  const { bytes, level } = await signAtLevel(signed.bytes, sealing(lab.pki, at), 'B-LTA', services);
  if (level !== 'B-LTA') throw new Error(`the paper reached ${level} only`);
  return bytes;
}

async function preparedPaper(kind: SamplePdf['kind']): Promise<Uint8Array> {
  const draft = await samplePdf({ kind });
  return prepareForSigning(draft, findPlacement({ ...(await pageText(draft)), signerName: SAMPLE.signer }));
}

type Signers = Pick<TestPki, 'leader' | 'agency'> & { readonly chain: readonly Uint8Array[] };

const byLeaderOf = (pki: Signers, at: Date): SignRequest => ({
  ...{ key: keyOf(pki.leader, pki.chain), at, target: { field: PREPARED_FIELDS.person } },
  look: { kind: 'image', png: blueSignature() },
});

/** The clerk's revision: number, date and the agency's seal. */
export const sealOf = (pki: TestPki, byLeader: Uint8Array): Promise<Uint8Array> =>
  signPdf(byLeader, sealing(pki, PKI_NOW));

const sealing = (pki: Signers, at: Date): SignRequest => ({
  key: keyOf(pki.agency, pki.chain),
  at,
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
