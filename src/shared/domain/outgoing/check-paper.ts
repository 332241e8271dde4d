import { z } from 'zod';
import { LETTER_ABBREVIATION, onPaper } from '../../words/paper.ts';
import type { WordKey } from '../../words/vi.ts';
import { FONT, MARGINS_MM, PAPER_MM, SIZES_PT } from './page-layout.ts';
import { paperTypeNamed, paperTypes } from './paper-types.ts';

/** What was read of a draft: its first page as lines, and of its Word document how it is set. Lengths in millimetres, sizes in points. */
export const PaperFacts = z.object({
  /** Of the PDF's first page. */
  pageMm: z.object({ width: z.number(), height: z.number() }),
  /** Lines of all pages from top to bottom, two columns of a head apart. */
  lines: z.array(z.string()),
  /** Absent where the draft came as a PDF. */
  word: z
    .object({
      marginsMm: z.object({ top: z.number(), bottom: z.number(), left: z.number(), right: z.number() }),
      fonts: z.array(z.string()),
      bodySize: z.number().optional(),
    })
    .optional(),
});
export type PaperFacts = z.infer<typeof PaperFacts>;

/** Something that a person should look at before the draft is submitted, with the clause of NĐ 30/2020 that asks for it. It never keeps anybody from submitting. */
export const PaperFinding = z.object({
  code: z.custom<Extract<WordKey, `check.${string}`>>((code) => String(code).startsWith('check.')),
  clause: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PaperFinding = z.infer<typeof PaperFinding>;

export type CheckedFields = {
  readonly typeName: string;
  readonly codeNotation: string;
  readonly signerName: string;
};

/** Words round to whole millimetres and twips do not. */
const TOLERANCE_MM = 0.6;

type Code = PaperFinding['code'];
const finding = (code: Code, clause: string, detail: PaperFinding['detail'] = {}): PaperFinding => ({
  code,
  clause,
  detail,
});

/** I.1, I.3, I.4, II.6e: what the page and the Word document measure. */
function layoutFindings({ pageMm, word }: PaperFacts): readonly PaperFinding[] {
  const isA4 = Math.abs(pageMm.width - PAPER_MM.width) < 2 && Math.abs(pageMm.height - PAPER_MM.height) < 2;
  const rounded = { width: Math.round(pageMm.width), height: Math.round(pageMm.height) };
  const sides = ['top', 'bottom', 'left', 'right'] as const;
  const wrongSides = sides.filter((side) => {
    const [from, to] = MARGINS_MM[side];
    const found = word?.marginsMm[side];
    return found !== undefined && (found < from - TOLERANCE_MM || found > to + TOLERANCE_MM);
  });
  const otherFonts = word?.fonts.filter((font) => font.toLowerCase() !== FONT.toLowerCase()) ?? [];
  const size = word?.bodySize;
  const [sizeFrom, sizeTo] = SIZES_PT.body;
  return [
    ...(isA4 ? [] : [finding('check.paper', 'I.1', rounded)]),
    ...wrongSides.map((side) =>
      finding(`check.margin.${side}`, 'I.3', { mm: Math.round(word?.marginsMm[side] ?? 0) }),
    ),
    ...otherFonts.slice(0, 3).map((font) => finding('check.font', 'I.4', { font })),
    ...(size !== undefined && (size < sizeFrom || size > sizeTo)
      ? [finding('check.size', 'II.6.e', { size })]
      : []),
  ];
}

type Part = readonly [code: Code, clause: string, at: number, detail?: PaperFinding['detail']];

/** II.1–II.9: the nine parts that every paper has, each where the decree puts it. */
function partFindings(text: string, { typeName, signerName }: CheckedFields): readonly PaperFinding[] {
  const at = (pattern: RegExp): number => text.search(pattern);
  const type = paperTypeNamed(typeName);
  const titled = text.indexOf(typeName.toLocaleUpperCase('vi'));
  const subject: readonly Part[] =
    type?.form === 'letter'
      ? [
          ['check.missing.about', 'II.5.b', at(onPaper.about)],
          ['check.missing.to', 'II.9.b', at(onPaper.to)],
        ]
      : [['check.missing.typeName', 'II.5.b', titled, { type: typeName.toLocaleUpperCase('vi') }]];
  const parts: readonly Part[] = [
    ['check.missing.country', 'II.1.a', at(onPaper.country)],
    ['check.missing.motto', 'II.1.b', at(onPaper.motto)],
    ['check.missing.number', 'II.3.c', at(onPaper.number)],
    ...(type?.form === 'minutes' ? [] : [['check.missing.date', 'II.4.c', at(onPaper.date)] as const]),
    ...subject,
    ['check.missing.receivers', 'II.9.a', at(onPaper.receivers)],
    ['check.missing.kept', 'II.9.a', at(onPaper.kept)],
    ['check.missing.signer', 'II.7.c', text.lastIndexOf(signerName), { name: signerName }],
  ];
  const missing = parts.filter(([, , place]) => place < 0);
  const [country, number, to] = [at(onPaper.country), at(onPaper.number), at(onPaper.receivers)];
  const isInOrder = country < number && number < to && (titled < 0 || titled < to);
  const isWhole = Math.min(country, number, to) >= 0;
  return [
    ...missing.map(([code, clause, , detail]) => finding(code, clause, detail)),
    ...(isWhole && !isInOrder ? [finding('check.order', 'IV.1')] : []),
  ];
}

/** II.3b, II.3c: a symbol of the type that the paper is. */
function notationFindings({ typeName, codeNotation }: CheckedFields): readonly PaperFinding[] {
  const notation = codeNotation.normalize('NFC');
  const type = paperTypeNamed(typeName);
  if (/\s|--|\/\/|[-/]$|^[-/]|[–—_.]/u.test(notation))
    return [finding('check.notation.shape', 'II.3.c', { notation })];
  if (!type) return [];
  if (type.abbreviation !== undefined) {
    const isIts = notation.split(/[-/]/u).some((group) => group === type.abbreviation);
    const detail = { notation, abbreviation: type.abbreviation, type: type.name };
    return isIts ? [] : [finding('check.notation.type', 'II.3.b', detail)];
  }
  if (LETTER_ABBREVIATION.test(notation)) return [finding('check.notation.letter', 'II.3.b')];
  const [first = ''] = notation.split('-');
  const other = paperTypes.find(({ abbreviation }) => abbreviation === first);
  return other ? [finding('check.notation.other', 'II.3.b', { type: other.name })] : [];
}

/** II.4b: 05 and 02, not 5 and 2. */
function dateFindings(text: string): readonly PaperFinding[] {
  const stated = onPaper.dateStated.exec(text);
  if (!stated) return [];
  const [, day = '', month = ''] = stated;
  const isShort = day.length === 1 || (month.length === 1 && Number(month) < 3);
  return isShort ? [finding('check.date.zero', 'II.4.b')] : [];
}

/** What of annex I a draft seems not to keep, and what it has left blank. In the order of the decree; at most one of each. */
export function checkPaper(facts: PaperFacts, fields: CheckedFields): readonly PaperFinding[] {
  const text = facts.lines.join('\n').normalize('NFC');
  const hasBlank = facts.lines.some(
    (line) => onPaper.blank.test(line) && !onPaper.date.test(line) && !onPaper.number.test(line),
  );
  return [
    ...layoutFindings(facts),
    ...partFindings(text, fields),
    ...notationFindings(fields),
    ...dateFindings(text),
    ...(hasBlank ? [finding('check.blank', 'II.6.c')] : []),
  ];
}
