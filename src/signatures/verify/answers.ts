import { createHash } from 'node:crypto';
import type { EvidenceSource } from '../../shared/signature/report.ts';
import { type Crl, parseCrl } from '../revocation/crl.ts';
import { type OcspResponse, parseOcspResponse } from '../revocation/ocsp.ts';
import type { FetchedAnswers } from '../revocation/source.ts';

/** A revocation answer as found, with where; nothing in it is judged. */
export type FoundAnswer = {
  /** SHA-256 of its bytes: how proofs of existence name it. */
  readonly id: string;
  readonly source: EvidenceSource;
} & ({ readonly kind: 'ocsp'; readonly value: OcspResponse } | { readonly kind: 'crl'; readonly value: Crl });

/** The name of bytes in proofs of existence. */
export const idOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The answers that can be read at all, each once. */
export function readAnswers({ ocsp, crls }: FetchedAnswers, source: EvidenceSource): readonly FoundAnswer[] {
  const found = new Map<string, FoundAnswer>();
  for (const bytes of ocsp) {
    const response = parseOcspResponse(bytes);
    if (response.ok) found.set(idOf(bytes), { id: idOf(bytes), source, kind: 'ocsp', value: response.value });
  }
  for (const bytes of crls) {
    const crl = parseCrl(bytes);
    if (crl.ok) found.set(idOf(bytes), { id: idOf(bytes), source, kind: 'crl', value: crl.value });
  }
  return [...found.values()];
}
