import type { Urgency } from '../../../shared/domain/core/values.ts';

/** The typefaces of one paper: Tinos stands for Times New Roman (NĐ 30, Phụ lục I, mục I.4). */
export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic';

/** A stretch of text in one face; runs of a paragraph meet at a space. */
export type Run = { readonly text: string; readonly face: Face };

/** A piece of the body (box 6), in reading order. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A ground in italics (mục II.6.a). */
  | { readonly kind: 'ground'; readonly text: string }
  /** "QUYẾT ĐỊNH:", the issuing authority above it: centred and bold. */
  | { readonly kind: 'centred'; readonly text: string }
  /** "Điều 1." or "I. …": the lead-in is bold, the text follows on the same line. */
  | { readonly kind: 'article'; readonly lead: string; readonly text: string };

export type Column = {
  readonly title: string;
  /** Share of the table's width. */
  readonly share: number;
  readonly align: 'left' | 'centre' | 'right';
};

/** Phụ lục (mục III.1): one table under a title. */
export type Appendix = {
  /** Roman numeral when there are several, otherwise absent. */
  readonly numeral?: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
};

/** Everything that stands on the paper. Text is Vietnamese NFC; the date is YYYY-MM-DD. */
export type Paper = {
  /** Box 2: the body above, as it stands on the paper, and the issuing agency. */
  readonly superior?: string;
  readonly agency: string;
  /** Box 3: absent until the clerk gives a number; the place for it stays empty. */
  readonly number?: string;
  readonly notation: string;
  /** Box 4: `issuedOn` absent leaves the place after the locality empty. */
  readonly locality: string;
  readonly issuedOn?: string;
  /** Box 5a: the type's name; absent for a công văn, whose subject stands as "V/v …" in box 5b. */
  readonly typeName?: string;
  readonly subject: string;
  readonly urgency: Urgency;
  /** Stands before the addressees instead of "Kính gửi" ("… điện" in a công điện). */
  readonly addressLead?: string;
  /** Box 9a: "Kính gửi"; empty where the type has none. */
  readonly addressees: readonly string[];
  readonly body: readonly Block[];
  /** Box 9b without "Nơi nhận:"; the last line is "- Lưu: …". */
  readonly recipients: readonly string[];
  /** Box 7a: each line in capitals, e.g. KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC. */
  readonly authority: readonly string[];
  readonly signer: string;
  /** In the same file, each with page numbers of its own (mục III.1.đ). */
  readonly appendices: readonly Appendix[];
};

/** A rectangle of the page in PDF points, origin at the lower left. */
export type Place = {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Where signing may write: the two texts stay empty on the page when the paper does not know them yet. */
export type PaperPlaces = {
  readonly number: Place;
  readonly date: Place;
  /** Box 7c, between the title and the name. */
  readonly signature: Place;
  /** Box 8: over a third of the signature, to its left (mục II.8.a). */
  readonly seal: Place;
};

export type DrawnPaper = {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly places: PaperPlaces;
};
