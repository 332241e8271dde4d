import type { Urgency } from '../../../shared/domain/core/values.ts';
import { LocalDate } from '../../../shared/domain/core/values.ts';
import { datePhrase } from '../../../shared/domain/outgoing/on-page.ts';
import type { Fonts } from './fonts.ts';
import { breakBalanced, breakLines, type Line } from './lines.ts';
import type { Face, Paper, Place } from './paper.ts';
import { PAGE, RED, type Sheet, TEXT_WIDTH } from './sheet.ts';

/** Box 1 needs some 265 pt at size 12; the rest is box 2's. */
const RIGHT_WIDTH = 276;
const LEFT_WIDTH = TEXT_WIDTH - RIGHT_WIDTH - 4;
const LEFT_CENTRE = PAGE.left + LEFT_WIDTH / 2;
const RIGHT_CENTRE = PAGE.width - PAGE.right - RIGHT_WIDTH / 2;
const LEADING = 15;
const NUMBER_GAP = 40;

const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;

/** Mục III.2.b: word and frame in millimetres. */
const STAMPS: Readonly<
  Record<Exclude<Urgency, 'normal'>, { readonly word: string; readonly widthMm: number }>
> = {
  express: { word: 'HỎA TỐC', widthMm: 30 },
  'very-urgent': { word: 'THƯỢNG KHẨN', widthMm: 40 },
  urgent: { word: 'KHẨN', widthMm: 20 },
};
const STAMP_HEIGHT = (8 * 72) / 25.4;

/** A single line that is not broken. */
export function setLine(text: string, face: Face, size: number, fonts: Fonts): Line {
  const [line] = breakLines([{ text, face }], fonts, { size, width: Infinity, indent: 0, justified: false });
  return line ?? { words: [], width: 0, indent: 0, slack: 0 };
}

/** Draws a line centred on `centre`. */
export function drawCentred(sheet: Sheet, line: Line, centre: number, y: number, size: number): void {
  sheet.line(line, centre - line.width / 2, y, size);
}

export type Letterhead = { readonly bottom: number; readonly number: Place; readonly date: Place };

/** Boxes 1 to 4, 5b and 10b: from the top of the first page to where the body's part may begin. */
export function drawLetterhead(sheet: Sheet, paper: Paper, fonts: Fonts): Letterhead {
  const top = PAGE.height - PAGE.top - 10;
  const rightBottom = drawMotto(sheet, fonts, top);
  const leftBottom = drawAgency(sheet, paper, fonts, top);
  // Mục II.4.c: the date stands on the same line as the number.
  const numberY = Math.min(leftBottom, rightBottom) - 20;
  const number = drawNumber(sheet, paper, fonts, numberY);
  const date = drawDate(sheet, paper, fonts, numberY);
  let bottom = numberY;
  if (paper.typeName === undefined) bottom = drawShortSubject(sheet, paper.subject, fonts, numberY);
  return { bottom, number, date };
}

function drawMotto(sheet: Sheet, fonts: Fonts, top: number): number {
  drawCentred(sheet, setLine(MOTTO[0], 'bold', 12, fonts), RIGHT_CENTRE, top, 12);
  const freedom = setLine(MOTTO[1], 'bold', 13, fonts);
  drawCentred(sheet, freedom, RIGHT_CENTRE, top - LEADING, 13);
  const ruleY = top - LEADING - 5;
  // Mục II.1.b: as long as the line of text.
  sheet.rule(RIGHT_CENTRE - freedom.width / 2, ruleY, freedom.width);
  return ruleY;
}

function drawAgency(sheet: Sheet, { superior, agency, locality }: Paper, fonts: Fonts, top: number): number {
  const upper = (text: string) =>
    keepTogether(text.toLocaleUpperCase('vi'), locality.toLocaleUpperCase('vi'));
  const superiorLines = superior
    ? breakBalanced([{ text: upper(superior), face: 'regular' }], fonts, 12, LEFT_WIDTH)
    : [];
  const agencyLines = breakBalanced([{ text: upper(agency), face: 'bold' }], fonts, 12, LEFT_WIDTH);
  const lines = [...superiorLines, ...agencyLines];
  for (const [index, line] of lines.entries())
    drawCentred(sheet, line, LEFT_CENTRE, top - index * LEADING, 12);
  const ruleY = top - (lines.length - 1) * LEADING - 5;
  // Mục II.2.b: a third to a half of the text above it.
  const ruleWidth = Math.max(...agencyLines.map((line) => line.width)) * 0.4;
  sheet.rule(LEFT_CENTRE - ruleWidth / 2, ruleY, ruleWidth);
  return ruleY;
}

