import { LocalDate, SUBJECT_LENGTH_MAX } from '../../shared/domain/core/values.ts';
import type { IncomingFields } from '../../shared/domain/incoming/incoming.ts';
import { plainNotation } from '../../shared/domain/outgoing/on-page.ts';
import { fold } from '../../shared/text/fold.ts';
import { LETTER } from '../../shared/words/type-name.ts';
import { beginsOrgan, organFrom } from './organ-name.ts';
import { signerFrom } from './signer.ts';
import { typeOfNotation, typeOfTitle } from './type-of.ts';

/** Lines looked at; the head of a paper and its subject stand in the first thirty or so, the signer at the end of the page. */
export const SUGGEST_LINES_MAX = 200;
const SUBJECT_LINES_MAX = 8;

type Line = { readonly left: string; readonly right: string; readonly whole: string };

const motto = /^(?:cong hoa xa hoi|doc lap\s*[-–—])/;
/** The date's own line stands at the right: "Lam Giang, ngày 05 tháng 9 năm 2026". */
const datePhrase = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu;
const numberPhrase =
  /(?:^|\s)Số\s*:?\s*([0-9]{1,7}[a-zđ]?(?:bis)?)?\s*[.…_]*\s*\/\s*((?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}0-9&]*(?:\s*[-–./&]\s*[\p{L}0-9&]+)*)/u;
const subjectLead = /^\s*(?:V\/v|Về việc|v\/v)\s*:?\s*/iu;
/** The boxes that stand below a subject, whatever the type (NĐ 30/2020 annex I, boxes 9a and 9b). */
const nextBox = /(?:^|\s)(?:Kính gửi|Nơi nhận)\s*:?/iu;
/** Words with which a body opens; counted only with a capital, for a subject may run on with "thực hiện …" in its second line. */
const opening =
  /^(?:Căn cứ|Theo|Thực hiện|Triển khai|Tiếp tục|Xét|Để|Nhằm|Trong|Sau khi|Qua|Hôm nay|Hiện nay|Vừa qua|Ngày \d|Nhận được|Được sự|Kính thưa|Điều \d|Phần thứ|[IVX]+\.|\d+\.|Thời gian)(?![\p{L}\p{M}])/u;
/** A line that ends so goes on in the next, even with the name of an agency. */
const endsOpen = /(?:,|[-–]|\s(?:của|tại|với|và|do|cho|gửi|về|trên|thuộc|giữa|các|từ|đến|theo|trong|ở))$/iu;

/** Parts a line at its tab, and at the motto or the date where a page without places has run the columns together. */
function parted(line: string): Line {
  const [first = '', ...rest] = line.split('\t');
  const right = rest.join(' ').trim();
  if (right !== '') return { left: first.trim(), right, whole: line.replaceAll('\t', ' ') };
  const cut = /(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ|Độc\s+lập\s*[-–—]|\p{Lu}[\p{L} ]*,\s*ngày\s)/u.exec(line);
  if (!cut) return { left: line.trim(), right: '', whole: line };
  return { left: line.slice(0, cut.index).trim(), right: line.slice(cut.index).trim(), whole: line };
}

/**
 * Fields proposed from the text of page 1, a line a row with a tab between columns (NĐ 30/2020 annex I; annex VI III.1g). Pure; what is not recognised is
 * left out, and nothing counts until the clerk accepts it.
 */
export function suggestFrom(text: string): Partial<IncomingFields> {
  const lines = text
    .normalize('NFC')
    .split('\n')
    .slice(0, SUGGEST_LINES_MAX)
    .map(parted)
    .filter(({ whole }) => whole.trim() !== '');
  const numberAt = lines.findIndex(({ whole }) => numberPhrase.test(whole));
  const reference = numberPhrase.exec(lines[numberAt]?.whole ?? '');
  const codeNotation = reference?.[2] && plainNotation(reference[2]).slice(0, 30);
  const codeNumber = reference?.[1];
  const titleAt = lines.findIndex(
    ({ whole }, index) => index > 0 && inCapitals(whole) && typeOfTitle(whole) !== undefined,
  );
  const title = titleAt < 0 ? undefined : typeOfTitle(lines[titleAt]?.whole ?? '');
  const subject = titleAt < 0 ? letterSubject(lines) : titledSubject(lines.slice(titleAt + 1));
  const typeName =
    title ?? (codeNotation && typeOfNotation(codeNotation)) ?? (subject !== undefined ? LETTER : undefined);
  const issuedOn = dateFrom(lines);
  const organName = organFrom(headLines(lines, numberAt));
  const urgency = urgencyFrom(lines);
  return {
    ...(typeName && { typeName }),
    ...(codeNumber && { codeNumber }),
    ...(codeNotation && { codeNotation }),
    ...(issuedOn && { issuedOn }),
    ...(organName && { organName }),
    ...(subject && { subject }),
    ...(urgency && { urgency }),
    ...signerFrom(lines.map(({ left, right }) => (right === '' ? left : right))),
  };
}

