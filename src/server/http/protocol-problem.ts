import type { ProtocolError } from '../../shared/protocol/feed.ts';

const statusOf: Record<ProtocolError['code'], number> = {
  'cannot-calculate-changes': 410,
  'epoch-differs': 409,
  'hole-in-sequence': 409,
  'device-forked': 409,
  'device-unknown': 401,
  'device-revoked': 401,
  'nonce-needed': 401,
  'schema-unsupported': 409,
  unauthorised: 401,
  'not-found': 404,
  invalid: 400,
  'too-large': 413,
  'too-many': 429,
  'digest-differs': 422,
  'upload-quota': 403,
  'storage-full': 507,
  internal: 500,
};

/** A refusal of the protocol itself, thrown by a route and folded into its answer at the one door. */
export class ProtocolProblem extends Error {
  override readonly name = 'ProtocolProblem';
  readonly code: ProtocolError['code'];
  readonly expected: ProtocolError['expected'];

  constructor(code: ProtocolError['code'], expected?: ProtocolError['expected']) {
    super(code);
    this.code = code;
    this.expected = expected;
  }

  get status(): number {
    return statusOf[this.code];
  }

  get body(): ProtocolError {
    return { code: this.code, ...(this.expected !== undefined && { expected: this.expected }) };
  }
}
