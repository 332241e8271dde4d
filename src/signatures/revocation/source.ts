import type { Certificate } from '../certificates/certificate.ts';

/** What was fetched or remembered about a path, DER. Nothing in it is judged: an answer may be old, about another certificate, or forged. */
export type FetchedAnswers = { readonly ocsp: readonly Uint8Array[]; readonly crls: readonly Uint8Array[] };

/**
 * Asks those whom the certificates of a path name (RFC 5280 §4.2.1.13, §4.2.2.1) for the state of each but its anchor. `path` is ordered from the signer to
 * the anchor. Never throws: nobody who answers is an empty answer, and the verifier then says "chưa hỏi được".
 */
export type RevocationSource = (path: readonly Certificate[]) => Promise<FetchedAnswers>;
