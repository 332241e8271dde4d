import { AppError } from '../../shared/errors.ts';
import { formTreeOf } from '../pdf/form.ts';
import { isLocked, permissionsOf } from '../pdf/permissions.ts';
import type { PdfView } from '../pdf/view.ts';

/**
 * Refuses what an earlier signature forbids: `signing.certified-final` when one of them lets nothing come (DocMDP or lock with P = 1; P = 2 and 3
 * allow signing), `signing.field-locked` when one of them closed a field that is to be written.
 */
export function demandPermitted(view: PdfView, fields: readonly string[]): void {
  const { certified, locks } = permissionsOf(view, formTreeOf(view));
  if (certified === 1) throw new AppError('signing.certified-final');
  const field = fields.find((name) => isLocked(locks, name));
  if (field !== undefined) throw new AppError('signing.field-locked', { field });
}
