import type { Fonts } from './fonts.ts';
import { breakBalanced, breakLines, type Line } from './lines.ts';
import type { Block, Run } from './paper.ts';
import { PAGE, TEXT_WIDTH } from './sheet.ts';

/** Mục II.6.e: size 13-14, first lines 1 cm in, at least 6 pt between paragraphs, between single and 1.5 lines. */
export const BODY_SIZE = 14;
const LEADING = 18.5;
const PARAGRAPH_GAP = 6;
const INDENT = 28.35;

/** A set line of the flow with the room it takes; `keep` lines from here on stay on one page. */
export type FlowLine = {
  readonly line: Line;
  readonly x: number;
  readonly size: number;
  readonly before: number;
  readonly leading: number;
  readonly keep: number;
};

/** Sets the body (box 6) as lines; the last paragraph gets the closing mark "./." */
export function setBody(blocks: readonly Block[], fonts: Fonts): FlowLine[] {
  return blocks.flatMap((block, index) => setBlock(block, fonts, index === blocks.length - 1));
}

function setBlock(block: Block, fonts: Fonts, isLast: boolean): FlowLine[] {
  if (block.kind === 'centred') return setCentred(block.text, fonts, BODY_SIZE);
  const lines = breakLines(runsOf(block, isLast), fonts, {
    size: BODY_SIZE,
    width: TEXT_WIDTH,
    indent: INDENT,
    justified: true,
  });
  return lines.map((line, index) => ({
    line,
    x: PAGE.left,
    size: BODY_SIZE,
    before: index === 0 ? PARAGRAPH_GAP : 0,
    leading: LEADING,
    keep: keepFrom(index, lines.length),
  }));
}

function runsOf(block: Exclude<Block, { kind: 'centred' }>, isLast: boolean): Run[] {
  const text = isLast ? `${block.text.replace(/\.$/, '')}./.` : block.text;
  if (block.kind === 'ground') return [{ text, face: 'italic' }];
  if (block.kind === 'paragraph') return [{ text, face: 'regular' }];
  return [
    { text: block.lead, face: 'bold' },
    { text, face: 'regular' },
  ];
}

/** Bold lines in the middle: the type's name, the subject, "QUYẾT ĐỊNH:". They stay with what follows. */
export function setCentred(
  text: string,
  fonts: Fonts,
  before: number,
  width = TEXT_WIDTH * 0.86,
): FlowLine[] {
  const lines = breakBalanced([{ text, face: 'bold' }], fonts, BODY_SIZE, width);
  return lines.map((line, index) => ({
    line,
    x: PAGE.left + (TEXT_WIDTH - line.width) / 2,
    size: BODY_SIZE,
    before: index === 0 ? before : 0,
    leading: LEADING,
    keep: 2,
  }));
}

/** No paragraph leaves one line alone at the foot or the head of a page. */
function keepFrom(index: number, count: number): number {
  if (count === 1) return 1;
  const opensParagraph = index === 0;
  const isSecondLast = index === count - 2;
  return opensParagraph || isSecondLast ? (opensParagraph && count === 3 ? 3 : 2) : 1;
}
