import { PDFDocument } from '@cantoo/pdf-lib';
import { assert } from '../../../shared/assert.ts';
import { LocalDate } from '../../../shared/domain/core/values.ts';
import { datePhrase } from '../../../shared/domain/outgoing/on-page.ts';
import { BODY_SIZE, type FlowLine, setBody, setCentred } from './body.ts';
import { setClosing } from './closing.ts';
import { embedFonts, type Fonts } from './fonts.ts';
import { drawCentred, drawLetterhead, drawUrgency, paddedNumber, setLine } from './letterhead.ts';
import { breakBalanced, breakLines } from './lines.ts';
import type { Appendix, DrawnPaper, Paper } from './paper.ts';
import { addSheet, PAGE, type Sheet, TEXT_WIDTH } from './sheet.ts';
import { drawTable } from './table.ts';

export const PAGES_MAX = 20;
const PAGE_NUMBER_Y = PAGE.height - PAGE.top + 12;
/** Room for what is not known yet; no-break spaces are not folded into one. */
const BLANK = '\u00a0'.repeat(8);
const BODY_TOP = PAGE.height - PAGE.top - 4;

/** Adds pages of one part (the paper itself, or one appendix) and numbers them from the second on (mục I.7, III.1.đ). */
type Part = { readonly next: () => Sheet };

/**
 * Draws one administrative paper on A4 as NĐ 30/2020, Phụ lục I lays it out, with MẪU across each page. The same paper and date
 * give the same bytes. Answers where number, date, signature and seal belong.
 */
export async function drawPaper(paper: Paper, drawnAt: Date): Promise<DrawnPaper> {
  const document = await newDocument(titleOf(paper), paper.agency, drawnAt);
  const fonts = await embedFonts(document, ['regular', 'bold', 'italic', 'boldItalic']);
  const part = startPart(document, fonts);
  const first = part.next();
  const { bottom, number, date } = drawLetterhead(first, paper, fonts);
  const afterStamp = drawUrgency(first, paper.urgency, fonts, bottom - 14);
  const opening = paper.urgency === 'normal' ? bottom - 6 : afterStamp + 6;
  const afterAddress = drawTitleAndAddress(first, paper, fonts, opening);
  const closing = setClosing(paper, fonts);
  const end = flow(setBody(paper.body, fonts), {
    sheet: first,
    y: afterAddress,
    part,
    closing: closing.height,
  });
  const places = closing.draw(end.sheet, end.y);
  for (const appendix of paper.appendices) drawAppendix(startPart(document, fonts), paper, appendix, fonts);
  return {
    bytes: await document.save(),
    pages: document.getPageCount(),
    places: { number, date, ...places },
  };
}

/** Draws an appendix as a file of its own (mục III.1.d: the clerk signs it at the upper right of its first page). */
export async function drawAppendixFile(paper: Paper, appendix: Appendix, drawnAt: Date): Promise<Uint8Array> {
  const document = await newDocument(appendix.title, paper.agency, drawnAt);
  const fonts = await embedFonts(document, ['regular', 'bold', 'italic']);
  drawAppendix(startPart(document, fonts), paper, appendix, fonts);
  return document.save();
}

async function newDocument(title: string, author: string, drawnAt: Date): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setAuthor(author);
  document.setSubject('MẪU: dữ liệu thử nghiệm, không có giá trị pháp lý');
  document.setLanguage('vi-VN');
  document.setProducer('Hàm Rồng');
  document.setCreationDate(drawnAt);
  document.setModificationDate(drawnAt);
  return document;
}

function titleOf({ typeName, number, notation, subject }: Paper): string {
  const kind = typeName ?? 'Công văn';
  return `${kind.charAt(0)}${kind.slice(1).toLocaleLowerCase('vi')} ${number === undefined ? '…' : paddedNumber(number)}/${notation}: ${subject}`;
}

function startPart(document: PDFDocument, fonts: Fonts): Part {
  let count = 0;
  return {
    next: () => {
      assert(document.getPageCount() < PAGES_MAX, 'a trial paper stays short');
      const sheet = addSheet(document, fonts);
      count++;
      if (count > 1) {
        drawCentred(sheet, setLine(String(count), 'regular', 14, fonts), PAGE.width / 2, PAGE_NUMBER_Y, 14);
      }
      return sheet;
    },
  };
}

type Position = { readonly sheet: Sheet; readonly y: number };

/** Lays lines down the pages; the last two stay with the closing block. Answers where the block begins. */
function flow(
  lines: readonly FlowLine[],
  start: Position & { readonly part: Part; readonly closing: number },
): Position {
  let { sheet, y } = start;
  const heightOf = (from: number, count: number) =>
    lines.slice(from, from + count).reduce((sum, line) => sum + line.before + line.leading, 0);
  lines.forEach(({ line, x, size, before, leading, keep }, index) => {
    const left = lines.length - index;
    const needed = left <= 2 ? heightOf(index, left) + start.closing : heightOf(index, keep);
    const isFresh = y === BODY_TOP;
    if (!isFresh && y - needed < PAGE.bottom) {
      sheet = start.part.next();
      y = BODY_TOP;
    }
    y -= leading + (y === BODY_TOP ? 0 : before);
    sheet.line(line, x, y, size);
  });
  return { sheet, y };
}

