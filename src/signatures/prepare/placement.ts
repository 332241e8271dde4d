import { textWidth, tinos } from '../appearance/tinos.ts';
import type { Place } from '../sign/target.ts';
import { findSigner, LEFT_MARGIN, mm, type PageSize, RIGHT_MARGIN } from './signer-place.ts';
import { type Line, linesOf, type TextItem } from './text-lines.ts';

export type { PageSize } from './signer-place.ts';
export type { TextItem } from './text-lines.ts';

/** Where a text field goes. `coversText`: the page prints a blank there (dots, "ngày … tháng …") that the value must hide. */
export type TextPlace = Place & { readonly fontSize: number; readonly coversText: boolean };

/** Number and date are missing when the page already states them: they are then page text and no field is wanted. */
export type Placement = {
  readonly number?: TextPlace;
  readonly date?: TextPlace;
  readonly person: Place;
  readonly seal: Place;
};

/** What was recognised on the page and what is only the usual place: a person should look at the latter before signing. */
export type FoundPlacement = Placement & {
  /** The notation that the page prints behind the number's slash (box 3); absent where it prints none, or no such line was recognised. */
  readonly notation?: string;
  readonly certain: { readonly number: boolean; readonly date: boolean; readonly person: boolean };
};

export type PlacementQuestion = {
  readonly items: readonly TextItem[];
  /** Of all pages, in order. */
  readonly pages: readonly PageSize[];
  readonly signerName?: string;
  /** Diameter of the agency's seal. */
  readonly sealMm?: number;
};

export const TEXT_ITEMS_MAX = 200_000;

/** Numbers of decree 30/2020, Annex I, part I: margins (I.3) and sizes of letters (II). */
const TOP_MARGIN = mm(20);
const FONT_SIZE = 13;
const FIELD_HEIGHT = 18;
/** A filled line keeps this much from the edge of its field. */
const LINE_PADDING = 2;
const NUMBER_WIDTH_MIN = 26;
const NUMBER_WIDTH = 48;
const DATE_WIDTH = 168;
const SEAL_MM = 36;
const EDGE = mm(5);
/** The seal covers about a third of the signature's picture, on its left (II.8a). */
const SEAL_OVERLAP = 1 / 3;
/** Number and date stand in the upper part of page 1. */
const HEAD_PART = 0.55;
/** Without a number to go by, the date is looked for above this part of the page. */
const HEAD_DATE_PART = 0.85;
/** Two columns of a letterhead of unlike heights may shift the line of the date against that of the number by this much. */
const DATE_LINE_REACH = 40;
const RIGHT_PART = 0.42;

/** "Số:", "SỐ :", and "Số      /QĐ-UBND" of drafters who leave the colon out. */
const NUMBER_BLANK = /Số\s*:?([\s.…_-]*)\//iu;
const NUMBER_LEFT_OPEN = /Số\s*:([\s.…_-]*)$/iu;
const NUMBER_LINE = /^\s*Số\s*(?::|[\s.…_-]*\/)/iu;
const NUMBER_STATED = /^\s*Số\s*:?\s*\d/iu;
/** "/UBND-VP", or "/2026/NQ-HĐND" where the year stands between. */
const NOTATION = /^\s*((?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}\d]*(?:\s*[-–.&/]\s*\p{L}[\p{L}\d]*)*)/u;
const DATE_BLANK = /ngày[\s.…_]*tháng[\s.…_\d]*năm[\s.…_]*(?:\d{2,4}[.…_]*)?/iu;
const DATE_STATED = /ngày\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}/iu;
const PLACE_LEFT_OPEN = /[\p{L}\p{N}.],\s*$/u;

/** The height of a field is chosen so that its text, set in the middle, stands on the line's own base. */
const fieldOn = (
  line: Pick<Line, 'page' | 'y'>,
  left: number,
  right: number,
  fontSize: number,
): Omit<TextPlace, 'coversText'> => ({
  page: line.page,
  x: left,
  y: line.y - (FIELD_HEIGHT - 0.66 * fontSize) / 2,
  width: right - left,
  height: FIELD_HEIGHT,
  fontSize,
});

const sizeOn = (line: Line): number => Math.min(14, Math.max(12, Math.round(line.height) || FONT_SIZE));

type Found<T> = { readonly place: T | undefined; readonly certain: boolean };

/** The line of box 3: the first that begins with "Số:" in the left half; the same words in the body are quotations. */
const findNumberLine = (head: readonly Line[], page: PageSize): Line | undefined =>
  head.find(({ text, x }) => x < page.width / 2 && NUMBER_LINE.test(text));

function findNumber(line: Line | undefined, page: PageSize): Found<TextPlace> {
  if (line && NUMBER_STATED.test(line.text)) return { place: undefined, certain: true };
  const blank = line && (NUMBER_BLANK.exec(line.text) ?? NUMBER_LEFT_OPEN.exec(line.text.trimEnd()));
  if (line && blank) {
    const start = blank.index + blank[0].length - (blank[1]?.length ?? 0) - (blank[0].endsWith('/') ? 1 : 0);
    const [left, natural] = [line.leftOf(start), line.leftOf(start + (blank[1]?.length ?? 0))];
    const isOpenEnd = !blank[0].endsWith('/');
    const right = Math.max(isOpenEnd ? left + NUMBER_WIDTH : natural + LINE_PADDING, left + NUMBER_WIDTH_MIN);
    const place = { ...fieldOn(line, left, right, sizeOn(line)), coversText: /[.…_]/u.test(blank[1] ?? '') };
    return { place, certain: true };
  }
  const left = LEFT_MARGIN + mm(18);
  const y = page.height - TOP_MARGIN - mm(22);
  const place = { ...fieldOn({ page: 1, y }, left, left + NUMBER_WIDTH, FONT_SIZE), coversText: false };
  return { place, certain: false };
}

