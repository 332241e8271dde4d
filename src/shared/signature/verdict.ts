import type { RowVerdict } from '../contract/shapes.ts';
import type { PdfReport, SignatureReport } from './report.ts';

/** How a signature or a file is shown: the colour, the icon and the first words come from this and from nothing else. */
export type SignatureVerdict = Extract<RowVerdict, 'valid' | 'indeterminate' | 'invalid'>;

/** The verdict of one signature; what could not be checked is neither red nor green. */
export function verdictOfSignature({
  integrity,
  indication,
}: Pick<SignatureReport, 'integrity' | 'indication'>): SignatureVerdict {
  if (integrity === 'modified' || integrity === 'invalid' || indication === 'TOTAL_FAILED') return 'invalid';
  return integrity === 'valid' && indication === 'TOTAL_PASSED' ? 'valid' : 'indeterminate';
}

/**
 * The verdict of a file, the same in a row, the bar, the report, the record and the terminal: the worst of its signatures. A file that could not be read,
 * or that has nothing to say for itself, is "chưa xác định" (EN 319 102-1 §5.1.3).
 */
export function verdictOf({
  integrity,
  signatures,
}: {
  readonly integrity: PdfReport['integrity'];
  readonly signatures: readonly Pick<SignatureReport, 'integrity' | 'indication'>[];
}): SignatureVerdict | 'unsigned' {
  if (integrity === 'unsigned') return 'unsigned';
  if (integrity === 'modified' || integrity === 'invalid') return 'invalid';
  const verdicts = signatures.map(verdictOfSignature);
  if (verdicts.includes('invalid')) return 'invalid';
  return integrity === 'valid' && verdicts.every((each) => each === 'valid') ? 'valid' : 'indeterminate';
}
