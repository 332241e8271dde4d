import {
  PDFOperatorNames as Op,
  PDFArray,
  type PDFDocument,
  type PDFName,
  PDFNumber,
  PDFOperator,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { Fonts } from './fonts.ts';
import type { Line } from './lines.ts';
import type { Face } from './paper.ts';
import { drawWatermark } from './watermark.ts';

const MM = 72 / 25.4;

/** A4 with the margins of NĐ 30, Phụ lục I, mục I.3: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm. */
export const PAGE = {
  width: 210 * MM,
  height: 297 * MM,
  top: 20 * MM,
  bottom: 20 * MM,
  left: 30 * MM,
  right: 16 * MM,
} as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

export type Colour = readonly [red: number, green: number, blue: number];
export const BLACK: Colour = [0, 0, 0];
/** Bright red of the urgency stamp (mục III.2.b). */
export const RED: Colour = [0.84, 0.05, 0.08];

/** One page being drawn. Positions are PDF points from the lower left; text positions are baselines. */
export type Sheet = {
  readonly page: PDFPage;
  readonly index: number;
  readonly line: (line: Line, x: number, y: number, size: number, colour?: Colour) => void;
  readonly rule: (x: number, y: number, width: number, thickness?: number) => void;
  readonly vertical: (x: number, y: number, height: number) => void;
  readonly frame: (x: number, y: number, width: number, height: number, colour: Colour) => void;
};

/** Adds an A4 page with the watermark under everything else. */
export function addSheet(document: PDFDocument, fonts: Fonts): Sheet {
  const page = document.addPage([PAGE.width, PAGE.height]);
  drawWatermark(page);
  const fontKeys = new Map<Face, PDFName>();
  const keyOf = (face: Face): PDFName => {
    const font = fonts.get(face);
    const key = fontKeys.get(face) ?? page.node.newFontDictionary(font.name, font.ref);
    fontKeys.set(face, key);
    return key;
  };
  const number = (value: number) => PDFNumber.of(Number(value.toFixed(3)));
  const push = (name: Op, ...values: readonly number[]) =>
    page.pushOperators(PDFOperator.of(name, values.map(number)));
  const line: Sheet['line'] = (set, x, y, size, colour = BLACK) => {
    push(Op.BeginText);
    push(Op.NonStrokingColorRgb, ...colour);
    push(Op.SetTextMatrix, 1, 0, 0, 1, x + set.indent, y);
    for (const segment of segmentsOf(set)) {
      page.pushOperators(PDFOperator.of(Op.SetFontAndSize, [keyOf(segment.face), number(size)]));
      const shown = PDFArray.withContext(document.context);
      for (const part of segment.parts) {
        shown.push(fonts.get(segment.face).encodeText(part.text));
        // TJ moves left by thousandths of the size (ISO 32000-1 §9.4.3), so a wider gap is negative.
        if (part.gap > 0) shown.push(number((-part.gap * 1000) / size));
      }
      page.pushOperators(PDFOperator.of(Op.ShowTextAdjusted, [shown]));
    }
    push(Op.EndText);
  };
  const stroke = (thickness: number, colour: Colour, path: () => void) => {
    push(Op.StrokingColorRgb, ...colour);
    push(Op.SetLineWidth, thickness);
    path();
    push(Op.StrokePath);
  };
  const segment = (x1: number, y1: number, x2: number, y2: number) => {
    push(Op.MoveTo, x1, y1);
    push(Op.LineTo, x2, y2);
  };
  return {
    page,
    index: document.getPageCount() - 1,
    line,
    rule: (x, y, width, thickness = 0.6) => stroke(thickness, BLACK, () => segment(x, y, x + width, y)),
    vertical: (x, y, height) => stroke(0.6, BLACK, () => segment(x, y, x, y + height)),
    frame: (x, y, width, height, colour) =>
      stroke(1.2, colour, () => push(Op.AppendRectangle, x, y, width, height)),
  };
}

type Segment = { face: Face; parts: { text: string; gap: number }[] };

/** Groups a line's words by face; the space after a word is drawn, so that extracted text has it. */
function segmentsOf(line: Line): Segment[] {
  const gaps = line.words.length - 1;
  const gap = gaps > 0 ? line.slack / gaps : 0;
  const segments: Segment[] = [];
  line.words.forEach((word, index) => {
    const isLast = index === gaps;
    const part = { text: isLast ? word.text : `${word.text} `, gap: isLast ? 0 : gap };
    const open = segments.at(-1);
    if (open?.face !== word.face) segments.push({ face: word.face, parts: [part] });
    else appendPart(open, part);
  });
  return segments;
}

function appendPart(segment: Segment, part: { text: string; gap: number }): void {
  const last = segment.parts.at(-1);
  if (last && last.gap === 0) last.text += part.text;
  else segment.parts.push(part);
  if (last && last.gap === 0) last.gap = part.gap;
}
