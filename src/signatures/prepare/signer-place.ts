import type { Place } from '../sign/target.ts';
import type { Line } from './text-lines.ts';

export type PageSize = { readonly width: number; readonly height: number };

const POINTS_PER_MM = 72 / 25.4;
export const mm = (value: number): number => value * POINTS_PER_MM;

/** Margins of decree 30/2020, Annex I, part I, I.3. */
export const LEFT_MARGIN = mm(30);
export const RIGHT_MARGIN = mm(20);
const A4: PageSize = { width: 595, height: 842 };
const EDGE = mm(5);

const WIDTH = mm(45);
const HEIGHT_MIN = mm(14);
const HEIGHT_MAX = mm(28);
/** Title and name of one block stand on one middle; a second signer's block is farther away. */
const BLOCK_REACH = mm(40);
/** A rank or a degree may stand before the name (annex I part I, II.7c); a whole sentence may not. */
const TITLE_LETTERS_MAX = 24;

/** Box 7a: "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "TL.", "TUQ.", "Q." (II.7b), and titles of who signs by himself. */
const AUTHORITY = /^\s*(?:TM|KT|TL|TUQ|Q)\s*\.\s*\p{Lu}/u;
const TITLE =
  /^\s*(?:PHÓ\s+)?(?:CHỦ\s+TỊCH|GIÁM\s+ĐỐC|TỔNG\s+GIÁM\s+ĐỐC|CỤC\s+TRƯỞNG|CHI\s+CỤC\s+TRƯỞNG|TRƯỞNG\s+\p{Lu}+|CHÁNH\s+\p{Lu}+|HIỆU\s+TRƯỞNG|VIỆN\s+TRƯỞNG|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|BÍ\s+THƯ)(?:\s|$)/u;
const RECIPIENTS = /^\s*Nơi\s+nhận\s*:?\s*$|^\s*Nơi\s+nhận\s*:/iu;

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();

type Name = { readonly line: Line; readonly middle: number };

/** The name alone on its line, or behind a rank or degree; the last such place, because earlier ones are the text's. */
function findName(lines: readonly Line[], signerName: string): Name | undefined {
  const wanted = plain(signerName);
  const alone = lines.findLast(({ text }) => plain(text) === wanted);
  if (alone) return { line: alone, middle: alone.middle };
  const titled = lines.findLast(({ text }) => {
    const said = plain(text);
    return said.endsWith(` ${wanted}`) && said.length - wanted.length <= TITLE_LETTERS_MAX;
  });
  return titled && { line: titled, middle: titled.middle };
}

const isInBlock = (
  line: Line,
  { page, middle }: { readonly page: number; readonly middle: number },
): boolean => line.page === page && Math.abs(line.middle - middle) < BLOCK_REACH;

/** Keeps a box on its page, whatever its text proposed. */
function onPage(place: Place, { width, height }: PageSize): Place {
  const own = { width: Math.min(place.width, width), height: Math.min(place.height, height) };
  const between = (value: number, most: number) => Math.max(0, Math.min(Math.max(EDGE, value), most - EDGE));
  const x = Math.min(between(place.x, width - own.width), width - own.width);
  const y = Math.min(between(place.y, height - own.height), height - own.height);
  return { page: place.page, x: Math.max(0, x), y: Math.max(0, y), ...own };
}

/** From the top of the signer's name to the foot of what stands above it: the room of box 7c. */
function aboveName({ line, middle }: Name, lines: readonly Line[]): Place {
  const bottom = line.y + line.height;
  const above = lines
    .filter((other) => isInBlock(other, { page: line.page, middle }) && other.y > bottom)
    .reduce((lowest, other) => Math.min(lowest, other.y), Number.POSITIVE_INFINITY);
  const room = above - 3 - bottom;
  const height = Math.min(HEIGHT_MAX, Math.max(HEIGHT_MIN, Number.isFinite(room) ? room : HEIGHT_MAX));
  const y = bottom + Math.max(0, (Math.min(room, HEIGHT_MAX * 2) - height) / 2);
  return { page: line.page, x: middle - WIDTH / 2, y, width: WIDTH, height };
}

/** Below the last line of box 7a, where the name is missing, is drawn as a picture, or was typed otherwise. */
function belowTitle(lines: readonly Line[]): Place | undefined {
  const isTitle = ({ text }: Line) => AUTHORITY.test(text) || TITLE.test(text);
  const last = lines.findLast(isTitle);
  if (!last) return undefined;
  const y = last.y - mm(3) - HEIGHT_MAX;
  return { page: last.page, x: last.middle - WIDTH / 2, y, width: WIDTH, height: HEIGHT_MAX };
}

/** Beside "Nơi nhận", or at the foot of the last page: the right half of the text, where box 7 stands. */
function usualPlace(lines: readonly Line[], pages: readonly PageSize[]): Place {
  const recipients = lines.findLast(({ text }) => RECIPIENTS.test(text));
  const page = recipients?.page ?? Math.max(1, pages.length);
  const size = pages[page - 1] ?? A4;
  const middle = LEFT_MARGIN + ((size.width - LEFT_MARGIN - RIGHT_MARGIN) * 3) / 4;
  const top = recipients ? recipients.y - mm(8) : mm(75);
  return {
    page,
    x: middle - WIDTH / 2,
    y: Math.max(mm(12), top - HEIGHT_MAX),
    width: WIDTH,
    height: HEIGHT_MAX,
  };
}

/**
 * Where the signer's picture goes: between title and name, in their middle (decree 30/2020, Annex I, part I, II.7d). `certain` only where his name was found;
 * else below the title block, else the usual place. Always on its page.
 */
export function findSigner(
  lines: readonly Line[],
  pages: readonly PageSize[],
  signerName: string | undefined,
): { readonly place: Place; readonly certain: boolean } {
  const name = signerName === undefined ? undefined : findName(lines, signerName);
  const place = name ? aboveName(name, lines) : (belowTitle(lines) ?? usualPlace(lines, pages));
  return { place: onPage(place, pages[place.page - 1] ?? A4), certain: name !== undefined };
}
