import { z } from 'zod';
import { AcceptedFile } from '../../../shared/contract/shapes.ts';
import {
  type LocalDate,
  OfficialId,
  Secrecy,
  SUBJECT_LENGTH_MAX,
  Urgency,
} from '../../../shared/domain/core/values.ts';
import type { Outgoing, OutgoingFields } from '../../../shared/domain/outgoing/outgoing.ts';
import { LETTER } from '../../../shared/words/type-name.ts';
import { say } from '../../../shared/words/vi.ts';
import { dayField, dayText, textField } from '../../app/document/form-schema.ts';
import { draftOf } from '../../app/drafts.ts';

export const draftKey = (documentId: string): string => `outgoing:${documentId}`;

/** The draft's form, with the lengths of annex VI part II. */
export const draftSchema = (today: LocalDate) =>
  z.object({
    typeName: textField(100, true),
    codeNotation: textField(30, true),
    subject: textField(SUBJECT_LENGTH_MAX, true),
    urgency: Urgency,
    signerId: z.string().transform((id, context) => {
      const parsed = OfficialId.safeParse(id);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: say('invalid.required') });
      return z.NEVER;
    }),
    recipientsText: textField(1000, false),
    dueOn: dayField(today, 'from-today'),
    note: textField(4000, false),
    secrecy: Secrecy,
  });
export type DraftValues = z.input<ReturnType<typeof draftSchema>>;
export type DraftResult = z.output<ReturnType<typeof draftSchema>>;

export const emptyDraft: DraftValues = {
  typeName: LETTER,
  codeNotation: '',
  subject: '',
  urgency: 'normal',
  signerId: '',
  recipientsText: '',
  dueOn: '',
  note: '',
  secrecy: 'normal',
};

export const draftOfDocument = (document: Outgoing): DraftValues => ({
  typeName: document.typeName,
  codeNotation: document.codeNotation,
  subject: document.subject,
  urgency: document.urgency,
  signerId: document.signerId,
  recipientsText: document.recipientsText,
  dueOn: dayText(document.dueOn),
  note: document.note ?? '',
  secrecy: 'normal',
});

/** The form's answer as the command takes it. */
export function fieldsOf({ secrecy: _secrecy, dueOn, note, ...rest }: DraftResult): OutgoingFields {
  return { ...rest, ...(dueOn && { dueOn }), ...(note !== '' && { note }) };
}

const KeptFiles = z.array(AcceptedFile).catch([]);
export const keptFiles = (key: string): AcceptedFile[] =>
  KeptFiles.parse(draftOf(key)?.values['files'] ?? []);