/** The lines at the left above the number. */
const headLines = (lines: readonly Line[], numberAt: number): readonly string[] =>
  numberAt <= 0
    ? []
    : lines
        .slice(0, numberAt)
        .map(({ left }) => left)
        .filter(
          (left) => left !== '' && !motto.test(fold(left)) && !urgencyOf(left) && !datePhrase.test(left),
        );

function dateFrom(lines: readonly Line[]): LocalDate | undefined {
  for (const { whole } of lines.slice(0, 20)) {
    const found = datePhrase.exec(whole);
    if (!found) continue;
    const [, day = '', month = '', year = ''] = found;
    const accepted = LocalDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    return accepted.success ? accepted.data : undefined;
  }
  return undefined;
}

/** Box 10b: the urgency stands alone in its frame. */
function urgencyOf(text: string): IncomingFields['urgency'] | undefined {
  const folded = fold(text)
    .replace(/[^\p{L}\s]/gu, '')
    .trim();
  if (text !== text.toLocaleUpperCase('vi')) return undefined;
  if (folded === 'hoa toc' || folded === 'hoa toc hen gio') return 'express';
  if (folded === 'thuong khan') return 'very-urgent';
  return folded === 'khan' ? 'urgent' : undefined;
}

const urgencyFrom = (lines: readonly Line[]): IncomingFields['urgency'] | undefined =>
  lines
    .slice(0, 25)
    .flatMap(({ left, right }) => urgencyOf(left) ?? urgencyOf(right) ?? [])
    .at(0);

/** Box 5b: "V/v …" under the number, at the left. */
function letterSubject(lines: readonly Line[]): string | undefined {
  const from = lines.findIndex(({ left }) => subjectLead.test(left));
  return from < 0 ? undefined : subjectIn(lines.slice(from).map(({ left }) => left));
}

/** Box 5a: under the type's name, until the authority in capitals, the grounds, or the body. */
const titledSubject = (lines: readonly Line[]): string | undefined =>
  subjectIn(lines.map(({ whole }) => whole));

/** The lines from the first on that still belong to the subject, as one. */
function subjectIn(lines: readonly string[]): string | undefined {
  const taken: string[] = [];
  for (const line of lines.slice(0, SUBJECT_LINES_MAX).map((each) => each.trim())) {
    if (line === '') continue;
    const next = nextBox.exec(line);
    if (next && next.index > 0) taken.push(line.slice(0, next.index));
    if (next || endsSubject(line, taken.at(-1))) break;
    taken.push(line);
  }
  return asSubject(taken);
}

/** Whether the line cannot belong to a subject whose last line so far is `before`. */
function endsSubject(line: string, before: string | undefined): boolean {
  if (inCapitals(line) || !/[\p{L}\d]/u.test(line)) return true;
  if (before === undefined) return opening.test(line) && !subjectLead.test(line);
  if (/[.;:]$/.test(before) || /^[-+•*]\s/.test(line)) return true;
  return !endsOpen.test(before) && (opening.test(line) || (/^\p{Lu}/u.test(line) && beginsOrgan(line)));
}

const inCapitals = (line: string): boolean =>
  /\p{Lu}{2}/u.test(line) && line === line.toLocaleUpperCase('vi');

function asSubject(lines: readonly string[]): string | undefined {
  const text = lines.join(' ').replace(subjectLead, '').replace(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  return (text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)).slice(0, SUBJECT_LENGTH_MAX).trim();
}
