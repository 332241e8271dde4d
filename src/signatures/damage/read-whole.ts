import { AppError } from '../../shared/errors.ts';
import { Lexer } from '../pdf/lexer.ts';
import type { Budget } from '../pdf/limits.ts';
import { type IndirectObject, parseIndirect } from '../pdf/parser.ts';

export type WholeObject = IndirectObject & { readonly to: number };

/** `num gen obj … endobj` at `offset` (ISO 32000-2 §7.3.10), read strictly, with where its last word ends; or why there is none. */
export function readWhole(
  { bytes, budget }: { readonly bytes: Uint8Array; readonly budget: Budget },
  offset: number,
  lengthOf: Parameters<typeof parseIndirect>[1],
): WholeObject | string {
  const lexer = new Lexer(bytes, budget, offset, bytes.length, true);
  try {
    const read = parseIndirect(lexer, lengthOf);
    lexer.skipSpace();
    return lexer.acceptWord('endobj') ? { ...read, to: lexer.pos } : 'an object has no end';
  } catch (fault) {
    if (fault instanceof AppError && fault.code === 'pdf.malformed') return whyOf(fault);
    throw fault;
  }
}

export const whyOf = ({ code, detail }: AppError): string => String(detail['why'] ?? code);
