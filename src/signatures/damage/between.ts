import type { PdfFile } from '../pdf/file.ts';
import { Lexer } from '../pdf/lexer.ts';
import { type PdfDamage, type Piece, structure } from './damage.ts';
import { readWhole, type WholeObject } from './read-whole.ts';

/**
 * What stands between the pieces of a file and is neither white space, comment nor the end of a table (ISO 32000-2 §7.5.1). Objects that no table places are passed over, as readers do, and
 * handed to `unplaced` with where they stand.
 */
export function strayBytes(
  { bytes, base, budget }: PdfFile,
  pieces: readonly Piece[],
  unplaced: (object: WholeObject, offset: number) => void,
): readonly PdfDamage[] {
  const found: PdfDamage[] = [];
  const lexer = new Lexer(bytes, budget, base);
  const sorted = [...pieces].sort((one, other) => one.from - other.from);
  let next = 0;
  for (lexer.skipSpace(); lexer.peek() !== undefined; lexer.skipSpace()) {
    while ((sorted[next]?.to ?? Number.POSITIVE_INFINITY) <= lexer.pos) next++;
    const piece = sorted[next];
    if (piece && piece.from <= lexer.pos) {
      lexer.pos = piece.to;
      continue;
    }
    if (passTail(lexer)) continue;
    const object = readWhole({ bytes, budget }, lexer.pos, () => undefined);
    if (typeof object === 'string') {
      found.push(structure(lexer.pos, 'something else between two objects'));
      lexer.pos = piece?.from ?? bytes.length;
    } else {
      unplaced(object, lexer.pos);
      lexer.pos = object.to;
    }
  }
  return found;
}

/** `startxref` with its number (§7.5.5); what it names is looked at where the chain of tables is read. */
function passTail(lexer: Lexer): boolean {
  if (!lexer.acceptWord('startxref')) return false;
  lexer.skipSpace();
  return lexer.readDigits() !== undefined;
}
