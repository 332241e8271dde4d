import { verifyPdf } from '../../src/signatures/verify/verify-pdf.ts';
import { STAMPS, type Stored, signedBy, stampedBy, stampedDocument, storedIn } from './stamped-lab.ts';
import * as lab from './trust-lab.ts';

/** The years of the story: signed in 2024, judged in 2026 or much later. */
export const SIGNED = '2024-03-01T08:00:00Z';
export const SOON = '2024-03-01T09:00:00Z';
export const NOW = '2026-11-23T03:00:00Z';

/** An OCSP answer about somebody, good unless more is said. */
export const good = (
  about: lab.Member,
  issuer: lab.Member,
  thisUpdate: string,
  more: Partial<Parameters<typeof lab.ocsp>[0]> = {},
) => lab.ocsp({ about, issuer, thisUpdate, ...more });

export type TrustStory = Awaited<ReturnType<typeof makeTrustStory>>;

/** One official under two authorities, a time-stamping authority, and what is signed, stored, stamped and judged of it. */
export async function makeTrustStory() {
  const long = { from: '2010-01-01T00:00:00Z', to: '2060-01-01T00:00:00Z' };
  const root = await lab.issue({ name: 'Goc', role: 'authority', ...long });
  const sub = await lab.issue({ name: 'Cap 2', role: 'authority', issuer: root, from: long.from });
  const signer = await lab.issue({ name: 'Pham Van Thao', issuer: sub, to: '2027-01-01T00:00:00Z' });
  const tsa = await lab.issue({ name: 'TSA', issuer: root, role: 'tsa', asks: false });

  const verify = (pdf: Uint8Array, at = NOW) =>
    verifyPdf(pdf, { anchors: [root.certificate.der], at: new Date(at), offline: true });
  const signed = (stamp?: string) =>
    signedBy(stampedDocument(), signer, {
      chain: [sub],
      ...(stamp && { stamp: (imprint) => lab.token(imprint, tsa, stamp) }),
    });
  return {
    ...{ root, sub, signer, tsa, verify, signed },
    /** Answers for signer and sub-authority, given at a time. */
    answersAt: (at: string) => [good(signer, sub, at), good(sub, root, at)],
    withStore: (stored: Stored, stamp?: string) => storedIn(signed(stamp), stored),
    archived: (pdf: Uint8Array, at: string, index = 0, by = tsa) =>
      stampedBy(pdf, by, at, STAMPS[index] ?? 0),
    /** Indication, sub-indication and reason of one signature. */
    told: async (pdf: Uint8Array, at = NOW, index = 0): Promise<string> => {
      const one = (await verify(pdf, at)).signatures[index];
      return [one?.indication, one?.subIndication, one?.sentence.reason].join(' ');
    },
  };
}
