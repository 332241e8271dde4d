import { z } from 'zod';
import { SheetSigned } from './sheet.ts';

/** Paragraphs of one form: a record of hand-over has some thirty. */
const PARAGRAPHS_MAX = 200;

export const FormParagraph = z.object({
  text: z.string().max(2000),
  /** `heading` is bold, `item` stands indented, `ground` is set in italics as the grounds of an act are. */
  kind: z.enum(['plain', 'heading', 'item', 'ground']),
});
export type FormParagraph = z.infer<typeof FormParagraph>;

export const FormFormat = z.enum(['docx', 'pdf']);
export type FormFormat = z.infer<typeof FormFormat>;

/** A form of running text as it leaves the program: the one value from which the Word file and the printed page are made. Words only, never markup. */
export const Form = z.object({
  /** What the file is called, without its ending. */
  name: z.string().min(1).max(200),
  title: z.string().min(1).max(300),
  subtitle: z.string().max(300),
  agency: z.array(z.string().max(300)).max(3),
  placeAndDay: z.string().max(200),
  paragraphs: z.array(FormParagraph).max(PARAGRAPHS_MAX),
  signed: SheetSigned,
});
export type Form = z.infer<typeof Form>;
