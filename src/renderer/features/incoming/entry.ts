import { z } from 'zod';
import { AcceptedFile } from '../../../shared/contract/shapes.ts';
import { type LocalDate, Secrecy, SUBJECT_LENGTH_MAX, Urgency } from '../../../shared/domain/core/values.ts';
import type { IncomingFields } from '../../../shared/domain/incoming/incoming.ts';
import { LETTER } from '../../../shared/words/type-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { dayField, dayText, textField } from '../../app/document/form-schema.ts';
import { draftOf } from '../../app/drafts.ts';

export const ENTRY_PREFIX = 'incoming:';
export const entryKey = (documentId: string): string => `${ENTRY_PREFIX}${documentId}`;

/** A count of pages; empty is none. */
const pagesField = z.string().transform((text, context): number | undefined => {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (/^\d{1,5}$/.test(typed) && Number(typed) > 0) return Number(typed);
  context.addIssue({ code: 'custom', message: say('invalid.pages') });
  return z.NEVER;
});

/** The registration form: annex VI part II, with the lengths of its fields. */
export const entrySchema = (today: LocalDate) =>
  z.object({
    typeName: textField(100, true),
    codeNumber: textField(11, false),
    codeNotation: textField(30, false),
    issuedOn: dayField(today, 'any'),
    organName: textField(200, true),
    subject: textField(SUBJECT_LENGTH_MAX, true),
    signerName: textField(50, false),
    signerPosition: textField(100, false),
    urgency: Urgency,
    dueOn: dayField(today, 'from-today'),
    note: textField(4000, false),
    language: textField(30, false),
    pageCount: pagesField,
    secrecy: Secrecy,
  });
export type EntryValues = z.input<ReturnType<typeof entrySchema>>;
export type EntryResult = z.output<ReturnType<typeof entrySchema>>;

export const emptyEntry: EntryValues = {
  typeName: LETTER,
  codeNumber: '',
  codeNotation: '',
  issuedOn: '',
  organName: '',
  subject: '',
  signerName: '',
  signerPosition: '',
  urgency: 'normal',
  dueOn: '',
  note: '',
  language: say('field.language.vietnamese'),
  pageCount: '',
  secrecy: 'normal',
};

/** Known fields as the form shows them. */
export const entryOf = (
  fields: { readonly [Name in keyof IncomingFields]?: IncomingFields[Name] | undefined },
): Partial<EntryValues> => {
  const { issuedOn, dueOn, pageCount, ...rest } = fields;
  const texts = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => name in emptyEntry && value !== undefined),
  );
  return {
    ...texts,
    ...(issuedOn && { issuedOn: dayText(issuedOn) }),
    ...(dueOn && { dueOn: dayText(dueOn) }),
    ...(pageCount !== undefined && { pageCount: String(pageCount) }),
  };
};

/** The form's answer as the command takes it: what is empty is absent. */
export function fieldsOf({ secrecy: _secrecy, ...result }: EntryResult): IncomingFields {
  const { issuedOn, dueOn, signerName, signerPosition, note, language, pageCount, ...rest } = result;
  return {
    ...rest,
    ...(issuedOn && { issuedOn }),
    ...(dueOn && { dueOn }),
    ...(signerName !== '' && { signerName }),
    ...(signerPosition !== '' && { signerPosition }),
    ...(note !== '' && { note }),
    ...(language !== '' && { language }),
    ...(pageCount !== undefined && { pageCount }),
  };
}

const KeptExtras = z.object({
  source: z.enum(['file', 'paper']).catch('file'),
  files: z.array(AcceptedFile).catch([]),
});
export type Extras = z.infer<typeof KeptExtras>;

/** What an unfinished entry holds besides its fields: its files, and whether it is a paper only. */
export const extrasOf = (key: string): Extras => KeptExtras.parse(draftOf(key)?.values ?? {});

const HandedOn = z.object({ typeName: z.string(), organName: z.string() });

/** What the entry before handed on ("thêm liên tiếp"): a pile of papers is often of one type and from one agency. */
export const handedOn = (key: string): Partial<EntryValues> =>
  HandedOn.safeParse(draftOf(key)?.values['handedOn']).data ?? {};

/** Whether an unfinished entry is worth going back to: a file was taken in, or a word of its own was typed. */
export const holdsSomething = (values: Readonly<Record<string, unknown>>): boolean =>
  KeptExtras.parse(values).files.length > 0 ||
  Object.entries(emptyEntry).some(
    ([name, empty]) => empty === '' && typeof values[name] === 'string' && values[name] !== '',
  );
