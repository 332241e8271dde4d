import { Lexer } from './lexer.ts';
import type { Budget } from './limits.ts';
import { type PdfObject, pdfNull } from './objects.ts';
import { parseObject } from './parser.ts';

/** One step of a content stream (ISO 32000-2 §7.8.2): an operator and what stands before it. */
export type ContentStep = { readonly operator: string; readonly operands: readonly PdfObject[] };

const OPERANDS_MAX = 64;
const OPERATOR_LETTERS_MAX = 64;
export const CONTENT_STEPS_MAX = 400_000;

const isLetter = (byte: number): boolean =>
  (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 39 || byte === 34;

/**
 * The steps of a content stream in their order, at most 400,000. A picture written into the stream (BI … EI) is one step without its data. Throws
 * `pdf.malformed` on what is no content stream and `pdf.too-complex` when the file's time is over.
 */
export function* contentSteps(bytes: Uint8Array, budget: Budget): Generator<ContentStep> {
  const lexer = new Lexer(bytes, budget);
  let operands: PdfObject[] = [];
  let steps = 0;
  for (lexer.skipSpace(); lexer.peek() !== undefined && steps < CONTENT_STEPS_MAX; lexer.skipSpace()) {
    const word = isLetter(lexer.peek() ?? 0) ? lexer.readRegular(OPERATOR_LETTERS_MAX) : undefined;
    if (word === undefined || word === 'true' || word === 'false' || word === 'null') {
      const operand = word === undefined ? parseObject(lexer) : pdfNull;
      if (operands.length < OPERANDS_MAX) operands.push(operand);
      continue;
    }
    if (word === 'BI') passInlineImage(lexer);
    budget.spend();
    steps++;
    yield { operator: word, operands };
    operands = [];
  }
}

/** §8.9.7: the data ends at EI between white space; its bytes are nobody's operators. */
function passInlineImage(lexer: Lexer): void {
  const data = Buffer.from(lexer.bytes.buffer, lexer.bytes.byteOffset, lexer.end);
  const isSpace = (byte: number | undefined) => byte === undefined || byte <= 32;
  for (let at = data.indexOf('EI', lexer.pos); at >= 0; at = data.indexOf('EI', at + 2)) {
    if (!isSpace(data[at - 1]) || !isSpace(data[at + 2])) continue;
    lexer.budget.spend((at - lexer.pos) >> 6);
    lexer.pos = at + 2;
    return;
  }
  lexer.pos = lexer.end;
}
