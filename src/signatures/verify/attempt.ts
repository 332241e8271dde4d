import { AppError } from '../../shared/errors.ts';

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: AppError };

/** Reads outside data: a fault of the file becomes data that a check can judge, a bug stays a bug. */
export function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (fault) {
    if (fault instanceof AppError) return { ok: false, fault };
    throw fault;
  }
}
