import type { FaultCode } from './words/vi.ts';

export type Detail = Readonly<Record<string, string | number>>;

/**
 * A failure that can be told to the user: `code` has its Vietnamese sentence in the catalogue (a code without one does not
 * compile), `detail` fills the sentence's places. Anything else that is thrown is a bug.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: FaultCode;
  readonly detail: Detail;
  readonly retryable: boolean;

  constructor(code: FaultCode, detail: Detail = {}, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.retryable = options.retryable ?? false;
  }
}
