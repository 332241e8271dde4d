import { AppError } from '../../shared/errors.ts';
import type { PdfReport } from '../../shared/signature/report.ts';
import type { FaultCode } from '../../shared/words/vi.ts';
import { openPdf } from '../pdf/file.ts';
import { beginUpdate } from '../pdf/update.ts';
import { demandReadablePages } from '../preflight/walk.ts';
import { fieldsOf } from './fields.ts';
import { demandPermitted } from './permissions.ts';
import { attachmentWords } from './sign-words.ts';
import { openField, raiseSignatureFlags } from './target.ts';

/** Faults that the same bytes will always have. `pdf.too-complex` is none of them: it is a matter of time, on this machine, today. */
export const UNSIGNABLE: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'pdf.not-a-pdf',
  'pdf.malformed',
  'pdf.encrypted',
  'signing.page-missing',
  'signing.certified-final',
  'signing.own-check-failed',
]);

/**
 * Why no signature can be put into a file apart, today or tomorrow; nothing where one can. `report` is the verifier's answer for the file: what was broken
 * before stays broken under every further signature. Throws `pdf.too-complex`, and where the verifier ran out of its time: nothing is known then.
 */
export function unsignableBecause(
  bytes: Uint8Array,
  { integrity, sentence }: PdfReport,
): FaultCode | undefined {
  if (sentence.reason === 'too-complex') throw new AppError('pdf.too-complex');
  try {
    const { target } = attachmentWords(bytes, '');
    const file = openPdf(bytes);
    const update = beginUpdate(file);
    demandPermitted(file.latest, []);
    demandReadablePages(file);
    openField(file.latest, update, fieldsOf(file.latest), target);
    raiseSignatureFlags(file.latest, update);
  } catch (fault) {
    if (fault instanceof AppError && UNSIGNABLE.has(fault.code)) return fault.code;
    throw fault;
  }
  return integrity === 'valid' || integrity === 'unsigned' ? undefined : 'signing.own-check-failed';
}
