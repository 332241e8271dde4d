/**
 * One question to a time-stamping authority, an OCSP responder or a server of CRLs and certificates. What is asked is public: no
 * secret, cookie or password ever goes out this way.
 */
export type WebQuestion = {
  readonly url: string;
  /** Sent by POST with its media type; left out: GET. */
  readonly body?: { readonly bytes: Uint8Array; readonly type: string };
  /** A longer answer is not read to its end. */
  readonly bytesMax: number;
  readonly timeoutMs: number;
};

/**
 * `address`: not an http(s) address, or one with a password in it. `internal`: inside a network, where nobody allowed it to be asked. `status`: another status than 200, a redirect included. `page`: HTML, as a portal gives.
 */
export type WebFailure = 'address' | 'internal' | 'unreachable' | 'timeout' | 'status' | 'page' | 'too-large';

export type WebAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: WebFailure };

/** The network as this library knows it. Never throws; follows no redirect. */
export type Transport = (question: WebQuestion) => Promise<WebAnswer>;
