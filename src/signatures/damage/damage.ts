/**
 * What does not fit in a PDF: `content`, bytes that their own checksum or coding contradicts; `structure`, a place that is not as the format has it, which readers mend or pass over.
 * `offset` is where, in bytes of the file; `why` is for the log.
 */
export type PdfDamage = {
  readonly kind: 'content' | 'structure';
  readonly offset: number;
  readonly why: string;
};

export const structure = (offset: number, why: string): PdfDamage => ({ kind: 'structure', offset, why });
export const content = (offset: number, why: string): PdfDamage => ({ kind: 'content', offset, why });

/** Bytes of the file that are accounted for. */
export type Piece = { readonly from: number; readonly to: number };