/** A line of capitals does not break inside a place's name or a set phrase. */
function keepTogether(text: string, locality: string): string {
  const glued = (words: string) => words.replaceAll(' ', '\u00a0');
  const phrases = [`XÃ ${locality}`, `PHƯỜNG ${locality}`, `TỈNH ${locality}`, locality, 'ỦY BAN NHÂN DÂN'];
  return phrases.reduce((kept, phrase) => kept.replaceAll(phrase, glued(phrase)), text);
}

function drawNumber(sheet: Sheet, { number, notation }: Paper, fonts: Fonts, y: number): Place {
  const label = setLine('Số:', 'regular', 13, fonts);
  const symbol = setLine(`/${notation}`, 'regular', 13, fonts);
  const space = fonts.width({ text: ' ', face: 'regular' }, 13);
  const digits = number === undefined ? undefined : setLine(paddedNumber(number), 'regular', 13, fonts);
  const middle = digits?.width ?? NUMBER_GAP;
  const start = LEFT_CENTRE - (label.width + space + middle + symbol.width) / 2;
  const numberX = start + label.width + space;
  if (number === undefined) {
    sheet.line(label, start, y, 13);
    sheet.line(symbol, numberX + middle, y, 13);
  } else {
    sheet.line(setLine(`Số: ${paddedNumber(number)}/${notation}`, 'regular', 13, fonts), start, y, 13);
  }
  return { page: 0, x: numberX, y: y - 4, width: middle, height: 17 };
}

/** Mục II.3.c: numbers below 10 get a leading 0. */
export const paddedNumber = (number: string) => (/^\d$/.test(number) ? `0${number}` : number);

function drawDate(sheet: Sheet, { locality, issuedOn }: Paper, fonts: Fonts, y: number): Place {
  const lead = `${locality},`;
  const leadWidth = fonts.width({ text: `${lead} `, face: 'italic' }, 13);
  const phrase = datePhrase(LocalDate.parse(issuedOn ?? '2026-10-30'));
  const phraseWidth = setLine(phrase, 'italic', 13, fonts).width;
  const start = RIGHT_CENTRE - (leadWidth + phraseWidth) / 2;
  const text = issuedOn === undefined ? lead : `${lead} ${phrase}`;
  sheet.line(setLine(text, 'italic', 13, fonts), start, y, 13);
  return { page: 0, x: start + leadWidth, y: y - 4, width: phraseWidth + 4, height: 17 };
}

/** Box 5b: "V/v …", 6 pt below the number (mục II.5.b). */
function drawShortSubject(sheet: Sheet, subject: string, fonts: Fonts, numberY: number): number {
  const opening = keepsCapital(subject) ? subject.charAt(0) : subject.charAt(0).toLocaleLowerCase('vi');
  const text = `V/v ${opening}${subject.slice(1)}`;
  const lines = breakBalanced([{ text, face: 'regular' }], fonts, 12, LEFT_WIDTH);
  const first = numberY - 19;
  for (const [index, line] of lines.entries()) drawCentred(sheet, line, LEFT_CENTRE, first - index * 14, 12);
  return first - (lines.length - 1) * 14;
}

/** A subject that opens with a name or an abbreviation keeps its capital: "UBND xã …", "Sở …". */
const keepsCapital = (subject: string) => /^\p{Lu}[\p{Lu}\d]/u.test(subject);

/** Box 10b. `y` is the top of the frame; answers how far down it reaches. */
export function drawUrgency(sheet: Sheet, urgency: Urgency, fonts: Fonts, y: number): number {
  if (urgency === 'normal') return y;
  const { word, widthMm } = STAMPS[urgency];
  const width = (widthMm * 72) / 25.4;
  const x = LEFT_CENTRE - width / 2;
  sheet.frame(x, y - STAMP_HEIGHT, width, STAMP_HEIGHT, RED);
  const size = 13;
  const line = setLine(word, 'bold', size, fonts);
  const scaled = line.width > width - 8 ? setLine(word, 'bold', 12, fonts) : line;
  sheet.line(
    scaled,
    x + (width - scaled.width) / 2,
    y - STAMP_HEIGHT / 2 - 4.5,
    scaled === line ? size : 12,
    RED,
  );
  return y - STAMP_HEIGHT;
}