/** What follows the first slash of box 3. */
function notationOn(line: Line | undefined): string | undefined {
  const text = line?.text.normalize('NFC') ?? '';
  const slash = text.indexOf('/');
  return slash < 0 ? undefined : NOTATION.exec(text.slice(slash + 1))?.[1];
}

/** Box 4 stands on the line of box 3 (II.4c), in the right half; dates of quoted documents stand below or on the left. */
function dateLines(head: readonly Line[], numberLine: Line | undefined, page: PageSize): readonly Line[] {
  const middle = numberLine?.y ?? page.height * HEAD_DATE_PART;
  const reach = numberLine ? DATE_LINE_REACH : page.height * (1 - HEAD_DATE_PART);
  return head.filter(({ y }) => Math.abs(y - middle) <= reach);
}

function findDate(lines: readonly Line[], page: PageSize): Found<TextPlace> {
  const isRight = (line: Line, index: number) => line.leftOf(index) > page.width * RIGHT_PART;
  for (const line of lines) {
    const stated = DATE_STATED.exec(line.text);
    if (stated && isRight(line, stated.index)) return { place: undefined, certain: true };
    const blank = DATE_BLANK.exec(line.text);
    if (!blank || !isRight(line, blank.index)) continue;
    const [left, natural] = [line.leftOf(blank.index), line.leftOf(blank.index + blank[0].length)];
    const size = sizeOn(line);
    const needed = textWidth(tinos('italic'), 'ngày 00 tháng 00 năm 0000', size) + 2 * LINE_PADDING;
    const right = Math.max(natural + 1, Math.min(left + needed, page.width - mm(10)));
    return { place: { ...fieldOn(line, left - LINE_PADDING, right, size), coversText: true }, certain: true };
  }
  // "Thanh Hóa," with nothing after it: our own drafts leave the phrase to the field.
  const open = lines.find((line) => PLACE_LEFT_OPEN.test(line.text) && isRight(line, line.text.length));
  if (open) {
    const left = open.leftOf(open.text.trimEnd().length) + 3;
    const right = Math.min(left + DATE_WIDTH, page.width - mm(10));
    return { place: { ...fieldOn(open, left, right, sizeOn(open)), coversText: false }, certain: true };
  }
  const right = page.width - RIGHT_MARGIN;
  const y = page.height - TOP_MARGIN - mm(22);
  const place = { ...fieldOn({ page: 1, y }, right - DATE_WIDTH, right, FONT_SIZE), coversText: false };
  return { place, certain: false };
}

/** Real size, over the left third of the signature, at its height (decree 30/2020, Annex I, part I, II.8a). */
function sealBeside(person: Place, sealMm: number, page: PageSize | undefined): Place {
  const side = mm(sealMm);
  const x = Math.max(EDGE, person.x + person.width * SEAL_OVERLAP - side);
  const y = person.y + (person.height - side) / 2;
  const top = (page?.height ?? Number.POSITIVE_INFINITY) - side - EDGE;
  return {
    page: person.page,
    x,
    y: Math.max(0, Math.min(Math.max(EDGE, y), top)),
    width: side,
    height: side,
  };
}

/**
 * Proposes where number, date, signature and seal go, from the text of the pages: "Số: …/", "ngày … tháng … năm", the signer's
 * name, "Nơi nhận". What is not found gets its usual place by decree 30/2020, Annex I, part I, and is told as uncertain.
 * Pure; at most 200,000 items are looked at.
 */
export function findPlacement(question: PlacementQuestion): FoundPlacement {
  const lines = linesOf(question.items.slice(0, TEXT_ITEMS_MAX));
  const first = question.pages[0] ?? { width: 595, height: 842 };
  const head = lines.filter(({ page, y }) => page === 1 && y > first.height * HEAD_PART);
  const numberLine = findNumberLine(head, first);
  const number = findNumber(numberLine, first);
  const notation = notationOn(numberLine);
  const date = findDate(dateLines(head, numberLine, first), first);
  const { place, certain } = findSigner(lines, question.pages, question.signerName);
  return {
    ...(notation && { notation }),
    ...(number.place && { number: number.place }),
    ...(date.place && { date: date.place }),
    person: place,
    seal: sealBeside(place, question.sealMm ?? SEAL_MM, question.pages[place.page - 1]),
    certain: { number: number.certain, date: date.certain, person: certain },
  };
}

const CORNER_WIDTH = 220;
/** Two lines of 10 points for a long reference, four for a copy with the full name of its agency. */
const CORNER_HEIGHT = { attachment: 28, copy: 52 } as const;

/** The upper right corner of the first page, where the agency's signature on a separate attachment (II.8b) or an electronic copy (part II, I.3) stands. */
export function cornerPlace(page: PageSize, kind: keyof typeof CORNER_HEIGHT): Place {
  const margin = mm(5);
  const width = Math.min(CORNER_WIDTH, page.width - 2 * margin);
  const height = Math.min(CORNER_HEIGHT[kind], page.height - 2 * margin);
  const right = page.width - Math.min(RIGHT_MARGIN, (page.width - width) / 2);
  return { page: 1, x: right - width, y: page.height - margin - height, width, height };
}
