import type { CopyForm } from '../../../shared/domain/outgoing/outgoing.ts';
import { MARGINS_MM, PAPER_MM, SIZES_PT } from '../../../shared/domain/outgoing/page-layout.ts';
import {
  COUNTRY,
  copyTitles,
  MOTTO,
  type PaperForm,
  paperParts,
  textOf,
} from '../../../shared/words/paper.ts';
import { textWidth, tinos } from '../../../signatures/appearance/tinos.ts';
import { columns, paragraph, rule, twips, type WordPaper, wordPackage } from './word-xml.ts';

const MARGINS = {
  top: MARGINS_MM.top[0],
  bottom: MARGINS_MM.bottom[0],
  left: MARGINS_MM.left[0],
  right: MARGINS_MM.right[0],
} as const;
const WIDTH_MM = PAPER_MM.width - MARGINS.left - MARGINS.right;
/** Box 2 at the left, box 1 at the right (annex I part I, IV); below, boxes 9b and 7. */
export const LEFT_MM = 68;
const RIGHT_MM = WIDTH_MM - LEFT_MM;
const FOOT_MM = [80, WIDTH_MM - 80] as const;
const SIZE = {
  country: SIZES_PT.country[0],
  motto: SIZES_PT.motto[0],
  agency: SIZES_PT.agency[0],
  letterSubject: SIZES_PT.letterSubject[0],
  body: SIZES_PT.body[1],
  signer: SIZES_PT.signer[1],
} as const;

const PT_MM = 25.4 / 72;
/** How far in a line begins so that it is `share` of the text above it, in twips, in a column of that width. */
export function insetFor(text: string, size: number, columnMm: number, share: number): number {
  const width = Math.min(textWidth(tinos('bold'), text, size) * PT_MM, columnMm) * share;
  return twips((columnMm - width) / 2);
}
/** II.2b, II.5b: between a third and a half of the text. */
export const RULE_SHARE = 0.42;
export const AGENCY_RULE = 'AgencyRule';
export const SUBJECT_RULE = 'SubjectRule';
const MOTTO_RULE = 'MottoRule';
const COPY_RULE = 'CopyRule';

const centred = { align: 'center' } as const;
/** A part that is left out with its paragraph where the field is empty. */
const optional = (field: string, inner: string): string =>
  `${paragraph(`{#${field}}`)}${inner}${paragraph(`{/${field}}`)}`;
const body = (text: string): string => paragraph(text, { align: 'both', before: 6, isIndented: true });

const agency = (): string =>
  optional('parentName', paragraph('{parentName}', { ...centred, size: SIZE.agency })) +
  paragraph('{agencyName}', { ...centred, size: SIZE.agency, isBold: true }) +
  rule(AGENCY_RULE);
const number = paragraph(paperParts.number, { ...centred, size: 13 });
const date = paragraph(paperParts.date, {
  ...centred,
  size: 13,
  isItalic: true,
});

const country = (): string =>
  paragraph(COUNTRY, { ...centred, size: SIZE.country, isBold: true }) +
  paragraph(MOTTO, { ...centred, size: SIZE.motto, isBold: true }) +
  rule(MOTTO_RULE);

function head(form: PaperForm): string {
  const subject =
    form === 'letter' ? paragraph(paperParts.about, { ...centred, size: SIZE.letterSubject, before: 6 }) : '';
  const isDated = form !== 'minutes';
  return columns(
    [LEFT_MM, RIGHT_MM],
    [agency(), country()],
    // II.4c: number and date on one line.
    [number + subject, isDated ? date : paragraph('')],
  );
}

const title = (): string =>
  paragraph('{typeTitle}', { ...centred, size: SIZE.body, isBold: true, before: 18 }) +
  paragraph('{subject}', { ...centred, size: SIZE.body, isBold: true }) +
  rule(SUBJECT_RULE);

const issuer = paragraph('{issuer}', { ...centred, size: SIZE.body, isBold: true, before: 12 });
const grounds = paperParts.grounds
  .map((text) => paragraph(text, { align: 'both', before: 6, isIndented: true, isItalic: true }))
  .join('');
const resolution = (text: string): string =>
  issuer + grounds + paragraph(text, { ...centred, size: SIZE.body, isBold: true, before: 12 });
const receiver = (text: string): string =>
  paragraph(text, { ...centred, before: 18 }) + paragraph('', { before: 6 });

/** The text of a model, with the blanks that its drafter fills in Word. */
function text(form: PaperForm): string {
  const { to, resolved, lines } = textOf(form);
  return [
    form === 'letter' ? '' : title(),
    to === undefined ? '' : receiver(to),
    resolved === undefined ? '' : resolution(resolved),
    ...lines.map(body),
  ].join('');
}

/** Boxes 9b and 7 (II.9, II.7): to whom at the left, who signs at the right with room for the signature. */
function foot(): string {
  const receivers =
    paragraph(paperParts.receivers, { size: SIZES_PT.receiversTitle[0], isBold: true, isItalic: true }) +
    optional('receivers', paragraph('- {.}', { size: SIZES_PT.receivers[0] }));
  const signer = { ...centred, size: SIZE.signer, isBold: true, keepsNext: true };
  const room = Array.from({ length: 4 }, () => paragraph('', { ...signer })).join('');
  const signed = optional('authority', paragraph('{.}', signer)) + room + paragraph('{signerName}', signer);
  return paragraph('', { before: 6 }) + columns(FOOT_MM, [receivers, signed]);
}

const rules = {
  [AGENCY_RULE]: insetFor(MOTTO, SIZE.agency, LEFT_MM, RULE_SHARE),
  [SUBJECT_RULE]: insetFor(MOTTO, SIZE.body, WIDTH_MM, RULE_SHARE),
  [MOTTO_RULE]: insetFor(MOTTO, SIZE.motto, RIGHT_MM, 1),
  [COPY_RULE]: 0,
};
const paperOf = (text: string): WordPaper => ({ body: text, marginsMm: MARGINS, rules, bodySize: SIZE.body });

/** The template of a model: a Word document with the nine parts in their places (annex I part I, IV) and a tag for each field. */
export const templateOf = (form: PaperForm): Uint8Array =>
  wordPackage(paperOf(head(form) + text(form) + foot()));

/** What stands at the end of a paper copy, under a line across the page (annex I part II, II.2; model 3.1). */
export function copyTemplate(form: CopyForm): Uint8Array {
  const left = paragraph('{agencyName}', { ...centred, size: SIZE.agency, isBold: true }) + rule(AGENCY_RULE);
  const right = paragraph(copyTitles[form], { ...centred, size: SIZE.body, isBold: true });
  return wordPackage(
    paperOf(rule(COPY_RULE) + columns([LEFT_MM, RIGHT_MM], [left, right], [number, date]) + foot()),
  );
}

/** The widths by which the lines under agency and subject are set for their own texts. */
export const ruleInsets = (agencyName: string, subject: string): Readonly<Record<string, number>> => ({
  [AGENCY_RULE]: insetFor(agencyName, SIZE.agency, LEFT_MM, RULE_SHARE),
  [SUBJECT_RULE]: insetFor(subject, SIZE.body, WIDTH_MM, RULE_SHARE),
});
