import type { Certificate } from '../certificates/certificate.ts';

/** Evidence that something existed at a time, and the time-stamp that gave it. */
export type ProofOfExistence = {
  readonly at: Date;
  readonly by: 'signature-timestamp' | 'document-timestamp';
  readonly authority: Certificate | undefined;
  /** The field of the document time-stamp. */
  readonly field?: string;
};

/** What proofs speak of. A certificate, an answer and a token are named by the SHA-256 of their bytes, a signature by its key. */
export const subjectOf = {
  signature: (key: string) => `signature ${key}`,
  certificate: ({ fingerprint }: Certificate) => `certificate ${fingerprint}`,
  answer: (id: string) => `answer ${id}`,
  token: (id: string) => `token ${id}`,
} as const;

/** The set of proofs of existence (EN 319 102-1 §5.6.2.3): for each thing the earliest one, and of two of one time the later found, which stands nearer to it. */
export type Proofs = {
  readonly of: (subject: string) => ProofOfExistence | undefined;
  readonly add: (subjects: Iterable<string>, proof: ProofOfExistence) => void;
};

export function makeProofs(): Proofs {
  const earliest = new Map<string, ProofOfExistence>();
  return {
    of: (subject) => earliest.get(subject),
    add(subjects, proof) {
      for (const subject of subjects) {
        const known = earliest.get(subject);
        if (!known || proof.at <= known.at) earliest.set(subject, proof);
      }
    },
  };
}
