/**
 * How a paper is laid out (NĐ 30/2020 annex I part I): the templates are made by these numbers and a draft is checked against them. Lengths in millimetres, sizes of
 * letters in points, both ends included.
 */
export type Range = readonly [from: number, to: number];

/** I.1: A4, upright. */
export const PAPER_MM = { width: 210, height: 297 } as const;
/** I.3. */
export const MARGINS_MM = {
  top: [20, 25],
  bottom: [20, 25],
  left: [30, 35],
  right: [15, 20],
} as const satisfies Record<string, Range>;
/** I.4. */
export const FONT = 'Times New Roman';

/** Sizes by part: II.1a, II.1b, II.2b, II.3c, II.4c, II.5b, II.6e, II.7đ, II.9 (models of V), I.7. */
export const SIZES_PT = {
  country: [12, 13],
  motto: [13, 14],
  agency: [12, 13],
  number: [13, 13],
  date: [13, 14],
  typeName: [13, 14],
  letterSubject: [12, 13],
  body: [13, 14],
  signer: [13, 14],
  receiversTitle: [12, 12],
  receivers: [11, 11],
  pageNumber: [13, 14],
} as const satisfies Record<string, Range>;

/** II.6e: from one line to one and a half; a paragraph stands 6 pt or more from the next; its first line 1 or 1.27 cm in. */
export const LINE_SPACING: Range = [1, 1.5];
export const PARAGRAPH_SPACING_PT = 6;
export const FIRST_LINE_MM = [10, 12.7] as const;
