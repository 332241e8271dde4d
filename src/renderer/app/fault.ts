import type { Fault } from '../../shared/contract/define.ts';
import { isFaultCode, sayFault } from '../../shared/words/vi.ts';

/** A reply that said no, on its way to the screen. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The sentence for a code from the wire; a code of a newer program is told with its name. */
export const sayCode = (code: string, detail: Fault['detail'] = {}): string =>
  isFaultCode(code) ? sayFault(code, detail) : sayFault('fault.unknown', { code });

/** Why an act is forbidden now: the first sentence alone, for nothing was tried and nothing was lost. */
export const sayWhyNot = (code: string, detail: Fault['detail'] = {}): string => {
  const sentence = sayCode(code, detail);
  return /^.+?\.(?=\s)/u.exec(sentence)?.[0] ?? sentence;
};

/** What to show of anything that was thrown: sentence, code, whether trying again may help. */
export function toldOf(error: unknown): {
  readonly sentence: string;
  readonly code: string;
  readonly isRetryable: boolean;
} {
  if (error instanceof FaultError) {
    const { code, detail, retryable } = error.fault;
    return { sentence: sayCode(code, detail), code, isRetryable: retryable };
  }
  const why = error instanceof Error ? error.message : String(error);
  return { sentence: sayFault('window.broken', { why }), code: 'window.broken', isRetryable: false };
}