/** Boxes 5a and 9a. */
function drawTitleAndAddress(sheet: Sheet, paper: Paper, fonts: Fonts, top: number): number {
  let y = top;
  if (paper.typeName !== undefined) {
    const title = setCentred(paper.typeName.toLocaleUpperCase('vi'), fonts, 14);
    const lines = [...title, ...setCentred(paper.subject, fonts, 1)];
    for (const { line, x, size, before, leading } of lines) {
      y -= before + leading;
      sheet.line(line, x, y, size);
    }
    // Mục II.5.b: a third to a half of the text above it.
    const width = Math.min(180, Math.max(...lines.map(({ line }) => line.width)) * 0.4);
    y -= 7;
    sheet.rule(PAGE.left + (TEXT_WIDTH - width) / 2, y, width);
    y -= 4;
  }
  return paper.addressees.length > 0 ? drawAddress(sheet, paper, fonts, y) : y;
}

/** Mục II.9.d: one addressee on the line of "Kính gửi:", several below each other with their dashes under the colon. */
function drawAddress(sheet: Sheet, paper: Paper, fonts: Fonts, top: number): number {
  const size = BODY_SIZE;
  const lead = `${paper.addressLead ?? 'Kính gửi'}:`;
  const leadWidth = setLine(lead, 'regular', size, fonts).width;
  const [only] = paper.addressees;
  const y = top - 30;
  if (paper.addressees.length === 1 && only !== undefined) {
    const line = setLine(`${lead} ${only}`, 'regular', size, fonts);
    if (line.width <= TEXT_WIDTH * 0.86) {
      drawCentred(sheet, line, PAGE.left + TEXT_WIDTH / 2, y, size);
      return y - 8;
    }
  }
  const entries = paper.addressees.map((name, index) => {
    const mark = index === paper.addressees.length - 1 ? '.' : ';';
    return `- ${name}${mark}`;
  });
  const longest = Math.max(...entries.map((text) => setLine(text, 'regular', size, fonts).width));
  const listWidth = Math.min(longest, TEXT_WIDTH - leadWidth - 60);
  const start = PAGE.left + Math.max(60, (TEXT_WIDTH - leadWidth - listWidth) / 2);
  sheet.line(setLine(lead, 'regular', size, fonts), start, y, size);
  const colonX = start + leadWidth - fonts.width({ text: ':', face: 'regular' }, size);
  // After a long lead the list moves left until its longest entry fits.
  const listX = Math.max(PAGE.left + 28, Math.min(colonX, PAGE.width - PAGE.right - longest));
  let listY = y;
  for (const text of entries) {
    const setting = { size, width: PAGE.width - PAGE.right - listX, indent: 0, justified: false };
    for (const line of breakLines([{ text, face: 'regular' }], fonts, setting)) {
      listY -= 18.5;
      sheet.line(line, listX, listY, size);
    }
  }
  return listY - 8;
}

function drawAppendix(part: Part, paper: Paper, appendix: Appendix, fonts: Fonts): void {
  const sheet = part.next();
  const heading = appendix.numeral === undefined ? 'Phụ lục' : `Phụ lục ${appendix.numeral}`;
  const number = paper.number === undefined ? BLANK : paddedNumber(paper.number);
  const reference = `${number}/${paper.notation}`;
  const phrase =
    paper.issuedOn === undefined
      ? `ngày${BLANK}tháng${BLANK}năm${BLANK}`
      : datePhrase(LocalDate.parse(paper.issuedOn));
  const kind = paper.typeName === undefined ? 'Công văn' : sentenceCase(paper.typeName);
  const note = `(Kèm theo ${kind} số ${reference} ${phrase} của ${paper.agency})`;
  let y = BODY_TOP - 26;
  drawCentred(sheet, setLine(heading, 'bold', 14, fonts), PAGE.left + TEXT_WIDTH / 2, y, 14);
  for (const { line, x, size } of setCentred(appendix.title.toLocaleUpperCase('vi'), fonts, 0)) {
    y -= 18.5;
    sheet.line(line, x, y, size);
  }
  for (const line of breakBalanced([{ text: note, face: 'italic' }], fonts, 13, TEXT_WIDTH * 0.92)) {
    y -= 17.5;
    drawCentred(sheet, line, PAGE.left + TEXT_WIDTH / 2, y, 13);
  }
  drawTable(appendix, fonts, { sheet, top: y - 16 }, () => ({ sheet: part.next(), top: BODY_TOP - 8 }));
}

const sentenceCase = (text: string) => `${text.charAt(0)}${text.slice(1).toLocaleLowerCase('vi')}`;
